"""The places where the person trains: more of them, fewer, and which is the usual one."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.accounts import actions, queries
from webapp.accounts.answers import page, status_of
from webapp.accounts.blueprint import bp
from webapp.accounts.equipment_form import parse_gym_name
from webapp.domain.equipment import default_equipment
from webapp.domain.ids import derived_id, new_id
from webapp.extensions import db
from webapp.models import Gym
from webapp.reading import Reading

MOST_GYMS = 12
FULL = f"{MOST_GYMS} gyms are the most. Remove one first."


@bp.get("/settings/gyms")
@access("self")
def gyms() -> ResponseReturnValue:
    """All of them, the usual one first."""
    return _page({}, {})


@bp.post("/settings/gyms")
@access("self")
def add_gym() -> ResponseReturnValue:
    """One more, with what an ordinary gym has; the form for that comes next."""
    sent, now = request.form.to_dict(), clock.utc_now()
    reading = Reading(sent)
    name = reading.take("name", parse_gym_name, "")
    actions.queue_up(current_user.id)
    # Sent twice, the form means the same gym.
    gym_id = derived_id(current_user.created_at, 0, current_user.id, "gym", sent.get("token", now), name)
    is_there = queries.find_gym(current_user, gym_id) is not None
    places = queries.list_places(current_user)
    if not is_there and len(places) >= MOST_GYMS:
        reading.errors.setdefault("name", FULL)
    if reading.errors:
        return _page(sent, reading.errors)
    ordinary = default_equipment(current_user.unit)
    if not places:
        actions.add_first_gym(current_user, actions.FIRST_GYM, ordinary, now)
    if not is_there:
        actions.add_gym(current_user, gym_id, name, ordinary)
    db.session.commit()
    return redirect(url_for(".gym", gym_id=gym_id), 303)


@bp.post("/settings/gyms/<uuid:gym_id>/choose")
@access("own:gym")
def choose_gym(gym_id: UUID) -> ResponseReturnValue:
    """The usual one, from now on."""
    gym = _get_gym(gym_id)
    if gym is not queries.find_usual_gym(current_user):
        gym.chosen_at = clock.utc_now()
    db.session.commit()
    return redirect(url_for(".gyms"), 303)


@bp.post("/settings/gyms/<uuid:gym_id>/remove")
@access("own:gym")
def remove_gym(gym_id: UUID) -> ResponseReturnValue:
    """Workouts done there are then shown as in the usual gym; what was lifted stays."""
    gym = _get_gym(gym_id)
    gym.removed_at = gym.removed_at or clock.utc_now()
    db.session.commit()
    return redirect(url_for(".gyms", removed=gym_id), 303)


@bp.post("/settings/gyms/<uuid:gym_id>/restore")
@access("own:gym")
def restore_gym(gym_id: UUID) -> ResponseReturnValue:
    actions.queue_up(current_user.id)
    gym = _get_gym(gym_id)
    if gym.removed_at and len(queries.list_places(current_user)) >= MOST_GYMS:
        return _page({}, {"name": FULL})
    gym.removed_at = None
    db.session.commit()
    return redirect(url_for(".gyms"), 303)


def _get_gym(gym_id: UUID) -> Gym:
    return queries.find_gym(current_user, gym_id) or abort(404)


def _page(typed: dict[str, str], errors: dict[str, str]) -> ResponseReturnValue:
    return page(
        "gyms",
        status=status_of(errors),
        gyms=queries.list_places(current_user),
        removed=_removed(),
        typed=typed,
        errors=errors,
        token=new_id(clock.utc_now()),
    )


def _removed() -> Gym | None:
    """The one that was just removed, for the way back."""
    try:
        gym = queries.find_gym(current_user, UUID(request.args.get("removed", "")))
    except ValueError:
        return None
    return gym if gym and gym.removed_at else None
