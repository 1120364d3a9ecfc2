"""What every test may ask for: an app on each database, people and their phones, a clock, a counter."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from tests.databases import BACKENDS, MissingError, empty_all_tables, is_skipped, throwaway_postgresql
from tests.people import make_person, sign_in
from tests.visiting import Phone, PhoneOf
from webapp import create_app, schema
from webapp.config import Settings
from webapp.extensions import db
from webapp.models import User

MONDAY_EVENING = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors, four at most: a test with a browser waits a quarter of its time."""
    return min(4, (os.cpu_count() or 1) + 1)


class Clock:
    """The tests' clock: each starts on Monday 23 November 2026, 18:00 in London; each look takes 1 ms."""

    def __init__(self) -> None:
        self.now = MONDAY_EVENING

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def turn_to(self, moment: datetime) -> None:
        self.now = moment

    def forward(self, **span: float) -> None:
        """`clock.forward(days=3)`: anything that `timedelta` takes."""
        self.now += timedelta(**span)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    turned = Clock()
    monkeypatch.setattr("webapp.clock.utc_now", turned)
    return turned


@pytest.fixture(scope="session")
def app_on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Flask]]:
    """One app per database for the whole run, made when first asked for."""
    made: dict[str, Flask] = {}
    with ExitStack() as at_the_end:

        def app_on(backend: str) -> Flask:
            if backend not in made:
                url = at_the_end.enter_context(throwaway_postgresql()) if backend == "postgresql" else ""
                made[backend] = _make_app(tmp_path_factory.mktemp(backend), url)
                at_the_end.callback(_let_go, made[backend])
            return made[backend]

        yield app_on


def _make_app(data: Path, database_url: str) -> Flask:
    settings = Settings(data=data, database_url=database_url)
    schema.bring_up_to_date(settings.sqlalchemy_url)
    return create_app(settings, {"TESTING": True})


def _let_go(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(params=BACKENDS)
def app(request: pytest.FixtureRequest, app_on: Callable[[str], Flask], clock: Clock) -> Iterator[Flask]:
    """The app with empty tables, its context open for the test; each test runs once per database."""
    backend = request.param
    if is_skipped(backend):
        pytest.skip(f"left out by SKIP={backend}")
    try:
        app = app_on(backend)
    except MissingError as missing:
        pytest.fail(str(missing), pytrace=False)
    with app.app_context():
        empty_all_tables(db.engine)
        yield app
        db.session.remove()


@pytest.fixture
def alice(app: Flask) -> User:
    """A lifter."""
    return make_person("Alice")


@pytest.fixture
def bob(app: Flask) -> User:
    """A stranger to all the others; lifts in pounds, far away."""
    return make_person("Bob", unit="lb", zone="America/Los_Angeles")


@pytest.fixture
def carol(app: Flask) -> User:
    """Alice's coach."""
    return make_person("Carol", is_coach=True)


@pytest.fixture
def dana(app: Flask) -> User:
    """A coach of others."""
    return make_person("Dana", is_coach=True)


@pytest.fixture
def phone_of(app: Flask) -> PhoneOf:
    """A phone on which a person is signed in; each call is another phone."""
    return lambda person: Phone(app, sign_in(person))


@pytest.fixture
def phone(app: Flask) -> Phone:
    """A phone on which nobody is signed in."""
    return Phone(app)


@dataclass
class Statements:
    """The SELECT, INSERT, UPDATE and DELETE statements that went to the database."""

    texts: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.texts)


Counting = Callable[[], AbstractContextManager[Statements]]


@pytest.fixture
def statements(app: Flask) -> Counting:
    """`with statements() as sent: …` and then `sent.count`, `sent.texts`."""

    @contextmanager
    def counting() -> Iterator[Statements]:
        sent = Statements()

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if statement.split(None, 1)[0].upper() in ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH"):
                sent.texts.append(statement)

        engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counting
