"""How connections behave: durable SQLite, one writer at a time, reads that can't write.

In a request every transaction reads until `begin_writing` is called; outside of one (command line, tests,
migrations, what is done daily) every transaction may write unless `begin_reading` is called.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

import sqlalchemy as sa
from flask import g, has_app_context, has_request_context
from sqlalchemy import event

from webapp.extensions import db

SAFE_SQLITE = (3, 51, 3)
"""Older ones can corrupt a WAL database that two connections reset at once (sqlite.org/wal.html)."""

BUSY_TIMEOUT_S = 15


def sqlite_module() -> ModuleType:
    """Python's own sqlite3 where it is new enough, else the bundled one of `pysqlite3`."""
    import sqlite3

    if sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return sqlite3
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        return sqlite3
    return dbapi2  # type: ignore[no-any-return]


def engine_options(url: str) -> dict[str, Any]:
    """What `create_engine` needs for this address."""
    if sa.make_url(url).get_backend_name() == "sqlite":
        return {"module": sqlite_module(), "connect_args": {"timeout": BUSY_TIMEOUT_S}}
    return {"pool_pre_ping": True, "pool_size": 2}


def prepare(engine: sa.Engine) -> None:
    """Set up each new connection, and say how transactions begin."""
    if engine.dialect.name != "sqlite":
        return
    for kind in (bytes, type(None)):
        # The driver takes these as they are, but asks each value whether it wants to be something else, six
        # times as long as binding it takes. An adapter that changes nothing ends the search.
        sqlite_module().register_adapter(kind, _as_it_is)

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    # Not a listener of "begin": one listener on the engine makes every execute ask for listeners, twice.
    engine.dialect.do_begin = _begin  # type: ignore[method-assign, assignment]


def _as_it_is(value: Any) -> Any:
    return value


def _begin(connection: Any) -> None:
    """Begin on the driver's connection: SQLAlchemy's own way costs as much as a query, in each request."""
    driver, info, writes = connection.driver_connection, connection.info, may_write()
    if info.get("writes") is not writes:
        driver.execute(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        info["writes"] = writes
    # A read that turns into a write fails at once when another one wrote meanwhile; waiting at the
    # start instead is what the busy timeout is good for.
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def may_write() -> bool:
    """Whether the next transaction may write."""
    if not has_app_context():
        return True
    return bool(g.get("is_writing", not has_request_context()))


def begin_reading() -> None:
    """From here on, this context only reads, and nobody waits for it. Ends the transaction under way."""
    db.session.commit()
    g.is_writing = False


def begin_writing() -> None:
    """From here on, this context writes. Ends the reading transaction; loaded rows stay usable."""
    db.session.commit()
    g.is_writing = True
