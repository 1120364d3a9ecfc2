"""Positions: text that sorts, with room between neighbours."""

from __future__ import annotations

from collections.abc import Sequence

_STEP = 100
_DIGITS = 6
_LONGEST = 40
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


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


def between(low: str | None, high: str) -> str | None:
    """A position behind `low` (None is the beginning) and before `high`; None where there is no room."""
    low = low or ""
    base = 10 if (low + high).isdigit() else len(_ALPHABET)
    digits = max(_DIGITS, len(low), len(high))
    for length in (digits, digits + 1):
        least, most = (int(text.ljust(length, "0"), base) for text in (low, high))
        middle = (least + most) // 2
        if least < middle < most and length <= _LONGEST:
            return _text(middle, base, length)
    return None


def placed(positions: Sequence[str], index: int) -> tuple[str, dict[int, str]]:
    """Room for one more before the index-th of a list in order.

    Its position and, where there was no room, the new positions of the others, by their place.
    """
    low = positions[index - 1] if index else None
    found = between(low, positions[index]) if index < len(positions) else after(low)
    if found and len(found) <= _LONGEST:
        return found, {}
    fresh = [at(number) for number in range(len(positions) + 1)]
    others = [*fresh[:index], *fresh[index + 1 :]]
    return fresh[index], {place: new for place, new in enumerate(others) if new != positions[place]}


def moved(positions: Sequence[str], source: int, to: int) -> dict[int, str]:
    """The positions that change when the source-th of a list in order becomes the to-th, by their place."""
    rest = [place for place in range(len(positions)) if place != source]
    found, others = placed([positions[place] for place in rest], to)
    return {source: found} | {rest[place]: new for place, new in others.items()}


def _text(number: int, base: int, length: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, base)
        digits = _ALPHABET[digit] + digits
    return digits.rjust(length, "0")
