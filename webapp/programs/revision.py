"""A copy of a template that is changed because the template was: the copy, and the days planned from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from webapp import catalogue
from webapp.accounts import queries as accounts
from webapp.domain.equipment import Equipment
from webapp.domain.operations import Operation
from webapp.domain.planning import PlannedRow, as_corrections, as_operations, planned_rows
from webapp.domain.program import Program
from webapp.domain.revising import Difference, Names, differences, revised
from webapp.domain.schedule import Occurrence
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import Assignment, ProgramChange, SyncHead, Template, User
from webapp.models import Workout as WorkoutRow
from webapp.workouts import actions as workouts
from webapp.workouts import plans, queries
from webapp.workouts.plans import PlannedDay, RunningPlan

ALWAYS = {"plan", "target_reps", "target_load", "superset"}
"""Fields of a row that waits which the plan writes whatever stands there; others only where it wrote them."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A copy, what would become of it, and what that changes from today on."""

    assignment: Assignment
    program: Program
    differences: Sequence[Difference]


def plan_revisions(
    template: Template, copies: Iterable[tuple[Assignment, date]], names: Names
) -> list[Revision]:
    """What the template as it is now would make of each copy; 1 statement.

    copies: with the lifter's day.
    """
    copies, wanted = list(copies), msgspec.convert(template.document, Program)
    settled = _settled([one for one, _ in copies])
    found = []
    for one, today in copies:
        copy = msgspec.convert(one.program, Program)
        numbers = settled.get(one.id, set())
        program = revised(copy, wanted, one.starts_on, today, numbers)
        changes = differences(copy, program, one.starts_on, today, names)
        found.append(Revision(one, program, changes))
    return found


def plan_revision(
    assignment: Assignment, wanted: Program, today: date, kept: int, said: Sequence[Difference]
) -> Revision:
    """The copy as its own lifter wants it from today on, but for the day of that number; 1 statement."""
    copy = msgspec.convert(assignment.program, Program)
    settled = _settled([assignment]).get(assignment.id, set()) | {kept}
    return Revision(assignment, revised(copy, wanted, assignment.starts_on, today, settled), said)


def revise(
    lifter: User, revision: Revision, version: int, change_id: UUID, today: date, now: datetime, by: UUID
) -> None:
    """Change the copy and what waits of its coming days. by: the lifter, or a coach: that they read."""
    assignment = revision.assignment
    before = plans.running_of(assignment)
    assignment.program = msgspec.to_builtins(revision.program)
    assignment.template_version = version
    operations = _replan(lifter, before, plans.running_of(assignment), assignment, today, now)
    if operations:
        workouts.apply(lifter.id, operations, now=now, by=by)
    n = newest_commit(lifter.id) if operations else None
    note(assignment, revision.differences, change_id, version, n, now, by)


def note(
    assignment: Assignment,
    said: Iterable[Difference],
    change_id: UUID,
    version: int,
    n: int | None,
    now: datetime,
    by: UUID,
) -> None:
    """Keep for the lifter and their coach to read what was changed. n: the commit it made, None for none."""
    db.session.add(
        ProgramChange(
            id=change_id,
            lifter_id=assignment.lifter_id,
            assignment_id=assignment.id,
            by=by,
            at=now,
            version=version,
            lines=[[one.what, one.was, one.will] for one in said],
            n=n,
        )
    )


def newest_commit(lifter_id: UUID) -> int | None:
    """The number of what was written last of a lifter's workouts; 1 statement."""
    return db.session.scalar(sa.select(SyncHead.n).where(SyncHead.lifter_id == lifter_id))


def is_done(by: UUID, change_id: UUID) -> bool:
    """Whether this change of theirs was made before. by: a coach, or the lifter."""
    made = sa.select(ProgramChange.id).where(ProgramChange.id == change_id, ProgramChange.by == by)
    return db.session.scalar(made) is not None


def _settled(copies: Sequence[Assignment]) -> dict[UUID, set[int]]:
    """By copy, the numbers of days that no plan changes any more; 1 statement."""
    of_id: dict[UUID, tuple[UUID, int]] = {}
    for copy in copies:
        plan = plans.plan_of(copy)
        of_id |= {plan.workout_id(one.number): (copy.id, one.number) for one in plan.occurrences()}
    rows = db.session.execute(
        sa.select(
            WorkoutRow.id,
            WorkoutRow.started_at,
            WorkoutRow.finished_at,
            WorkoutRow.deleted_at,
            WorkoutRow.plan,
        ).where(WorkoutRow.id.in_(of_id), WorkoutRow.lifter_id.in_([copy.lifter_id for copy in copies]))
    )
    settled: dict[UUID, set[int]] = {}
    for row in rows:
        if row.started_at or row.finished_at or row.deleted_at or (row.plan or {}).get("edited"):
            copy_id, number = of_id[row.id]
            settled.setdefault(copy_id, set()).add(number)
    return settled


