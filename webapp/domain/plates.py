"""Which plates make a load: the most that isn't too much, with the fewest plates, from those there are.

Taking the heaviest first isn't enough: with one pair of 25s and two of 15s, 80 kg on a 20 kg bar are 15 + 15.
The same stands in static/js/shared/plates.js, tied by tests/vectors/plates.json.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import gcd
from operator import add
from typing import Literal

from webapp.domain.equipment import Equipment
from webapp.domain.exercise import Exercise
from webapp.domain.load import Load, Unit, plain

Mount = Literal["bar", "trap", "end", "belt"]
"""Where plates go. bar: both sides of one of the gym's bars. trap: both sides of a bar whose own weight isn't
counted. end: of a landmine. belt: around the hips."""

_CENT = Decimal("0.01")
_HALF_A_TENTH = Decimal("0.05")

_MOST_TOTALS = 12_800
"""Up to 128 kg on a side can be searched in steps of 10 g; beyond, the heaviest are taken first."""

_PLATE = 2**20
"""What a plate counts: more than there are of any kind, so that one number holds how many and of which."""
_UNMADE = 2**50


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


def asked(load: Load, unit: Unit) -> Decimal:
    """What plates have to make of a load, in the gym's unit.

    A number that is shown in the other unit is rounded to a tenth: 143.3 lb are the 65 kg that they were
    shown for, not the 62.5 below.
    """
    slack = Decimal(0) if load.unit == unit else Load(_HALF_A_TENTH, load.unit).to(unit)
    return load.to(unit) + slack


def weight_of(bar: Decimal | None, plates: Sequence[Decimal], mount: Mount) -> Decimal:
    """What a loading weighs. plates: of one side."""
    sides = 1 if mount in ("end", "belt") else 2
    return (bar or Decimal(0)) + sides * sum(plates, Decimal(0))


def load_up(target: Decimal, equipment: Equipment, mount: Mount) -> Loading | None:
    """The closest loading that isn't above the target (in the gym's unit); None where even the bar is.

    Of several bars the first that comes closest.
    """
    pairs = tuple((one.load.value, one.pairs) for one in equipment.plates)
    if mount in ("end", "belt"):
        plates = _closest(target, tuple((plate, 2 * count) for plate, count in pairs))
        return Loading(None, plates, target - sum(plates))
    bars = [bar.value for bar in equipment.bars] if mount == "bar" else []
    found = []
    for bar in bars or [Decimal(0)]:
        if bar <= target:
            plates = _closest((target - bar) / 2, pairs)
            found.append(Loading(bar or None, plates, target - bar - 2 * sum(plates)))
    return min(found, key=lambda one: one.short, default=None)


@dataclass(frozen=True, slots=True)
class _Ways:
    """How plates make every total that they can make; weights and totals count in steps.

    step: the greatest weight that all are whole numbers of. made: the totals, ascending. taken: by kind,
    lightest first, the plate, its weight, and by total how many of it there are before what is lighter.
    """

    step: Decimal
    made: Sequence[int]
    taken: Sequence[tuple[Decimal, int, Sequence[int]]]


def _closest(target: Decimal, available: tuple[tuple[Decimal, int], ...]) -> tuple[Decimal, ...]:
    """The plates, heaviest first, that add up to the most that isn't above the target, 0 or more.

    Of several ways the one with the fewest plates, then with the heavier ones.
    """
    ceiling = 1 << max(5, int(target).bit_length())  # above the target, and few, so that loads share a search
    ways = _ways(available, ceiling)
    if ways is None:
        return _heaviest_first(target, available)
    total = ways.made[bisect_right(ways.made, int(target / ways.step)) - 1]
    plates: list[Decimal] = []
    for plate, weight, taken in reversed(ways.taken):
        number = taken[total]
        plates += [plate] * number
        total -= number * weight
    return tuple(plates)


@lru_cache(maxsize=32)
def _ways(available: tuple[tuple[Decimal, int], ...], ceiling: int) -> _Ways | None:
    """None where the plates are so fine, or so uneven, that there are too many totals up to the ceiling.

    Takes time by kinds of plates and totals: a millisecond for an ordinary gym, a fifth of a second at most.
    """
    step = Decimal(gcd(*(int(plate * 1000) for plate, _ in available)) or 1) / 1000
    kinds = sorted((plate, int(plate / step), count) for plate, count in available)
    reach = min(sum(weight * count for _, weight, count in kinds), int(ceiling / step))
    if reach > _MOST_TOTALS:
        return None
    costs = [0] + [_UNMADE] * reach
    taken = []
    for plate, weight, count in kinds:
        for bundle in _bundles(min(count, reach // weight)):
            offset = bundle * weight
            more = bundle * (_PLATE - 1)  # as many plates; of this kind rather than lighter
            reached = [cost + more for cost in costs[: len(costs) - offset]]
            costs[offset:] = map(min, costs[offset:], reached)
        numbers = array("H", [-cost % _PLATE for cost in costs])
        taken.append((plate, weight, numbers))
        costs = list(map(add, costs, numbers))
    return _Ways(step, [total for total, cost in enumerate(costs) if cost < _UNMADE], taken)


def _bundles(count: int) -> Iterator[int]:
    """Numbers of which some make every number up to the count: 1, 2, 4 and 3 for 10."""
    size = 1
    while count > 0:
        yield min(size, count)
        count -= size
        size *= 2


def _heaviest_first(target: Decimal, available: tuple[tuple[Decimal, int], ...]) -> tuple[Decimal, ...]:
    plates: list[Decimal] = []
    for plate, count in sorted(available, reverse=True):
        number = min(count, int(target / plate))
        plates += [plate] * number
        target -= number * plate
    return tuple(plates)


NO_LOAD = "No load yet"
"""Instead of the sentence, where a set's load isn't known. Said in static/js/shared/plates.js, too."""


def words_of(load: Load, equipment: Equipment, mount: Mount) -> tuple[tuple[str, ...], str]:
    """The plates of one side as written on them, and the sentence for the card."""
    unit = equipment.unit
    loading = load_up(asked(load, unit), equipment, mount)
    if loading is None:
        lightest = min(bar.value for bar in equipment.bars)
        return (), f"Lighter than the {plain(lightest)} {unit} bar"
    plates = tuple(plain(one) for one in loading.plates)
    short = max(load.to(unit) - weight_of(loading.bar, loading.plates, mount), Decimal(0))
    return plates, _sentence(loading, plates, short, unit, mount)


def _sentence(loading: Loading, plates: Sequence[str], short: Decimal, unit: Unit, mount: Mount) -> str:
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
    short = short.quantize(_CENT)
    return f"{said} · short by {plain(short)} {unit}" if short else said
