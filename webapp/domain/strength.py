"""What a set amounts to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from webapp.domain.exercise import Exercise
from webapp.domain.load import Unit
from webapp.domain.workout import Workout, WorkoutSet


def moved(one: WorkoutSet, exercise: Exercise, unit: Unit) -> Decimal:
    """The weight moved in one ticked set, load × reps, in `unit`, unrounded.

    What counts is what was loaded: for dumbbells both hands where both work at once, one where sides are
    done apart; for a weighted pull-up what was added, not the lifter; for an assisted one nothing.
    Warm-ups never count.
    """
    if one.kind == "warmup" or not one.is_ticked or one.load is None or not one.reps:
        return Decimal(0)
    return one.load.to(unit) * one.reps * hands(one, exercise)


def hands(one: WorkoutSet, exercise: Exercise) -> int:
    """How often a set's load counts: 2 where both hands lift it at once, 0 where it isn't lifted."""
    if exercise.load_mode in ("assisted", "none"):
        return 0
    return 2 if exercise.load_mode == "per_hand" and one.side is None else 1


def volume(workout: Workout, exercises: Mapping[str, Exercise], unit: Unit) -> Decimal:
    """The weight moved in a whole workout, in `unit`, rounded to whole kg or lb."""
    total = sum(
        (
            moved(one, exercises[part.exercise], unit)
            for part in workout.shown_exercises
            if part.exercise in exercises
            for one in part.shown_sets
        ),
        Decimal(0),
    )
    return total.quantize(Decimal(1), ROUND_HALF_UP)
