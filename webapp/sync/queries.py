"""Reads for phones: what changed since a cursor, and what lies on each day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from webapp.domain.operations import ENTITIES, Entity
from webapp.extensions import db
from webapp.models import SyncCommit, SyncHead
from webapp.sync import stored
from webapp.workouts.plans import AHEAD
from webapp.workouts.rows import TABLES

BACK = timedelta(days=56)
"""What a phone keeps with it, beside what is planned ahead. Older history is pages."""

MANY_COMMITS = 300
"""Since so many, a phone has missed most of what it keeps: some two months of training with good signal."""

WORKOUT, EXERCISE, SET = TABLES["workout"], TABLES["workout_exercise"], TABLES["set"]
MESSAGE = TABLES["message"]


@dataclass(frozen=True, slots=True)
class Cursor:
    """A commit, by its number and its token."""

    n: int
    token: str

    def __str__(self) -> str:
        return f"{self.n}.{self.token}"


START = Cursor(0, "start")

_ALL: tuple[Entity, ...] = ("exercise_note", "measurement")
"""Kept however old: few, and bodyweight and what stays with an exercise are needed today."""


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
    lifter_id: UUID, since: int, newest: int, today: date, limit: int
) -> tuple[list[dict[str, Any]], int | None]:
    """Rows changed after commit `since`, parents first, and the commit up to which they are complete.

    The second is None when nothing is left behind. A commit is never cut in two, so that a page may hold more
    than `limit` rows; deleted rows are among them. newest: the lifter's newest commit. 6 statements.
    """
    if since == newest:
        return [], None
    asked = {"lifter": lifter_id, "since": since, "from_day": today - BACK, "limit": limit + 1}
    pulls = _BY_COMMIT if newest - since < MANY_COMMITS else _BY_DAY
    connection = db.session.connection()
    found = {entity: connection.execute(pulls[entity].first, asked).all() for entity in ENTITIES}
    numbers = sorted(row.n for rows in found.values() for row in rows)
    if len(numbers) <= limit:
        return _as_changes(found), None
    asked["upto"] = upto = numbers[limit - 1]
    return _as_changes({one: connection.execute(pulls[one].whole, asked).all() for one in ENTITIES}), upto


def find_cursor_at(lifter_id: UUID, n: int) -> Cursor:
    """The cursor of a commit, or of the one before it that is known."""
    row = db.session.connection().execute(_AT, {"lifter": lifter_id, "n": n}).one()
    return Cursor(row.n, row.token)


def _as_changes(found: dict[Entity, Any]) -> list[dict[str, Any]]:
    return [change for entity in ENTITIES for change in stored.changes(entity, found[entity])]


@dataclass(frozen=True, slots=True)
class Held:
    """What a day's fragment depends on: one of its workouts, its newest commit, its exercises.

    is_done: something is ticked in it, so that later days show it as the last time.
    was: exercises that are or were in it; is_there: neither deleted nor withdrawn, so that a page shows it.
    is_begun: something is or was ticked in it.
    """

    id: UUID
    on: date
    n: int
    exercises: tuple[str, ...]
    is_done: bool
    was: frozenset[str]
    is_there: bool
    is_begun: bool


def list_held(lifter_id: UUID, today: date) -> list[Held]:
    """The workouts from 56 days back to 14 ahead, deleted ones too, oldest first; 2 statements."""
    asked = {"lifter": lifter_id, "from_day": today - BACK, "to_day": today + AHEAD}
    connection = db.session.connection()
    exercises: dict[UUID, list[str]] = {}
    was: dict[UUID, set[str]] = {}
    for row in connection.execute(_HELD_EXERCISES, asked):
        was.setdefault(row.workout_id, set()).add(row.exercise)
        if row.deleted_at is None:
            exercises.setdefault(row.workout_id, []).append(row.exercise)
    return [
        Held(
            row.id,
            row.on,
            max(row.n, row.exercise_n or 0, row.set_n or 0, row.message_n or 0),
            tuple(exercises.get(row.id, ())),
            bool(row.ticks),
            frozenset(was.get(row.id, ())),
            row.deleted_at is None and (not row.withdrawn or bool(row.ticks)),
            row.started_at is not None or bool(row.ticks),
        )
        for row in connection.execute(_HELD, asked)
    ]


def find_newest_old(lifter_id: UUID, today: date) -> int:
    """The newest commit of what is older than a phone keeps; 0 where nothing is. 1 statement.

    By way of the commit: what is newer than it is little.
    """
    asked = {"lifter": lifter_id, "from_day": today - BACK}
    return max(n or 0 for n in db.session.connection().execute(_NEWEST_OLD, asked).one())


@dataclass(frozen=True, slots=True)
class Pull:
    """One kind of row after a commit. first: so many at most. whole: up to where a page ends."""

    first: sa.Select[Any]
    whole: sa.Select[Any]


def _pull(entity: Entity, *, by_day: bool) -> Pull:
    """by_day: by way of the days that a phone keeps, else by way of the commit."""
    table = TABLES[entity]
    select = sa.select(*stored.columns(entity)).order_by(table.c.n, table.c.id)
    select = _kept(select, entity) if by_day else _after(select, entity)
    limit = sa.bindparam("limit", type_=sa.Integer)
    return Pull(select.limit(limit), select.where(table.c.n + 0 <= sa.bindparam("upto")))


def _after(select: sa.Select[Any], entity: Entity) -> sa.Select[Any]:
    """Rows that a phone keeps, by way of the commit: cheap for one that was here lately."""
    table = TABLES[entity]
    select = select.where(table.c.lifter_id == sa.bindparam("lifter"), table.c.n > sa.bindparam("since"))
    if entity in _ALL:
        return select
    if entity == "set":
        return select.join(EXERCISE).where(EXERCISE.c.on >= _FROM_DAY)
    if entity == "message":
        return select.join(WORKOUT).where(WORKOUT.c.on >= _FROM_DAY)
    return select.where(table.c.on >= _FROM_DAY)


def _kept(select: sa.Select[Any], entity: Entity) -> sa.Select[Any]:
    """The same rows, by way of the days: what a phone keeps is little, what ten years hold is much."""
    if entity in _ALL:
        return _after(select, entity)
    if entity == "set":
        select = select.join(EXERCISE, EXERCISE.c.id == SET.c.workout_exercise_id)
    if entity == "message":
        select = select.join(WORKOUT, WORKOUT.c.id == MESSAGE.c.workout_id)
    elif entity != "workout":
        select = select.join(WORKOUT, WORKOUT.c.id == EXERCISE.c.workout_id)
    # Plus nothing, so that no index by commit is found for it.
    is_newer = TABLES[entity].c.n + 0 > sa.bindparam("since")
    return select.where(WORKOUT.c.lifter_id == sa.bindparam("lifter"), WORKOUT.c.on >= _FROM_DAY, is_newer)


_FROM_DAY = sa.bindparam("from_day", type_=sa.Date)
_BY_COMMIT = {entity: _pull(entity, by_day=False) for entity in ENTITIES}
_BY_DAY = {entity: _pull(entity, by_day=True) for entity in ENTITIES}
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
)
_HELD = (
    sa.select(
        WORKOUT.c.id,
        WORKOUT.c.on,
        WORKOUT.c.n,
        WORKOUT.c.withdrawn,
        WORKOUT.c.deleted_at,
        WORKOUT.c.started_at,
        sa.func.max(EXERCISE.c.n).label("exercise_n"),
        sa.func.max(SET.c.n).label("set_n"),
        sa.func.count(SET.c.ticked_at).label("ticks"),
        sa.select(sa.func.max(MESSAGE.c.n))
        .where(MESSAGE.c.workout_id == WORKOUT.c.id)
        .scalar_subquery()
        .label("message_n"),
    )
    .select_from(WORKOUT)
    .outerjoin(EXERCISE, EXERCISE.c.workout_id == WORKOUT.c.id)
    .outerjoin(SET, SET.c.workout_exercise_id == EXERCISE.c.id)
    .where(*_IN_WINDOW)
    .group_by(WORKOUT.c.id)
    .order_by(WORKOUT.c.on, WORKOUT.c.id)
)
_HELD_EXERCISES = (
    sa.select(EXERCISE.c.workout_id, EXERCISE.c.exercise, EXERCISE.c.deleted_at)
    .join(WORKOUT, WORKOUT.c.id == EXERCISE.c.workout_id)
    .where(*_IN_WINDOW)
    .order_by(EXERCISE.c.position, EXERCISE.c.id)
)
_OLD = (
    sa.select(WORKOUT.c.n).where(WORKOUT.c.lifter_id == sa.bindparam("lifter"), WORKOUT.c.on < _FROM_DAY),
    sa.select(EXERCISE.c.n).where(EXERCISE.c.lifter_id == sa.bindparam("lifter"), EXERCISE.c.on < _FROM_DAY),
    sa.select(SET.c.n)
    .join(EXERCISE, EXERCISE.c.id == SET.c.workout_exercise_id)
    .where(SET.c.lifter_id == sa.bindparam("lifter"), EXERCISE.c.on < _FROM_DAY),
)
_NEWEST_OLD = sa.select(
    *(
        one.order_by(one.selected_columns.n.desc()).limit(1).scalar_subquery().label(f"n_{at}")
        for at, one in enumerate(_OLD)
    )
)
