"""Ways to break one rule of who may see what; each takes the app, and a monkeypatch that mends it again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask, Request, abort, redirect, request
from flask_login import current_user
from sqlalchemy.sql.visitors import replacement_traverse
from werkzeug.exceptions import NotFound

from webapp import access
from webapp.coaching import library, log
from webapp.coaching import queries as coaching
from webapp.coaching.library import Receiver
from webapp.database import begin_writing
from webapp.domain import workout as domain
from webapp.domain.consent import Shares
from webapp.domain.exercise import Exercise
from webapp.domain.limitations import Limit
from webapp.exercises import limits
from webapp.extensions import db, login_manager
from webapp.history import lifts
from webapp.limitations import queries as limitations
from webapp.models import (
    Assignment,
    CoachLink,
    CoachProfile,
    Gym,
    Limitation,
    Publication,
    Session,
    Template,
    User,
    Workout,
    WorkoutSet,
)
from webapp.publishing import queries as publishing
from webapp.threads import queries as threads
from webapp.threads.queries import Latest, Said
from webapp.workouts import actions, queries

View = Callable[..., Any]


Plant = Callable[[Flask, pytest.MonkeyPatch], None]


def around(endpoint: str, faulty: Callable[..., Any]) -> Plant:
    """The view becomes `faulty(view, **its arguments)`, declared as before."""

    def plant(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        view: View = app.view_functions[endpoint]

        def planted(**arguments: Any) -> Any:
            return faulty(view, **arguments)

        vars(planted).update(vars(view))
        monkeypatch.setitem(app.view_functions, endpoint, planted)

    return plant


def finding_workouts_of(others: Callable[[UUID], bool]) -> Plant:
    """The query also finds the workouts of those for whom `others` says so."""

    def plant(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        find = queries.find_workout

        def faulty(lifter_id: UUID, workout_id: UUID) -> domain.Workout | None:
            owner = db.session.scalar(sa.select(Workout.lifter_id).where(Workout.id == workout_id))
            return find(owner if owner and others(owner) else lifter_id, workout_id)

        monkeypatch.setattr(queries, "find_workout", faulty)

    return plant


def shares_a_gym(owner: UUID) -> bool:
    """None is None: so do all who have none."""

    def gym_of(person: UUID) -> str | None:
        return db.session.scalar(sa.select(Gym.name).where(Gym.lifter_id == person))

    return gym_of(current_user.id) == gym_of(owner)


def letting_in(*conditions: sa.ColumnElement[bool]) -> Plant:
    """Whoever has a session is signed in when these hold, and nothing else is asked."""

    def plant(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        def load(asked: Request) -> User | None:
            hashed = access.hash_token(asked.cookies.get("sid", ""))
            owner = sa.select(User).join(Session).where(Session.id_hash == hashed, *conditions)
            return db.session.scalar(owner)

        monkeypatch.setattr(login_manager, "_request_callback", load)

    return plant


def taking_operations_unseen(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions.Batch, "_refusal", lambda _batch, _operation, _row: None)


def without_guard(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.before_request_funcs, None, [])


def writes_first(view: View, workout_id: UUID) -> Any:
    db.session.execute(sa.update(Workout).where(Workout.id == workout_id).values(note="touched"))
    db.session.commit()
    return view(workout_id=workout_id)


def writes_wide(view: View, workout_id: UUID) -> Any:
    answer = view(workout_id=workout_id)
    begin_writing()
    db.session.execute(sa.update(Workout).values(note="finished"))
    db.session.commit()
    return answer


def looks_at_the_workout_alone(view: View, workout_id: UUID, set_id: UUID) -> Any:
    if queries.find_workout(current_user.id, workout_id) is None:
        abort(404)
    db.session.execute(sa.update(WorkoutSet).where(WorkoutSet.id == set_id).values(note="Smooth"))
    db.session.commit()
    return redirect("/today")


def tells_that_it_exists(view: View, workout_id: UUID) -> Any:
    try:
        return view(workout_id=workout_id)
    except NotFound:
        if db.session.get(Workout, workout_id):
            abort(403)
        raise


def lists_everybodys(view: View) -> Any:
    return str(view()) + " ".join(db.session.scalars(sa.select(Workout.title)))


def believes_the_form(view: View) -> Any:
    named = sa.update(Assignment).where(Assignment.id == UUID(request.form["assignment"]))
    db.session.execute(named.values(starts_on=sa.func.date("2026-11-30")))
    db.session.commit()
    return redirect("/today")


def counts_visits(view: View) -> Any:
    begin_writing()
    db.session.execute(sa.update(User).where(User.id == current_user.id).values(effort="rpe"))
    db.session.commit()
    return view()


def caching_by_address(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, Any] = {}

    def faulty(view: View) -> Any:
        return kept.setdefault(request.path, view())

    around("workouts.today", faulty)(app, monkeypatch)


def letting_see(*states: str) -> Plant:
    """A coach sees clients whose link is in one of these states."""

    def plant(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        everybody = sa.select(*coaching._CLIENTS.selected_columns).join(User, User.id == CoachLink.client_id)
        its = (CoachLink.coach_id == sa.bindparam("coach"), CoachLink.state.in_(states))
        monkeypatch.setattr(coaching, "_CLIENTS", everybody.where(*its))
        one = CoachLink.client_id == sa.bindparam("client")
        monkeypatch.setattr(coaching, "_CLIENT", everybody.where(*its, one))

    return plant


def showing_what_isnt_shared(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "redact", lambda workout, _shares: workout)


def showing_the_past(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Shares, "first_day", lambda _shares, _began_on: date(1, 1, 1))


def commenting_anywhere(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_client: object, workout_id: UUID) -> domain.Workout | None:
        owner = db.session.scalar(sa.select(Workout.lifter_id).where(Workout.id == workout_id))
        return queries.find_workout(owner, workout_id) if owner else None

    monkeypatch.setattr(log, "read_workout", read)
    monkeypatch.setattr(actions.Batch, "_refusal", lambda _batch, _operation, _row: None)


def listing_everybodys_clients(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def everybody(_coach_id: UUID) -> list[Any]:
        coaches = db.session.scalars(sa.select(CoachLink.coach_id).distinct())
        return [client for one in coaches for client in listed(one)]

    listed = coaching.list_clients
    monkeypatch.setattr(coaching, "list_clients", everybody)


def overhearing_other_coaches(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def everything(lifter_id: UUID, workout_ids: Sequence[UUID], _coach_id: UUID | None = None) -> list[Said]:
        return listed(lifter_id, workout_ids)

    listed = threads.list_said
    monkeypatch.setattr(threads, "list_said", everything)


def listing_everybodys_messages(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def everybodys(_lifter_id: UUID, limit: int) -> list[Latest]:
        return [one for lifter in db.session.scalars(sa.select(User.id)) for one in listed(lifter, limit)]

    listed = threads.list_latest
    monkeypatch.setattr(threads, "list_latest", everybodys)


def reading_everybodys_lifts(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def everybodys(_lifter_id: UUID, exercise: Exercise, since: date, **how: Any) -> list[lifts.Day]:
        everybody = db.session.scalars(sa.select(User.id)).all()
        return [day for one in everybody for day in listed(one, exercise, since, **how)]

    listed = lifts.list_days
    monkeypatch.setattr(lifts, "list_days", everybodys)


def taking_anybodys_limitation_away(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def anybodys(_lifter_id: UUID, limitation_id: UUID, _now: datetime) -> Limitation | None:
        return db.session.get(Limitation, limitation_id)

    monkeypatch.setattr(limitations, "find_told", anybodys)


def listing_everybodys_limitations(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def everybodys(_lifter_id: UUID, now: datetime) -> list[limitations.Told]:
        return [told for one in db.session.scalars(sa.select(User.id)) for told in listed(one, now)]

    listed = limitations.list_told
    monkeypatch.setattr(limitations, "list_told", everybodys)


def telling_of_limits_of_everybody(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    each = limits.list_limits_of

    def all_for_everybody(lifter_ids: Collection[UUID]) -> dict[UUID, tuple[Limit, ...]]:
        told = each(db.session.scalars(sa.select(User.id)).all()).values()
        return dict.fromkeys(lifter_ids, tuple(chain.from_iterable(told)))

    monkeypatch.setattr(limits, "list_limits_of", all_for_everybody)


def asking_without(module: Any, name: str, condition: str) -> Plant:
    """The module's statement of this name takes this condition for fulfilled."""

    def plant(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        def fulfilled(part: Any, **_: Any) -> Any:
            return (
                sa.true()
                if isinstance(part, (sa.BinaryExpression, sa.Column)) and str(part) == condition
                else None
            )

        asked = getattr(module, name)
        faulty: Any = replacement_traverse(asked, {}, fulfilled)  # type: ignore[call-overload]
        assert str(faulty) != str(asked)
        monkeypatch.setattr(module, name, faulty)

    return plant


def finding_everybodys(module: Any, name: str, table: Any) -> Plant:
    """The query takes a thing by its id alone."""

    def plant(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, name, lambda _person_id, row_id: db.session.get(table, row_id))

    return plant


def listing_for_everybody(module: Any, name: str) -> Plant:
    """The list is that of all people together."""

    def plant(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        listed = getattr(module, name)

        def everybodys(_person_id: UUID) -> list[Any]:
            return [one for person in db.session.scalars(sa.select(User.id)) for one in listed(person)]

        monkeypatch.setattr(module, name, everybodys)

    return plant


def listing_everybodys_publications(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def everybodys(_coach_id: UUID, _skipped: int) -> publishing.Listed:
        return publishing.Listed(db.session.scalars(sa.select(Publication)).all(), 0, None)

    monkeypatch.setattr(publishing, "list_publications", everybodys)


def finding_somebodys_profile(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def somebodys(_coach_id: UUID) -> CoachProfile | None:
        return db.session.scalar(sa.select(CoachProfile).where(CoachProfile.about != ""))

    monkeypatch.setattr(publishing, "find_profile", somebodys)


def finding_programs_by_their_id_alone(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def anybodys(_coach_id: UUID, template_id: UUID, **_how: bool) -> Template | None:
        return db.session.get(Template, template_id)

    monkeypatch.setattr(library, "find_template", anybodys)


def listing_everybodys_programs(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        library, "list_templates", lambda _coach_id: db.session.scalars(sa.select(Template)).all()
    )


def giving_to_anybody(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def everybody(_coach: User, _now: object) -> list[Receiver]:
        return [
            Receiver(one.id, "Somebody", date(2026, 11, 23)) for one in db.session.scalars(sa.select(User))
        ]

    monkeypatch.setattr(library, "list_receivers", everybody)


def changing_anybodys_copies(_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def everybodys(_coach: User, _template: Template, _now: object) -> list[tuple[Receiver, Assignment]]:
        found = db.session.execute(sa.select(Assignment, User).join(User, User.id == Assignment.lifter_id))
        return [(Receiver(who.id, who.name, date(2026, 11, 23)), one) for one, who in found]

    monkeypatch.setattr(library, "list_copies", everybodys)
