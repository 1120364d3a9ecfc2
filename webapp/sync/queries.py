"""Reads for phones: what changed since a cursor, and what lies on each day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from webapp.domain.operations import ENTITIES, FIELDS, Entity, encode_fields
from webapp.extensions import db
from webapp.models import SyncCommit, SyncHead
from webapp.workouts.rows import TABLES

BACK = timedelta(days=56)
AHEAD = timedelta(days=14)
"""What a phone keeps with it. Older history is pages."""

WORKOUT, EXERCISE, SET = TABLES["workout"], TABLES["workout_exercise"], TABLES["set"]


@dataclass(frozen=True, slots=True)
class Cursor:
    """A commit, by its number and its token."""

    n: int
    token: str

    def __str__(self) -> str:
        return f"{self.n}.{self.token}"


START = Cursor(0, "start")


def cursor_text(complete: Cursor, newest: Cursor) -> str:
    """What a phone keeps: up to where it has everything, and the newest commit it heard of.

    The second matters while pages are left: what the phone sent was acknowledged with the newest commit, and
    a server restored to a state between the two must not pass for the one that did.
    """
    return str(complete) if complete == newest else f"{complete}+{newest}"


def find_newest_cursor(lifter_id: UUID) -> Cursor:
    """The lifter's newest commit."""
    row = db.session.connection().execute(_NEWEST, {"lifter": lifter_id}).one_or_none()
    return Cursor(row.n, row.token) if row else START


def find_cursor(lifter_id: UUID, text: str | None) -> Cursor | None:
    """Up to where a phone has everything, if this server knows all that the phone heard of."""
    if text is None:
        return None
    complete, _, newest = text.partition("+")
    if newest and _find_commit(lifter_id, newest) is None:
        return None
    return _find_commit(lifter_id, complete)


def _find_commit(lifter_id: UUID, text: str) -> Cursor | None:
    if text == str(START):
        return START
    number, _, token = text.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    known = {"lifter": lifter_id, "n": int(number), "token": token}
    return Cursor(int(number), token) if db.session.connection().execute(_KNOWN, known).first() else None


def list_changes(
    lifter_id: UUID, since: int, today: date, limit: int
) -> tuple[list[dict[str, Any]], int | None]:
    """Rows changed after commit `since`, parents first, and the commit up to which they are complete.

    The second is None when nothing is left behind. A commit is never cut in two, so that a page may hold more
    than `limit` rows; deleted rows are among them. 4 statements.
    """
    asked = {"lifter": lifter_id, "since": since, "from_day": today - BACK, "limit": limit + 1}
    connection = db.session.connection()
    found = {entity: connection.execute(_CHANGES[entity], asked).mappings().all() for entity in ENTITIES}
    numbers = sorted(row["n"] for rows in found.values() for row in rows)
    if len(numbers) <= limit:
        return _as_changes(found, None), None
    upto = numbers[limit - 1]
    whole = {
        entity: connection.execute(_UP_TO[entity], asked | {"upto": upto}).mappings().all()
        for entity in ENTITIES
    }
    return _as_changes(whole, upto), upto


def find_cursor_at(lifter_id: UUID, n: int) -> Cursor:
    """The cursor of a commit, or of the one before it that is known."""
    row = db.session.connection().execute(_AT, {"lifter": lifter_id, "n": n}).one()
    return Cursor(row.n, row.token)


def _as_changes(found: dict[Entity, Any], upto: int | None) -> list[dict[str, Any]]:
    return [
        {
            "e": entity,
            "eid": str(row["id"]),
            "n": row["n"],
            "f": encode_fields(entity, {name: row[f.column] for name, f in FIELDS[entity].items()}),
            "del": False,
        }
        for entity in ENTITIES
        for row in found[entity]
        if upto is None or row["n"] <= upto
    ]


@dataclass(frozen=True, slots=True)
class Held:
    """What a day's fragment depends on: one of its workouts, its newest commit, its exercises.

    is_done: something is ticked in it, so that later days show it as the last time.
    """

    id: UUID
    on: date
    n: int
    exercises: tuple[str, ...]
    is_done: bool


