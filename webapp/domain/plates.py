"""Which plates make a load: the most that isn't too much, with the fewest plates, from those there are.

Taking the heaviest first isn't enough: with one pair of 25s and two of 15s, 80 kg on a 20 kg bar are 15 + 15.
The same stands in static/js/shared/plates.js, tied by tests/vectors/plates.json.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from webapp.domain.equipment import Equipment
from webapp.domain.exercise import Exercise
from webapp.domain.load import Load, Unit, plain

Mount = Literal["bar", "trap", "end", "belt"]
"""Where plates go. bar: both sides of one of the gym's bars. trap: both sides of a bar whose own weight isn't
counted. end: of a landmine. belt: around the hips."""

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Loading:
    """All in one unit. bar: None where there is none to count. plates: of one side, heaviest first.

    short: by how much it falls short of the load that was asked for.
    """

    bar: Decimal | None
    plates: tuple[Decimal, ...]
    short: Decimal


def mount_of(exercise: Exercise) -> Mount | None:
    """None where no plates are put on: dumbbells, machines, cables."""
    if exercise.load_mode == "bodyweight_plus":
        return "belt"
    if exercise.load_mode != "external":
        return None
    mounts: tuple[tuple[str, Mount], ...] = (("landmine", "end"), ("trap_bar", "trap"), ("barbell", "bar"))
    return next((mount for gear, mount in mounts if gear in exercise.equipment), None)


def load_up(target: Decimal, equipment: Equipment, mount: Mount) -> Loading | None:
    """The closest loading that isn't above the target (in the gym's unit); None where even the bar is.

    Of several bars the first that comes closest.
    """
    pairs = [(one.load.value, one.pairs) for one in equipment.plates]
    if mount in ("end", "belt"):
        plates = _closest(target, [(value, 2 * count) for value, count in pairs])
        return Loading(None, plates, target - sum(plates))
    bars = [bar.value for bar in equipment.bars] if mount == "bar" else []
    found = []
    for bar in bars or [Decimal(0)]:
        if bar <= target:
            plates = _closest((target - bar) / 2, pairs)
            found.append(Loading(bar or None, plates, target - bar - 2 * sum(plates)))
    return min(found, key=lambda one: one.short, default=None)


def _closest(target: Decimal, available: Sequence[tuple[Decimal, int]]) -> tuple[Decimal, ...]:
    """The plates, heaviest first, that add up to the most that isn't above the target.

    Of several ways the one with the fewest plates, then with the heavier ones.
    """
    best: dict[Decimal, tuple[Decimal, ...]] = {Decimal(0): ()}
    for value, count in sorted(available, reverse=True):
        for total, plates in list(best.items()):
            for number in range(1, count + 1):
                reached = total + number * value
                if reached > target:
                    break
                candidate = plates + (value,) * number
                if reached not in best or _is_handier(candidate, best[reached]):
                    best[reached] = candidate
    return best[max(best)]


def _is_handier(one: tuple[Decimal, ...], other: tuple[Decimal, ...]) -> bool:
    return len(one) < len(other) or (len(one) == len(other) and one > other)


def words_of(load: Load, equipment: Equipment, mount: Mount) -> tuple[tuple[str, ...], str]:
    """The plates of one side as written on them, and the sentence for the card."""
    unit = equipment.unit
    loading = load_up(load.to(unit), equipment, mount)
    if loading is None:
        lightest = min(bar.value for bar in equipment.bars)
        return (), f"Lighter than the {plain(lightest)} {unit} bar"
    plates = tuple(plain(one) for one in loading.plates)
    return plates, _sentence(loading, plates, unit, mount)


def _sentence(loading: Loading, plates: Sequence[str], unit: Unit, mount: Mount) -> str:
    bar = f"{plain(loading.bar)} {unit} bar" if loading.bar else "bar"
    where = {
        "bar": f"each side of the {bar}",
        "trap": "each side",
        "end": "on the end",
        "belt": "on the belt",
    }
    if plates:
        said = f"{' + '.join(plates)} {where[mount]}"
    else:
        said = f"The empty {bar}" if mount in ("bar", "trap") else "No plates"
    short = loading.short.quantize(_CENT)
    return f"{said} · short by {plain(short)} {unit}" if short else said
