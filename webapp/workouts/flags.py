"""Which sets of a workout are records, in words; and what a phone needs to say it by itself.

static/js/shared/records.js says the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from webapp.domain.exercise import Exercise
from webapp.domain.load import Unit, display, plain
from webapp.domain.records import Bests, Record, lift_of_set, records_along
from webapp.domain.workout import WorkoutExercise, WorkoutSet

_HARDEST = {"assisted": "least help", "bodyweight_plus": "most added"}
_COUNTED = {"reps": "reps", "seconds": "seconds", "distance": "metres"}
_MICRO = Decimal("0.000001")


def records_of(
    parts: Iterable[WorkoutExercise],
    bests: Mapping[str, Bests],
    exercises: Mapping[str, Exercise],
    unit: Unit,
) -> dict[UUID, str]:
    """What each record of a workout is called, by its set. parts: in the order of the page."""
    found: dict[UUID, str] = {}
    for slug, sets in _by_exercise(parts).items():
        exercise = exercises.get(slug)
        if exercise is None or slug not in bests:
            continue
        along = records_along([lift_of_set(one, exercise, bests[slug].body) for one in sets], bests[slug])
        found |= {
            one.id: record_text(record, exercise, unit)
            for one, record in zip(sets, along, strict=True)
            if record
        }
    return found


def record_text(record: Record, exercise: Exercise, unit: Unit) -> str:
    """`Record: most reps at 82.5 kg`."""
    load = record.lift.load
    shown = f"{display(load, unit)} {unit}" if load else ""
    if record.kind == "load":
        return f"Record: {_HARDEST.get(exercise.load_mode, 'heaviest load')}, {shown}"
    if record.kind == "estimate":
        return "Record: highest estimated maximum"
    return f"Record: most {_COUNTED[exercise.measure]}" + (f" at {shown}" if shown else "")


def as_json(bests: Bests | None, exercise: Exercise) -> str:
    """What a set of the exercise has to beat, in kg to a millionth; "" where it was never done."""
    if bests is None or not bests.amounts:
        return ""
    told: dict[str, Any] = {
        "mode": exercise.load_mode,
        "most": {_rounded(rank): most for rank, most in bests.amounts.items()},
        "top": None if bests.estimate is None else _rounded(bests.estimate),
    }
    if bests.body is not None:
        told["body"] = _rounded(bests.body)
    return json.dumps(told, separators=(",", ":"))


def _rounded(weight: Decimal) -> str:
    return plain(weight.quantize(_MICRO))


def _by_exercise(parts: Iterable[WorkoutExercise]) -> dict[str, list[WorkoutSet]]:
    sets: dict[str, list[WorkoutSet]] = {}
    for part in parts:
        sets.setdefault(part.exercise, []).extend(part.shown_sets)
    return sets
