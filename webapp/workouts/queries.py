"""Reads, the lifter first: a row of somebody else's is a row that isn't there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from webapp.domain.readiness import is_eased
from webapp.domain.today import Sketch
from webapp.domain.workout import Workout, WorkoutExercise, WorkoutSet, assemble
from webapp.extensions import db
from webapp.models import Operation, User
from webapp.workouts.rows import TABLES, columns, exercise_from, is_kept, set_from, workout_from

WORKOUT, EXERCISE, SET = TABLES["workout"], TABLES["workout_exercise"], TABLES["set"]

OPEN_FOR = timedelta(days=2)
"""A workout begun longer ago can't be today's, whatever the zone."""

LEFT_OPEN_FOR = timedelta(days=28)
"""Whoever left one open earlier doesn't remember it any more."""


def find_workout(lifter_id: UUID, workout_id: UUID) -> Workout | None:
    """The lifter's workout, deleted or not but not purged, with all its rows; 3 statements."""
    connection = db.session.connection()
    row = connection.execute(_WORKOUT, {"workout": workout_id, "lifter": lifter_id}).one_or_none()
    if row is None:
        return None
    exercises = connection.execute(_EXERCISES, {"workout": workout_id})
    sets = connection.execute(_SETS, {"workout": workout_id})
    return assemble(workout_from(row), [exercise_from(r) for r in exercises], [set_from(r) for r in sets])


def find_workouts(lifter_id: UUID, workout_ids: Iterable[UUID]) -> dict[UUID, Workout]:
    """Those of the workouts that are there, by id, each as `find_workout` has it; 3 statements for all."""
    connection = db.session.connection()
    rows = connection.execute(_WORKOUTS, {"workouts": list(workout_ids), "lifter": lifter_id})
    found = {one.id: one for one in map(workout_from, rows)}
    exercises: dict[UUID, list[WorkoutExercise]] = {one: [] for one in found}
    sets: dict[UUID, list[WorkoutSet]] = {one: [] for one in found}
    of_exercise: dict[UUID, UUID] = {}
    for exercise in map(exercise_from, connection.execute(_EXERCISES_OF_ALL, {"workouts": list(found)})):
        exercises[exercise.workout_id].append(exercise)
        of_exercise[exercise.id] = exercise.workout_id
    for one in map(set_from, connection.execute(_SETS_OF_ALL, {"workouts": list(found)})):
        sets[of_exercise[one.workout_exercise_id]].append(one)
    return {id_: assemble(workout, exercises[id_], sets[id_]) for id_, workout in found.items()}


# Statements that every page runs are made once: that costs several times what the database needs.

_WORKOUT = sa.select(*columns("workout")).where(
    WORKOUT.c.id == sa.bindparam("workout"),
    WORKOUT.c.lifter_id == sa.bindparam("lifter"),
    is_kept("workout"),
)
_EXERCISES = sa.select(*columns("workout_exercise")).where(EXERCISE.c.workout_id == sa.bindparam("workout"))
_SETS = sa.select(*columns("set")).join(EXERCISE).where(EXERCISE.c.workout_id == sa.bindparam("workout"))

_ALL: sa.BindParameter[Any] = sa.bindparam("workouts", expanding=True)
_WORKOUTS = sa.select(*columns("workout")).where(
    WORKOUT.c.id.in_(_ALL), WORKOUT.c.lifter_id == sa.bindparam("lifter"), is_kept("workout")
)
_EXERCISES_OF_ALL = sa.select(*columns("workout_exercise")).where(EXERCISE.c.workout_id.in_(_ALL))
_SETS_OF_ALL = sa.select(*columns("set")).join(EXERCISE).where(EXERCISE.c.workout_id.in_(_ALL))


def find_set_in_place(lifter_id: UUID, workout_id: UUID, set_id: UUID) -> Workout | None:
    """The lifter's workout with this one set of it and its exercise only; 1 statement.

    What a tick needs to know, without reading the whole workout.
    """
    row = (
        db.session.connection()
        .execute(_SET_IN_PLACE, {"lifter": lifter_id, "workout": workout_id, "set": set_id})
        .one_or_none()
    )
    if row is None:
        return None
    values, at = tuple(row), [len(columns(entity)) for entity in ("workout", "workout_exercise")]
    workout, rest = values[: at[0]], values[at[0] :]
    return assemble(workout_from(workout), [exercise_from(rest[: at[1]])], [set_from(rest[at[1] :])])


