"""What a lifter must not do: which exercises that rules out of what is suggested, and the words for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from webapp.domain.exercise import Exercise

Kind = Literal["movement", "muscle", "exercise"]

LOADED_HINGE = "loaded_hinge"
"""Stands among the movements: whatever loads the lower back in a bent position, rows too."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing not to do.

    key: a movement or LOADED_HINGE, a muscle, or an exercise's slug. words: the lifter's or the coach's own.
    by: who set it, as the lifter is told: `You`, or a name.
    """

    kind: Kind
    key: str
    words: str
    by: str


def _rules_out(limit: Limit, exercise: Exercise) -> bool:
    """Whether the exercise is touched; a muscle that only helps doesn't count."""
    if limit.kind == "exercise":
        return exercise.slug == limit.key
    if limit.kind == "muscle":
        return limit.key in exercise.muscles
    return exercise.movement == limit.key or (limit.key == LOADED_HINGE and exercise.loaded_hinge)


def split(exercises: Iterable[Exercise], limits: Sequence[Limit]) -> tuple[list[Exercise], list[str]]:
    """What may be suggested, and a line for each limit that keeps something out.

    `Left out: Good morning, Barbell row – no loaded hinge`. Each stands once, with the first that it touches.
    """
    allowed: list[Exercise] = []
    out: list[list[str]] = [[] for _ in limits]
    for one in exercises:
        place = next((place for place, limit in enumerate(limits) if _rules_out(limit, one)), None)
        if place is None:
            allowed.append(one)
        else:
            out[place].append(one.name)
    lines = zip(out, limits, strict=True)
    return allowed, [f"Left out: {', '.join(names)} – {limit.words}" for names, limit in lines if names]


def mark(exercise: Exercise, limits: Iterable[Limit]) -> str:
    """What stands on an exercise that is there all the same: `You set: no loaded hinge`; "" for none."""
    return " · ".join(f"{one.by} set: {one.words}" for one in limits if _rules_out(one, exercise))


def reasons(exercise: Exercise, limits: Iterable[Limit]) -> str:
    """The same without who said so, for a coach: `no loaded hinge`; "" for none."""
    return " · ".join(one.words for one in limits if _rules_out(one, exercise))
