"""What is deleted, and time that passes until it is purged."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from tests.conftest import Clock
from tests.training import apply, make_workout, weigh
from webapp import clock as product_clock
from webapp.domain.ids import new_id
from webapp.domain.load import parse_load
from webapp.domain.operations import Entity, Operation
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import Operation as OperationRow
from webapp.models import User
from webapp.workouts.purge import purge
from webapp.workouts.rows import TABLES

SECRET = "Left knee hurts"


def change(lifter: User, entity: Entity, row_id: UUID, **fields: Any) -> Operation:
    """Something done now, on this server."""
    now = product_clock.utc_now()
    operation = Operation(new_id(now), entity, row_id, fields)
    apply(lifter, [operation])
    return operation


def delete(lifter: User, entity: Entity, row_id: UUID, **offset: float) -> Operation:
    """offset: how wrong the clock of the phone is."""
    return change(lifter, entity, row_id, deleted_at=product_clock.utc_now() + timedelta(**offset))


def pass_time(lifter: User, clock: Clock, **span: float) -> None:
    """Time goes by, and the lifter is there to do something at the end of it."""
    clock.forward(**span)
    weigh(lifter)


def run(lifter: User) -> int:
    purged = purge(lifter.id, product_clock.utc_now())
    db.session.commit()
    db.session.remove()
    return purged


def stored(entity: Entity, row_id: UUID) -> Any:
    row = db.session.execute(sa.select(TABLES[entity]).where(TABLES[entity].c.id == row_id)).one()
    db.session.remove()
    return row


def everything_said() -> str:
    """All text in the tables of workouts and operations."""
    tables = [*TABLES.values(), OperationRow.__table__]
    texts = [str(tuple(row)) for table in tables for row in db.session.execute(sa.select(table))]
    db.session.remove()
    return "\n".join(texts)


def arrive_after_deletion(alice: User) -> Workout:
    """A phone with no signal ticked before the deletion and sends it after."""
    workout = make_workout(alice, sets=2, ticked=1)
    late, before = workout.exercises[0].sets[1].id, product_clock.utc_now()
    delete(alice, "workout", workout.id)
    done = {"ticked_at": before, "reps": 5, "load": parse_load("60", "kg")}
    apply(alice, [Operation(new_id(before), "set", late, done, ts=before)])
    return workout