def list_held(lifter_id: UUID, today: date) -> list[Held]:
    """The workouts from 56 days back to 14 ahead that a page would show, oldest first; 2 statements."""
    asked = {"lifter": lifter_id, "from_day": today - BACK, "to_day": today + AHEAD}
    connection = db.session.connection()
    exercises: dict[UUID, list[str]] = {}
    for row in connection.execute(_HELD_EXERCISES, asked):
        exercises.setdefault(row.workout_id, []).append(row.exercise)
    return [
        Held(
            row.id,
            row.on,
            max(row.n, row.exercise_n or 0, row.set_n or 0),
            tuple(exercises.get(row.id, ())),
            bool(row.ticks),
        )
        for row in connection.execute(_HELD, asked)
        if not row.withdrawn or row.ticks
    ]


def _columns(entity: Entity) -> Iterable[sa.Column[Any]]:
    table = TABLES[entity]
    return [table.c.id, table.c.n, *(table.c[field.column] for field in FIELDS[entity].values())]


def _changes(entity: Entity) -> sa.Select[Any]:
    """Rows of one kind after a commit, of workouts that a phone keeps."""
    table = TABLES[entity]
    select = sa.select(*_columns(entity)).where(
        table.c.lifter_id == sa.bindparam("lifter"), table.c.n > sa.bindparam("since")
    )
    recent = sa.bindparam("from_day", type_=sa.Date)
    if entity == "set":
        select = select.join(EXERCISE).where(EXERCISE.c.on >= recent)
    elif entity == "measurement":
        pass  # few, and bodyweight is needed however old
    else:
        select = select.where(table.c.on >= recent)
    return select.order_by(table.c.n, table.c.id)


_LIMIT = sa.bindparam("limit", type_=sa.Integer)
_CHANGES = {entity: _changes(entity).limit(_LIMIT) for entity in ENTITIES}
_UP_TO = {entity: _changes(entity).where(TABLES[entity].c.n <= sa.bindparam("upto")) for entity in ENTITIES}
_NEWEST = (
    sa.select(SyncCommit.n, SyncCommit.token)
    .join(SyncHead, sa.and_(SyncHead.lifter_id == SyncCommit.lifter_id, SyncHead.n == SyncCommit.n))
    .where(SyncHead.lifter_id == sa.bindparam("lifter"))
)
_KNOWN = sa.select(SyncCommit.n).where(
    SyncCommit.lifter_id == sa.bindparam("lifter"),
    SyncCommit.n == sa.bindparam("n"),
    SyncCommit.token == sa.bindparam("token"),
)
_AT = (
    sa.select(SyncCommit.n, SyncCommit.token)
    .where(SyncCommit.lifter_id == sa.bindparam("lifter"), SyncCommit.n <= sa.bindparam("n"))
    .order_by(SyncCommit.n.desc())
    .limit(1)
)
_IN_WINDOW = (
    WORKOUT.c.lifter_id == sa.bindparam("lifter"),
    WORKOUT.c.on.between(sa.bindparam("from_day"), sa.bindparam("to_day")),
    WORKOUT.c.deleted_at.is_(None),
)
_HELD = (
    sa.select(
        WORKOUT.c.id,
        WORKOUT.c.on,
        WORKOUT.c.n,
        WORKOUT.c.withdrawn,
        sa.func.max(EXERCISE.c.n).label("exercise_n"),
        sa.func.max(SET.c.n).label("set_n"),
        sa.func.count(SET.c.ticked_at).label("ticks"),
    )
    .select_from(WORKOUT)
    .outerjoin(EXERCISE, EXERCISE.c.workout_id == WORKOUT.c.id)
    .outerjoin(SET, SET.c.workout_exercise_id == EXERCISE.c.id)
    .where(*_IN_WINDOW)
    .group_by(WORKOUT.c.id, WORKOUT.c.on, WORKOUT.c.n, WORKOUT.c.withdrawn)
    .order_by(WORKOUT.c.on, WORKOUT.c.id)
)
_HELD_EXERCISES = (
    sa.select(EXERCISE.c.workout_id, EXERCISE.c.exercise)
    .join(WORKOUT, WORKOUT.c.id == EXERCISE.c.workout_id)
    .where(*_IN_WINDOW, EXERCISE.c.deleted_at.is_(None))
    .order_by(EXERCISE.c.position, EXERCISE.c.id)
)
