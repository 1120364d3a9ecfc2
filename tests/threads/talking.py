"""What coaches and lifters wrote, by way of the one writer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from webapp import clock
from webapp.domain.ids import new_id
from webapp.domain.operations import Operation
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import CoachLink, User
from webapp.workouts import actions


def say(by: User, text: str, workout: Workout, lifter: User, coach: User, about: UUID | None = None) -> UUID:
    """One of the two writes to the other; the message's id."""
    fields = {"workout": workout.id, "set": about, "coach": coach.id, "text": text}
    return change(by, lifter, None, fields)


def change(by: User, lifter: User, message_id: UUID | None, fields: dict[str, Any]) -> UUID:
    now = clock.utc_now()
    one = Operation(new_id(now), "message", message_id or new_id(now), fields)
    outcome = actions.apply(lifter.id, [one], now=now, by=by.id)[0]
    assert outcome.status == "ok", outcome.message
    db.session.commit()
    db.session.remove()
    return one.entity_id


def end(link: CoachLink) -> None:
    """The link is over from now on."""
    db.session.merge(link).state = "ended"
    db.session.commit()
    db.session.remove()
