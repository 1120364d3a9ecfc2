"""What may stand in for an exercise: its neighbours in the catalogue, nearest first, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from webapp.domain.exercise import Exercise

SAME_JOB = "Trains the same with other gear"
EASIER = "Easier"
HARDER = "Harder"
SAME_MOVEMENT = "The same movement"


@dataclass(frozen=True, slots=True)
class Substitute:
    """exercise: its slug. reason: why it may stand in."""

    exercise: str
    reason: str


def substitutes(exercise: Exercise, exercises: Mapping[str, Exercise]) -> list[Substitute]:
    """Alternatives, easier and harder ones in the catalogue's order, then others of the movement by name.

    Each once, with the first of its reasons; an easier or harder alternative is named as both.
    """
    same = (one for one in exercises.values() if one.movement == exercise.movement)
    by_name = [one.slug for one in sorted(same, key=lambda one: (one.name.lower(), one.slug))]
    found: dict[str, str] = {}
    _add(found, exercise.alternatives, SAME_JOB)
    for slugs, reason in ((exercise.easier, EASIER), (exercise.harder, HARDER)):
        found |= {slug: f"{reason}, and trains the same" for slug in slugs if found.get(slug) == SAME_JOB}
        _add(found, slugs, reason)
    _add(found, by_name, SAME_MOVEMENT)
    return [Substitute(s, reason) for s, reason in found.items() if s != exercise.slug and s in exercises]


def _add(found: dict[str, str], slugs: Iterable[str], reason: str) -> None:
    for slug in slugs:
        found.setdefault(slug, reason)
