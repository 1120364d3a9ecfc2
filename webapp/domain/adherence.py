"""What came of a workout, seen from the outside: done, cut short, missed, or not to be known yet."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from webapp.domain import readiness
from webapp.domain.schedule import local_day
from webapp.domain.workout import Workout, WorkoutExercise

Standing = Literal["done", "short", "left", "open", "coming", "missed", "unsure"]
"""short: something of it was left. left: finished with nothing done."""

Change = Literal["swapped", "added", "skipped", "moved", "cut", "eased"]
"""eased: a set was left by the rule for days under 100 %, and nothing else."""


def standing(workout: Workout, today: date, heard_on: date | None) -> Standing:
    """How a workout stands on the lifter's day `today`.

    heard_on: `day_heard`. A day without ticks is missed only if it `is_certain`: until then its sets may wait
    on the phone with no signal.
    """
    if workout.ticked_sets:
        if not workout.finished_at and workout.on >= today:
            return "open"
        return "done" if is_whole(workout) else "short"
    if workout.finished_at:
        return "left"
    if workout.on >= today:
        return "coming"
    return "missed" if is_certain(workout.on, heard_on) else "unsure"


def day_heard(heard_at: datetime | None, day_start_min: int) -> date | None:
    """The day on which a phone was last heard, where days end last: its owner may be travelling."""
    return local_day(heard_at, "Etc/GMT+12", day_start_min) if heard_at else None


def is_certain(on: date, heard_on: date | None) -> bool:
    """Whether what isn't there of a day won't come any more. heard_on: `day_heard`, a later one."""
    return heard_on is not None and heard_on > on


def is_whole(workout: Workout) -> bool:
    """Whether every set that was asked for was done; warm-ups don't matter."""
    return not any(
        part.skipped or _sets_left(part, workout)
        for part in workout.shown_exercises
        if part.plan or not workout.plan
    )


def _sets_left(part: WorkoutExercise, workout: Workout) -> int:
    """How many working sets were left, or taken out, of what the exercise had and the day asked for."""
    dropped = _dropped(part, workout)
    planned = [one for one in part.sets if one.kind != "warmup" and not one.withdrawn]
    return sum(not one.is_ticked for one in planned if one.id not in dropped)


def _dropped(part: WorkoutExercise, workout: Workout) -> set[UUID]:
    """The sets that the rule for days under 100 % leaves out."""
    is_eased = readiness.is_eased(workout.readiness) and not part.skipped
    return readiness.left_out(part) if is_eased else set()


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
    elif _sets_left(part, workout):
        found.append("cut")
    elif _dropped(part, workout):
        found.append("eased")
    return found
