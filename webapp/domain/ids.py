"""Ids that sort by time: UUIDv7 (RFC 9562), minted by whoever creates the thing.

Ids of planned things are derived instead, so that a form, two phones and a re-plan mean the same row.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from uuid import UUID


def new_id(now: datetime) -> UUID:
    """A fresh UUIDv7 for something made at `now` (aware)."""
    return _version_7(_ms(now), secrets.token_bytes(10))


def derived_id(born: datetime, order: int, *parts: object) -> UUID:
    """The same id for the same parts, sorted as if born `order` milliseconds after `born`.

    parts: what makes the thing what it is; their text forms are hashed (SHA-256).
    """
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).digest()
    return _version_7(_ms(born) + order, digest[:10])


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _version_7(ms: int, rest: bytes) -> UUID:
    number = (ms & ((1 << 48) - 1)) << 80 | int.from_bytes(rest, "big")
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=number)
