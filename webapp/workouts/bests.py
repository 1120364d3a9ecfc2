"""What was best of each exercise up to a day, read without reading every set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from webapp.domain import strength
from webapp.domain.exercise import Exercise
from webapp.domain.records import Bests, Lift, lift_of
from webapp.extensions import db
from webapp.workouts.rows import TABLES

WORKOUT, EXERCISE, SET = TABLES["workout"], TABLES["workout_exercise"], TABLES["set"]

AMOUNTS = {"reps": SET.c.reps, "seconds": SET.c.seconds, "distance": SET.c.distance}


@dataclass(frozen=True, slots=True)
class Achieved:
    """The most that went at one load. on: the day, None for all days before those that are told apart."""

    exercise: str
    on: date | None
    lifts: tuple[Lift, ...]


def read_bests(
    lifter_id: UUID, exercises: Mapping[str, Exercise], slugs: Sequence[str], since: date, before: date
) -> dict[str, Bests]:
    """What was best of each of these exercises from `since` until the day before `before`.

    1 statement, none without exercises. Its rows are as many as there are different loads, not sets.
    """
    achieved = _read(
        lifter_id,
        exercises,
        slugs,
        (EXERCISE.c.on >= since, EXERCISE.c.on < before),
        sa.cast(sa.null(), sa.Date),
    )
    return _together(achieved)


def read_achieved(
    lifter_id: UUID, exercises: Mapping[str, Exercise], slugs: Sequence[str], apart_from: date
) -> list[Achieved]:
    """The same for many days at once, to be asked for each with `bests_before`; 1 statement.

    apart_from: the first day that is told apart from those before it.
    """
    day = sa.case((EXERCISE.c.on >= apart_from, EXERCISE.c.on))
    return _read(lifter_id, exercises, slugs, (), day)


def bests_before(achieved: Iterable[Achieved], day: date) -> dict[str, Bests]:
    """What was best until the day before. day: one that was told apart, or the first such."""
    return _together(one for one in achieved if one.on is None or one.on < day)


def _together(achieved: Iterable[Achieved]) -> dict[str, Bests]:
    lifts: dict[str, list[Lift]] = {}
    for one in achieved:
        lifts.setdefault(one.exercise, []).extend(one.lifts)
    return {slug: Bests().with_lifts(of_it) for slug, of_it in lifts.items()}


def _read(
    lifter_id: UUID,
    exercises: Mapping[str, Exercise],
    slugs: Sequence[str],
    where: tuple[sa.ColumnElement[bool], ...],
    day: sa.ColumnElement[date | None],
) -> list[Achieved]:
    if not slugs:
        return []
    trusted = sa.case((SET.c.reps <= strength.MAX_REPS_FOR_ESTIMATE, SET.c.reps))
    found = db.session.execute(
        sa.select(
            EXERCISE.c.exercise,
            day.label("day"),
            SET.c.load,
            *(sa.func.max(column).label(measure) for measure, column in AMOUNTS.items()),
            sa.func.max(trusted).label("trusted"),
        )
        .select_from(SET)
        .join(EXERCISE, EXERCISE.c.id == SET.c.workout_exercise_id)
        .join(WORKOUT, WORKOUT.c.id == EXERCISE.c.workout_id)
        .where(
            EXERCISE.c.lifter_id == lifter_id,
            EXERCISE.c.exercise.in_(sorted(set(slugs))),
            *where,
            *counts(),
        )
        .group_by(EXERCISE.c.exercise, sa.text("day"), SET.c.load)
    )
    achieved = []
    for row in found:
        exercise = exercises[row.exercise]
        amounts = {row._mapping[exercise.measure], row.trusted if exercise.measure == "reps" else None}
        lifts = (lift_of(row.load, amount, exercise) for amount in amounts)
        achieved.append(Achieved(row.exercise, row.day, tuple(one for one in lifts if one)))
    return achieved


def counts() -> tuple[sa.ColumnElement[bool], ...]:
    """Done, no warm-up, not struck out, and neither it nor what it is part of deleted."""
    return (
        SET.c.ticked_at.is_not(None),
        SET.c.kind != "warmup",
        SET.c.struck.is_not(True),
        SET.c.deleted_at.is_(None),
        EXERCISE.c.deleted_at.is_(None),
        WORKOUT.c.deleted_at.is_(None),
    )
