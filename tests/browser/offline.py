"""A phone that loses its network, its browser or its session, and what the tests say about it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, Route, expect

from tests.browser.chromium import PATIENCE_MS, SHAPE, SWITCHES, find_chromium, sign_in_on
from tests.browser.worker import await_worker
from tests.training import get_workout
from webapp.domain.workout import Workout, WorkoutSet
from webapp.extensions import db
from webapp.models import Operation, User


def open_and_settle(phone: Page, path: str) -> None:
    """Open a page, and wait until the worker has the app and the phone has the days."""
    phone.goto(path)
    await_worker(phone)
    expect_synced(phone)


def expect_synced(phone: Page) -> None:
    """Everything that was done is on the server, and what the server had is on the phone."""
    state = phone.locator("#sync-state")
    expect(state).to_have_attribute("data-state", "synced")
    expect(state).to_have_attribute("data-pending", "0")


def expect_waiting(phone: Page, pending: int) -> None:
    """The phone keeps what the server hasn't answered, and isn't sending just now."""
    state = phone.locator("#sync-state")
    expect(state).to_have_attribute("data-state", "waiting")
    expect(state).to_have_attribute("data-pending", str(pending))


def sync_now(phone: Page) -> None:
    """Press the button; what it opens is closed again."""
    phone.get_by_role("button", name="Sync now").first.click()
    phone.get_by_role("dialog").get_by_role("button", name="Close").click()


def box(phone: Page, number: int) -> Locator:
    """The checkbox of the number-th set on the page, from 0."""
    return phone.locator("input.tick").nth(number)


def tick(phone: Page, number: int) -> None:
    """Tick a set, and wait until the phone says that it is saved."""
    box(phone, number).check()
    expect(phone.locator(".set-row").nth(number)).to_have_attribute("data-ticked", "")


def ticked_on_server(lifter: User, workout: Workout) -> tuple[WorkoutSet, ...]:
    return get_workout(lifter, workout).ticked_sets


def count_changes(lifter: User, workout: Workout) -> int:
    """How many changes of the workout's sets the server has taken, ticks and others; making one isn't."""
    ids = [one.id for one in workout.all_sets]
    asked = sa.select(sa.func.count()).where(Operation.lifter_id == lifter.id, Operation.entity_id.in_(ids))
    count = db.session.scalar(asked)
    db.session.remove()
    return (count or 0) - len(ids)  # each was made by an operation


class PocketPhone:
    """A phone whose browser can be killed and opened again with what it had kept."""

    def __init__(self, browser: Browser, url: str, profile: Path) -> None:
        self.browser, self.url, self.profile = browser, url, profile
        self.context: BrowserContext | None = None

    def open(self, person: User) -> Page:
        """The person signs in anew each time: Chromium puts cookies on the disk half a minute late."""
        self.context = self.browser.browser_type.launch_persistent_context(
            str(self.profile), executable_path=find_chromium(), args=SWITCHES, base_url=self.url, **SHAPE
        )
        self.context.set_default_timeout(PATIENCE_MS)
        sign_in_on(self.context, person, self.url)
        return self.context.pages[0]

    def processes(self) -> list[int]:
        """Of this browser, the one that started the others first."""
        wanted = f"--user-data-dir={self.profile}".encode()
        entries = [entry for entry in Path("/proc").iterdir() if entry.name.isdigit()]
        return sorted(int(entry.name) for entry in entries if wanted in _arguments(entry))

    def kill(self) -> None:
        """SIGKILL: nothing in the browser gets to finish anything."""
        for process in self.processes():
            os.kill(process, signal.SIGKILL)
        self.close()

    def close(self) -> None:
        with suppress(Error):  # it is dead already
            if self.context:
                self.context.close()
        self.context = None


def _arguments(process: Path) -> list[bytes]:
    try:
        return (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


def on_the_way_to_sync(phone: Page, answer: Callable[[Route], None]) -> None:
    """Stand between the phone and /api/sync."""
    phone.context.route("**/api/sync", answer)