_SET_IN_PLACE = (
    sa.select(*columns("workout"), *columns("workout_exercise"), *columns("set"))
    .select_from(SET)
    .join(EXERCISE)
    .join(WORKOUT)
    .where(
        SET.c.id == sa.bindparam("set"),
        WORKOUT.c.id == sa.bindparam("workout"),
        WORKOUT.c.lifter_id == sa.bindparam("lifter"),
    )
)


def find_changed_row(lifter_id: UUID, operation_id: UUID) -> UUID | None:
    """The row that the lifter's operation changed; None if there was no such operation yet. 1 statement."""
    return db.session.scalar(
        sa.select(Operation.entity_id).where(Operation.lifter_id == lifter_id, Operation.id == operation_id)
    )


def count_written(lifter_id: UUID, workout_ids: Sequence[UUID]) -> int:
    """How many of these workouts have rows, deleted ones too."""
    count = sa.select(sa.func.count()).where(WORKOUT.c.lifter_id == lifter_id, WORKOUT.c.id.in_(workout_ids))
    return db.session.scalar(count) or 0


@dataclass(frozen=True, slots=True)
class Sketches:
    """near: the workouts around today, and those of the plan that have rows. left_open: by sketch, the titles
    of what was begun in the last weeks and not finished."""

    near: tuple[Sketch, ...]
    left_open: Mapping[Sketch, str]


def list_sketches(lifter_id: UUID, today: date, planned_ids: Iterable[UUID]) -> Sketches:
    """What decides the day; 1 statement."""
    asked = {
        "lifter": lifter_id,
        "planned": list(planned_ids),
        "from_day": today - OPEN_FOR,
        "to_day": today + timedelta(days=1),
        "left_from": today - LEFT_OPEN_FOR,
        "left_to": today - timedelta(days=1),
    }
    near, left_open = [], {}
    for *values, title, is_near, is_left in db.session.connection().execute(_SKETCHES, asked):
        sketch = Sketch(*values)
        if is_near:
            near.append(sketch)
        if is_left:
            left_open[sketch] = title
    return Sketches(tuple(near), left_open)


def last_performed(lifter_id: UUID, slugs: Sequence[str], before: date) -> dict[str, tuple[WorkoutSet, ...]]:
    """For each exercise, the ticked sets of the last day before `before` on which it was done.

    1 statement, whose cost doesn't grow with the history: the index leads straight to the newest day.
    """
    if not slugs:
        return {}
    distinct = sorted(set(slugs))
    asked = {"lifter": lifter_id, "before": before, **{f"slug_{i}": slug for i, slug in enumerate(distinct)}}
    found = db.session.connection().execute(_last_performed(len(distinct)), asked)
    performed: dict[str, list[WorkoutSet]] = {}
    for slug, felt, *values in found:
        one = set_from(values)
        was_eased = felt is not None and is_eased(felt)
        performed.setdefault(slug, []).append(replace(one, was_eased=True) if was_eased else one)
    return {slug: tuple(sets) for slug, sets in performed.items()}


def last_sets(lifter_id: UUID, slug: str, before: date) -> tuple[WorkoutSet, ...]:
    """The same of one exercise; () where it was never done. 1 statement."""
    return last_performed(lifter_id, [slug], before).get(slug, ())


@cache
def _last_performed(exercises: int) -> sa.Select[tuple[Any, ...]]:
    newest = sa.union_all(*(_newest_day(f"slug_{index}") for index in range(exercises)))
    return (
        sa.select(EXERCISE.c.exercise, WORKOUT.c.readiness, *columns("set"))
        .select_from(SET)
        .join(EXERCISE)
        .join(WORKOUT, WORKOUT.c.id == EXERCISE.c.workout_id)
        .where(SET.c.workout_exercise_id.in_(newest))
        .where(SET.c.ticked_at.is_not(None), SET.c.deleted_at.is_(None))
        .order_by(SET.c.position, SET.c.id)
    )


