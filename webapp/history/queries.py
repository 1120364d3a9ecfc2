"""Reads of the past, a month at a time: what a page costs doesn't grow with the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from webapp.domain.workout import Workout, WorkoutExercise, WorkoutSet, assemble
from webapp.extensions import db
from webapp.workouts.deletions import Deletion, list_deletions
from webapp.workouts.rows import TABLES, columns, exercise_from, set_from, workout_from

WORKOUT, EXERCISE, SET = TABLES["workout"], TABLES["workout_exercise"], TABLES["set"]

_IS_HISTORY = sa.and_(
    WORKOUT.c.deleted_at.is_(None), sa.or_(WORKOUT.c.started_at.is_not(None), WORKOUT.c.plan.is_(None))
)


def list_workouts(lifter_id: UUID, first: date, following: date) -> list[Workout]:
    """Workouts begun, or made without a plan, before `following`; newest first, 3 statements."""
    return _list(_BEGUN, lifter_id, first, following)


def list_planned_and_done(lifter_id: UUID, first: date, following: date) -> list[Workout]:
    """The same with those that are planned and not begun; neither deleted ones nor what a plan took back."""
    return _list(_STANDING, lifter_id, first, following)


def _list(
    statement: sa.Select[tuple[Any, ...]], lifter_id: UUID, first: date, following: date
) -> list[Workout]:
    connection = db.session.connection()
    asked = {"lifter": lifter_id, "first": first, "following": following}
    workouts = [workout_from(row) for row in connection.execute(statement, asked)]
    if not workouts:
        return []
    ids = {"workouts": [one.id for one in workouts]}
    exercises: dict[UUID, list[WorkoutExercise]] = {}
    for part in map(exercise_from, connection.execute(_EXERCISES, ids)):
        exercises.setdefault(part.workout_id, []).append(part)
    sets: dict[UUID, list[WorkoutSet]] = {}
    for workout_id, *values in connection.execute(_SETS, ids):
        sets.setdefault(workout_id, []).append(set_from(values))
    return [assemble(one, exercises.get(one.id, []), sets.get(one.id, [])) for one in workouts]


# Made once, at import.


def _between(which: sa.ColumnElement[bool]) -> sa.Select[tuple[Any, ...]]:
    return (
        sa.select(*columns("workout"))
        .where(
            WORKOUT.c.lifter_id == sa.bindparam("lifter"),
            WORKOUT.c.on >= sa.bindparam("first"),
            WORKOUT.c.on < sa.bindparam("following"),
            which,
        )
        .order_by(WORKOUT.c.on.desc(), WORKOUT.c.started_at.desc())
    )


_TICKED = sa.exists().where(
    EXERCISE.c.workout_id == WORKOUT.c.id,
    SET.c.workout_exercise_id == EXERCISE.c.id,
    SET.c.ticked_at.is_not(None),
)
_BEGUN = _between(_IS_HISTORY)
_STANDING = _between(sa.and_(WORKOUT.c.deleted_at.is_(None), sa.or_(WORKOUT.c.withdrawn.is_(False), _TICKED)))
_OF_WORKOUTS = EXERCISE.c.workout_id.in_(sa.bindparam("workouts", expanding=True))
_EXERCISES = sa.select(*columns("workout_exercise")).where(_OF_WORKOUTS)
_SETS = sa.select(EXERCISE.c.workout_id, *columns("set")).select_from(SET).join(EXERCISE).where(_OF_WORKOUTS)


@dataclass(frozen=True, slots=True)
class DeletedWorkout:
    """A workout that can be restored. sets: how many ticked ones are in it, warm-ups too."""

    id: UUID
    on: date
    title: str
    sets: int
    deletion: Deletion


def list_deleted(lifter_id: UUID) -> list[DeletedWorkout]:
    """What can be restored, last deleted first; 4 statements, none if nothing was deleted but the first."""
    deleted = {one.id: one for one in list_deletions(lifter_id, "workout")}
    if not deleted:
        return []
    found = db.session.execute(
        sa.select(WORKOUT.c.id, WORKOUT.c.on, WORKOUT.c.title, sa.func.count(SET.c.ticked_at))
        .select_from(WORKOUT)
        .outerjoin(EXERCISE, EXERCISE.c.workout_id == WORKOUT.c.id)
        .outerjoin(SET, SET.c.workout_exercise_id == EXERCISE.c.id)
        .where(WORKOUT.c.lifter_id == lifter_id, WORKOUT.c.id.in_(list(deleted)))
        .group_by(WORKOUT.c.id, WORKOUT.c.on, WORKOUT.c.title)
    )
    rows = [DeletedWorkout(row_id, on, title, sets, deleted[row_id]) for row_id, on, title, sets in found]
    return sorted(rows, key=lambda one: (one.deletion.at, one.id), reverse=True)


def neighbouring_days(lifter_id: UUID, first: date, following: date) -> tuple[date | None, date | None]:
    """The last day with a workout before `first`, and the first one from `following` on; 1 statement."""
    begun = (WORKOUT.c.lifter_id == lifter_id, _IS_HISTORY)
    before = sa.select(sa.func.max(WORKOUT.c.on)).where(*begun, WORKOUT.c.on < first).scalar_subquery()
    behind = sa.select(sa.func.min(WORKOUT.c.on)).where(*begun, WORKOUT.c.on >= following).scalar_subquery()
    row = db.session.execute(sa.select(before, behind)).one()
    return row[0], row[1]
