"""A real server, a real browser the size of a phone."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.browser.chromium import PATIENCE_MS, SHAPE, SWITCHES, find_chromium, sign_in_on
from tests.browser.mortal import MortalServer
from tests.browser.offline import PocketPhone
from tests.browser.proxy import FaultProxy
from tests.conftest import MONDAY_EVENING, Clock
from tests.databases import MissingError, empty_all_tables, free_port, is_skipped
from tests.people import make_person
from tests.serving import READY_WITHIN_S, ROOT, environment, wait_until_ready
from tests.training import make_workout
from webapp import create_app
from webapp.config import Settings
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import User


@dataclass
class Server:
    """The app served on loopback. app: the same database for the test to prepare, in this process."""

    url: str
    app: Flask
    ahead: Path
    phones: list[BrowserContext] = field(default_factory=list)

    def turn_to(self, moment: datetime) -> None:
        """Set the clock of the server, and of each page that its phones open from now on; it goes on."""
        fresh = self.ahead.with_suffix(".new")
        fresh.write_text(str((moment - datetime.now(UTC)).total_seconds()))
        fresh.replace(self.ahead)  # at once: the server reads it at any moment, and phones sync at any moment
        for phone in self.phones:
            self.lend_clock_to(phone)

    def lend_clock_to(self, phone: BrowserContext) -> None:
        """Else what a phone shows as today's would depend on the day the tests run."""
        phone.add_init_script(TURNED % (float(self.ahead.read_text()) * 1000))


TURNED = """
globalThis.RealDate ??= Date;
globalThis.Date = class extends RealDate {
  constructor(...given) { super(...(given.length ? given : [RealDate.now() + %d])); }
  static now() { return new this().getTime(); }
};
"""


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("served")
    ahead, log = data / "ahead", data / "log"
    ahead.write_text("0")
    port = free_port()
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.launcher", str(ahead)],
            cwd=ROOT,
            env=environment(data, port),
            stdout=output,
            stderr=output,
        )
    try:
        wait_until_ready(f"http://127.0.0.1:{port}", process, log)
        app = create_app(Settings(data=data), {"TESTING": True})
        yield Server(f"http://127.0.0.1:{port}", app, ahead)
        with app.app_context():
            db.engine.dispose()
        assert "Traceback" not in log.read_text(), log.read_text()
    finally:
        process.terminate()
        process.wait(READY_WITHIN_S)


@pytest.fixture
def server(running: Server, clock: Clock) -> Iterator[Server]:
    """The server on Monday evening, with empty tables; its app's context is open for the test."""
    running.phones.clear()
    running.turn_to(MONDAY_EVENING)
    with running.app.app_context():
        empty_all_tables(db.engine)
        yield running
        db.session.remove()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if is_skipped("browser"):
        pytest.skip("left out by SKIP=browser")
    try:
        chromium = find_chromium()
    except MissingError as missing:
        pytest.fail(str(missing), pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield browser
        browser.close()


@dataclass
class Complaints:
    """What the browser objected to while a test ran."""

    found: list[str] = field(default_factory=list)

    def listen_to(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.found.append(f"{page.url}: {error}"))
        page.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        is_answer = re.match(
            r"Failed to load resource: the server responded with a status of 4\d\d", message.text
        )
        if message.type in ("error", "warning") and not is_answer:
            self.found.append(f"{message.location.get('url')}: {message.text}")


OpenPhone = Callable[..., Page]


@pytest.fixture
def open_phone(browser: Browser, server: Server) -> Iterator[OpenPhone]:
    """A fresh phone with its own cookies; takes what Playwright's `new_context` takes.

    After the test, the browser must have had nothing to object to: no policy violation, no script error.
    """
    contexts: list[BrowserContext] = []
    complaints = Complaints()

    def open_phone(**options: object) -> Page:
        settings: dict[str, object] = {
            "base_url": server.url,
            **SHAPE,
            "locale": "en-GB",
            "timezone_id": "Europe/London",
            "color_scheme": "dark",
            "reduced_motion": "reduce",
        }
        context = browser.new_context(**{**settings, **options})  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        server.phones.append(context)
        server.lend_clock_to(context)
        page = context.new_page()
        complaints.listen_to(page)
        return page

    yield open_phone
    for context in contexts:
        context.close()
    assert complaints.found == []


PhoneOf = Callable[..., Page]


@pytest.fixture
def phone_of(open_phone: OpenPhone, server: Server) -> PhoneOf:
    """A phone on which a person is signed in; takes what `open_phone` takes."""

    def phone_of(person: User, **options: object) -> Page:
        phone = open_phone(**options)
        sign_in_on(phone.context, person, server.url)
        return phone

    return phone_of


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MortalServer]:
    data = tmp_path_factory.mktemp("mortal") / "data"
    data.mkdir()
    mortal = MortalServer(data)
    try:
        mortal.start()
        yield mortal
    finally:
        mortal.close()


@pytest.fixture
def mortal(started: MortalServer) -> Iterator[MortalServer]:
    """A server that a test may kill, freeze and start anew, on the real clock, with empty tables; its app's
    context is open for the test."""
    started.recover()
    with started.app.app_context():
        empty_all_tables(db.engine)
        yield started
        db.session.remove()


@pytest.fixture
def proxy(mortal: MortalServer) -> Iterator[FaultProxy]:
    """What stands between a phone and the mortal server: `visitor(alice, proxy)`."""
    proxy = FaultProxy(mortal.port)
    yield proxy
    proxy.close()


Visitor = Callable[..., Page]


@pytest.fixture
def visitor(browser: Browser, mortal: MortalServer) -> Iterator[Visitor]:
    """A phone on which a person is signed in at the mortal server, straight or by way of the proxy. What the
    browser objects to isn't asked: it complains of every request that a dead server refuses.

    options: what Playwright's `new_context` takes.
    """
    contexts: list[BrowserContext] = []

    def visitor(person: User, way: FaultProxy | MortalServer = mortal, **options: Any) -> Page:
        context = browser.new_context(base_url=way.url, **SHAPE, **options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        sign_in_on(context, person, way.url)
        return context.new_page()

    yield visitor
    for context in contexts:
        context.close()


@pytest.fixture
def alice(mortal: MortalServer) -> User:
    """A lifter at the mortal server."""
    return make_person("Alice")


@pytest.fixture
def workout(alice: User) -> Workout:
    """Alice's of today: three sets of one exercise."""
    return make_workout(alice, "barbell-row", sets=3)


@pytest.fixture
def pocket(browser: Browser, mortal: MortalServer, tmp_path: Path) -> Iterator[PocketPhone]:
    phone = PocketPhone(browser, mortal.url, tmp_path / "profile")
    yield phone
    phone.close()


@pytest.fixture
def phone(open_phone: OpenPhone) -> Page:
    """A phone on which nobody is signed in."""
    return open_phone()
