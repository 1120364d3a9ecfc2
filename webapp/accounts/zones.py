"""Time zones by their IANA names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from zoneinfo import available_timezones

_AREAS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    """Whether a zone of that name exists; also old names, which browsers still report."""
    return name in _known()


@cache
def _common() -> tuple[str, ...]:
    return ("UTC", *sorted(name for name in _known() if name.partition("/")[0] in _AREAS))


def zone_choices(current: str) -> Sequence[tuple[str, str]]:
    """(name, what to show) to choose from; `current` is among them even if it is an odd one."""
    names = _common() if current in _common() or not is_zone(current) else (current, *_common())
    return [(name, name.replace("_", " ").replace("/", " / ")) for name in names]
