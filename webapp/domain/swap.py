"""What may stand in for an exercise: its neighbours in the catalogue, nearest first, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from webapp.domain.exercise import Exercise
from webapp.domain.pain import strain

OTHER_GEAR = "Trains the same with other gear"
SAME_JOB = "Trains the same"
EASIER = "Easier"
HARDER = "Harder"
SAME_MOVEMENT = "The same movement"


@dataclass(frozen=True, slots=True)
class Substitute:
    """exercise: its slug. reason: why it may stand in. strain: what hurts and is loaded by it, or ""."""

    exercise: str
    reason: str
    strain: str = ""


def substitutes(
    exercise: Exercise, exercises: Mapping[str, Exercise], hurting: Sequence[str] = ()
) -> list[Substitute]:
    """Alternatives, easier and harder ones in the catalogue's order, then others of the movement by name.

    Each once, with the first of its reasons; an easier or harder alternative is named as both.
    hurting: of `pain.LOADED_BY`. What loads such a place stands behind all that spares it.
    """
    same = (one for one in exercises.values() if one.movement == exercise.movement)
    by_name = [one.slug for one in sorted(same, key=lambda one: (one.name.lower(), one.slug))]
    found: dict[str, str] = {}
    for slug in exercise.alternatives:
        _add(found, [slug], _same_job(exercise, exercises.get(slug)))
    for slugs, reason in ((exercise.easier, EASIER), (exercise.harder, HARDER)):
        found |= {
            slug: f"{reason}, and trains the same"
            for slug in slugs
            if found.get(slug, "").startswith(SAME_JOB)
        }
        _add(found, slugs, reason)
    _add(found, by_name, SAME_MOVEMENT)
    told = [
        Substitute(slug, reason, strain(exercises[slug], hurting))
        for slug, reason in found.items()
        if slug != exercise.slug and slug in exercises
    ]
    return sorted(told, key=lambda one: one.strain != "")


def _same_job(exercise: Exercise, other: Exercise | None) -> str:
    """A barbell without the rack is no other gear; no gear at all is."""
    here = set(exercise.equipment)
    is_same = other is not None and set(other.equipment) <= here and (bool(other.equipment) or not here)
    return SAME_JOB if is_same else OTHER_GEAR


def _add(found: dict[str, str], slugs: Iterable[str], reason: str) -> None:
    for slug in slugs:
        found.setdefault(slug, reason)
