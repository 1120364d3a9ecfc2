"""What a phone was told is safe is there when the power comes back."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flask import Flask
from sqlalchemy import event

from tests.durability.after import look_into
from tests.durability.disk import Disk, Event, Sync, watching
from tests.durability.lifter import Lifter, sign_up
from tests.durability.power import cuts, lay_out
from webapp import create_app, schema
from webapp.config import Settings
from webapp.extensions import db

CUTS = 300
BATCHES = 60
"""Of each lifter: enough for SQLite to carry its log over into the database twice."""


@dataclass(frozen=True)
class Recording:
    """database: its path. before: the files as they were when the diary was begun, by path."""

    database: str
    before: dict[str, bytes]
    events: list[Event]


def test_300_power_cuts_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    recording = _record(tmp_path / "data")
    assert _times_carried_over(recording) >= 2, "a longer run is needed"
    assert list(_losses(recording, tmp_path / "after")) == []


def test_without_full_synchronisation_power_cuts_lose_acknowledged_operations(tmp_path: Path) -> None:
    """So the test above tells the two apart, and the setting is needed."""
    recording = _record(tmp_path / "data", synchronous="NORMAL")
    assert any("gone" in loss for loss in _losses(recording, tmp_path / "after"))


def test_without_any_synchronisation_power_cuts_damage_the_database(tmp_path: Path) -> None:
    """So torn and reordered writes are really played."""
    recording = _record(tmp_path / "data", synchronous="OFF")
    assert any("damaged" in loss for loss in _losses(recording, tmp_path / "after"))


def _record(data: Path, synchronous: str | None = None) -> Recording:
    """Two lifters sync at once. synchronous: in place of what the app asks SQLite for."""
    data.mkdir()
    settings = Settings(data=data)
    schema.bring_up_to_date(settings.sqlalchemy_url)
    with _running(settings) as app:
        lifters = [sign_up(app, name) for name in ("Ann", "Bob")]
    database = next(data.glob("*.sqlite3"))
    before = {str(database): database.read_bytes()}
    with watching(data) as disk, _running(settings, synchronous) as app:
        with ThreadPoolExecutor() as pool:
            list(pool.map(partial(_sync, app, disk), lifters))
        events = list(disk.events)  # before the connections are closed in good order
    return Recording(str(database), before, events)


@contextmanager
def _running(settings: Settings, synchronous: str | None = None) -> Iterator[Flask]:
    app = create_app(settings, {"TESTING": True})
    with app.app_context():
        engine = db.engine
    if synchronous:
        event.listen(engine, "connect", lambda raw, _: raw.execute(f"PRAGMA synchronous={synchronous}"))
    yield app
    engine.dispose()


def _sync(app: Flask, disk: Disk, lifter: Lifter) -> None:
    phone = app.test_client(use_cookies=False)
    for _ in range(BATCHES):
        lifter.lift()
        answer = phone.post("/api/sync", data=lifter.request(), headers=lifter.headers)
        disk.acknowledge(lifter.hear(answer.get_data()))
    assert lifter.answers == {"ok": lifter.turn}


def _losses(recording: Recording, folder: Path) -> Iterator[str]:
    """What each of the power cuts did that it must not, in words."""
    for number, cut in enumerate(cuts(recording.before, recording.events, CUTS, random.Random(7))):
        folder.mkdir()
        held = look_into(lay_out(cut, folder))
        shutil.rmtree(folder)
        gone = cut.acknowledged - held.operations
        if held.damage:
            yield f"cut {number}: damaged: {held.damage[0]}"
        elif gone:
            yield f"cut {number}: {len(gone)} acknowledged operations are gone"
        elif held.strays:
            yield f"cut {number}: {len(held.strays)} sets stray from their operations"


def _times_carried_over(recording: Recording) -> int:
    """From SQLite's log into the database."""
    return sum(isinstance(one, Sync) and one.path == recording.database for one in recording.events)
