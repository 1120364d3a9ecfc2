"""What came of a workout, seen from the outside: done, cut short, missed, or not to be known yet."""

from __future__ import annotations

from datetime import date
from typing import Literal

from webapp.domain.workout import Workout, WorkoutExercise

Standing = Literal["done", "short", "open", "coming", "missed", "unsure"]

Change = Literal["swapped", "added", "skipped", "moved", "cut"]


def standing(workout: Workout, today: date, heard_on: date | None) -> Standing:
    """How a workout stands on the lifter's day `today`.

    heard_on: the lifter's day on which their phone last reached the server. A day without ticks is missed
    only if it `is_certain`: until then its sets may wait on the phone with no signal.
    """
    if workout.finished_at or any(one.is_ticked for one in workout.all_sets):
        if not workout.finished_at and workout.on >= today:
            return "open"
        return "done" if is_whole(workout) else "short"
    if workout.on >= today:
        return "coming"
    return "missed" if is_certain(workout.on, heard_on) else "unsure"


def is_certain(on: date, heard_on: date | None) -> bool:
    """Whether what isn't there of a day won't come any more: the phone was heard on a later one."""
    return heard_on is not None and heard_on > on


def is_whole(workout: Workout) -> bool:
    """Whether every set that was planned was done; warm-ups don't matter."""
    return not any(
        part.skipped or cut_sets(part) for part in workout.shown_exercises if part.plan or not workout.plan
    )


def cut_sets(part: WorkoutExercise) -> int:
    """How many working sets were left, or taken out, of what the exercise had."""
    planned = [one for one in part.sets if one.kind != "warmup" and not one.withdrawn]
    return sum(not one.is_ticked for one in planned) if any(one.is_ticked for one in planned) else 0


def changes(part: WorkoutExercise, workout: Workout) -> list[Change]:
    """What became of an exercise of a planned workout, beside its numbers."""
    if not workout.plan:
        return []
    if not part.plan:
        return ["added"]
    found: list[Change] = []
    if part.plan.get("exercise", part.exercise) != part.exercise:
        found.append("swapped")
    if part.plan.get("position", part.position) != part.position:
        found.append("moved")
    if part.skipped or not any(one.is_ticked for one in part.shown_sets):
        found.append("skipped")
    elif cut_sets(part):
        found.append("cut")
    return found
