"""Giving a lifter a program, and ending one."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from webapp.domain.ids import new_id
from webapp.domain.operations import Operation
from webapp.domain.planning import Plan
from webapp.domain.program import Program
from webapp.extensions import db
from webapp.models import Assignment, User
from webapp.programs import queries
from webapp.programs.forms import Taking
from webapp.workouts import actions as workouts
from webapp.workouts import plans


def take(lifter: User, taking: Taking, assignment_id: UUID, today: date, now: datetime) -> None:
    """Make this the lifter's program from now on. Asked twice with the same id, it happens once.

    An assignment of that id which has ended since, by a page from before, is taken afresh.
    """
    workouts.queue_up(lifter.id, now)
    before = queries.find_assignment(lifter.id, assignment_id)
    if before is not None and before.ended_at is None:
        return
    if before is not None:
        assignment_id = new_id(now)
    stop(lifter, now)
    db.session.add(
        Assignment(
            id=assignment_id,
            lifter_id=lifter.id,
            given_by=lifter.id,
            created_at=now,
            starts_on=taking.starts_on,
            source=taking.program.slug,
            program=msgspec.to_builtins(taking.program),
            first_loads={slug: load.as_json() for slug, load in taking.first_loads.items()},
        )
    )
    db.session.flush()
    running = plans.find_running(lifter.id)
    if running is not None:
        plans.write_ahead(lifter, running, today, now, lifter.id)


def stop(lifter: User, now: datetime) -> None:
    """End what the lifter follows; what was planned and not begun is withdrawn, what was done stays."""
    for assignment in queries.list_running(lifter.id):
        assignment.ended_at = now
        program = msgspec.convert(assignment.program, Program)
        plan = Plan(assignment.id, assignment.created_at, assignment.starts_on, program)
        planned = [plan.workout_id(one.number) for one in plan.occurrences()]
        waiting = queries.list_waiting_workouts(lifter.id, planned)
        withdrawn = [Operation(new_id(now), "workout", one, {"withdrawn": True}) for one in waiting]
        workouts.apply(lifter.id, withdrawn, now=now, by=lifter.id)
    db.session.flush()
