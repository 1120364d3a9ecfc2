"""Giving a lifter a program, and ending one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import msgspec

from webapp.domain.ids import new_id
from webapp.domain.operations import Operation
from webapp.extensions import db
from webapp.models import Assignment, User
from webapp.programs import queries
from webapp.programs.forms import Taking
from webapp.workouts import actions as workouts
from webapp.workouts import plans


def take(
    lifter: User, taking: Taking, assignment_id: UUID, today: date, now: datetime, *, by: UUID | None = None
) -> None:
    """Make this the lifter's program from now on. Asked twice with the same id, it happens once.

    by: who gives it, a coach of theirs; the lifter if left out.

    An assignment of that id which has ended since, by a page from before, is taken afresh.
    """
    workouts.queue_up(lifter.id, now)
    before = queries.find_assignment(lifter.id, assignment_id)
    if before is not None and before.ended_at is None:
        return
    if before is not None:
        assignment_id = new_id(now)
    stop(lifter, now)
    db.session.add(_assignment(lifter, taking, assignment_id, now, by or lifter.id))
    _plan_ahead(lifter, today, now)


def take_once(lifter: User, taking: Taking, assignment_id: UUID, now: datetime, *, by: UUID) -> UUID:
    """Plan a program of one day for the day it starts on, beside whatever the lifter follows.

    It has ended when it is given: it asks for this one day and nothing after.
    Asked twice with the same id, it happens once. Returns the workout.
    """
    workouts.queue_up(lifter.id, now)
    before = queries.find_assignment(lifter.id, assignment_id)
    given = before or _given_once(lifter, taking, assignment_id, now, by)
    running = plans.running_of(given)
    day = plans.PlannedDay(running, running.plan.occurrences()[0])
    if before is None:
        plans.write_planned(lifter, day, taking.starts_on, lifter.zone, now)
    return running.plan.workout_id(day.occurrence.number)


def _given_once(lifter: User, taking: Taking, assignment_id: UUID, now: datetime, by: UUID) -> Assignment:
    program = taking.program.from_weekday(taking.starts_on.weekday())
    given = _assignment(lifter, replace(taking, program=program), assignment_id, now, by)
    given.ended_at = now
    db.session.add(given)
    db.session.flush()
    return given


def _assignment(lifter: User, taking: Taking, assignment_id: UUID, now: datetime, by: UUID) -> Assignment:
    template_id, version = taking.template or (None, None)
    return Assignment(
        id=assignment_id,
        lifter_id=lifter.id,
        given_by=by,
        created_at=now,
        starts_on=taking.starts_on,
        source=taking.program.slug,
        program=msgspec.to_builtins(taking.program),
        first_loads={slug: load.as_json() for slug, load in taking.first_loads.items()},
        template_id=template_id,
        template_version=version,
    )


def stop(lifter: User, now: datetime) -> list[UUID]:
    """End what the lifter follows; what was planned and not begun is withdrawn, what was done stays.

    Returns the assignments that ended, newest first.
    """
    ended = queries.list_running(lifter.id)
    for assignment in ended:
        assignment.ended_at = now
        _withdraw(lifter, assignment, now, is_withdrawn=True)
    db.session.flush()
    return [one.id for one in ended]


def resume(lifter: User, assignment_id: UUID, today: date, now: datetime) -> bool:
    """Take back that it was stopped, and stop what came after; False if there is no such assignment."""
    workouts.queue_up(lifter.id, now)
    assignment = queries.find_assignment(lifter.id, assignment_id)
    if assignment is None:
        return False
    if assignment.ended_at is not None:
        stop(lifter, now)
        assignment.ended_at = None
        _withdraw(lifter, assignment, now, is_withdrawn=False)
        _plan_ahead(lifter, today, now)
    return True


def _withdraw(lifter: User, assignment: Assignment, now: datetime, *, is_withdrawn: bool) -> None:
    """What was planned and not begun is taken out of the lifter's days, or put back into them."""
    plan = plans.plan_of(assignment)
    planned = [plan.workout_id(one.number) for one in plan.occurrences()]
    waiting = queries.list_waiting_workouts(lifter.id, planned)
    changes = [Operation(new_id(now), "workout", one, {"withdrawn": is_withdrawn}) for one in waiting]
    workouts.apply(lifter.id, changes, now=now, by=lifter.id)


def _plan_ahead(lifter: User, today: date, now: datetime) -> None:
    db.session.flush()
    running = plans.find_running(lifter.id)
    if running is not None:
        plans.write_ahead(lifter, running, today, now, lifter.id)
