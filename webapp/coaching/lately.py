"""What clients did lately and what lies ahead of them, read once and kept until their next commit.

In this process's memory, by client, whoever coaches them. Which of it somebody sees is decided by their link,
with every request (`roster`): nothing here knows a coach, and nobody is asked about who doesn't share it.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from webapp import catalogue
from webapp.domain import order
from webapp.domain.attention import STALLED_AFTER, Best
from webapp.extensions import db
from webapp.workouts.rows import TABLES

WORKOUT, EXERCISE, SET = TABLES["workout"], TABLES["workout_exercise"], TABLES["set"]

BACK, AHEAD = timedelta(days=28), timedelta(days=14)
A_DAY = timedelta(days=1)
"""The client's day may be the one before or after that of UTC."""

KEPT = 5000
"""Clients whose weeks are kept, some 5 kB each; the one who wasn't asked for longest goes first."""

Stand = tuple[int, datetime]
"""A client's newest commit and its time: with another one, or after a restore, something may have changed."""


@dataclass(frozen=True, slots=True)
class Lift:
    """A main lift on the days of one title: heavy days beside heavy days.

    times: newest first, as many as show a stall; a lift that was done less often isn't kept. Nor is one with
    assistance, where less is better.
    """

    name: str
    times: tuple[tuple[date, Best], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A workout from the outside. is_done: something is ticked. is_over: finished."""

    id: UUID
    on: date
    title: str
    is_planned: bool
    is_done: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class Lately:
    """A few weeks of one client's. days: oldest first. pains: rows of `_PAINS`."""

    days: tuple[Day, ...] = ()
    lifts: tuple[Lift, ...] = ()
    pains: tuple[Any, ...] = ()


_kept: OrderedDict[UUID, tuple[Stand, date, Lately]] = OrderedDict()


def read_lately(stands: Mapping[UUID, Stand], day: date) -> dict[UUID, Lately]:
    """The weeks around `day` (UTC) of these clients; 3 statements for those who aren't kept as they stand."""
    found = {}
    for client_id, stand in stands.items():
        kept = _kept.get(client_id)
        if kept and kept[:2] == (stand, day):
            found[client_id] = kept[2]
            with suppress(KeyError):  # another thread may have let it go meanwhile
                _kept.move_to_end(client_id)
    missing = [client_id for client_id in stands if client_id not in found]
    if missing:
        for client_id, lately in _read(missing, day).items():
            found[client_id] = lately
            _kept[client_id] = (stands[client_id], day, lately)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


def _read(client_ids: list[UUID], day: date) -> dict[UUID, Lately]:
    asked = {
        "clients": client_ids,
        "first": day - BACK - A_DAY,
        "day": day + A_DAY,
        "last": day + AHEAD + A_DAY,
    }
    connection = db.session.connection()
    workouts, lifts, pains = (
        _by_lifter(connection.execute(statement, asked)) for statement in (_WORKOUTS, _LIFTS, _PAINS)
    )
    days = {one: tuple(Day(*row[1:]) for row in workouts[one]) for one in client_ids}
    return {one: Lately(days[one], _lifts(lifts[one], days[one]), tuple(pains[one])) for one in client_ids}


def _by_lifter(rows: Iterable[Any]) -> Mapping[UUID, list[Any]]:
    grouped: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row[0]].append(row)
    return grouped


