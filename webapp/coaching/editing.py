"""What a coach changes in a workout that isn't over, as pure functions from a workout to operations.

Only what is to be done changes, never what was: targets of sets that wait, new sets, the order, the day.
What the coach takes out is withdrawn, not deleted: a tick that comes later, from a phone with no signal,
overrules it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
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

PLAIN = ("working", "amrap")
"""Kinds of sets that are one row of the same; back-off and drop sets are lighter on purpose."""


@dataclass(frozen=True, slots=True)
class Target:
    """What to do of an exercise. sets: working ones, both sides being one. load: None leaves it open."""

    sets: int
    reps: RepTarget
    load: Load | None


@dataclass(frozen=True, slots=True)
class _New:
    """What a new set asks for; None leaves it open. is_told: whether the load is the coach's own."""

    reps: RepTarget | None
    load: Load | None
    is_told: bool

    @property
    def aim(self) -> dict[str, Any]:
        """As fields of a set."""
        aim = {"target_reps": self.reps, "target_load": self.load}
        return _as_told(aim) if self.is_told else aim


def target_of(part: WorkoutExercise) -> Target | None:
    """What is asked for now, by the first working set that waits, or the first; None where there is none."""
    working = _working(part)
    lead = _lead(working)
    if lead is None:
        return None
    return Target(len(_numbers(working)), lead.target_reps or RepTarget(0, None), lead.target_load)


def aim(
    workout: Workout,
    part: WorkoutExercise,
    exercise: Exercise,
    changed: Mapping[str, Any],
    rounded: Rounded,
    ids: Ids,
    rows: Ids,
) -> list[Operation]:
    """Other targets for the sets that wait, and as many sets as asked for; ticked ones stay as they are.

    changed: what the coach typed anew, of `sets`, `reps` and `load` as in `Target`. Sets follow that had the
    target of the one that was shown; a back-off set with a target of its own keeps it.
    """
    working = _working(part)
    lead = _lead(working)
    named = {"reps": "target_reps", "load": "target_load"}
    wanted = {named[name]: value for name, value in changed.items() if name in named}
    operations: list[Operation] = []
    if lead:
        for one in working:
            if not one.is_ticked:
                operations += change("set", one.id, _as_told(_followed(one, lead, wanted)), ids)
        if "load" in changed:
            operations += _warmups(part, exercise, lead.target_load, changed["load"], rounded, ids)
    if "sets" in changed:
        reps, load = (lead.target_reps, lead.target_load) if lead else (None, None)
        is_told = "load" in changed or (lead is not None and lead.is_told)
        to = _New(changed.get("reps", reps), changed.get("load", load), is_told)
        operations += _count(part, exercise, changed["sets"], to, ids, rows)
    if operations and part.plan and {"sets", "reps"} & set(changed):
        # The card would go on saying "5 × 5".
        said = {name: value for name, value in part.plan.items() if name != "scheme"}
        operations += change("workout_exercise", part.id, {"plan": said}, ids) if said != part.plan else []
    return _with_mark(workout, operations, ids)


def take_out(workout: Workout, part: WorkoutExercise, ids: Ids) -> list[Operation]:
    """Not this exercise, unless something of it is done already."""
    return _with_mark(workout, change("workout_exercise", part.id, {"withdrawn": True}, ids), ids)


def put_back(workout: Workout, part: WorkoutExercise, ids: Ids) -> list[Operation]:
    """The undo of `take_out`; what the lifter deleted stays deleted."""
    return _with_mark(workout, change("workout_exercise", part.id, {"withdrawn": False}, ids), ids)


def add(workout: Workout, exercise: Exercise, to: Target, ids: Ids, rows: Ids) -> list[Operation]:
    """One more exercise at the end."""
    position = order.after(workout.exercises[-1].position if workout.exercises else None)
    part = WorkoutExercise(next(rows), workout.id, exercise.slug, position)
    planned = {"exercise": exercise.slug, "position": position}  # asked for, and nothing the lifter added
    fields = {"workout": workout.id, **planned, "plan": planned if workout.plan else None}
    operations = [Operation(next(ids), "workout_exercise", part.id, fields)]
    operations += _more_sets(part, exercise, _New(to.reps, to.load, is_told=True), to.sets, ids, rows)
    return _with_mark(workout, operations, ids)


