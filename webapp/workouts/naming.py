"""What a card and its sets are called: on the lifter's page, in the coach's log and above a message alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import UUID

from webapp.domain.exercise import Exercise
from webapp.domain.workout import WorkoutExercise, WorkoutSet


def heading_text(name: str, nth: int) -> str:
    """`Barbell row`, and `Barbell row (2)` for a second card of the same."""
    return name if nth == 1 else f"{name} ({nth})"


def is_peer(other: WorkoutSet, one: WorkoutSet) -> bool:
    """Counted together: warm-ups by themselves, the rest by themselves, each side by itself."""
    return (other.kind == "warmup") == (one.kind == "warmup") and other.side == one.side


def number_of(one: WorkoutSet, before: Iterable[WorkoutSet]) -> int:
    """Which of its peers a set is, from 1: the left side and the right of a set have one number."""
    return 1 + sum(is_peer(other, one) for other in before)


def set_name(heading: str, one: WorkoutSet, number: int, done: str = "") -> str:
    """`Barbell row set 2, left`; done: a word behind the number."""
    what = "warm-up" if one.kind == "warmup" else "set"
    words = " ".join(filter(None, (heading, what, str(number), done)))
    return f"{words}, {one.side}" if one.side else words


def name_sets(parts: Iterable[WorkoutExercise], exercises: Mapping[str, Exercise]) -> dict[UUID, str]:
    """By set, what it is called; of the exercises that a page shows, in order."""
    names, occurrences = {}, Counter[str]()
    for part in parts:
        occurrences[part.exercise] += 1
        heading = heading_text(exercises[part.exercise].name, occurrences[part.exercise])
        shown = part.shown_sets
        for index, one in enumerate(shown):
            names[one.id] = set_name(heading, one, number_of(one, shown[:index]))
    return names
