"""Sets to warm up with, worked out from the load of the first working set; decision 0024 says where from.

The same stands in static/js/shared/warmups.js, tied by tests/vectors/warmups.json.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from webapp.domain.equipment import Equipment
from webapp.domain.exercise import Exercise
from webapp.domain.load import Load
from webapp.domain.loadable import loadable
from webapp.domain.plates import mount_of

Share = tuple[int, int]
"""Percent of the working load, and reps."""

HEAVY: tuple[Share, ...] = ((40, 8), (60, 5), (75, 3), (85, 2))
LIGHT: tuple[Share, ...] = ((45, 10), (65, 7), (85, 5))
AGAIN: tuple[Share, ...] = ((60, 5), (85, 2))
ONCE: tuple[Share, ...] = ((60, 5),)
ADDED: tuple[Share, ...] = ((0, 5), (50, 3))
"""Of what is added to bodyweight, which is most of the load itself."""

HEAVY_KG = Decimal(60)
"""Above it the ramp has four steps instead of three."""

COARSE_KG = Decimal("2.2")
"""Smaller plates aren't worth changing for a warm-up: 2.5 kg and 5 lb are the smallest that are."""

ENOUGH = 2
"""After so many exercises for the same muscles, one more needs no warm-up."""


@dataclass(frozen=True, slots=True)
class Step:
    """One warm-up set."""

    load: Load
    reps: int


SENTENCES = {
    "unloaded": "Warm-ups are a share of the load, and this exercise is lifted without one.",
    "unknown": "Tell the load of the first set, and its warm-ups can be worked out.",
    "no-plates": "This gym has no plates to warm up with. What it has is told under You, Gyms.",
    "lightest": "Nothing lighter than its first set can be loaded here.",
    "warm": "Its first set is done: it is warm.",
}
"""Why there are no warm-ups."""


@dataclass(frozen=True, slots=True)
class Ramp:
    """Rising, all below the working load, no two alike. why: of `SENTENCES` where there are none, else ""."""

    steps: tuple[Step, ...]
    why: str = ""


def ramp(working: Load | None, exercise: Exercise, equipment: Equipment, akin: int) -> Ramp:
    """What to warm up with before a set of `working`.

    akin: how many exercises for the same muscles come before; see `count_akin`. From the third on, one step.
    """
    if exercise.load_mode in ("none", "assisted"):
        return Ramp((), "unloaded")
    if working is None:
        return Ramp((), "unknown")
    mount = mount_of(exercise)
    if mount in ("bar", "trap", "end") and not equipment.plates:
        return Ramp((), "no-plates")
    steps: list[Step] = []
    for percent, reps in _shares(working, exercise, akin):
        load = _rounded(Load(working.value * percent / 100, working.unit), exercise, equipment)
        if load.to("kg") < working.to("kg") and not any(load == step.load for step in steps):
            steps.append(Step(load, reps))
    return Ramp(tuple(steps), "" if steps else "lightest")


def count_akin(exercise: Exercise, before: Iterable[Exercise]) -> int:
    """How many of the exercises before have its movement, or one of the muscles that it is for."""
    muscles = set(exercise.muscles)
    return sum(one.movement == exercise.movement or not muscles.isdisjoint(one.muscles) for one in before)


def _shares(working: Load, exercise: Exercise, akin: int) -> Sequence[Share]:
    if exercise.load_mode == "bodyweight_plus":
        return ADDED if akin == 0 else ADDED[-1:]
    if akin:
        return AGAIN if akin < ENOUGH else ONCE
    lifted = working.to("kg") * (2 if exercise.load_mode == "per_hand" else 1)
    return HEAVY if lifted > HEAVY_KG else LIGHT


def _rounded(wanted: Load, exercise: Exercise, equipment: Equipment) -> Load:
    if not wanted.value:
        return Load(wanted.value, equipment.unit)
    coarse = tuple(one for one in equipment.plates if one.load.to("kg") > COARSE_KG)
    made = loadable(exercise, wanted, replace(equipment, plates=coarse or equipment.plates))
    step = equipment.step(exercise, equipment.unit)
    if made or step is None:
        return made or wanted
    return Load(max(wanted.to(equipment.unit) // step.value, Decimal(1)) * step.value, equipment.unit)
