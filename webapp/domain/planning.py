"""From a program to the rows of a workout: as operations, with ids that are the same every time.

A page drawn before the rows exist, a form, two phones and a re-plan thus all mean the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from webapp.domain import ids, order
from webapp.domain.exercise import Exercise
from webapp.domain.load import Load
from webapp.domain.operations import Entity, Operation
from webapp.domain.program import Prescription, Program
from webapp.domain.schedule import Occurrence, occurrences

Rounded = Callable[[Exercise, Load], Load]
"""To the nearest load that the equipment can make."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A program given to a lifter: what an assignment's row says."""

    assignment_id: UUID
    born: datetime
    starts_on: date
    program: Program

    def occurrences(self) -> list[Occurrence]:
        return occurrences(self.program, self.starts_on)

    def workout_id(self, occurrence: int) -> UUID:
        """The id of the workout of an occurrence."""
        return self.derive(occurrence, "workout")

    def derive(self, occurrence: int, *parts: object) -> UUID:
        return ids.derived_id(self.born, occurrence, self.assignment_id, occurrence, *parts)


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row as the plan wants it; fields by protocol name, decoded."""

    entity: Entity
    id: UUID
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Offer:
    """An optional prescription that isn't in the workout yet, with the rows that adding it makes."""

    prescription: Prescription
    rows: Sequence[PlannedRow]


def planned_rows(
    plan: Plan,
    occurrence: Occurrence,
    on: date,
    zone: str,
    loads: Mapping[str, Load | None],
    exercises: Mapping[str, Exercise],
    rounded: Rounded,
) -> list[PlannedRow]:
    """The rows of one training day, parents first.

    loads: prescription key to the working load; None where it is found while training.
    """
    day = occurrence.day
    workout = PlannedRow(
        "workout",
        plan.workout_id(occurrence.number),
        {
            "on": on,
            "zone": zone,
            "title": day.title,
            "plan": {
                "assignment": str(plan.assignment_id),
                "occurrence": occurrence.number,
                "day": day.key,
                "week": occurrence.week,
                "on": occurrence.on.isoformat(),
                "focus": day.focus,
                "minutes": day.about_minutes,
            },
        },
    )
    rows = [workout]
    for index, prescription in enumerate(day.prescriptions):
        if not prescription.optional:
            rows += prescription_rows(
                plan, occurrence, prescription, order.at(index), loads, exercises, rounded
            )
    return rows


def prescription_rows(
    plan: Plan,
    occurrence: Occurrence,
    prescription: Prescription,
    position: str,
    loads: Mapping[str, Load | None],
    exercises: Mapping[str, Exercise],
    rounded: Rounded,
) -> list[PlannedRow]:
    """The rows of one prescription: the exercise and its sets."""
    exercise = exercises[prescription.exercise]
    exercise_id = plan.derive(occurrence.number, prescription.key)
    parent = PlannedRow(
        "workout_exercise",
        exercise_id,
        {
            "workout": plan.workout_id(occurrence.number),
            "exercise": exercise.slug,
            "position": position,
            "superset": prescription.superset,
            "plan": prescription_plan(prescription) | {"position": position},
        },
    )
    return [parent, *_set_rows(plan, occurrence, prescription, exercise, exercise_id, loads, rounded)]


def prescription_plan(prescription: Prescription) -> dict[str, object]:
    """What the exercise's row keeps of what was prescribed."""
    before = prescription.instead_of
    return {
        **({"instead_of": before.exercise} if before else {}),
        "prescription": prescription.key,
        "exercise": prescription.exercise,
        "purpose": prescription.purpose,
        "scheme": prescription.scheme,
        "rest_s": prescription.rest_s,
        "warmup_rest_s": prescription.warmup_rest_s,
    }


def _set_rows(
    plan: Plan,
    occurrence: Occurrence,
    prescription: Prescription,
    exercise: Exercise,
    exercise_id: UUID,
    loads: Mapping[str, Load | None],
    rounded: Rounded,
) -> list[PlannedRow]:
    working = loads.get(prescription.key)
    rows: list[PlannedRow] = []
    for number, one in enumerate(prescription.sets):
        for side in sides_of(exercise, one.kind):
            rows.append(
                PlannedRow(
                    "set",
                    plan.derive(occurrence.number, prescription.key, side, number),
                    {
                        "workout_exercise": exercise_id,
                        "position": order.at(len(rows)),
                        "kind": one.kind,
                        "side": side,
                        "target_reps": one.reps,
                        "target_load": _share(working, one.percent, exercise, rounded),
                        "grip": one.grip,
                    },
                )
            )
    return rows


def sides_of(exercise: Exercise, kind: str) -> Sequence[str | None]:
    """Which sides a set of this kind is done on; None for both at once."""
    # A warm-up is one tick for both sides: nobody looks it up later.
    return ("left", "right") if exercise.sides == "each" and kind != "warmup" else (None,)


def _share(working: Load | None, percent: int, exercise: Exercise, rounded: Rounded) -> Load | None:
    if working is None:
        return None
    if percent != 100:
        working = Load((working.value * percent / 100).quantize(Decimal("0.01")), working.unit)
    return rounded(exercise, working)


def as_operations(rows: Sequence[PlannedRow], born: datetime) -> list[Operation]:
    """The rows as operations that make what is missing and beat nothing that a lifter did.

    They count as of when the program was taken, and their ids are derived: written twice, they are known.
    """
    return [
        Operation(ids.derived_id(born, 0, row.id, "planned"), row.entity, row.id, row.fields, ts=born)
        for row in rows
    ]


def as_corrections(rows: Sequence[PlannedRow], now: datetime) -> list[Operation]:
    """What the plan wants differently from now on, in rows that are there."""
    return [Operation(ids.new_id(now), row.entity, row.id, row.fields) for row in rows]
