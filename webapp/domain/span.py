"""How far back a page of numbers looks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

RANGES: Mapping[str, tuple[str, int | None]] = {
    "3m": ("3 months", 92),
    "year": ("A year", 366),
    "all": ("All", None),
}
"""By what stands in the address: the link's words, and how many days; None for all."""


def first_day(within: str, today: date) -> date:
    """The first day that is shown. within: a key of RANGES."""
    days = RANGES[within][1]
    return date.min if days is None else today - timedelta(days=days)
