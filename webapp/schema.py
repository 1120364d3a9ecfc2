"""Bringing a database up to date, all or nothing: killed halfway, the old state is what is left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event

from webapp.database import BUSY_TIMEOUT_S, sqlite_module

DIRECTORY = Path(__file__).resolve().parent.parent / "migrations"

_ONE_AT_A_TIME = 0x6261636B
"""The advisory lock on PostgreSQL: two servers that start together must not both migrate."""


class SchemaError(Exception):
    """A database that this code can't use; the message is one line for whoever started the server."""


def alembic_config(url: str) -> Config:
    """Alembic's settings for one database, without a file of its own to go stale."""
    config = Config()
    config.set_main_option("script_location", str(DIRECTORY))
    config.attributes["url"] = url
    return config


def bring_up_to_date(url: str) -> bool:
    """Migrate to the newest revision; False when nothing was to do, which costs one SELECT.

    Raises SchemaError when the database is newer than this code.
    """
    config = alembic_config(url)
    scripts = ScriptDirectory.from_config(config)
    known = {script.revision for script in scripts.walk_revisions()}
    found = current_revision(url)
    if found == scripts.get_current_head():
        return False
    if found is not None and found not in known:
        raise SchemaError(
            f"The database is at revision {found}, which is newer than this version of Backday. "
            "Run the newer version, or restore a backup from before."
        )
    command.upgrade(config, "head")
    return True


def current_revision(url: str) -> str | None:
    """What the database says it is; None for an empty one."""
    with migrating(url, begin="BEGIN") as connection:
        return MigrationContext.configure(connection).get_current_revision()


@contextmanager
def migrating(url: str, begin: str = "BEGIN IMMEDIATE") -> Iterator[sa.Connection]:
    """A connection of its own for changing tables; whoever takes it begins and commits.

    begin: how a transaction starts on SQLite; plain `BEGIN` for one that only looks.

    On SQLite foreign keys are off from before BEGIN: changing a parent there means copying and dropping it,
    and a cascade would empty the children.
    """
    is_sqlite = sa.make_url(url).get_backend_name() == "sqlite"
    more: dict[str, Any] = (
        {"module": sqlite_module(), "connect_args": {"timeout": BUSY_TIMEOUT_S}} if is_sqlite else {}
    )
    engine = sa.create_engine(url, poolclass=sa.NullPool, **more)
    if is_sqlite:
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    with engine.connect() as connection:
        yield connection


def wait_for_turn(connection: sa.Connection) -> None:
    """Inside the transaction: nobody else migrates until it ends; on SQLite, BEGIN IMMEDIATE saw to it."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))


def check_foreign_keys(connection: sa.Connection) -> None:
    """Before COMMIT: what went unguarded with foreign keys off. Raises SchemaError, naming the table."""
    if connection.dialect.name != "sqlite":
        return
    orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if orphan is not None:
        raise SchemaError(f"A migration would leave rows of {orphan[0]} without their {orphan[2]}; undone.")


def _configure_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF"):
        connection.execute(f"PRAGMA {pragma}")
