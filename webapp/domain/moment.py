"""Moments as the protocol and the tables carry them; days as they are told."""

from __future__ import annotations

from datetime import datetime
from typing import overload


@overload
def ms_of(moment: datetime) -> int: ...
@overload
def ms_of(moment: None) -> None: ...
@overload
def ms_of(moment: datetime | None) -> int | None: ...
def ms_of(moment: datetime | None) -> int | None:
    """Whole milliseconds since the epoch; None for None."""
    return None if moment is None else round(moment.timestamp() * 1000)


def distance_text(days: int) -> str:
    """`today`, `tomorrow`, `in 3 days`, `yesterday`, `3 days ago`. days: from today on; below 0 before it."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")
