"""The demo's coach: what they share with their clients, said, changed, and have still to see."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from webapp import catalogue
from webapp.access import hash_token
from webapp.accounts import queries as accounts
from webapp.coaching import editing, invitations, log, notes
from webapp.domain.ids import new_id
from webapp.domain.operations import Entity, Operation
from webapp.domain.schedule import local_day
from webapp.domain.workout import Workout, WorkoutExercise
from webapp.extensions import db
from webapp.history import queries as history
from webapp.models import CoachLink, Session, User
from webapp.workouts import actions

MISSED = {"second@example.com": (4,)}
"""Days before today that were planned and not trained, by who missed them."""

SHARED_BY_SECOND = {"shares_measurements": False, "shares_wellbeing": False, "shares_past": False}

HINGE, PULLDOWN, ROW = "good-morning", "lat-pulldown", "one-arm-dumbbell-row"


def coach(coach: User, first: User, second: User, now: datetime) -> None:
    """Two clients: one who shares all and hurts, one who shares half and missed a day."""
    for lifter, weeks, fields in ((first, 40, {}), (second, 20, SHARED_BY_SECOND)):
        _hear(lifter, now)
        _link(coach, lifter, now - timedelta(weeks=weeks), now, fields)
    invitations.invite(coach, "Alex, from the Tuesday class", now - timedelta(hours=5))
    _first(coach, first, now)
    _second(coach, second, now)
    db.session.commit()


def _first(coach: User, lifter: User, now: datetime) -> None:
    """Pain in a hinge, a swap, and two who talk about both; the coming hinge made less."""
    hurt, hinge = _last(lifter, HINGE, now)
    pain = {"where": "lower back", "score": 3, "kind": "dull"}
    _do(lifter, lifter, "set", hinge.sets[-1].id, {"pain": pain}, now)
    felt = {"feels": "normal", "sleep": 2, "soreness": 4, "stress": 3}
    _do(lifter, lifter, "workout", hurt.id, {"readiness": felt}, now)
    _say(coach, lifter, coach, hurt, "How is the back today? If it still pulls, stop at three sets.", now)
    swapped, pulldown = _last(lifter, PULLDOWN, now)
    instead = catalogue.exercises()[PULLDOWN].alternatives[0]
    _do(lifter, lifter, "workout_exercise", pulldown.id, {"exercise": instead}, now)
    _say(lifter, lifter, coach, swapped, "The pulldown was taken, so I did these.", now)
    _lighten(coach, lifter, local_day(now, lifter.zone, lifter.day_start_min), now)
    notes.write(coach.id, lifter.id, new_id(now), "Rushes the lowering. Ask for a video of the hinge.", now)


def _second(coach: User, lifter: User, now: datetime) -> None:
    """Words both ways: the coach's read and answered, the answer unread. What was felt stays theirs."""
    last, row = _last(lifter, ROW, now)
    _do(lifter, lifter, "workout", last.id, {"readiness": {"feels": "strong", "sleep": 5}}, now)
    _do(lifter, lifter, "set", row.sets[0].id, {"pain": {"score": 2, "where": "elbow", "kind": "stiff"}}, now)
    about = row.sets[-1].id
    asked = now - timedelta(hours=30)
    said = _say(coach, lifter, coach, last, "Strong. Was the last set all there was?", asked, about)
    _do(lifter, lifter, "message", said, {"read_at": now - timedelta(hours=4)}, now - timedelta(hours=4))
    answer = "Two more, I think. The grip went first."
    _say(lifter, lifter, coach, last, answer, now - timedelta(hours=3), about)


def _lighten(coach: User, lifter: User, today: date, now: datetime) -> None:
    """One set less of the hinge in the next workout that has it."""
    coming = history.list_planned_and_done(lifter.id, today + timedelta(days=1), today + log.AHEAD)
    for workout in reversed(coming):
        part = _part(workout, HINGE)
        asked = editing.target_of(part) if part else None
        if part and asked:
            fewer = {"sets": max(1, asked.sets - 1)}
            ids, rounded = iter(lambda: new_id(now), None), accounts.get_equipment(lifter).nearest
            exercise = catalogue.exercises()[HINGE]
            aimed = editing.aim(workout, part, exercise, fewer, rounded, ids, ids)
            actions.apply(lifter.id, aimed, now=now, by=coach.id)
            return


def _last(lifter: User, slug: str, now: datetime) -> tuple[Workout, WorkoutExercise]:
    """The newest workout in which this was trained, and it."""
    today = local_day(now, lifter.zone, lifter.day_start_min)
    trained = history.list_workouts(lifter.id, today - timedelta(weeks=8), today)
    return next((one, part) for one in trained if (part := _part(one, slug)))


def _part(workout: Workout, slug: str) -> WorkoutExercise | None:
    return next((part for part in workout.shown_exercises if part.exercise == slug), None)


def _link(coach: User, lifter: User, began: datetime, now: datetime, fields: Mapping[str, bool]) -> None:
    """Since then, and looked at before what follows happened."""
    began_on = local_day(began, lifter.zone, lifter.day_start_min)
    times = {"asked_at": began, "began_at": began, "looked_at": now - timedelta(days=1)}
    _, looked_n = log.find_signs(lifter.id)
    whose = {"coach_id": coach.id, "client_id": lifter.id, "looked_n": looked_n}
    db.session.add(CoachLink(id=new_id(began), state="active", began_on=began_on, **times, **whose, **fields))
    db.session.flush()


def _hear(lifter: User, now: datetime) -> None:
    """A phone of theirs that was here a moment ago; nobody holds its cookie."""
    times = dict.fromkeys(("born_at", "seen_at", "auth_at"), now - timedelta(minutes=20))
    hashed = hash_token(secrets.token_urlsafe(32))
    db.session.add(
        Session(id=new_id(now), id_hash=hashed, user_id=lifter.id, device="Safari on iPhone", **times)
    )


def _say(
    by: User, lifter: User, coach: User, about: Workout, text: str, now: datetime, part: UUID | None = None
) -> UUID:
    """One of the two writes to the other; the message's id."""
    fields = {"workout": about.id, "set": part, "coach": coach.id, "text": text}
    return _do(by, lifter, "message", new_id(now), fields, now)


def _do(
    by: User, lifter: User, entity: Entity, row_id: UUID, fields: Mapping[str, Any], now: datetime
) -> UUID:
    done = actions.apply(lifter.id, [Operation(new_id(now), entity, row_id, fields)], now=now, by=by.id)[0]
    if done.status != "ok":
        raise LookupError(done.message)
    return row_id
