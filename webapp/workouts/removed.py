"""What was removed from a workout although it had been done: nothing that was lifted is out of sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from webapp.domain.exercise import Exercise
from webapp.domain.load import Unit
from webapp.domain.workout import Workout
from webapp.workouts import words


@dataclass(frozen=True, slots=True)
class Removed:
    """A set, or an exercise with the sets that were done of it.

    kind: as addresses call it. about: "Good morning · 60 × 5", "Good morning · 2 sets".
    """

    kind: Literal["sets", "exercises"]
    id: UUID
    about: str


def removed(workout: Workout, exercises: Mapping[str, Exercise], unit: Unit) -> Iterator[Removed]:
    """Taken out after it was ticked, or ticked by a phone that hadn't heard of its end, as after a swap."""
    for part in workout.exercises:
        exercise = exercises.get(part.exercise)
        done = [one for one in part.sets if one.is_ticked]
        if exercise is None or not done:
            continue
        if part.deleted_at:
            count = len(done)
            yield Removed("exercises", part.id, f"{exercise.name} · {count} set{'' if count == 1 else 's'}")
            continue
        for one in done:
            if one.deleted_at:
                what = words.last_text(one, exercise, unit).removeprefix("last ")
                yield Removed("sets", one.id, " · ".join(filter(None, (exercise.name, what))))
