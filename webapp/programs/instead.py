"""Another exercise from now on: the copy that the lifter follows, and its coming days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from webapp import catalogue
from webapp.domain.exercise import Exercise
from webapp.domain.instead import count_coming, replaced, restored
from webapp.domain.load import Load
from webapp.domain.program import Program
from webapp.domain.revising import Difference
from webapp.models import Assignment, User
from webapp.programs import queries, revision
from webapp.workouts.plans import PlannedDay


@dataclass(frozen=True, slots=True)
class Change:
    """What is asked of a program. assignment: the copy. day: that of the workout it is asked in.

    before: the exercise that goes; to: the one that comes. others: on how many other days from today on.
    """

    assignment: Assignment
    day: PlannedDay
    before: Exercise
    to: Exercise
    others: int


def find_change(lifter: User, day: PlannedDay, slug: str, to: Exercise, today: date) -> Change | None:
    """None where the running program has nothing to change; 1 statement."""
    assignment = queries.find_assignment(lifter.id, day.running.plan.assignment_id)
    before = catalogue.exercise(slug)
    if assignment is None or assignment.ended_at or before is None or before.slug == to.slug:
        return None
    program = day.running.plan.program
    days = count_coming(program, assignment.starts_on, today, slug)
    here = any(one.exercise == slug for one in day.occurrence.day.prescriptions)
    others = days - (1 if here and day.occurrence.on >= today else 0)
    return Change(assignment, day, before, to, others) if others > 0 else None


def swap_for_good(
    lifter: User, change: Change, first_load: Load | None, change_id: UUID, today: date, now: datetime
) -> None:
    """All coming days but the one it is asked in, whose workout changes by itself. Never commits."""
    assignment = change.assignment
    if first_load:
        assignment.first_loads = {**assignment.first_loads, change.to.slug: first_load.as_json()}
    said = Difference("Exercise", change.before.name, change.to.name)
    _revise(
        lifter,
        change,
        lambda program: replaced(program, change.before.slug, change.to),
        said,
        change_id,
        today,
        now,
    )


def take_back(lifter: User, change: Change, change_id: UUID, today: date, now: datetime) -> None:
    """The copy as it was: `change` names the exercise that goes again. Never commits."""
    said = Difference("Exercise", change.before.name, change.to.name)
    _revise(
        lifter, change, lambda program: restored(program, change.before.slug), said, change_id, today, now
    )


def _revise(
    lifter: User,
    change: Change,
    changed: Callable[[Program], Program],
    said: Difference,
    change_id: UUID,
    today: date,
    now: datetime,
) -> None:
    assignment = change.assignment
    wanted = changed(msgspec.convert(assignment.program, Program))
    planned = revision.plan_revision(assignment, wanted, today, change.day.occurrence.number, [said])
    version = assignment.template_version
    revision.revise(lifter, planned, version or 0, change_id, today, now, lifter.id)
    assignment.template_version = version
