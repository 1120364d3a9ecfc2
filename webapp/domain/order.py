"""Positions: text that sorts, with room between neighbours."""

from __future__ import annotations

_STEP = 100
_DIGITS = 6


def at(index: int) -> str:
    """The position of the index-th thing (from 0) in a fresh list."""
    return f"{(index + 1) * _STEP:0{_DIGITS}}"


def after(last: str | None) -> str:
    """A position behind `last`; None is the beginning."""
    if last is None:
        return at(0)
    leading = last[:_DIGITS]
    if len(leading) < _DIGITS or not leading.isdigit():
        return last + "1"  # a phone's own; whatever begins like it sorts behind it
    number = int(leading)
    following = number - number % _STEP + _STEP
    return f"{following:0{_DIGITS}}" if following < 10**_DIGITS else last + "1"
