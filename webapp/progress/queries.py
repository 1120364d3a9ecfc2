"""Reads of weeks of training; each one statement, its rows as many as exercises done, not sets."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from webapp.domain.planning import Plan
from webapp.domain.progress import Session, Trained
from webapp.extensions import db
from webapp.workouts.rows import TABLES

WORKOUT, EXERCISE, SET = TABLES["workout"], TABLES["workout_exercise"], TABLES["set"]


def list_trained(lifter_id: UUID, first: date, last: date, running: Plan | None) -> list[Trained]:
    """What was done and planned of each exercise in each workout of those days, both included; 1 statement.

    running: what it asks for is told by the program itself, whatever became of its rows; of programs before
    it, only the rows tell.
    """
    asked = {"lifter": lifter_id, "first": first, "last": last}
    found = [_planned_by(running, first, last)] if running else []
    for row in db.session.connection().execute(_TRAINED, asked):
        done = row.done_both + max(row.done_left, row.done_right)
        found.append([Trained(row.on, row.exercise, done, 0, row.id)])
        if row.of and row.day and not (running and row.day["assignment"] == str(running.assignment_id)):
            planned = row.planned_both + max(row.planned_left, row.planned_right)
            found.append([Trained(row.on, row.of.get("exercise", row.exercise), 0, planned)])
    return [one for some in found for one in some]


def _planned_by(plan: Plan, first: date, last: date) -> list[Trained]:
    return [
        Trained(day.on, one.exercise, 0, sum(each.kind != "warmup" for each in one.sets))
        for day in plan.occurrences()
        if first <= day.on <= last
        for one in day.day.prescriptions
        if not one.optional
    ]


def list_sessions(lifter_id: UUID, first: date, last: date, running: Plan | None) -> list[Session]:
    """Workouts of those days, both included, that were begun or that stand in a plan; 1 statement.

    Training days of the running program that have no rows yet are there, too.
    """
    coming = {running.workout_id(day.number): day.on for day in running.occurrences()} if running else {}
    asked = {"lifter": lifter_id, "first": first, "last": last, "planned": list(coming)}
    rows = db.session.connection().execute(_SESSIONS, asked).all()
    unwritten = [on for one_id, on in coming.items() if one_id not in {row.id for row in rows}]
    return [
        Session(row.on, bool(row.is_planned), bool(row.is_begun), bool(row.is_finished))
        for row in rows
        if row.stands and first <= row.on <= last
    ] + [Session(on, True, False, False) for on in unwritten if first <= on <= last]


# Made once, at import.
_HOLDS = sa.and_(SET.c.deleted_at.is_(None), EXERCISE.c.deleted_at.is_(None), WORKOUT.c.deleted_at.is_(None))
_IS_TICKED = SET.c.ticked_at.is_not(None)
_IS_PLANNED = sa.and_(
    EXERCISE.c.plan.is_not(None),
    WORKOUT.c.withdrawn.is_(False),
    EXERCISE.c.withdrawn.is_(False),
    SET.c.withdrawn.is_(False),
)
_SIDES = {"both": SET.c.side.is_(None), "left": SET.c.side == "left", "right": SET.c.side == "right"}
_RANGE = (
    WORKOUT.c.lifter_id == sa.bindparam("lifter"),
    WORKOUT.c.on >= sa.bindparam("first"),
    WORKOUT.c.on <= sa.bindparam("last"),
)


def _count(which: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((which, 1), else_=0)), 0)


_TRAINED = (
    sa.select(
        WORKOUT.c.id,
        WORKOUT.c.on,
        EXERCISE.c.exercise,
        EXERCISE.c.plan.label("of"),
        WORKOUT.c.plan.label("day"),
        *(_count(sa.and_(_IS_TICKED, side)).label(f"done_{name}") for name, side in _SIDES.items()),
        *(_count(sa.and_(_IS_PLANNED, side)).label(f"planned_{name}") for name, side in _SIDES.items()),
    )
    .select_from(SET)
    .join(EXERCISE, EXERCISE.c.id == SET.c.workout_exercise_id)
    .join(WORKOUT, WORKOUT.c.id == EXERCISE.c.workout_id)
    .where(*_RANGE, _HOLDS, SET.c.kind != "warmup")
    .group_by(EXERCISE.c.id, WORKOUT.c.id)
)

_DONE = sa.exists().where(
    EXERCISE.c.workout_id == WORKOUT.c.id,
    EXERCISE.c.deleted_at.is_(None),
    SET.c.workout_exercise_id == EXERCISE.c.id,
    SET.c.deleted_at.is_(None),
    _IS_TICKED,
)
_SESSIONS = sa.select(
    WORKOUT.c.id,
    WORKOUT.c.on,
    WORKOUT.c.plan.is_not(None).label("is_planned"),
    _DONE.label("is_begun"),
    WORKOUT.c.finished_at.is_not(None).label("is_finished"),
    sa.and_(
        WORKOUT.c.deleted_at.is_(None),
        sa.or_(_DONE, sa.and_(WORKOUT.c.plan.is_not(None), WORKOUT.c.withdrawn.is_(False))),
    ).label("stands"),
).where(
    WORKOUT.c.lifter_id == sa.bindparam("lifter"),
    sa.or_(
        WORKOUT.c.on.between(sa.bindparam("first"), sa.bindparam("last")),
        WORKOUT.c.id.in_(sa.bindparam("planned", expanding=True)),
    ),
)
