"""What of a lifter's log a coach may see: the lifter's own switches, and where the past begins."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from webapp.domain.workout import Workout, WorkoutExercise, WorkoutSet


@dataclass(frozen=True, slots=True)
class Shares:
    """What a client lets one coach see.

    logs: workouts, planned and done. measurements: bodyweight and the like. wellbeing: pain and readiness.
    notes: on workouts, exercises and sets, and what stays with an exercise. past: days before the link began.
    """

    logs: bool
    measurements: bool
    wellbeing: bool
    notes: bool
    past: bool

    def first_day(self, began_on: date) -> date:
        """The earliest local day that is shown."""
        return date.min if self.past else began_on


def redact(workout: Workout, shares: Shares) -> Workout:
    """The workout without what isn't shared; whether it is shown at all is decided before."""
    if shares.notes and shares.wellbeing:
        return workout
    return replace(
        workout,
        note=workout.note if shares.notes else None,
        readiness=workout.readiness if shares.wellbeing else None,
        exercises=tuple(_redact_exercise(one, shares) for one in workout.exercises),
    )


def _redact_exercise(exercise: WorkoutExercise, shares: Shares) -> WorkoutExercise:
    sets = tuple(_redact_set(one, shares) for one in exercise.sets)
    return replace(exercise, note=exercise.note if shares.notes else None, sets=sets)


def _redact_set(one: WorkoutSet, shares: Shares) -> WorkoutSet:
    return replace(one, note=one.note if shares.notes else None, pain=one.pain if shares.wellbeing else None)
