"""What a running program asks of a day: drawn from rules where no rows exist yet, and written ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec
import sqlalchemy as sa

from webapp import catalogue
from webapp.accounts import queries as accounts
from webapp.domain import order
from webapp.domain.equipment import Equipment
from webapp.domain.load import Load, load_from_json
from webapp.domain.operations import Outcome
from webapp.domain.planning import (
    Offer,
    Plan,
    PlannedRow,
    as_corrections,
    as_operations,
    planned_rows,
    prescription_plan,
    prescription_rows,
    sides_of,
)
from webapp.domain.program import Prescription, Program
from webapp.domain.progression import next_load
from webapp.domain.schedule import Occurrence
from webapp.domain.workout import Workout, WorkoutExercise, WorkoutSet
from webapp.extensions import db
from webapp.models import Assignment, User
from webapp.workouts import actions, queries
from webapp.workouts.rows import assemble_planned

AHEAD = timedelta(days=14)
"""How far ahead planned workouts get their rows: what a phone keeps with it."""


@dataclass(frozen=True, slots=True)
class RunningPlan:
    """A lifter's running program, with the loads it began with."""

    plan: Plan
    first_loads: Mapping[str, Load | None]
    source: str


def find_running(lifter_id: UUID) -> RunningPlan | None:
    """The program the lifter follows now; 1 statement."""
    row = db.session.execute(
        sa.select(
            Assignment.id,
            Assignment.created_at,
            Assignment.starts_on,
            Assignment.program,
            Assignment.first_loads,
            Assignment.source,
        )
        .where(Assignment.lifter_id == lifter_id, Assignment.ended_at.is_(None))
        .order_by(Assignment.created_at.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    plan = Plan(row.id, row.created_at, row.starts_on, msgspec.convert(row.program, Program))
    loads = {slug: load_from_json(load) for slug, load in row.first_loads.items()}
    return RunningPlan(plan, loads, row.source)


def draw_planned(lifter: User, running: RunningPlan, occurrence: Occurrence, on: date) -> Workout:
    """The workout as it would be written now; reads only, 2 statements."""
    return assemble_planned(_rows(lifter, running, occurrence, on, lifter.zone))


def find_occurrence(running: RunningPlan | None, workout_id: UUID) -> Occurrence | None:
    """Which training day of the running program a workout's id was derived from."""
    if running is None:
        return None
    plan = running.plan
    return next((one for one in plan.occurrences() if plan.workout_id(one.number) == workout_id), None)


def write_planned(
    lifter: User, running: RunningPlan, occurrence: Occurrence, on: date, zone: str, now: datetime
) -> list[Outcome]:
    """Give one training day its rows, on this day; says what came of each."""
    rows = as_operations(_rows(lifter, running, occurrence, on, zone), running.plan.born)
    return actions.apply(lifter.id, rows, now=now, by=lifter.id)


def write_ahead(lifter: User, running: RunningPlan, today: date, now: datetime, by: UUID) -> None:
    """Give the coming two weeks their rows, and those not begun yet their new targets.

    Only what differs from the stored rows is written.
    """
    coming = [one for one in running.plan.occurrences() if today <= one.on <= today + AHEAD]
    missing: list[PlannedRow] = []
    differing: list[PlannedRow] = []
    for occurrence in coming:
        stored = queries.find_workout(lifter.id, running.plan.workout_id(occurrence.number))
        if stored is None:
            missing += _rows(lifter, running, occurrence, occurrence.on, lifter.zone)
        elif is_waiting(stored):
            differing += _differences(stored, _rows(lifter, running, occurrence, stored.on, stored.zone))
    operations = as_operations(missing, running.plan.born) + as_corrections(differing, now)
    if operations:
        actions.apply(lifter.id, operations, now=now, by=by)


def is_waiting(workout: Workout) -> bool:
    """Planned and not begun: what the plan says of it may still change."""
    return not (workout.started_at or workout.finished_at or workout.deleted_at or workout.ticked_sets)


def with_fresh_targets(lifter: User, running: RunningPlan | None, workout: Workout) -> Workout:
    """A planned workout that waits, with the loads that its rules give today; any other as it is.

    The stored ones may be older than what was done since, or corrected.
    """
    occurrence = _day_of(running, workout)
    if running is None or occurrence is None or not is_waiting(workout):
        return workout
    loads = _loads_of_sets(_rows(lifter, running, occurrence, workout.on, workout.zone), workout)
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
    lifter: User, running: RunningPlan | None, workout: Workout, part: WorkoutExercise, slug: str
) -> dict[UUID, Load | None]:
    """The loads that the plan has for the sets of a part, should it become this exercise; {} if another's."""
    occurrence = _day_of(running, workout)
    if running is None or occurrence is None:
        return {}
    rows = _rows(lifter, running, occurrence, workout.on, workout.zone)
    return _loads_of_sets(rows, replace(workout, exercises=(replace(part, exercise=slug),)))


def lacks_rows(lifter: User, running: RunningPlan, today: date) -> bool:
    """Whether a coming day has no rows yet; 1 statement."""
    plan = running.plan
    coming = [plan.workout_id(one.number) for one in plan.occurrences() if today <= one.on <= today + AHEAD]
    return queries.count_written(lifter.id, coming) < len(coming)


def optional_prescriptions(running: RunningPlan | None, workout: Workout) -> list[Prescription]:
    """What the plan offers beside, and isn't in the workout yet."""
    found = _day_of(running, workout)
    if found is None:
        return []
    there = {part.id for part in workout.shown_exercises}
    return [
        one
        for one in found.day.prescriptions
        if one.optional and running and running.plan.derive(found.number, one.key) not in there
    ]


def offers(
    running: RunningPlan | None,
    workout: Workout,
    prescriptions: Sequence[Prescription],
    performed: Mapping[str, Sequence[WorkoutSet]],
    equipment: Equipment,
) -> list[Offer]:
    """Optional prescriptions of the workout's day with their rows, for a phone to add by itself.

    performed: exercise to the sets of the last time.
    """
    occurrence = _day_of(running, workout)
    if running is None or occurrence is None:
        return []
    loads = {
        one.key: _load(one, performed.get(one.exercise, ()), running, equipment) for one in prescriptions
    }
    return [
        Offer(one, _rows_of(running, occurrence, one, workout, loads, equipment)) for one in prescriptions
    ]


def with_plan_of_added(running: RunningPlan | None, workout: Workout) -> Workout:
    """What a phone added of the optional exercises, with what the plan says of them: it may not tell."""
    occurrence = _day_of(running, workout)
    if running is None or occurrence is None:
        return workout
    optional = [one for one in occurrence.day.prescriptions if one.optional]
    plans = {running.plan.derive(occurrence.number, one.key): prescription_plan(one) for one in optional}
    parts = (part if part.plan else replace(part, plan=plans.get(part.id)) for part in workout.exercises)
    return replace(workout, exercises=tuple(parts))


def optional_rows(
    lifter: User, running: RunningPlan | None, workout: Workout, key: str
) -> list[PlannedRow] | None:
    """The rows of an optional prescription, behind what is there; None if the plan has none such."""
    occurrence = _day_of(running, workout)
    if running is None or occurrence is None:
        return None
    chosen = next((one for one in occurrence.day.prescriptions if one.key == key and one.optional), None)
    if chosen is None:
        return None
    loads, equipment = _loads(lifter, running, [chosen], workout.on)
    return _rows_of(running, occurrence, chosen, workout, loads, equipment)


def _rows_of(
    running: RunningPlan,
    occurrence: Occurrence,
    chosen: Prescription,
    workout: Workout,
    loads: Mapping[str, Load | None],
    equipment: Equipment,
) -> list[PlannedRow]:
    last = workout.exercises[-1].position if workout.exercises else None
    return prescription_rows(
        running.plan,
        occurrence,
        chosen,
        order.after(last),
        loads,
        catalogue.exercises(),
        equipment.nearest,
    )


def _day_of(running: RunningPlan | None, workout: Workout) -> Occurrence | None:
    if running is None or not workout.plan:
        return None
    if workout.plan["assignment"] != str(running.plan.assignment_id):
        return None
    number = workout.plan["occurrence"]
    return next((one for one in running.plan.occurrences() if one.number == number), None)


def _rows(
    lifter: User, running: RunningPlan, occurrence: Occurrence, on: date, zone: str
) -> list[PlannedRow]:
    prescriptions = [one for one in occurrence.day.prescriptions if not one.optional]
    loads, equipment = _loads(lifter, running, prescriptions, on)
    return planned_rows(running.plan, occurrence, on, zone, loads, catalogue.exercises(), equipment.nearest)


def _loads(
    lifter: User, running: RunningPlan, prescriptions: Sequence[Prescription], on: date
) -> tuple[dict[str, Load | None], Equipment]:
    """The working load of each prescription: what was done last time and its rule, else the first load."""
    performed = queries.last_performed(lifter.id, [one.exercise for one in prescriptions], on)
    equipment = accounts.get_equipment(lifter)
    loads = {
        one.key: _load(one, performed.get(one.exercise, ()), running, equipment) for one in prescriptions
    }
    return loads, equipment


def _load(
    prescription: Prescription, performed: Sequence[WorkoutSet], running: RunningPlan, equipment: Equipment
) -> Load | None:
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