def move(workout: Workout, part: WorkoutExercise, by: int, ids: Ids) -> list[Operation]:
    """One place up (-1) or down (1), which is its planned one from now on: the lifter moved nothing."""
    operations = move_exercise(workout, part.id, by, ids)
    return _with_mark(workout, [_as_planned(one, workout) for one in operations], ids)


def has_begun(workout: Workout) -> bool:
    """Whether something of it is done already: it stays on its day, or that would stand on another."""
    return workout.started_at is not None or bool(workout.ticked_sets)


def put_on(workout: Workout, on: date, ids: Ids) -> list[Operation]:
    """Another day, for one that hasn't begun."""
    return _with_mark(
        workout, change("workout", workout.id, {"on": on}, ids) if on != workout.on else [], ids
    )


def _with_mark(workout: Workout, operations: list[Operation], ids: Ids) -> list[Operation]:
    """The plan's own rules leave a day alone that a coach has taken in hand (`plans.is_edited`)."""
    if not operations or not workout.plan or workout.plan.get("edited"):
        return operations
    return [*operations, *change("workout", workout.id, {"plan": {**workout.plan, "edited": True}}, ids)]


def _as_planned(moved: Operation, workout: Workout) -> Operation:
    part = workout.exercise(moved.entity_id)
    if part is None or not part.plan or "position" not in part.plan:
        return moved
    plan = {**part.plan, "position": moved.fields["position"]}
    return replace(moved, fields={**moved.fields, "plan": plan})


def _followed(one: WorkoutSet, lead: WorkoutSet, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What changes of a set as its exercise's targets do: those it had in common with the first."""
    is_same = (one.target_reps, one.target_load) == (lead.target_reps, lead.target_load)
    if one.kind not in PLAIN and not is_same:
        return {}
    return {
        name: value
        for name, value in wanted.items()
        if getattr(one, name) == getattr(lead, name) != value
        and not (name == "target_reps" and one.kind == "amrap" and value.max is not None)
    }


def _as_told(aim: dict[str, Any]) -> dict[str, Any]:
    """A load to aim for is the coach's from now on: what was lifted of another set doesn't take its place."""
    return {**aim, "told_load": aim["target_load"]} if "target_load" in aim else aim


def _count(
    part: WorkoutExercise, exercise: Exercise, count: int, to: _New, ids: Ids, rows: Ids
) -> list[Operation]:
    """As many sets: the last that wait go; those that were taken out come back before new ones are made."""
    numbers = _numbers(_working(part))
    operations: list[Operation] = []
    for one in (one for alike in numbers[count:] for one in alike if not one.is_ticked):
        operations += change("set", one.id, {"withdrawn": True}, ids)
    missing = max(0, count - len(numbers))
    gone = _numbers([one for one in part.sets if _is_work(one) and not one.is_there])[:missing]
    for one in (one for alike in gone for one in alike):
        fields = to.aim if one.kind == "working" else {}
        operations += change("set", one.id, {"withdrawn": False, **fields}, ids)
    return operations + _more_sets(part, exercise, to, missing - len(gone), ids, rows)


def _more_sets(
    part: WorkoutExercise, exercise: Exercise, to: _New, count: int, ids: Ids, rows: Ids
) -> list[Operation]:
    behind = part.sets[-1].position if part.sets else None
    kind = "amrap" if to.reps and to.reps.max is None else "working"
    operations = []
    for _ in range(max(0, count)):
        for side in sides_of(exercise, "working"):
            behind = order.after(behind)
            fields = {
                **{"workout_exercise": part.id, "position": behind, "kind": kind, "side": side},
                **to.aim,
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
            operations += change("set", one.id, _as_told({"target_load": load}), ids)
    return operations


def _is_work(one: WorkoutSet) -> bool:
    return one.kind != "warmup" and one.deleted_at is None


def _working(part: WorkoutExercise) -> list[WorkoutSet]:
    """Those that are there; what was taken out isn't."""
    return [one for one in part.shown_sets if _is_work(one)]


def _lead(working: Sequence[WorkoutSet]) -> WorkoutSet | None:
    """The set whose target is shown for all."""
    return next((one for one in working if not one.is_ticked), working[0] if working else None)


def _numbers(working: Sequence[WorkoutSet]) -> list[list[WorkoutSet]]:
    """Sets by number: left and right of one number are one."""
    numbered: list[list[WorkoutSet]] = []
    for one in working:
        if one.side == "right" and numbered and len(numbered[-1]) == 1 and numbered[-1][0].side == "left":
            numbered[-1].append(one)
        else:
            numbered.append([one])
    return numbered
