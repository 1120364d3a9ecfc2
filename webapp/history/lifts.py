"""One exercise through the years: every set of it that counts, by workout."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from operator import itemgetter
from uuid import UUID

import sqlalchemy as sa

from webapp.domain import strength
from webapp.domain.exercise import Exercise
from webapp.domain.records import Bests, Lift, lift_of
from webapp.extensions import db
from webapp.models.base import load_from_text
from webapp.workouts.rows import TABLES

WORKOUT, EXERCISE, SET = TABLES["workout"], TABLES["workout_exercise"], TABLES["set"]

_AMOUNTS = {"reps": SET.c.reps, "seconds": SET.c.seconds, "distance": SET.c.distance}


@dataclass(frozen=True, slots=True)
class Day:
    """A workout in which the exercise was done. lifts: in no order, at least one. moved: in kg, unrounded."""

    workout_id: UUID
    on: date
    title: str
    lifts: tuple[Lift, ...]
    moved: Decimal


def list_days(lifter_id: UUID, exercise: Exercise, since: date) -> list[Day]:
    """Every workout with it from that day on, oldest first; 1 statement."""
    found = db.session.execute(
        sa.select(
            WORKOUT.c.id,
            WORKOUT.c.on,
            WORKOUT.c.title,
            # As text: the same loads come again and again, and reading one takes longer than finding it.
            sa.type_coerce(SET.c.load, sa.String).label("load"),
            _AMOUNTS[exercise.measure].label("amount"),
            SET.c.side,
        )
        .select_from(SET)
        .join(EXERCISE, EXERCISE.c.id == SET.c.workout_exercise_id)
        .join(WORKOUT, WORKOUT.c.id == EXERCISE.c.workout_id)
        .where(
            EXERCISE.c.lifter_id == lifter_id,
            EXERCISE.c.exercise == exercise.slug,
            EXERCISE.c.on >= since,
            *_counts(),
        )
        .order_by(WORKOUT.c.on, WORKOUT.c.started_at, WORKOUT.c.id)
    )
    weigh = _weighing(exercise)
    days = []
    for (workout_id, on, title), rows in groupby(found, itemgetter(0, 1, 2)):
        weighed = [one for one in (weigh(load, amount, side) for *_, load, amount, side in rows) if one]
        if weighed:
            lifts = tuple(lift for lift, _ in weighed)
            days.append(Day(workout_id, on, title, lifts, sum((moved for _, moved in weighed), Decimal(0))))
    return days


def _weighing(
    exercise: Exercise,
) -> Callable[[str | None, int | None, str | None], tuple[Lift, Decimal] | None]:
    """From a set's columns to how it counts, and what was moved in it in kg; alike ones are read once."""

    @cache
    def weigh(load: str | None, amount: int | None, side: str | None) -> tuple[Lift, Decimal] | None:
        lift = lift_of(load_from_text(load), amount, exercise)
        if lift is None or exercise.measure != "reps":
            return (lift, Decimal(0)) if lift else None
        # Of help, `hands` is 0: what is taken off isn't lifted.
        return lift, abs(lift.rank) * lift.amount * strength.hands(side, exercise)

    return weigh


def read_bests(
    lifter_id: UUID, exercises: Mapping[str, Exercise], slugs: Sequence[str], since: date, before: date
) -> dict[str, Bests]:
    """What was best of each of these exercises from `since` until the day before `before`.

    1 statement, none without exercises. Its rows are as many as there are different loads, not sets.
    """
    if not slugs:
        return {}
    trusted = sa.case((SET.c.reps <= strength.MAX_REPS_FOR_ESTIMATE, SET.c.reps))
    found = db.session.execute(
        sa.select(
            EXERCISE.c.exercise,
            SET.c.load,
            *(sa.func.max(column).label(measure) for measure, column in _AMOUNTS.items()),
            sa.func.max(trusted).label("trusted"),
        )
        .select_from(SET)
        .join(EXERCISE, EXERCISE.c.id == SET.c.workout_exercise_id)
        .join(WORKOUT, WORKOUT.c.id == EXERCISE.c.workout_id)
        .where(
            EXERCISE.c.lifter_id == lifter_id,
            EXERCISE.c.exercise.in_(sorted(set(slugs))),
            EXERCISE.c.on >= since,
            EXERCISE.c.on < before,
            *_counts(),
        )
        .group_by(EXERCISE.c.exercise, SET.c.load)
    )
    bests: dict[str, Bests] = {}
    for row in found:
        exercise = exercises[row.exercise]
        amounts = {row._mapping[exercise.measure], row.trusted if exercise.measure == "reps" else None}
        lifts = [lift_of(row.load, amount, exercise) for amount in amounts]
        known = bests.get(exercise.slug, Bests())
        bests[exercise.slug] = known.with_lifts(one for one in lifts if one)
    return bests


def _counts() -> tuple[sa.ColumnElement[bool], ...]:
    """Done, no warm-up, and neither it nor what it is part of deleted."""
    return (
        SET.c.ticked_at.is_not(None),
        SET.c.kind != "warmup",
        SET.c.deleted_at.is_(None),
        EXERCISE.c.deleted_at.is_(None),
        WORKOUT.c.deleted_at.is_(None),
    )
