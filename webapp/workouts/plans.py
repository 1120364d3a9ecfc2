"""What a running program asks of a day: drawn from rules where no rows exist yet, and written ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from webapp import catalogue
from webapp.accounts import queries as accounts
from webapp.domain import instead
from webapp.domain.equipment import Equipment
from webapp.domain.exercise import Exercise
from webapp.domain.load import Load, load_from_json
from webapp.domain.operations import Outcome
from webapp.domain.planning import (
    Plan,
    PlannedRow,
    Rounded,
    as_corrections,
    as_operations,
    planned_rows,
    sides_of,
)
from webapp.domain.program import Prescription, Program
from webapp.domain.progression import SaidLoad, next_load
from webapp.domain.schedule import Occurrence
from webapp.domain.workout import Performed, Workout, WorkoutExercise, WorkoutSet
from webapp.extensions import db
from webapp.models import Assignment, User
from webapp.workouts import actions, queries
from webapp.workouts.rows import assemble_planned

AHEAD = timedelta(days=14)
"""How far ahead planned workouts get their rows: what a phone keeps with it."""


@dataclass(frozen=True, slots=True)
class RunningPlan:
    """A lifter's running program, with the loads it began with, and those that somebody said since."""

    plan: Plan
    first_loads: Mapping[str, Load | None]
    source: str
    said: Mapping[str, SaidLoad] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A training day of a lifter's running program."""

    running: RunningPlan
    occurrence: Occurrence

    @property
    def prescriptions(self) -> list[Prescription]:
        """What is planned; not what is only offered beside."""
        return [one for one in self.occurrence.day.prescriptions if not one.optional]

    @property
    def optional(self) -> list[Prescription]:
        return [one for one in self.occurrence.day.prescriptions if one.optional]


