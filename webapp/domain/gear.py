"""What a lifter wears for a set. static/js/shared/gear.js says the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

GEAR = {"belt": "belt", "straps": "straps", "wraps": "wrist wraps", "sleeves": "knee sleeves"}
"""Every piece, and what it is called."""

Worn = tuple[str, ...]
"""Pieces in the order of GEAR; () for told to be none."""


def read_gear(value: Any) -> Worn:
    """Known pieces, each once. Raises ValueError."""
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) and one in GEAR for one in value):
        raise ValueError(f"It is a list of: {', '.join(GEAR)}.")
    return in_order(value)


def in_order(pieces: Iterable[str]) -> Worn:
    """Those that are known, as they are always told."""
    worn = set(pieces)
    return tuple(one for one in GEAR if one in worn)


def shown_gear(told: Sequence[str] | None, is_ticked: bool, before: Sequence[Sequence[str] | None]) -> Worn:
    """What the set's row shows: what was told, else as in the set before; a ticked one shows only its own.

    before: what was told of the sets above it; None where nothing was.
    """
    if told is not None or is_ticked:
        return tuple(told or ())
    return tuple(next((one for one in reversed(before) if one is not None), ()))


def gear_words(worn: Iterable[str]) -> str:
    """`Belt, wrist wraps`; "" for none."""
    words = ", ".join(GEAR[one] for one in worn)
    return words[:1].upper() + words[1:]