def _newest_day(slug: str) -> sa.Select[tuple[UUID]]:
    """The rows of a slug (the parameter of that name) on the newest day on which anything was ticked."""
    done = sa.exists().where(
        SET.c.workout_exercise_id == EXERCISE.c.id, SET.c.ticked_at.is_not(None), SET.c.deleted_at.is_(None)
    )
    its = (EXERCISE.c.lifter_id == sa.bindparam("lifter"), EXERCISE.c.exercise == sa.bindparam(slug))
    day = (
        sa.select(EXERCISE.c.on)
        .where(*its, EXERCISE.c.on < sa.bindparam("before"), *_alive(EXERCISE), done)
        .order_by(EXERCISE.c.on.desc())
        .limit(1)
        .scalar_subquery()
    )
    outer = sa.alias(EXERCISE)
    return sa.select(outer.c.id).where(
        outer.c.lifter_id == sa.bindparam("lifter"),
        outer.c.exercise == sa.bindparam(slug),
        outer.c.on == day,
        *_alive(outer),
    )


def list_lifted(lifter_ids: Sequence[UUID], slugs: Sequence[str]) -> dict[UUID, set[str]]:
    """Which of the exercises each of them has ever lifted with a load in a working set; 1 statement.

    It looks for one such set of each and no further: the cost doesn't grow with the histories.
    """
    if not slugs:
        return {}
    asked = sa.union_all(
        *(sa.select(sa.literal(slug).label("slug")) for slug in sorted(set(slugs)))
    ).subquery()
    working = (SET.c.kind.in_(("working", "amrap")), SET.c.load.is_not(None))
    done = (SET.c.ticked_at.is_not(None), SET.c.deleted_at.is_(None))
    its = (EXERCISE.c.lifter_id == User.id, EXERCISE.c.exercise == asked.c.slug)
    lifted = sa.exists().where(
        *its, *_alive(EXERCISE), SET.c.workout_exercise_id == EXERCISE.c.id, *working, *done
    )
    people = sa.select(User.id, asked.c.slug).select_from(sa.join(User, asked, sa.true()))
    found: dict[UUID, set[str]] = {}
    for lifter_id, slug in db.session.execute(people.where(User.id.in_(lifter_ids), lifted)):
        found.setdefault(lifter_id, set()).add(slug)
    return found


def _alive(exercise: sa.FromClause) -> tuple[sa.ColumnElement[bool], ...]:
    """Neither it is deleted nor the workout that it is in."""
    workout = sa.exists().where(WORKOUT.c.id == exercise.c.workout_id, WORKOUT.c.deleted_at.is_(None))
    return exercise.c.deleted_at.is_(None), workout


_NEAR = WORKOUT.c.on.between(sa.bindparam("from_day"), sa.bindparam("to_day"))
_LAST_TICK = (
    sa.select(sa.func.max(SET.c.ticked_at))
    .select_from(SET)
    .join(EXERCISE)
    .where(EXERCISE.c.workout_id == WORKOUT.c.id, SET.c.deleted_at.is_(None))
    .scalar_subquery()
)
_IS_NEAR = sa.or_(WORKOUT.c.id.in_(sa.bindparam("planned", expanding=True)), _NEAR)
_IS_LEFT = sa.and_(
    WORKOUT.c.on.between(sa.bindparam("left_from"), sa.bindparam("left_to")),
    WORKOUT.c.started_at.is_not(None),
    WORKOUT.c.finished_at.is_(None),
    WORKOUT.c.deleted_at.is_(None),
)
_SKETCHES = (
    sa.select(
        WORKOUT.c.id,
        WORKOUT.c.on,
        WORKOUT.c.started_at,
        WORKOUT.c.finished_at,
        WORKOUT.c.withdrawn,
        WORKOUT.c.deleted_at,
        sa.case((sa.or_(_NEAR, _IS_LEFT), _LAST_TICK)).label("last_ticked_at"),
        WORKOUT.c.title,
        sa.case((_IS_NEAR, 1), else_=0),
        sa.case((_IS_LEFT, 1), else_=0),
    )
    .where(WORKOUT.c.lifter_id == sa.bindparam("lifter"))
    .where(sa.or_(_IS_NEAR, _IS_LEFT))
    .order_by(WORKOUT.c.on, WORKOUT.c.finished_at, WORKOUT.c.id)
)
