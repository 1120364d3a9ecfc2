"""What a lifter can do to a workout, as pure functions from a workout to operations.

Each takes the ids it may use: a form derives them from itself, so that sent twice it means the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from webapp.domain import order
from webapp.domain.exercise import Exercise
from webapp.domain.load import Load
from webapp.domain.operations import Entity, Operation
from webapp.domain.planning import sides_of
from webapp.domain.program import SetKind
from webapp.domain.workout import Workout, WorkoutExercise, WorkoutSet
from webapp.workouts.forms import SetForm

SETS_OF_A_NEW_EXERCISE = 3

Ids = Iterator[UUID]


def save_set(
    workout: Workout, one: WorkoutSet, form: SetForm, ids: Ids, now: datetime, day: date | None = None
) -> list[Operation]:
    """Tick, untick and correct. A tick carries what was on the screen; the first one starts the workout.

    A box that says what is so already, because the page is old, changes nothing. In a finished workout a
    tick counts as of its end. day: where the first tick puts a workout that waited; None leaves it.
    """
    fields = dict(form.changed)
    if form.is_done and not form.was_done and not one.is_ticked:
        fields = form.on_screen | fields | {"ticked_at": workout.finished_at or now}
    elif form.was_done and not form.is_done and one.is_ticked:
        fields["ticked_at"] = None
    operations = [Operation(next(ids), "set", one.id, fields)] if fields else []
    if fields.get("ticked_at") and workout.started_at is None:
        begun: dict[str, Any] = {"started_at": fields["ticked_at"]}
        if day is not None and day != workout.on:
            begun["on"] = day
        operations.append(Operation(next(ids), "workout", workout.id, begun))
    return operations


def change(entity: Entity, row_id: UUID, fields: Mapping[str, Any], ids: Ids) -> list[Operation]:
    """Set fields of one row; nothing for no fields."""
    return [Operation(next(ids), entity, row_id, fields)] if fields else []


def finish(workout: Workout, ids: Ids, now: datetime) -> list[Operation]:
    """Finished at the last tick, or now where nothing was ticked: left out then, not done."""
    fields = {"finished_at": workout.last_ticked_at or now}
    return [] if workout.finished_at else [Operation(next(ids), "workout", workout.id, fields)]


def create(workout_id: UUID, on: date, zone: str, title: str, ids: Ids) -> list[Operation]:
    """An empty workout."""
    return [Operation(next(ids), "workout", workout_id, {"on": on, "zone": zone, "title": title})]


def add_exercise(
    workout: Workout, exercise: Exercise, last: Sequence[WorkoutSet], ids: Ids, rows: Ids
) -> list[Operation]:
    """One more exercise at the end, with the working sets of the last time, else three."""
    exercise_id = next(rows)
    position = order.after(workout.exercises[-1].position if workout.exercises else None)
    fields = {"workout": workout.id, "exercise": exercise.slug, "position": position}
    operations = [Operation(next(ids), "workout_exercise", exercise_id, fields)]
    pattern = pattern_of(last)
    for index in range(len(pattern) or SETS_OF_A_NEW_EXERCISE):
        like = pattern[index] if pattern else None
        aim = {"target_load": like.load, "target_reps": like.target_reps, "kind": like.kind} if like else {}
        operations += _new_sets(exercise_id, exercise, 2 * index, aim, ids, rows)
    return operations


def move_exercise(workout: Workout, exercise_id: UUID, by: int, ids: Ids) -> list[Operation]:
    """So many places up (below 0) or down among those that are shown; nothing beyond the ends of the list."""
    shown = workout.shown_exercises
    at = next((place for place, part in enumerate(shown) if part.id == exercise_id), None)
    if at is None or by == 0 or not 0 <= at + by < len(shown):
        return []
    changed = order.moved([part.position for part in shown], at, at + by)
    return [
        Operation(next(ids), "workout_exercise", shown[place].id, {"position": position})
        for place, position in changed.items()
    ]


def add_set(
    part: WorkoutExercise,
    exercise: Exercise,
    ids: Ids,
    rows: Ids,
    kind: SetKind = "working",
    lighter: Callable[[Load], Load] | None = None,
) -> list[Operation]:
    """One more set like the last one of its kind, both sides of a one-sided exercise.

    kind: a drop set or an all-out one aims for no reps. lighter: the load that a drop set has instead.
    """
    like = _last_like(kind, [one for one in part.shown_sets if one.kind != "warmup"])
    load = (like.load or like.target_load) if like else None
    aims = like is not None and like.kind != "amrap" and kind == "working"
    fields = {
        "target_load": lighter(load) if load and lighter else load,
        "target_reps": like.target_reps if like and aims else None,
    }
    behind = part.sets[-1].position if part.sets else None
    operations = []
    for side in sides_of(exercise, "working"):
        behind = order.after(behind)
        shared = {"workout_exercise": part.id, "position": behind, "kind": kind, "side": side}
        operations.append(Operation(next(ids), "set", next(rows), shared | fields))
    return operations


PASSED_OVER: dict[str, tuple[tuple[SetKind, ...], ...]] = {
    "working": (("amrap", "drop"), ("drop",), ()),
    "amrap": (("drop",), ()),
    "drop": ((),),
}
"""Which kinds a new set doesn't go on from, where there are others; less and less, where there aren't."""


def _last_like(kind: SetKind, sets: Sequence[WorkoutSet]) -> WorkoutSet | None:
    for kinds in PASSED_OVER[kind]:
        for one in reversed(sets):
            if one.kind not in kinds:
                return one
    return None


def copy(workout: Workout, on: date, zone: str, ids: Ids, rows: Ids) -> list[Operation]:
    """The same exercises and sets on another day, nothing done yet; what was lifted becomes the target."""
    copied_id = next(rows)
    operations = create(copied_id, on, zone, workout.title, ids)
    for part in workout.shown_exercises:
        part_id = next(rows)
        fields = {
            "workout": copied_id,
            "exercise": part.exercise,
            "position": part.position,
            "superset": part.superset,
            "note": part.note,
        }
        operations.append(Operation(next(ids), "workout_exercise", part_id, fields))
        operations += [_copied(one, part_id, ids, rows) for one in part.shown_sets]
    return operations


def _copied(one: WorkoutSet, part_id: UUID, ids: Ids, rows: Ids) -> Operation:
    fields = {
        "workout_exercise": part_id,
        "position": one.position,
        "kind": one.kind,
        "side": one.side,
        "target_reps": one.target_reps,
        "target_load": one.load or one.target_load,
        "grip": one.grip,
    }
    return Operation(next(ids), "set", next(rows), fields)


def _new_sets(
    exercise_id: UUID, exercise: Exercise, index: int, fields: Mapping[str, Any], ids: Ids, rows: Ids
) -> list[Operation]:
    operations = []
    for offset, side in enumerate(sides_of(exercise, "working")):
        shared = {
            "workout_exercise": exercise_id,
            "position": order.at(index + offset),
            "kind": "working",
            "side": side,
        }
        operations.append(Operation(next(ids), "set", next(rows), {**shared, **fields}))
    return operations


def pattern_of(last: Sequence[WorkoutSet]) -> list[WorkoutSet]:
    """What to repeat of the last time: one for each working set, both sides being one."""
    return [one for one in last if one.kind != "warmup" and one.side in (None, "left")]