def _lifts(rows: Iterable[Any], days: Iterable[Day]) -> tuple[Lift, ...]:
    by_id = {day.id: day for day in days}
    found: dict[tuple[str, str], list[tuple[date, Best]]] = defaultdict(list)
    for row in rows:
        if day := by_id.get(row.workout_id):
            best = Best(Decimal(row.best // _REPS), row.best % _REPS)
            found[row.exercise, day.title].append((day.on, best))
    exercises = catalogue.exercises()
    return tuple(
        Lift(
            exercises[slug].name,
            tuple(sorted(times, key=lambda one: one[0], reverse=True)[: STALLED_AFTER + 1]),
        )
        for (slug, _), times in found.items()
        if slug in exercises and exercises[slug].load_mode != "assisted" and len(times) > STALLED_AFTER
    )


# Made once, at import.

_REPS = 10_000
_CLIENTS: sa.BindParameter[Any] = sa.bindparam("clients", expanding=True)

_TICKED = sa.exists().where(
    EXERCISE.c.workout_id == WORKOUT.c.id,
    SET.c.workout_exercise_id == EXERCISE.c.id,
    SET.c.ticked_at.is_not(None),
    SET.c.deleted_at.is_(None),
    EXERCISE.c.deleted_at.is_(None),
)

_WORKOUTS = (
    sa.select(
        WORKOUT.c.lifter_id,
        WORKOUT.c.id,
        WORKOUT.c.on,
        WORKOUT.c.title,
        WORKOUT.c.plan.is_not(None).label("is_planned"),
        sa.case((WORKOUT.c.on > sa.bindparam("day"), sa.false()), else_=_TICKED).label("is_done"),
        WORKOUT.c.finished_at.is_not(None).label("is_over"),
    )
    .where(
        WORKOUT.c.lifter_id.in_(_CLIENTS),
        WORKOUT.c.on >= sa.bindparam("first"),
        WORKOUT.c.on <= sa.bindparam("last"),
        WORKOUT.c.deleted_at.is_(None),
        sa.or_(WORKOUT.c.withdrawn.is_(False), _TICKED),
    )
    .order_by(WORKOUT.c.lifter_id, WORKOUT.c.on)
)

_NUMBER = sa.cast(sa.func.substr(SET.c.load, 1, sa.func.length(SET.c.load) - 3), sa.Float)
_HUNDREDTHS = sa.case(
    (sa.func.substr(SET.c.load, sa.func.length(SET.c.load) - 1) == "kg", 100), else_=45.359237
)
_BEST = sa.cast(sa.func.coalesce(_NUMBER * _HUNDREDTHS, 0), sa.BigInteger) * _REPS + SET.c.reps
"""Load before reps in one number, so that the greatest is the best: hundredths of a kg, then reps."""

_LIFTS = (
    sa.select(
        WORKOUT.c.lifter_id, EXERCISE.c.workout_id, EXERCISE.c.exercise, sa.func.max(_BEST).label("best")
    )
    .select_from(WORKOUT)
    .join(EXERCISE, EXERCISE.c.workout_id == WORKOUT.c.id)
    .join(SET, SET.c.workout_exercise_id == EXERCISE.c.id)
    .where(
        WORKOUT.c.lifter_id.in_(_CLIENTS),
        WORKOUT.c.on >= sa.bindparam("first"),
        WORKOUT.c.on <= sa.bindparam("day"),
        WORKOUT.c.deleted_at.is_(None),
        EXERCISE.c.position == order.at(0),
        EXERCISE.c.deleted_at.is_(None),
        SET.c.ticked_at.is_not(None),
        SET.c.deleted_at.is_(None),
        SET.c.kind != "warmup",
        SET.c.reps.is_not(None),
    )
    .group_by(WORKOUT.c.lifter_id, EXERCISE.c.workout_id, EXERCISE.c.exercise)
)

_PAINS = (
    sa.select(SET.c.lifter_id, EXERCISE.c.workout_id, WORKOUT.c.on, EXERCISE.c.exercise, SET.c.pain, SET.c.n)
    .select_from(SET)
    .join(EXERCISE, EXERCISE.c.id == SET.c.workout_exercise_id)
    .join(WORKOUT, WORKOUT.c.id == EXERCISE.c.workout_id)
    .where(
        SET.c.lifter_id.in_(_CLIENTS),
        SET.c.pain.is_not(None),
        SET.c.deleted_at.is_(None),
        EXERCISE.c.deleted_at.is_(None),
        WORKOUT.c.deleted_at.is_(None),
        WORKOUT.c.on >= sa.bindparam("first"),
    )
)
