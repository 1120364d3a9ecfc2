"""What a database holds after an accident."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from webapp.database import sqlite_module


@dataclass(frozen=True)
class Holding:
    """damage: what SQLite finds wrong with its file. operations: ids. strays: sets that aren't what the
    operations make of them, by id."""

    damage: list[str]
    operations: set[str]
    strays: list[str]


def look_into(database: Path) -> Holding:
    """Opens the database as the server would after its restart, and reads."""
    connection = sqlite_module().connect(str(database))
    try:
        connection.execute("PRAGMA synchronous=OFF")  # or closing waits for a disk that nobody needs
        return _look(connection)
    except sqlite_module().DatabaseError as error:
        return Holding([str(error)], set(), [])
    finally:
        connection.close()


def _look(connection: Any) -> Holding:
    damage = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    damage += [f"{row} points nowhere" for row in connection.execute("PRAGMA foreign_key_check")]
    operations = connection.execute(
        "SELECT id, entity_id, fields FROM operation WHERE entity = 'set' ORDER BY eff, ts, id"
    ).fetchall()
    notes = dict(connection.execute("SELECT id, note FROM workout_set").fetchall())
    expected = {one[1]: json.loads(one[2]).get("note") for one in operations}
    strays = [str(UUID(bytes=one)) for one, note in expected.items() if notes[one] != note]
    return Holding(damage, {str(UUID(bytes=one[0])) for one in operations}, strays)
