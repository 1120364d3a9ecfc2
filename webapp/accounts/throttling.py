"""Slowing down who tries too often: counted in the database, because every process must see it.

An account waits longer and longer after 5 wrong passwords, but never for good: its owner gets in between.
A network (one address, or a /64 of IPv6, which is what one household gets) has 30 tries in 10 minutes.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.dialects import postgresql, sqlite

from webapp.extensions import db
from webapp.models import Throttle

Kind = Literal["account", "network"]

Turn = Literal["ask", "comment"]

TURNS: dict[Turn, tuple[int, timedelta]] = {
    "ask": (5, timedelta(hours=24)),
    "comment": (30, timedelta(hours=1)),
}
"""How often a person may ask to be coached, and write in public: so many times in so long."""

FREE_TRIES = 5
FIRST_DELAY = timedelta(seconds=15)
LONGEST_DELAY = timedelta(minutes=15)
ACCOUNT_MEMORY = timedelta(hours=24)
"""Wrong passwords longer ago than this are forgotten."""

NETWORK_TRIES = 30
NETWORK_WINDOW = timedelta(minutes=10)


def account_wait(tries: int, last_at: datetime, now: datetime) -> timedelta:
    """How long until the account may be tried again: nothing, then 15 s, doubling to 15 min."""
    if tries < FREE_TRIES or now - last_at >= ACCOUNT_MEMORY:
        return timedelta(0)
    delay = min(FIRST_DELAY * (1 << min(tries - FREE_TRIES, 10)), LONGEST_DELAY)
    return max(last_at + delay - now, timedelta(0))


def network_wait(tries: int, first_at: datetime, now: datetime) -> timedelta:
    """How long until the network may try again."""
    if tries < NETWORK_TRIES:
        return timedelta(0)
    return max(first_at + NETWORK_WINDOW - now, timedelta(0))


def seconds_to_wait(email: str | None, address: str | None, now: datetime) -> int:
    """Whole seconds until another try, 0 for at once. One statement."""
    account, network = _key("account", email or ""), _key("network", network_of(address))
    waits = [timedelta(0)]
    for row in db.session.scalars(sa.select(Throttle).where(Throttle.key.in_([account, network]))):
        if row.key == network:
            waits.append(network_wait(row.tries, row.first_at, now))
        elif email:
            waits.append(account_wait(row.tries, row.last_at, now))
    longest = max(waits)
    return -int(-longest.total_seconds() // 1)


def count_try(email: str | None, address: str | None, now: datetime) -> None:
    """One more try for both. Needs the write lock; never commits."""
    if email:
        _count(_key("account", email), Throttle.last_at < now - ACCOUNT_MEMORY, now)
    _count(_key("network", network_of(address)), Throttle.first_at < now - NETWORK_WINDOW, now)
    db.session.execute(sa.delete(Throttle).where(Throttle.last_at < now - ACCOUNT_MEMORY))


def forget_account(email: str) -> None:
    """The right password clears the account's count, not the network's."""
    db.session.execute(sa.delete(Throttle).where(Throttle.key == _key("account", email)))


def take_turn(turn: Turn, person_id: UUID, now: datetime) -> int:
    """Count one more, or say how many whole seconds to wait for it: 0 if it was counted.

    Needs the write lock; never commits.
    """
    most, window = TURNS[turn]
    key = _key(turn, person_id.hex)
    row = db.session.execute(sa.select(Throttle.tries, Throttle.first_at).where(Throttle.key == key)).first()
    if row and row.tries >= most and now < row.first_at + window:
        return -int(-(row.first_at + window - now).total_seconds() // 1)
    _count(key, Throttle.first_at <= now - window, now)
    return 0


def network_of(address: str | None) -> str:
    """What is counted as one: an IPv4 address, or the first half of an IPv6 one."""
    try:
        ip = ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is None:
        return str(ip_network((ip, 64), strict=False))
    return str(ip.ipv4_mapped if isinstance(ip, IPv6Address) else ip)


def _key(kind: Kind | Turn, what: str) -> bytes:
    """With the instance's key: there are so few addresses that a plain hash could be found by trying all."""
    secret: bytes = current_app.config["SETTINGS"].secret_key
    return hmac.digest(secret, f"{kind}:{what}".encode(), "sha256")


def _count(key: bytes, is_over: sa.ColumnElement[bool], now: datetime) -> None:
    """Insert or add one in a single statement, so that two at once both count."""
    insert: Any = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    statement = insert(Throttle).values(key=key, tries=1, first_at=now, last_at=now)
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=[Throttle.key],
            set_={
                "tries": sa.case((is_over, 1), else_=Throttle.tries + 1),
                "first_at": sa.case((is_over, statement.excluded.first_at), else_=Throttle.first_at),
                "last_at": statement.excluded.last_at,
            },
        )
    )
