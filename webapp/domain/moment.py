"""Moments as the protocol and the tables carry them."""

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
