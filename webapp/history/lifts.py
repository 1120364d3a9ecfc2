"""One exercise through the years: every set of it that counts, by workout."""

from __future__ import annotations

from collections.abc import Callable
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
from webapp.domain.records import Lift, hangs, lift_of
from webapp.extensions import db
from webapp.models.base import load_from_text
from webapp.workouts.bests import AMOUNTS, counts
from webapp.workouts.bodyweight import read_bodyweights
from webapp.workouts.rows import TABLES

WORKOUT, EXERCISE, SET = TABLES["workout"], TABLES["workout_exercise"], TABLES["set"]


@dataclass(frozen=True, slots=True)
class Day:
    """A workout in which the exercise was done. lifts: in no order, at least one. moved: in kg, unrounded."""

    workout_id: UUID
    on: date
    title: str
    lifts: tuple[Lift, ...]
    moved: Decimal


def list_days(lifter_id: UUID, exercise: Exercise, since: date, *, body_in: str | None = None) -> list[Day]:
    """Every workout with it from that day on, oldest first; 1 statement.

    body_in: the lifter's zone, where their bodyweight may be counted: of what hangs from a bar an estimate is
    made from the whole, body and load, as far as it is known for that day; 1 statement more.
    """
    weight_on = read_bodyweights(lifter_id, body_in) if body_in and hangs(exercise) else lambda _: None
    found = db.session.execute(
        sa.select(
            WORKOUT.c.id,
            WORKOUT.c.on,
            WORKOUT.c.title,
            # As text: the same loads come again and again, and reading one takes longer than finding it.
            sa.type_coerce(SET.c.load, sa.String).label("load"),
            AMOUNTS[exercise.measure].label("amount"),
            SET.c.side,
        )
        .select_from(SET)
        .join(EXERCISE, EXERCISE.c.id == SET.c.workout_exercise_id)
        .join(WORKOUT, WORKOUT.c.id == EXERCISE.c.workout_id)
        .where(
            EXERCISE.c.lifter_id == lifter_id,
            EXERCISE.c.exercise == exercise.slug,
            EXERCISE.c.on >= since,
            *counts(),
        )
        .order_by(WORKOUT.c.on, WORKOUT.c.started_at, WORKOUT.c.id)
    )
    weigh = _weighing(exercise)
    days = []
    for (workout_id, on, title), rows in groupby(found, itemgetter(0, 1, 2)):
        body = weight_on(on)
        weighed = [one for one in (weigh(load, amount, side, body) for *_, load, amount, side in rows) if one]
        if weighed:
            lifts = tuple(lift for lift, _ in weighed)
            days.append(Day(workout_id, on, title, lifts, sum((moved for _, moved in weighed), Decimal(0))))
    return days


def _weighing(
    exercise: Exercise,
) -> Callable[[str | None, int | None, str | None, Decimal | None], tuple[Lift, Decimal] | None]:
    """From a set's columns to how it counts, and what was moved in it in kg; alike ones are read once."""

    @cache
    def weigh(
        load: str | None, amount: int | None, side: str | None, body: Decimal | None
    ) -> tuple[Lift, Decimal] | None:
        lift = lift_of(load_from_text(load), amount, exercise, body)
        if lift is None or exercise.measure != "reps":
            return (lift, Decimal(0)) if lift else None
        # Of help, `hands` is 0: what is taken off isn't lifted.
        return lift, abs(lift.rank) * lift.amount * strength.hands(side, exercise)

    return weigh
