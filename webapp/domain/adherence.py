"""What came of a workout, seen from the outside: done, cut short, missed, or not to be known yet."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import Literal
from uuid import UUID

from webapp.domain import readiness
from webapp.domain.schedule import local_day
from webapp.domain.workout import Workout, WorkoutExercise, WorkoutSet

Standing = Literal["done", "short", "left", "open", "coming", "missed", "unsure"]
"""short: something of it was left. left: finished with nothing done."""

Change = Literal["swapped", "moved_on", "added", "skipped", "moved", "cut", "eased"]
"""moved_on: the rest of it was swapped for another exercise. eased: a set was left by the rule for days
under 100 %, and nothing else."""


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
        if part.plan or not workout.plan or _card_before(part, workout)
    )


def _sets_left(part: WorkoutExercise, workout: Workout) -> int:
    """How many working sets were left, or taken out, of what the exercise had and the day asked for.

    Those that were swapped for another exercise are counted there.
    """
    dropped = _dropped(part, workout) | {one.id for one in moved_on(part, workout)}
    planned = [one for one in part.sets if one.kind != "warmup" and not one.withdrawn]
    return sum(not one.is_ticked for one in planned if one.id not in dropped)


def _dropped(part: WorkoutExercise, workout: Workout) -> set[UUID]:
    """The sets that the rule for days under 100 % leaves out."""
    is_eased = readiness.is_eased(workout.readiness) and not part.skipped
    return readiness.left_out(part) if is_eased else set()


def card_behind(part: WorkoutExercise, workout: Workout) -> WorkoutExercise | None:
    """The card that has what was left of an exercise when the lifter swapped the rest of it; None for none.

    No row says so: it is the unplanned card behind, which asks for what the sets did that went together.
    """
    shown = workout.shown_exercises
    following = next((after for one, after in pairwise(shown) if one.id == part.id), None)
    if following is None or following.plan or not any(one.is_ticked for one in part.shown_sets):
        return None
    asked = {one.target_reps for one in _went_last(part)}
    wanted = {one.target_reps for one in following.sets if one.kind != "warmup"}
    return following if asked == wanted and asked - {None} else None


def moved_on(part: WorkoutExercise, workout: Workout) -> tuple[WorkoutSet, ...]:
    """The working sets of an exercise that were left to the card behind it."""
    return _went_last(part) if card_behind(part, workout) else ()


def stands_in_for(part: WorkoutExercise, workout: Workout) -> str:
    """The exercise that was asked for where this one stands; its own where nobody swapped."""
    before = _card_before(part, workout)
    if before:
        return before.exercise
    return str((part.plan or {}).get("exercise", part.exercise))


def _card_before(part: WorkoutExercise, workout: Workout) -> WorkoutExercise | None:
    """The card whose rest this one has."""
    before = next((one for one, after in pairwise(workout.shown_exercises) if after.id == part.id), None)
    return before if before and card_behind(before, workout) else None


def _went_last(part: WorkoutExercise) -> tuple[WorkoutSet, ...]:
    """The working sets that were taken away together, last of all."""
    gone = [one for one in part.sets if one.kind != "warmup" and one.deleted_at and not one.is_ticked]
    last = max((one.deleted_at for one in gone if one.deleted_at), default=None)
    return tuple(one for one in gone if one.deleted_at == last)


def changes(part: WorkoutExercise, workout: Workout) -> list[Change]:
    """What became of an exercise of a planned workout, beside its numbers."""
    if not workout.plan:
        return []
    if not part.plan and not _card_before(part, workout):
        return ["added"]
    found: list[Change] = []
    if stands_in_for(part, workout) != part.exercise:
        found.append("swapped")
    if card_behind(part, workout):
        found.append("moved_on")
    if (part.plan or {}).get("position", part.position) != part.position:
        found.append("moved")
    if part.skipped or not any(one.is_ticked for one in part.shown_sets):
        found.append("skipped")
    elif _sets_left(part, workout):
        found.append("cut")
    elif _dropped(part, workout):
        found.append("eased")
    return found
