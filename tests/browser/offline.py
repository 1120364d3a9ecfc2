"""A phone that loses its network, its browser or its session, and what the tests say about it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.browser.conftest import HEIGHT, WIDTH, find_chromium
from tests.browser.mortal import MortalServer
from tests.people import sign_in
from tests.training import get_workout
from webapp.domain.workout import Workout, WorkoutSet
from webapp.models import User

WORKER_IS_THERE = """() => new Promise((resolve, reject) => {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller) return resolve();
  setTimeout(() => reject(new Error("no worker took this page")), 20_000);
  serviceWorker.addEventListener("controllerchange", () => resolve(), { once: true });
})"""


def open_and_settle(phone: Page, path: str) -> None:
    """Open a page, and wait until the worker has the app and the phone has the days."""
    phone.goto(path)
    phone.evaluate(WORKER_IS_THERE)
    expect_synced(phone)


def expect_synced(phone: Page) -> None:
    """Everything that was done is on the server, and what the server had is on the phone."""
    state = phone.locator("#sync-state")
    expect(state).to_have_attribute("data-state", "synced")
    expect(state).to_have_attribute("data-pending", "0")


def box(phone: Page, number: int) -> Locator:
    """The checkbox of the number-th set on the page, from 0."""
    return phone.locator("input.tick").nth(number)


def tick(phone: Page, number: int) -> None:
    """Tick a set, and wait until the phone says that it is saved."""
    box(phone, number).check()
    expect(phone.locator(".set-row").nth(number)).to_have_attribute("data-ticked", "")


def ticked_on_server(lifter: User, workout: Workout) -> tuple[WorkoutSet, ...]:
    return get_workout(lifter, workout).ticked_sets


class PocketPhone:
    """A phone whose browser can be killed and opened again with what it had kept."""

    def __init__(self, browser: Browser, server: MortalServer, profile: Path) -> None:
        self.browser, self.server, self.profile = browser, server, profile
        self.context: BrowserContext | None = None

    def open(self, person: User | None = None) -> Page:
        self.context = self.browser.browser_type.launch_persistent_context(
            str(self.profile),
            executable_path=find_chromium(),
            args=["--no-sandbox", "--disable-background-networking"],
            base_url=self.server.url,
            viewport={"width": WIDTH, "height": HEIGHT},
            has_touch=True,
            is_mobile=True,
        )
        self.context.set_default_timeout(15_000)
        if person:
            # With an end in the future: a cookie of the browser's session dies with it.
            self.context.add_cookies(
                [
                    {
                        "name": "sid",
                        "value": sign_in(person),
                        "url": self.server.url,
                        "httpOnly": True,
                        "expires": 2_000_000_000,
                    }
                ]
            )
        return self.context.pages[0]

    def kill(self) -> None:
        """SIGKILL: nothing in the browser gets to finish anything."""
        wanted = f"--user-data-dir={self.profile}".encode()
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and wanted in _arguments(entry):
                os.kill(int(entry.name), signal.SIGKILL)
        self.close()

    def close(self) -> None:
        try:
            if self.context:
                self.context.close()
        except Exception:  # it is dead already
            pass
        self.context = None


def _arguments(process: Path) -> list[bytes]:
    try:
        return (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


def on_the_way_to_sync(phone: Page, answer: Callable[[Route], None]) -> None:
    """Stand between the phone and /api/sync."""
    phone.context.route("**/api/sync", answer)


def let_through(phone: Page) -> None:
    phone.context.unroute("**/api/sync")