def _replan(
    lifter: User,
    before: RunningPlan,
    after: RunningPlan,
    assignment: Assignment,
    today: date,
    now: datetime,
) -> list[Operation]:
    """What waits of the coming days, as the changed copy has it; and where it runs, the days that it adds."""
    equipment = accounts.get_equipment(lifter)
    old, new = ({one.number: one for one in plan.plan.occurrences()} for plan in (before, after))
    missing: list[PlannedRow] = []
    differing: list[PlannedRow] = []
    coming = [one for one in sorted({*old, *new}) if (new.get(one) or old[one]).on >= today]
    written = queries.find_workouts(lifter.id, map(before.plan.workout_id, coming))
    for number in coming:
        was, will = old.get(number), new.get(number)
        is_near = will is not None and will.on <= today + plans.AHEAD
        stored = written.get(before.plan.workout_id(number))
        if stored is None:
            if will and is_near and assignment.ended_at is None:
                day = PlannedDay(after, will)
                missing += plans.day_rows(lifter, day, will.on, lifter.zone, equipment)
        elif plans.is_waiting(stored) and not plans.is_edited(stored):
            if will is None:
                differing.append(PlannedRow("workout", stored.id, {"withdrawn": True}))
            elif was is None or was != will:
                more, others = _differences(lifter, before, after, was, will, stored, equipment)
                missing += more
                differing += others
    return as_operations(missing, after.plan.born) + as_corrections(differing, now)


def _differences(
    lifter: User,
    before: RunningPlan,
    after: RunningPlan,
    was: Occurrence | None,
    will: Occurrence,
    stored: Workout,
    equipment: Equipment,
) -> tuple[list[PlannedRow], list[PlannedRow]]:
    """Rows that a stored workout lacks, and fields of rows it has."""
    is_moved = was is not None and stored.on != was.on
    on = stored.on if is_moved else will.on
    rows = plans.day_rows(lifter, PlannedDay(after, will), on, stored.zone, equipment)
    wrote = {row.id: row for row in _without_loads(before, was, stored)} if was else {}
    there = _values(stored)
    swapped = {
        part.id for part in stored.exercises if part.plan and part.plan.get("exercise") != part.exercise
    }
    missing = [
        row for row in rows if row.id not in there and row.fields.get("workout_exercise") not in swapped
    ]
    differing = [
        PlannedRow(row.entity, row.id, fields)
        for row in rows
        if row.id in there and not swapped & {row.id, row.fields.get("workout_exercise")}
        for fields in [_moved(row, there[row.id], wrote.get(row.id))]
        if fields
    ]
    wanted = {row.id for row in rows} | swapped
    return missing, differing + [
        PlannedRow(row.entity, row.id, {"withdrawn": True})
        for row in wrote.values()
        if row.id in there and row.id not in wanted and row.fields.get("workout_exercise") not in swapped
        if not there[row.id].withdrawn
    ]


def _without_loads(running: RunningPlan, occurrence: Occurrence, stored: Workout) -> list[PlannedRow]:
    """The rows as the plan wrote them, but for what to load."""
    return planned_rows(
        running.plan,
        occurrence,
        stored.on,
        stored.zone,
        {},
        catalogue.exercises(),
        lambda _, load: load,
    )


def _values(workout: Workout) -> dict[UUID, Any]:
    return {
        workout.id: workout,
        **{part.id: part for part in workout.exercises},
        **{one.id: one for one in workout.all_sets},
    }


def _moved(row: PlannedRow, stored: Any, wrote: PlannedRow | None) -> dict[str, Any]:
    """The fields that the plan has otherwise now, but for those that somebody changed by hand."""
    parents = {"workout", "workout_exercise", "exercise", "zone", "kind", "side"}
    moved = {}
    for name, value in row.fields.items():
        if name in parents or getattr(stored, name) == value:
            continue
        was_planned = wrote is None or getattr(stored, name) == wrote.fields.get(name)
        if name in ALWAYS or was_planned:
            moved[name] = value
    return moved | ({"withdrawn": False} if stored.withdrawn and wrote is None else {})
