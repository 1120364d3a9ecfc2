"""What a lifter measures of their body, and which way it goes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, get_args

from webapp.domain.load import KG_PER_LB, Unit

Kind = Literal["bodyweight", "body_fat", "waist", "hips", "chest", "arm", "thigh"]
BodyUnit = Literal["kg", "lb", "cm", "in", "%"]

KINDS: tuple[Kind, ...] = get_args(Kind)
UNITS: tuple[BodyUnit, ...] = get_args(BodyUnit)

CM_PER_INCH = Decimal("2.54")
"""Exact by definition: international yard and pound agreement, 1959."""

TREND_OVER = timedelta(days=28)
TREND_NEEDS = timedelta(days=7)
"""Measurements closer together than this say more about breakfast than about a trend."""

_TYPED = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Range:
    """What can be, in the first unit; words: both units, as a sentence says them."""

    name: str
    units: tuple[BodyUnit, ...]
    least: Decimal
    most: Decimal
    words: str


def _girth(name: str, least: int, most: int, inches: str) -> _Range:
    return _Range(name, ("cm", "in"), Decimal(least), Decimal(most), f"{least} and {most} cm ({inches} in)")


_RANGES: Mapping[Kind, _Range] = {
    "bodyweight": _Range(
        "Bodyweight", ("kg", "lb"), Decimal(20), Decimal(400), "20 and 400 kg (44 and 880 lb)"
    ),
    "body_fat": _Range("Body fat", ("%",), Decimal(2), Decimal(70), "2 and 70 %"),
    "waist": _girth("Waist", 30, 250, "12 and 98"),
    "hips": _girth("Hips", 40, 250, "16 and 98"),
    "chest": _girth("Chest", 40, 250, "16 and 98"),
    "arm": _girth("Upper arm", 10, 100, "4 and 39"),
    "thigh": _girth("Thigh", 20, 150, "8 and 59"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement, as typed."""

    on: date
    value: Decimal
    unit: BodyUnit

    def to(self, unit: BodyUnit) -> Decimal:
        """The same in another unit of its kind, unrounded; in its own where there is no way between."""
        if self.unit == unit:
            return self.value
        ways = {("lb", "kg"): KG_PER_LB, ("in", "cm"): CM_PER_INCH}
        if (self.unit, unit) in ways:
            return self.value * ways[self.unit, unit]
        return self.value / ways[unit, self.unit] if (unit, self.unit) in ways else self.value


def name_of(kind: Kind) -> str:
    return _RANGES[kind].name


def unit_of(kind: Kind, unit: Unit) -> BodyUnit:
    """What a lifter who loads in kg, or in lb, measures it in."""
    units = _RANGES[kind].units
    return units[0] if unit == "kg" else units[-1]


def parse_measured(text: str, kind: Kind, unit: BodyUnit) -> Decimal:
    """Read what was typed, `82.5` and `82,5` alike. Raises ValueError with a sentence."""
    match = _TYPED.fullmatch(text.strip())
    value = Decimal(match[0].replace(",", ".")) if match else None
    if value is None or not _can_be(kind, value, unit):
        raise ValueError(f"Type a number between {_RANGES[kind].words}.")
    return value


def find_refusal(kind: Kind, value: Decimal, unit: BodyUnit) -> str | None:
    """Why nobody measures that: in another unit, or so much; None if it can be."""
    known = _RANGES[kind]
    if unit not in known.units:
        return f"{known.name} is measured in {' or '.join(known.units)}."
    return None if _can_be(kind, value, unit) else f"{known.name} is between {known.words}."


def _can_be(kind: Kind, value: Decimal, unit: BodyUnit) -> bool:
    """In one of the kind's units."""
    known = _RANGES[kind]
    return known.least <= Measured(date.min, value, unit).to(known.units[0]) <= known.most


def trend(measured: Sequence[Measured], unit: BodyUnit, today: date) -> Decimal | None:
    """How much a week it goes up, or down: the line of least squares through the four weeks until today.

    measured: oldest first. None where those lie less than a week apart.
    """
    points = [((one.on - today).days, one.to(unit)) for one in measured if today - one.on <= TREND_OVER]
    if not points or points[-1][0] - points[0][0] < TREND_NEEDS.days:
        return None
    mean_day = Decimal(sum(day for day, _ in points)) / len(points)
    mean = sum((value for _, value in points), Decimal(0)) / len(points)
    spread = sum(((day - mean_day) ** 2 for day, _ in points), Decimal(0))
    return 7 * sum(((day - mean_day) * (value - mean) for day, value in points), Decimal(0)) / spread
