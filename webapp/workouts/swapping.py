"""Another exercise instead: a busy machine, a shoulder that complains. Pure, like the verbs beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from webapp.domain import order
from webapp.domain.exercise import Exercise
from webapp.domain.load import Load
from webapp.domain.operations import Entity, Operation
from webapp.domain.planning import sides_of
from webapp.domain.superset import group_of
from webapp.domain.workout import Workout, WorkoutExercise, WorkoutSet
from webapp.workouts.verbs import Ids, change, pattern_of

LONGEST_NOTE = 2000
"""What the card's field takes."""

_FOR = re.compile(r"For ([^:\n]{1,100}): ")


@dataclass(frozen=True, slots=True)
class Substitution:
    """What an exercise is swapped for.

    last: the sets of the last time it was done. planned: the loads that the plan has for sets, by their id.
    was: what the exercise is called that it stands in for, "" where nobody knows.
    """

    exercise: Exercise
    last: Sequence[WorkoutSet] = ()
    planned: Mapping[UUID, Load | None] | None = None
    was: str = ""

    def aim(self, number: int) -> Load | None:
        """The load to aim for in the number-th working set, from 0; None where nothing is known."""
        pattern = pattern_of(self.last)
        return pattern[min(number, len(pattern) - 1)].load if pattern else None


@dataclass(frozen=True, slots=True)
class Means:
    """What operations are made with. ids: theirs. rows: those of rows that are made. now: when rows go."""

    ids: Ids
    rows: Ids
    now: datetime

    def set(self, entity: Entity, row_id: UUID, fields: Mapping[str, Any]) -> Operation:
        return Operation(next(self.ids), entity, row_id, fields)

    def make(self, entity: Entity, fields: Mapping[str, Any]) -> Operation:
        return self.set(entity, next(self.rows), fields)

    def delete(self, entity: Entity, row_id: UUID) -> Operation:
        return self.set(entity, row_id, {"deleted_at": self.now})


def swap_exercise(workout: Workout, part: WorkoutExercise, to: Substitution, by: Means) -> list[Operation]:
    """Do another exercise instead; nothing where every set is done already.

    What was ticked stays as it was lifted: what is left moves to a new card behind. With nothing ticked,
    the card itself changes, and keeps its plan. Reps carry over; loads, and grips that the other exercise
    doesn't know, don't. A note on the card says for which exercise it was written.
    """
    left = [one for one in part.shown_sets if not one.is_ticked]
    if not left:
        return []
    if len(left) < len(part.shown_sets):
        return _move_rest(workout, part, left, to, by)
    return _change_exercise(part, left, to, by)


def take_back_rest(part: WorkoutExercise, added: WorkoutExercise | None, by: Means) -> list[Operation]:
    """Undo a swap that moved the rest of an exercise to a card behind: the sets that went last come back.

    The card behind goes, unless something was ticked in it meanwhile.
    """
    went_at = max((one.deleted_at for one in part.sets if one.deleted_at), default=None)
    back = [one for one in part.sets if one.deleted_at and one.deleted_at == went_at]
    operations = [by.set("set", one.id, {"deleted_at": None}) for one in back]
    if added and not added.deleted_at and not any(one.is_ticked for one in added.shown_sets):
        operations.append(by.delete("workout_exercise", added.id))
    return operations


def _move_rest(
    workout: Workout, part: WorkoutExercise, left: Sequence[WorkoutSet], to: Substitution, by: Means
) -> list[Operation]:
    shown = workout.shown_exercises
    places = [other.position for other in shown]
    position, others = order.placed(places, 1 + next(i for i, o in enumerate(shown) if o.id == part.id))
    told = {"workout": workout.id, "exercise": to.exercise.slug, "position": position}
    waiting = [other for other in shown if not other.skipped]
    if part in waiting and len(group_of(part, waiting)) > 1:
        told["superset"] = part.superset
    card = by.make("workout_exercise", told)
    operations = [card]
    operations += [
        by.set("workout_exercise", shown[place].id, {"position": fresh}) for place, fresh in others.items()
    ]
    for index, (one, side, load) in enumerate(_carried(left, to)):
        fields = {
            "workout_exercise": card.entity_id,
            "position": order.at(index),
            "kind": one.kind,
            "side": side,
            "target_reps": one.target_reps,
            "target_load": load,
            "grip": one.grip if one.grip in to.exercise.grips else None,
        }
        operations.append(by.make("set", fields))
    return operations + [by.delete("set", one.id) for one in left]


def _change_exercise(
    part: WorkoutExercise, left: Sequence[WorkoutSet], to: Substitution, by: Means
) -> list[Operation]:
    note = note_after(part.note, to)
    noted = {"note": note} if note != part.note else {}
    operations = [by.set("workout_exercise", part.id, {"exercise": to.exercise.slug} | noted)]
    positions = [one.position for one in part.sets]
    kept: set[UUID] = set()
    for one, side, load in _carried(left, to):
        fields = {
            "side": side,
            "target_load": (to.planned or {}).get(one.id, load),
            "grip": one.grip if one.grip in to.exercise.grips else None,
        }
        if one.id not in kept:
            emptied = fields | {"load": None}
            differing = {name: value for name, value in emptied.items() if getattr(one, name) != value}
            operations += change("set", one.id, differing, by.ids)
        else:
            shared = {"workout_exercise": part.id, "position": _behind(one, positions), "kind": one.kind}
            operations.append(by.make("set", shared | fields | {"target_reps": one.target_reps}))
        kept.add(one.id)
    gone = [one for one in left if one.id not in kept]
    return operations + [by.delete("set", one.id) for one in gone]


def note_after(note: str | None, to: Substitution) -> str | None:
    """A card's note once another exercise stands there, `For Barbell row: elbows in`; bare on the way back.

    One that says so already is of the exercise that it names. It stays as it is where it would be too long.
    """
    if not note or not to.was:
        return note
    if told := _FOR.match(note):
        return note[told.end() :] if told[1] == to.exercise.name else note
    labelled = f"For {to.was}: {note}"
    return labelled if len(labelled) <= LONGEST_NOTE else note


def _carried(
    left: Sequence[WorkoutSet], to: Substitution
) -> Iterator[tuple[WorkoutSet, str | None, Load | None]]:
    """The sets that the other exercise gets: each with the set it is like, its side and its load.

    Where sides are done apart, a set for both is done twice; where they aren't, left and right are one.
    """
    number = unmatched = 0
    for one in left:
        if one.kind == "warmup":
            yield one, None, None
            continue
        if to.exercise.sides != "each" and one.side == "right" and unmatched:
            unmatched -= 1
            continue
        unmatched += one.side == "left"
        load = to.aim(number - (one.side == "right" and number > 0))
        for side in sides_of(to.exercise, one.kind) if one.side is None else [one.side]:
            yield one, side if to.exercise.sides == "each" else None, load
        number += one.side != "right"


def _behind(one: WorkoutSet, positions: Sequence[str]) -> str:
    following = next((position for position in positions if position > one.position), None)
    found = order.between(one.position, following) if following else order.after(one.position)
    return found or order.after(positions[-1])
