"""Warm-ups before the first set of an exercise: pure, to operations.

The same stands in static/js/shared/warmups.js.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from webapp.domain import order
from webapp.domain.equipment import Equipment
from webapp.domain.exercise import Exercise
from webapp.domain.operations import Operation
from webapp.domain.program import RepTarget
from webapp.domain.warmups import Ramp, Step, count_akin, ramp
from webapp.domain.workout import Workout, WorkoutExercise
from webapp.workouts import words
from webapp.workouts.verbs import Ids


def ramp_of(
    workout: Workout,
    part: WorkoutExercise,
    exercises: Mapping[str, Exercise],
    equipment: Equipment,
    away: Equipment | None,
) -> Ramp:
    """What to warm up with for an exercise of a workout, as its page shows it; it has none yet.

    away: the equipment, where it isn't the usual gym's.
    """
    shown = part.shown_sets
    if any(one.is_ticked for one in shown):
        return Ramp((), "warm")
    exercise = exercises[part.exercise]
    working = words.fitted_load(shown[0], (), exercise, away) if shown else None
    return ramp(working, exercise, equipment, _akin(workout, part, exercises))


def _akin(workout: Workout, part: WorkoutExercise, exercises: Mapping[str, Exercise]) -> int:
    shown = workout.shown_exercises
    above = shown[: [one.id for one in shown].index(part.id)] if part in shown else shown
    known = (exercises[one.exercise] for one in above if not one.skipped and one.exercise in exercises)
    return count_akin(exercises[part.exercise], known)


def add_warmups(part: WorkoutExercise, steps: Sequence[Step], ids: Ids, rows: Ids) -> list[Operation]:
    """The steps as sets before the first one that is shown; others move where there is no room."""
    first = part.shown_sets[0].id if part.shown_sets else None
    places = [(one.id, one.position) for one in part.sets]
    at = next((place for place, (row, _) in enumerate(places) if row == first), len(places))
    made = {}
    for step in steps:
        position, others = order.placed([position for _, position in places], at)
        places = [(row, others.get(place, held)) for place, (row, held) in enumerate(places)]
        row = next(rows)
        made[row] = step
        places.insert(at, (row, position))
        at += 1
    stood = {one.id: one.position for one in part.sets}
    return [
        Operation(next(ids), "set", row, {"position": position} | _fields(part, made.get(row)))
        for row, position in places
        if stood.get(row) != position
    ]


def _fields(part: WorkoutExercise, step: Step | None) -> dict[str, object]:
    if step is None:
        return {}
    reps = RepTarget(step.reps, step.reps)
    return {
        "workout_exercise": part.id,
        "kind": "warmup",
        "side": None,
        "target_reps": reps,
        "target_load": step.load,
    }
