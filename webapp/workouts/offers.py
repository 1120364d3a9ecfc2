"""What a plan offers beside: its optional exercises, for the lifter to add or leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from webapp import catalogue
from webapp.domain import order
from webapp.domain.equipment import Equipment
from webapp.domain.planning import Offer, PlannedRow, prescription_plan, prescription_rows
from webapp.domain.program import Prescription
from webapp.domain.workout import Performed, Workout
from webapp.workouts.plans import PlannedDay, rounding, working_loads


def find_optional(day: PlannedDay, key: str) -> Prescription | None:
    """The optional prescription of this key; None if the plan has none such."""
    return next((one for one in day.optional if one.key == key), None)


def list_left_out(day: PlannedDay, workout: Workout) -> list[Prescription]:
    """What the plan offers beside, and isn't in the workout yet."""
    there = {part.id for part in workout.shown_exercises}
    plan, number = day.running.plan, day.occurrence.number
    return [one for one in day.optional if plan.derive(number, one.key) not in there]


def offers(
    day: PlannedDay,
    workout: Workout,
    prescriptions: Sequence[Prescription],
    performed: Performed,
    equipment: Equipment,
) -> list[Offer]:
    """These optional prescriptions with their rows, for a phone to add by itself."""
    return [Offer(one, rows_of(day, workout, one, performed, equipment)) for one in prescriptions]


def rows_of(
    day: PlannedDay, workout: Workout, chosen: Prescription, performed: Performed, equipment: Equipment
) -> list[PlannedRow]:
    """The rows of an optional prescription, behind what is there."""
    last = workout.exercises[-1].position if workout.exercises else None
    return prescription_rows(
        day.running.plan,
        day.occurrence,
        chosen,
        order.after(last),
        working_loads(day.running, [chosen], performed, equipment),
        catalogue.exercises(),
        rounding(day.running, performed, equipment),
    )


def with_plan_of_added(day: PlannedDay, workout: Workout) -> Workout:
    """What a phone added of the optional exercises, with what the plan says of them: it may not tell."""
    derive, number = day.running.plan.derive, day.occurrence.number
    plans = {derive(number, one.key): prescription_plan(one) for one in day.optional}
    parts = (part if part.plan else replace(part, plan=plans.get(part.id)) for part in workout.exercises)
    return replace(workout, exercises=tuple(parts))
