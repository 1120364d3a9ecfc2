"""What a coach changes in a workout that isn't over, as pure functions from a workout to operations.

Only what is to be done changes, never what was: targets of sets that wait, new sets, the order, the day.
What the coach takes out is withdrawn, not deleted: a tick that comes later, from a phone with no signal,
overrules it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from webapp.domain import order
from webapp.domain.exercise import Exercise
from webapp.domain.load import Load
from webapp.domain.operations import Operation
from webapp.domain.planning import sides_of
from webapp.domain.program import RepTarget
from webapp.domain.workout import Workout, WorkoutExercise, WorkoutSet
from webapp.workouts.verbs import Ids, change, move_exercise

Rounded = Callable[[Exercise, Load], Load]
"""To what the client can load."""


@dataclass(frozen=True, slots=True)
class Target:
    """What to do of an exercise. sets: working ones, both sides being one. load: None leaves it open."""

    sets: int
    reps: RepTarget
    load: Load | None


def target_of(part: WorkoutExercise) -> Target | None:
    """What is asked for now, by the first working set; None where there is none."""
    working = _working(part)
    if not working:
        return None
    first = working[0]
    return Target(len(_numbers(working)), first.target_reps or RepTarget(0, None), first.target_load)


def aim(
    workout: Workout,
    part: WorkoutExercise,
    exercise: Exercise,
    to: Target,
    rounded: Rounded,
    ids: Ids,
    rows: Ids,
) -> list[Operation]:
    """Other targets for the sets that wait, and as many sets as asked for; ticked ones stay as they are."""
    working = _working(part)
    before = next((one.target_load for one in working if one.target_load), None)
    operations: list[Operation] = []
    for number, alike in enumerate(_numbers(working)):
        for one in alike:
            if not one.is_ticked:
                operations += _set_aim(one, to, number >= to.sets, ids)
    operations += _more_sets(part, exercise, to, to.sets - len(_numbers(working)), ids, rows)
    operations += _warmups(part, exercise, before, to.load, rounded, ids)
    return _with_mark(workout, operations, ids)


def take_out(workout: Workout, part: WorkoutExercise, ids: Ids) -> list[Operation]:
    """Not this exercise, unless something of it is done already."""
    return _with_mark(workout, change("workout_exercise", part.id, {"withdrawn": True}, ids), ids)


def put_back(workout: Workout, part: WorkoutExercise, ids: Ids) -> list[Operation]:
    """The undo of `take_out`."""
    fields = {"withdrawn": False, "deleted_at": None}
    return _with_mark(workout, change("workout_exercise", part.id, fields, ids), ids)


def add(workout: Workout, exercise: Exercise, to: Target, ids: Ids, rows: Ids) -> list[Operation]:
    """One more exercise at the end."""
    position = order.after(workout.exercises[-1].position if workout.exercises else None)
    part = WorkoutExercise(next(rows), workout.id, exercise.slug, position)
    fields = {"workout": workout.id, "exercise": exercise.slug, "position": position}
    operations = [Operation(next(ids), "workout_exercise", part.id, fields)]
    operations += _more_sets(part, exercise, to, to.sets, ids, rows)
    return _with_mark(workout, operations, ids)


def move(workout: Workout, part: WorkoutExercise, by: int, ids: Ids) -> list[Operation]:
    """One place up (-1) or down (1)."""
    return _with_mark(workout, move_exercise(workout, part.id, by, ids), ids)


def put_on(workout: Workout, on: date, ids: Ids) -> list[Operation]:
    """Another day."""
    return _with_mark(
        workout, change("workout", workout.id, {"on": on}, ids) if on != workout.on else [], ids
    )


def _with_mark(workout: Workout, operations: list[Operation], ids: Ids) -> list[Operation]:
    """The plan's own rules leave a day alone that a coach has taken in hand (`plans.is_edited`)."""
    if not operations or not workout.plan or workout.plan.get("edited"):
        return operations
    return [*operations, *change("workout", workout.id, {"plan": {**workout.plan, "edited": True}}, ids)]


def _set_aim(one: WorkoutSet, to: Target, is_too_much: bool, ids: Ids) -> list[Operation]:
    wanted: dict[str, Any] = {"target_load": to.load, "withdrawn": is_too_much}
    if one.kind != "amrap" or to.reps.max is None:
        wanted["target_reps"] = to.reps
    return change("set", one.id, {n: v for n, v in wanted.items() if getattr(one, n) != v}, ids)


def _more_sets(
    part: WorkoutExercise, exercise: Exercise, to: Target, count: int, ids: Ids, rows: Ids
) -> list[Operation]:
    behind = part.sets[-1].position if part.sets else None
    kind = "amrap" if to.reps.max is None else "working"
    operations = []
    for _ in range(max(0, count)):
        for side in sides_of(exercise, "working"):
            behind = order.after(behind)
            fields = {
                **{"workout_exercise": part.id, "position": behind, "kind": kind, "side": side},
                **{"target_reps": to.reps, "target_load": to.load},
            }
            operations.append(Operation(next(ids), "set", next(rows), fields))
    return operations


def _warmups(
    part: WorkoutExercise,
    exercise: Exercise,
    before: Load | None,
    to: Load | None,
    rounded: Rounded,
    ids: Ids,
) -> list[Operation]:
    """Warm-ups go along with the load, in the same proportion."""
    if not before or not to or before == to or not before.value:
        return []
    share = to.value / before.to(to.unit)
    operations: list[Operation] = []
    for one in part.shown_sets:
        if one.kind == "warmup" and not one.is_ticked and one.target_load:
            share_of_it = (one.target_load.to(to.unit) * share).quantize(Decimal("0.01"))
            load = rounded(exercise, Load(share_of_it, to.unit))
            operations += change("set", one.id, {"target_load": load}, ids)
    return operations


def _working(part: WorkoutExercise) -> list[WorkoutSet]:
    return [one for one in part.sets if one.kind != "warmup" and one.deleted_at is None]


def _numbers(working: Sequence[WorkoutSet]) -> list[list[WorkoutSet]]:
    """Sets by number: left and right of one number are one."""
    numbered: list[list[WorkoutSet]] = []
    for one in working:
        if one.side == "right" and numbered and len(numbered[-1]) == 1 and numbered[-1][0].side == "left":
            numbered[-1].append(one)
        else:
            numbered.append([one])
    return numbered
