"""A workout as plain values: what verbs look at and pages are drawn from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from webapp.domain.load import Load, Unit
from webapp.domain.program import RepTarget, SetKind


@dataclass(frozen=True, slots=True)
class WorkoutSet:
    """One set; the fields mean what the columns of `webapp.models.workout.WorkoutSet` say."""

    id: UUID
    workout_exercise_id: UUID
    position: str
    kind: SetKind
    side: str | None = None
    target_reps: RepTarget | None = None
    target_load: Load | None = None
    load: Load | None = None
    reps: int | None = None
    seconds: int | None = None
    distance: int | None = None
    rpe: str | None = None
    rir: int | None = None
    grip: str | None = None
    gear: Sequence[str] | None = None
    pain: Any = None
    struck: bool | None = None
    note: str | None = None
    ticked_at: datetime | None = None
    withdrawn: bool = False
    deleted_at: datetime | None = None
    told_load: Load | None = None
    was_eased: bool = False
    """Done on a day on which less was asked for than planned; known of the last time only."""

    @property
    def is_ticked(self) -> bool:
        return self.ticked_at is not None

    @property
    def is_told(self) -> bool:
        """Whether a coach set the load to aim for, and nothing replaced it since."""
        return self.told_load is not None and self.told_load == self.target_load

    @property
    def is_there(self) -> bool:
        """Neither deleted nor taken out by a plan; a tick overrules the plan."""
        return self.deleted_at is None and (self.is_ticked or not self.withdrawn)


@dataclass(frozen=True, slots=True)
class WorkoutExercise:
    """One exercise of a workout, with all its sets in order, deleted ones included."""

    id: UUID
    workout_id: UUID
    exercise: str
    position: str
    skipped: bool = False
    superset: str | None = None
    note: str | None = None
    plan: Any = None
    withdrawn: bool = False
    deleted_at: datetime | None = None
    sets: tuple[WorkoutSet, ...] = ()

    @property
    def shown_sets(self) -> tuple[WorkoutSet, ...]:
        return tuple(one for one in self.sets if one.is_there)

    @property
    def is_there(self) -> bool:
        """Neither deleted nor taken out by a plan; a ticked set overrules the plan."""
        return self.deleted_at is None and (not self.withdrawn or any(s.is_ticked for s in self.shown_sets))


@dataclass(frozen=True, slots=True)
class Workout:
    """One training session, with all its exercises in order, deleted ones included."""

    id: UUID
    on: date
    zone: str
    title: str
    started_at: datetime | None = None
    finished_at: datetime | None = None
    readiness: Any = None
    gym_id: UUID | None = None
    unit: Unit | None = None
    note: str | None = None
    plan: Any = None
    withdrawn: bool = False
    deleted_at: datetime | None = None
    exercises: tuple[WorkoutExercise, ...] = ()

    @property
    def shown_exercises(self) -> tuple[WorkoutExercise, ...]:
        return tuple(one for one in self.exercises if one.is_there)

    @property
    def all_sets(self) -> Iterator[WorkoutSet]:
        """Every set, deleted ones and those of deleted exercises included."""
        return (one for exercise in self.exercises for one in exercise.sets)

    @property
    def ticked_sets(self) -> tuple[WorkoutSet, ...]:
        """What was done: ticked sets that are still there."""
        return tuple(one for exercise in self.shown_exercises for one in exercise.shown_sets if one.is_ticked)

    @property
    def last_ticked_at(self) -> datetime | None:
        return max((one.ticked_at for one in self.ticked_sets if one.ticked_at), default=None)

    @property
    def seconds(self) -> int | None:
        """From the first tick to the last; None before the first."""
        times = [one.ticked_at for one in self.ticked_sets if one.ticked_at]
        return round((max(times) - min(times)).total_seconds()) if times else None

    def exercise(self, exercise_id: UUID) -> WorkoutExercise | None:
        return next((one for one in self.exercises if one.id == exercise_id), None)

    def set(self, set_id: UUID) -> WorkoutSet | None:
        return next((one for one in self.all_sets if one.id == set_id), None)


Performed = Mapping[str, Sequence[WorkoutSet]]
"""Exercise to the ticked sets of the last time it was done."""


def assemble(workout: Workout, exercises: list[WorkoutExercise], sets: list[WorkoutSet]) -> Workout:
    """Put rows together, each level in order of position, ties by id."""
    by_exercise: dict[UUID, list[WorkoutSet]] = {}
    for one in sorted(sets, key=lambda s: (s.position, s.id)):
        by_exercise.setdefault(one.workout_exercise_id, []).append(one)
    return replace(
        workout,
        exercises=tuple(
            replace(one, sets=tuple(by_exercise.get(one.id, ())))
            for one in sorted(exercises, key=lambda e: (e.position, e.id))
        ),
    )
