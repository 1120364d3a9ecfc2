"""What a gym of the person's has to load with."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.accounts import actions, queries
from webapp.accounts.answers import page, status_of
from webapp.accounts.blueprint import bp
from webapp.accounts.equipment_form import EquipmentForm, filled_form, read_equipment
from webapp.domain.equipment import Equipment, default_equipment, equipment_from_json
from webapp.domain.load import UNITS, Unit
from webapp.extensions import db
from webapp.models import Gym


@bp.get("/settings/equipment")
@access("self")
def equipment() -> ResponseReturnValue:
    """The usual gym's form, filled with an ordinary gym until it was saved once."""
    return _form(queries.find_usual_gym(current_user))


@bp.post("/settings/equipment")
@access("self")
def save_equipment() -> ResponseReturnValue:
    """All of the usual gym at once."""
    actions.queue_up(current_user.id)
    return _save(queries.find_usual_gym(current_user))


@bp.get("/settings/gyms/<uuid:gym_id>")
@access("own:gym")
def gym(gym_id: UUID) -> ResponseReturnValue:
    """One gym's form."""
    return _form(queries.find_gym(current_user, gym_id) or abort(404))


@bp.post("/settings/gyms/<uuid:gym_id>")
@access("own:gym")
def save_gym(gym_id: UUID) -> ResponseReturnValue:
    """All of it at once."""
    return _save(queries.find_gym(current_user, gym_id) or abort(404))


def _form(gym: Gym | None) -> ResponseReturnValue:
    """`unit`: for a gym marked in the other unit.

    A bar of 45 lb is no bar of 45 kg, and none is marked 20.4 kg either: so it is an ordinary gym in that
    unit that is offered, and nothing is kept until it is saved.
    """
    own, asked = _equipment_of(gym), request.args.get("unit")
    unit = next((one for one in UNITS if one == asked), own.unit)
    offered = own if unit == own.unit else default_equipment(unit)
    return _page(filled_form(offered, _name_of(gym)), own.unit)


def _save(gym: Gym | None) -> ResponseReturnValue:
    form, described = read_equipment(request.form, _name_of(gym))
    if described is None:
        return _page(form, _equipment_of(gym).unit)
    gym = gym or actions.add_first_gym(current_user, form.name, described, clock.utc_now())
    gym.name, gym.equipment = form.name, described.as_json()
    db.session.commit()
    return redirect(f"{request.path}?saved=1", 303)


def _name_of(gym: Gym | None) -> str:
    return gym.name if gym else actions.FIRST_GYM


def _equipment_of(gym: Gym | None) -> Equipment:
    return equipment_from_json(gym.equipment) if gym else default_equipment(current_user.unit)


def _page(form: EquipmentForm, own_unit: Unit) -> ResponseReturnValue:
    return page(
        "equipment",
        status=status_of(form.errors),
        form=form,
        own_unit=own_unit,
        saved="saved" in request.args,
    )
