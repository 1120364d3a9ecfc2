"""An offline start on a slow phone: nothing is waited for twice."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visitor
from tests.browser.mortal import MortalServer
from tests.browser.worker import await_synced, await_worker
from tests.people import make_person
from tests.training import make_workout

AT_THE_FIRST_ROW = """
new MutationObserver((_, observer) => {
  if (!document.querySelector("main .set-row")) return;
  observer.disconnect();
  globalThis.loadedByThen = performance.getEntriesByType("resource").map(({ name }) => name);
}).observe(document, { subtree: true, childList: true });
"""

FILES = """performance.getEntriesByType('resource')
    .filter(({ name }) => name.includes('/static/'))
    .map(({ name, workerFinalSourceType }) => [name.split('/').slice(5).join('/'), workerFinalSourceType])"""


@pytest.fixture
def offline(mortal: MortalServer, visitor: Visitor) -> Page:
    """A workout on Alice's phone, opened from its store."""
    alice = make_person("Alice")
    workout = make_workout(alice, sets=3)
    page = visitor(alice)
    page.goto("/today")
    await_worker(page)
    await_synced(page)
    mortal.kill()
    page.add_init_script(AT_THE_FIRST_ROW)
    page.goto(f"/workouts/{workout.id}")
    page.locator(".set-row").first.wait_for()
    return page


def test_files_come_from_the_cache_without_waking_the_worker_for_each(offline: Page) -> None:
    files = offline.evaluate(FILES)

    assert len(files) > 4
    assert [name for name, source in files if source != "cache"] == []


def test_no_script_of_the_open_workout_is_asked_for_late(offline: Page) -> None:
    """Each is in the shell's list: one that a module has to name first costs a step of its own."""
    at_once = offline.evaluate(
        "[...document.querySelectorAll('link[rel=modulepreload]')].map((one) => one.href)"
    )

    loaded = [name for name in offline.evaluate("loadedByThen") if name.endswith(".js")]

    assert 2 < len(loaded) < 6, "what starts together comes in one file"
    assert set(loaded) <= set(at_once)
