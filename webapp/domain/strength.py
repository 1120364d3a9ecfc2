"""What a set amounts to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from webapp.domain.exercise import Exercise
from webapp.domain.load import Unit
from webapp.domain.workout import Workout, WorkoutSet

MAX_REPS_FOR_ESTIMATE = 12


def estimated_one_rep_max(load: Decimal, reps: int) -> Decimal | None:
    """Estimate the heaviest single rep from one set.

    load: the whole weight, any unit; the result is in the same unit, unrounded.
    reps: completed ones; 1 returns the load itself.
    Returns None above MAX_REPS_FOR_ESTIMATE, where the formula is not trusted.
    Raises ValueError if load is negative or reps is below 1.
    Source: Epley (1985), "Poundage Chart", Boyd Epley Workout.
    """
    if load < 0 or reps < 1:
        raise ValueError("A maximum is estimated from a load that was lifted at least once.")
    if reps > MAX_REPS_FOR_ESTIMATE:
        return None
    return load if reps == 1 else load * (30 + reps) / 30


def moved(one: WorkoutSet, exercise: Exercise, unit: Unit) -> Decimal:
    """The weight moved in one ticked set, load × reps, in `unit`, unrounded.

    What counts is what was loaded: for dumbbells both hands where both work at once, one where sides are
    done apart; for a weighted pull-up what was added, not the lifter; for an assisted one nothing.
    Warm-ups never count.
    """
    if one.kind == "warmup" or not one.is_ticked or one.load is None or not one.reps:
        return Decimal(0)
    return one.load.to(unit) * one.reps * hands(one.side, exercise)


def hands(side: str | None, exercise: Exercise) -> int:
    """How often a set's load counts: 2 where both hands lift it at once, 0 where it isn't lifted."""
    if exercise.load_mode in ("assisted", "none"):
        return 0
    return 2 if exercise.load_mode == "per_hand" and side is None else 1


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
