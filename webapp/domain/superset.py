"""Exercises that are done in turn: a set of each, a rest, and again.

Neighbours in the order of a workout with the same letter are a superset. A letter without such a neighbour
says nothing; it is kept, so that an exercise that comes back to its place comes back into its superset.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, groupby, zip_longest
from string import ascii_uppercase

from webapp.domain.workout import WorkoutExercise, WorkoutSet

LETTER = re.compile(r"[A-Za-z0-9]{1,8}", re.ASCII)
"""As an address may tell it."""


def groups(parts: Sequence[WorkoutExercise]) -> list[tuple[WorkoutExercise, ...]]:
    """The exercises in their order, those of a superset together, any other by itself."""
    runs = groupby(enumerate(parts), lambda placed: placed[1].superset or placed[0])
    return [tuple(part for _, part in run) for _, run in runs]


def group_of(part: WorkoutExercise, parts: Sequence[WorkoutExercise]) -> tuple[WorkoutExercise, ...]:
    """The superset that the exercise is in; itself alone where it is in none."""
    return next(group for group in groups(parts) if any(one.id == part.id for one in group))


def in_turn(parts: Sequence[WorkoutExercise]) -> list[WorkoutSet]:
    """Every set that is shown, in the order in which they are done.

    In a superset the warm-ups of each come first, then the first set of each, then the second: who has more
    sets ends alone. Both sides of a set, and the drop sets behind it, are done together.
    """
    return [one for group in groups(parts) for one in _turns(group)]


def due(parts: Sequence[WorkoutExercise]) -> list[WorkoutSet]:
    """The sets that are still to be done, in turn. Warm-ups of an exercise are passed over once another of
    its sets is done.
    """
    begun = [part for part in parts if any(_is_done(one) for one in part.shown_sets)]
    passed = {one.id for part in begun for one in part.shown_sets if one.kind == "warmup"}
    return [one for one in in_turn(parts) if not one.is_ticked and one.id not in passed]


def _is_done(one: WorkoutSet) -> bool:
    return one.is_ticked and one.kind != "warmup"


def _turns(group: Sequence[WorkoutExercise]) -> list[WorkoutSet]:
    if len(group) == 1:
        return list(group[0].shown_sets)
    warmups = [one for part in group for one in part.shown_sets if one.kind == "warmup"]
    rounds = chain.from_iterable(zip_longest(*_columns(group), fillvalue=[]))
    return warmups + [one for together in rounds for one in together]


def _columns(group: Sequence[WorkoutExercise]) -> list[list[list[WorkoutSet]]]:
    """The turns of each exercise. One that was swapped half-way goes on as the exercise behind it: all of it
    is done, and both together have no more turns than another of the superset.
    """
    each = [_at_once([one for one in part.shown_sets if one.kind != "warmup"]) for part in group]
    most = max(len(turns) for turns in each)
    columns: list[list[list[WorkoutSet]]] = []
    for turns in each:
        before = columns[-1] if columns else []
        is_done = bool(before) and all(one.is_ticked for together in before for one in together)
        if is_done and len(before) + len(turns) <= most:
            columns[-1] = before + turns
        else:
            columns.append(turns)
    return columns


def _at_once(sets: Sequence[WorkoutSet]) -> list[list[WorkoutSet]]:
    found: list[list[WorkoutSet]] = []
    for one in sets:
        if found and (one.kind == "drop" or (found[-1][-1].side, one.side) == ("left", "right")):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def free_letter(parts: Sequence[WorkoutExercise]) -> str:
    """A letter that none of them has; with more than 26 supersets, "AA"."""
    taken = {part.superset for part in parts}
    return next((letter for letter in ascii_uppercase if letter not in taken), "AA")
