"""The end of what was deleted: after 30 days its content goes, with the operations that brought it.

What is left of a row is its tombstone: id, parent, day, which exercise, which set; deleted, without stamps.
Whatever still arrives for it is refused as gone (`actions`), a plan never makes it anew, and phones hear of
it like of any change. Beside `actions.apply`, nobody else writes workout data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from webapp import clock
from webapp.database import begin_reading, begin_writing
from webapp.domain.operations import FIELDS, Entity
from webapp.extensions import db
from webapp.models import Operation
from webapp.models.base import Instant
from webapp.workouts import actions, deletions
from webapp.workouts.rows import TABLES

EXERCISE, SET, MESSAGE = TABLES["workout_exercise"], TABLES["set"], TABLES["message"]

AT_ONCE = 500
"""Ids in one statement."""

_LEFT: dict[Entity, set[str]] = {
    "workout": {"on"},
    "workout_exercise": {"workout", "exercise", "position"},
    "set": {"workout_exercise", "position", "kind", "side"},
    "exercise_note": {"exercise"},
    "measurement": {"kind", "unit", "at"},
    "message": {"workout", "set", "coach", "author", "written_at"},
}
"""Fields that a tombstone keeps: where it lies and what it was of, without which late values mean nothing."""

_NO_VALUE = {"value": "0", "text": ""}
"""A measurement has to have one, a message and a note on an exercise the other."""


def purge(lifter_id: UUID, now: datetime) -> int:
    """Purge what is due of one lifter's; how many rows that were. Needs no lock before, and never commits."""
    stands = actions.queue_up(lifter_id, now)
    head = stands.following(stands.at)  # not `now`: a purge alone makes nothing else due
    due = _with_children(deletions.list_due(lifter_id, now))
    purged = sum(map(len, due.values()))
    if purged:
        for entity, ids in due.items():
            _hollow_out(entity, ids, head)
        _blank_operations(lifter_id, [row_id for ids in due.values() for row_id in ids])
        actions.record_commit(db.session.connection(), lifter_id, head)
    return purged


def purge_one(lifter_id: UUID) -> int:
    """Purge what is due of one lifter's, and commit; how many rows that were.

    Looks in a reading transaction first: where nothing is due, nobody waits for a lock.
    """
    now = clock.utc_now()
    begin_reading()
    purged = 0
    if any(deletions.list_due(lifter_id, now).values()):
        begin_writing()
        purged = purge(lifter_id, now)
    db.session.commit()
    return purged


def _with_children(due: Mapping[Entity, set[UUID]]) -> dict[Entity, set[UUID]]:
    parts = due["workout_exercise"] | _ids(EXERCISE.c.id, EXERCISE.c.workout_id, due["workout"])
    sets = due["set"] | _ids(SET.c.id, SET.c.workout_exercise_id, parts)
    messages = due["message"] | _ids(MESSAGE.c.id, MESSAGE.c.workout_id, due["workout"])
    return {**due, "workout_exercise": parts, "set": sets, "message": messages}


def _ids(column: sa.Column[Any], parent: sa.Column[Any], parents: set[UUID]) -> set[UUID]:
    return {
        row_id
        for some in _portions(parents)
        for row_id in db.session.scalars(sa.select(column).where(parent.in_(some)))
    }


def _hollow_out(entity: Entity, ids: set[UUID], head: actions.Head) -> None:
    table = TABLES[entity]
    emptied = {
        field.column: _NO_VALUE.get(name, field.default)
        for name, field in FIELDS[entity].items()
        if name not in _LEFT[entity]
    }
    deleted_at = sa.func.coalesce(table.c.deleted_at, sa.literal(head.at, Instant))
    hollow = sa.update(table).values({**emptied, "deleted_at": deleted_at, "stamps": {}, "n": head.n})
    for some in _portions(ids):
        db.session.execute(hollow.where(table.c.id.in_(some)))


def _blank_operations(lifter_id: UUID, ids: list[UUID]) -> None:
    """They stay, so that sent again they are known; what they said does not."""
    for some in _portions(ids):
        its = (Operation.lifter_id == lifter_id, Operation.entity_id.in_(some))
        db.session.execute(
            sa.update(Operation).where(*its).values(fields={}, before=None),
            execution_options={"synchronize_session": False},
        )


def _portions(ids: set[UUID] | list[UUID]) -> Iterator[list[UUID]]:
    in_order = sorted(ids)
    for start in range(0, len(in_order), AT_ONCE):
        yield in_order[start : start + AT_ONCE]
