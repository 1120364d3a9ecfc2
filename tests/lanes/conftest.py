"""A server that can die, a lifter with a workout, and the two engines that the gate doesn't run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.mortal import MortalServer
from tests.databases import is_skipped
from tests.lanes.firefox import Firefox, find_firefox
from tests.lanes.webkit import WebKit, find_webkit
from tests.people import make_person
from tests.training import make_workout
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import User

INSTALL = "Install it: apt-get install -y --no-install-recommends"


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[MortalServer]:
    """A running server of the test's own; its app's context is open for the test."""
    data = tmp_path / "data"
    data.mkdir()
    mortal = MortalServer(data)
    try:
        mortal.start()
        with mortal.app.app_context():
            yield mortal
            db.session.remove()
    finally:
        mortal.close()


@pytest.fixture
def alice(mortal: MortalServer) -> User:
    return make_person("Alice")


@pytest.fixture
def workout(alice: User) -> Workout:
    return make_workout(alice, "barbell-row", "good-morning", sets=3)


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Firefox]:
    _ask_for("firefox")
    if not (binary := find_firefox()):
        pytest.fail(f"Firefox ESR is missing. {INSTALL} firefox-esr", pytrace=False)
    firefox = Firefox(binary, tmp_path / "profile")
    try:
        firefox.open()
        yield firefox
    finally:
        firefox.kill()


@pytest.fixture
def webkit(tmp_path: Path) -> Iterator[WebKit]:
    _ask_for("webkit")
    if not (binary := find_webkit()):
        pytest.fail(f"WebKitGTK is missing. {INSTALL} webkit2gtk-driver xvfb xauth dbus", pytrace=False)
    webkit = WebKit(binary, tmp_path)
    try:
        webkit.open()
        yield webkit
    finally:
        webkit.close()


def _ask_for(engine: str) -> None:
    if is_skipped(engine):
        pytest.skip(f"left out by SKIP={engine}")
