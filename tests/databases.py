"""The databases that tests run on: a fresh SQLite file, and a PostgreSQL started for this run alone."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa

BACKENDS = ("sqlite", "postgresql")

APT = "apt-get install -y --no-install-recommends postgresql-15"

DEBIAN = Path("/usr/lib/postgresql")

START_WITHIN_S = 20

QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
"""It lives for one test run: nothing of it has to survive a crash."""

# When whoever started it is gone, even by kill -9, standard input ends, and server and folder go.
SERVE_UNTIL_STDIN_ENDS = '"$@" & cat >/dev/null; kill -QUIT $!; wait; rm -rf "$0"'


class MissingError(Exception):
    """Something the tests need isn't installed; the message says how to install it, or how to do without."""


def is_skipped(name: str) -> bool:
    """Whether whoever runs the tests asked by name to do without: `SKIP=postgresql,browser`."""
    return name in os.environ.get("SKIP", "").replace(" ", "").split(",")


def postgresql_programs() -> Path:
    """The folder with initdb and postgres: Debian's, the version nearest to 15 first, else what PATH has."""
    debian = sorted(DEBIAN.glob("*/bin"), key=_closest_to_15)
    on_path = shutil.which("initdb")
    for folder in [*debian, *([Path(on_path).resolve().parent] if on_path else [])]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise MissingError(f"PostgreSQL is missing. Install it: {APT}\nOr leave it out: SKIP=postgresql")


def _closest_to_15(folder: Path) -> float:
    version = folder.parent.name
    return abs(float(version) - 15) if version.replace(".", "", 1).isdigit() else 1000


@contextmanager
def throwaway_postgresql() -> Iterator[str]:
    """The address of a PostgreSQL with an empty database `backday`, on a free loopback port.

    Runs as an unprivileged user, because PostgreSQL refuses root; folder and server are gone afterwards.
    """
    programs, user = postgresql_programs(), _unprivileged_user()
    folder = tempfile.mkdtemp(prefix="backday-postgresql-")
    try:
        if user:
            shutil.chown(folder, user)
        data = f"{folder}/data"
        how = ("-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        _run([programs / "initdb", "-D", data, "-U", "backday", *how], user=user)
        port = free_port()
        settings = [*QUICK, f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}"]
        options = [part for setting in settings for part in ("-c", setting)]
        server = subprocess.Popen(
            ["/bin/sh", "-c", SERVE_UNTIL_STDIN_ENDS, folder, programs / "postgres", "-D", data, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            user=user,
            start_new_session=True,
        )
        try:
            _create_database(port)
            yield f"postgresql://backday@127.0.0.1:{port}/backday"
        finally:
            server.communicate()  # closes its standard input and waits
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged_user() -> str | None:
    """Whom to run as; None when we are no root ourselves."""
    if os.geteuid() != 0:
        return None
    return "postgres" if "postgres:" in Path("/etc/passwd").read_text() else "nobody"


def _run(command: list[Path | str], user: str | None) -> None:
    done = subprocess.run(command, cwd="/", user=user, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def _create_database(port: int) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    while True:
        try:
            with psycopg.connect(
                host="127.0.0.1", port=port, user="backday", dbname="postgres", autocommit=True
            ) as connection:
                connection.execute("create database backday")
                return
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def free_port() -> int:
    """A loopback port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def empty_all_tables(engine: sa.Engine) -> None:
    """Children first, in one transaction; faster than TRUNCATE on tables this small."""
    deletes = [f'DELETE FROM "{table.name}"' for table in reversed(_tables(engine))]
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(";".join(deletes))
            return
        for delete in deletes:
            connection.exec_driver_sql(delete)


Snapshot = dict[str, list[tuple[Any, ...]]]


def snapshot(engine: sa.Engine) -> Snapshot:
    """Every row of every table, ordered by key: equal before and after means that nothing was written."""
    with engine.connect() as connection:
        return {
            table.name: [
                tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))
            ]
            for table in _tables(engine)
        }


READS = ("SELECT", "PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "SHOW")


@contextmanager
def watching_writes(engine: sa.Engine) -> Iterator[list[str]]:
    """The statements that may have written, as they are sent: what isn't known to read counts."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.lstrip().upper().startswith(READS) or " FOR UPDATE" in statement:
            sent.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


Row = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One row that differs between two snapshots; old is None for an added one, new for a removed one."""

    table: sa.Table
    old: Row | None
    new: Row | None


def changes(engine: sa.Engine, before: Snapshot, after: Snapshot) -> list[Change]:
    """What differs, parents first."""
    found = []
    for table in _tables(engine):
        if before[table.name] != after[table.name]:
            old, new = _by_key(table, before), _by_key(table, after)
            found += [
                Change(table, old.get(key), new.get(key))
                for key in dict.fromkeys([*old, *new])
                if old.get(key) != new.get(key)
            ]
    return found


def _by_key(table: sa.Table, rows: Snapshot) -> dict[tuple[Any, ...], Row]:
    records = (dict(zip(table.columns.keys(), row, strict=True)) for row in rows[table.name])
    return {tuple(record[column.name] for column in table.primary_key): record for record in records}


def restore(engine: sa.Engine, before: Snapshot, after: Snapshot) -> None:
    """Make the tables hold again what they held before."""
    differing = changes(engine, before, after)
    with engine.begin() as connection:
        for change in reversed(differing):
            if change.old is None and change.new is not None:
                connection.execute(sa.delete(change.table).where(*_is(change.table, change.new)))
        for change in differing:
            if change.old is not None and change.new is not None:
                connection.execute(
                    sa.update(change.table).where(*_is(change.table, change.new)).values(change.old)
                )
            elif change.old is not None:
                connection.execute(sa.insert(change.table).values(change.old))


def _is(table: sa.Table, row: Row) -> list[sa.ColumnElement[bool]]:
    return [column == row[column.name] for column in table.primary_key]


@cache
def _tables(engine: sa.Engine) -> list[sa.Table]:
    """What is in the database, whatever the models say; parents first."""
    found = sa.MetaData()
    found.reflect(engine)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]