def find_running(lifter_id: UUID) -> RunningPlan | None:
    """The program the lifter follows now; 1 statement."""
    row = db.session.execute(
        sa.select(
            Assignment.id,
            Assignment.created_at,
            Assignment.starts_on,
            Assignment.program,
            Assignment.first_loads,
            Assignment.said_loads,
            Assignment.source,
        )
        .where(Assignment.lifter_id == lifter_id, Assignment.ended_at.is_(None))
        .order_by(Assignment.created_at.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return running_of(row)


def running_of(assignment: Assignment | sa.Row[Any]) -> RunningPlan:
    """An assignment, or a row with its columns, as it is followed."""
    loads = {slug: load_from_json(load) for slug, load in assignment.first_loads.items()}
    said = {
        slug: SaidLoad(Load(Decimal(one["v"]), one["u"]), datetime.fromtimestamp(one["at"] / 1000, UTC))
        for slug, one in (assignment.said_loads or {}).items()
    }
    return RunningPlan(plan_of(assignment), loads, assignment.source, said)


def plan_of(assignment: Assignment | sa.Row[Any]) -> Plan:
    """The rules of an assignment, or of a row with its columns."""
    program = msgspec.convert(assignment.program, Program)
    return Plan(assignment.id, assignment.created_at, assignment.starts_on, program)


def find_day(running: RunningPlan | None, workout: Workout) -> PlannedDay | None:
    """The training day that a workout is of; None if of none, or of another program."""
    if running is None or not workout.plan:
        return None
    if workout.plan["assignment"] != str(running.plan.assignment_id):
        return None
    number = workout.plan["occurrence"]
    found = (one for one in running.plan.occurrences() if one.number == number)
    return next((PlannedDay(running, one) for one in found), None)


def exercise_of_plan(running: RunningPlan, part: WorkoutExercise) -> str:
    """The exercise that the program has where this one stands, which may have been swapped for the day."""
    key = (part.plan or {}).get("prescription")
    days = (day for block in running.plan.program.blocks for day in block.days)
    return next((one.exercise for day in days for one in day.prescriptions if one.key == key), part.exercise)


def count_coming(running: RunningPlan, slug: str, today: date) -> int:
    """On how many days from today on the program has the exercise."""
    return instead.count_coming(running.plan.program, running.plan.starts_on, today, slug)


def find_derived_day(running: RunningPlan | None, workout_id: UUID) -> PlannedDay | None:
    """The training day from which a workout's id was derived, whether it has rows or not."""
    if running is None:
        return None
    plan = running.plan
    found = (one for one in plan.occurrences() if plan.workout_id(one.number) == workout_id)
    return next((PlannedDay(running, one) for one in found), None)


def draw_planned(day: PlannedDay, on: date, zone: str) -> Workout:
    """The workout as it would be written now, but for its loads: `with_fresh_targets` finds those."""
    plan, exercises = day.running.plan, catalogue.exercises()
    return assemble_planned(
        planned_rows(plan, day.occurrence, on, zone, {}, exercises, lambda exercise, load: load)
    )


def write_planned(lifter: User, day: PlannedDay, on: date, zone: str, now: datetime) -> list[Outcome]:
    """Give one training day its rows, on this day; says what came of each."""
    rows = as_operations(
        day_rows(lifter, day, on, zone, accounts.get_equipment(lifter)), day.running.plan.born
    )
    return actions.apply(lifter.id, rows, now=now, by=lifter.id)


def write_ahead(lifter: User, running: RunningPlan, today: date, now: datetime, by: UUID) -> None:
    """Give the coming two weeks their rows, and those not begun yet their new targets.

    Only what differs from the stored rows is written.
    """
    equipment = accounts.get_equipment(lifter)
    missing: list[PlannedRow] = []
    differing: list[PlannedRow] = []
    coming = {running.plan.workout_id(day.occurrence.number): day for day in _coming(running, today)}
    written = queries.find_workouts(lifter.id, coming)
    for workout_id, day in coming.items():
        stored = written.get(workout_id)
        if stored is None:
            missing += day_rows(lifter, day, day.occurrence.on, lifter.zone, equipment)
        elif is_waiting(stored) and not is_edited(stored):
            differing += _differences(stored, day_rows(lifter, day, stored.on, stored.zone, equipment))
    operations = as_operations(missing, running.plan.born) + as_corrections(differing, now)
    if operations:
        actions.apply(lifter.id, operations, now=now, by=by)


def lacks_rows(lifter: User, running: RunningPlan, today: date) -> bool:
    """Whether a coming day has no rows yet; 1 statement."""
    coming = [running.plan.workout_id(day.occurrence.number) for day in _coming(running, today)]
    return queries.count_written(lifter.id, coming) < len(coming)


def _coming(running: RunningPlan, today: date) -> list[PlannedDay]:
    coming = (one for one in running.plan.occurrences() if today <= one.on <= today + AHEAD)
    return [PlannedDay(running, one) for one in coming]


def is_edited(workout: Workout) -> bool:
    """Whether a coach has taken this day in hand: its targets are theirs then, not the program's rules'."""
    return bool(workout.plan and workout.plan.get("edited"))


def is_waiting(workout: Workout) -> bool:
    """Planned and not begun: what the plan says of it may still change."""
    return not (workout.started_at or workout.finished_at or workout.deleted_at or workout.ticked_sets)


def with_fresh_targets(
    day: PlannedDay, workout: Workout, performed: Performed, equipment: Equipment
) -> Workout:
    """A planned workout that waits, with the loads that its rules give today; any other as it is.

    The stored ones may be older than what was done since, or corrected.
    """
    if not is_waiting(workout) or is_edited(workout):
        return workout
    loads = _loads_of_sets(_rows_after(day, workout.on, workout.zone, performed, equipment), workout)
    return replace(
        workout,
        exercises=tuple(
            replace(
                part,
                sets=tuple(replace(s, target_load=loads.get(s.id, s.target_load)) for s in part.sets),
            )
            for part in workout.exercises
        ),
    )


def planned_loads(
    day: PlannedDay,
    workout: Workout,
    part: WorkoutExercise,
    slug: str,
    performed: Performed,
    equipment: Equipment,
) -> dict[UUID, Load | None]:
    """The loads that the plan has for the sets of a part, should it become this exercise; {} if another's.

    performed: of this exercise is enough.
    """
    rows = _rows_after(day, workout.on, workout.zone, performed, equipment)
    return _loads_of_sets(rows, replace(workout, exercises=(replace(part, exercise=slug),)))


def working_loads(
    running: RunningPlan, prescriptions: Sequence[Prescription], performed: Performed, equipment: Equipment
) -> dict[str, Load | None]:
    """The working load by prescription: what was said since the last time, as it was said; else what was done
    then and its rule, else the first load."""
    return {one.key: _load(one, performed.get(one.exercise, ()), running, equipment) for one in prescriptions}


def day_rows(lifter: User, day: PlannedDay, on: date, zone: str, equipment: Equipment) -> list[PlannedRow]:
    """The rows as of what was done before that day; 1 statement."""
    performed = queries.last_performed(lifter.id, [one.exercise for one in day.prescriptions], on)
    return _rows_after(day, on, zone, performed, equipment)


def _rows_after(
    day: PlannedDay, on: date, zone: str, performed: Performed, equipment: Equipment
) -> list[PlannedRow]:
    plan, exercises = day.running.plan, catalogue.exercises()
    loads = working_loads(day.running, day.prescriptions, performed, equipment)
    rounded = rounding(day.running, performed, equipment)
    return planned_rows(plan, day.occurrence, on, zone, loads, exercises, rounded)


def rounding(running: RunningPlan, performed: Performed, equipment: Equipment) -> Rounded:
    """To what can be loaded; what was lifted, or typed as the program was taken, stays as it is."""

    def rounded(exercise: Exercise, load: Load) -> Load:
        is_known = _was_lifted(load, performed.get(exercise.slug, ()))
        is_first = load == running.first_loads.get(exercise.slug)
        return load if is_known or is_first else equipment.nearest(exercise, load)

    return rounded


def _load(
    prescription: Prescription, performed: Sequence[WorkoutSet], running: RunningPlan, equipment: Equipment
) -> Load | None:
    said = running.said.get(prescription.exercise)
    if said and said.counts_after(performed):
        return said.load
    exercise = catalogue.exercises()[prescription.exercise]
    following = next_load(
        prescription,
        performed,
        lambda unit: equipment.step(exercise, unit),
        sides=sides_of(exercise, "working"),
        is_help=exercise.load_mode == "assisted",
    )
    if following is None:
        return running.first_loads.get(prescription.exercise)
    return following if _was_lifted(following, performed) else equipment.nearest(exercise, following)


def _was_lifted(load: Load, performed: Sequence[WorkoutSet]) -> bool:
    """What was on the bar can be loaded again, whatever the profile says of the plates."""
    return any(one.load == load for one in performed)


def _loads_of_sets(rows: Sequence[PlannedRow], workout: Workout) -> dict[UUID, Load | None]:
    """The planned loads by set; not those of an exercise that the lifter swapped for another."""
    slugs = {part.id: part.exercise for part in workout.exercises}
    kept = {
        row.id
        for row in rows
        if row.entity == "workout_exercise" and slugs.get(row.id) == row.fields["exercise"]
    }
    return {
        row.id: row.fields["target_load"]
        for row in rows
        if row.entity == "set" and row.fields["workout_exercise"] in kept
    }


def _differences(stored: Workout, rows: Sequence[PlannedRow]) -> list[PlannedRow]:
    """The planned rows that aren't stored yet, and of those that are, the targets that moved."""
    sets = {one.id: one for one in stored.all_sets}
    there = {stored.id, *sets, *(part.id for part in stored.exercises)}
    differing = [row for row in rows if row.id not in there]
    planned = _loads_of_sets(rows, stored)
    for row in rows:
        if row.id in sets and row.id in planned:
            names = ("target_reps", "target_load")
            moved = {n: row.fields[n] for n in names if getattr(sets[row.id], n) != row.fields[n]}
            if moved:
                differing.append(PlannedRow("set", row.id, moved))
    return differing
