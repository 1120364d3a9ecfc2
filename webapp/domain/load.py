"""A load: value and unit together, kept as typed; conversion is for display and sums only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Unit = Literal["kg", "lb"]

UNITS: tuple[Unit, ...] = ("kg", "lb")
KG_PER_LB = Decimal("0.45359237")
"""Exact by definition: international yard and pound agreement, 1959."""

MAX_KG = Decimal(1000)
"""More than anyone has lifted in any of our exercises; above it, a number is a slip of the thumb."""

_TYPED = re.compile(r"[+]?(\d{1,5}(?:[.,]\d{1,3})?|[.,]\d{1,3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Load:
    """One weight as somebody typed it.

    value: zero or more, at most 1,000 kg, in `unit`, with the decimals that were typed.
    What it means (the bar, one dumbbell, added to or taken off bodyweight) is the exercise's
    load mode's to say.
    """

    value: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if not self.value.is_finite() or self.value < 0:
            raise ValueError("A load is zero or more.")
        if not self.is_possible(self.value, self.unit):
            raise ValueError("A load is at most 1,000 kg (2,204 lb).")

    @staticmethod
    def is_possible(value: Decimal, unit: Unit) -> bool:
        """Whether it isn't more than anybody lifts."""
        return (value if unit == "kg" else value * KG_PER_LB) <= MAX_KG

    def to(self, unit: Unit) -> Decimal:
        """The same weight in `unit`, unrounded."""
        if unit == self.unit:
            return self.value
        return self.value * KG_PER_LB if unit == "kg" else self.value / KG_PER_LB

    def as_json(self) -> dict[str, str]:
        """`{"v": "82.5", "u": "kg"}`: the form that operations and phones use."""
        return {"v": format(self.value, "f"), "u": self.unit}


def parse_load(text: str, unit: Unit) -> Load | None:
    """Read what was typed: `82.5` and `82,5` alike, a leading plus allowed, blank is None.

    Raises ValueError, with a sentence for the person who typed it.
    """
    typed = text.strip()
    if not typed:
        return None
    match = _TYPED.fullmatch(typed)
    if match is None:
        raise ValueError("Type the load as a number, like 82.5.")
    return Load(Decimal(match[1].replace(",", ".")), unit)


def load_from_json(value: object) -> Load | None:
    """The inverse of `Load.as_json`. Raises ValueError for anything else."""
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) != {"v", "u"}:
        raise ValueError('A load is {"v": "82.5", "u": "kg"} or null.')
    typed, unit = value["v"], value["u"]
    if unit not in UNITS or not isinstance(typed, str):
        raise ValueError('A load is {"v": "82.5", "u": "kg"} or null.')
    return parse_load(typed, unit)


def display(load: Load, unit: Unit) -> str:
    """The number to show in `unit`: as typed in its own unit, else to one decimal; no zeros behind."""
    if load.unit == unit:
        return plain(load.value)
    return plain(load.to(unit).quantize(Decimal("0.1"), ROUND_HALF_UP))


def plain(value: Decimal) -> str:
    """A decimal without exponent and without zeros behind the point: 82.50 is 82.5, 100 is 100."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
