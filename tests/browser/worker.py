"""What tests ask a phone about its worker, and what they put into its store."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.browser.chromium import PATIENCE_MS

BUILD = "document.querySelector('link[rel=stylesheet]').getAttribute('href').split('/')[2]"

HAS_SYNCED = """async (build) => {
    const { withStore } = await import(`/static/${build}/js/shared/whose.js`)
    const look = (stores) => new Promise((resolve) => {
        const asked = stores.get('meta').getKey('cursor')
        asked.onsuccess = () => resolve(asked.result !== undefined)
    })
    return (await withStore(({ database }) => database.transact(['meta'], 'readonly', look))) ?? false
}"""


def await_worker(page: Page) -> None:
    """Until the worker serves this page, with everything it needs on the phone."""
    until(page, lambda: bool(page.evaluate("navigator.serviceWorker.controller?.state === 'activated'")))


def until(page: Page, is_so: Callable[[], bool], within_s: float = PATIENCE_MS / 1000) -> None:
    """Wait, with the browser going on meanwhile, until it is so."""
    deadline = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < deadline, "it never came to be so"
        page.wait_for_timeout(50)


def build_of(page: Page) -> str:
    return str(page.evaluate(BUILD))


def await_synced(page: Page) -> None:
    """Until the phone knows who is signed in, and holds their days."""
    until(page, lambda: bool(page.evaluate(HAS_SYNCED, build_of(page))))


def kept(page: Page) -> dict[str, str]:
    """Every address in Cache Storage, with the text that is kept under it."""
    found: dict[str, str] = page.evaluate(
        """async () => {
            const found = {}
            for (const name of await caches.keys()) {
                const cache = await caches.open(name)
                for (const request of await cache.keys())
                    found[new URL(request.url).pathname] = await (await cache.match(request)).text()
            }
            return found
        }"""
    )
    return found


def registration(page: Page) -> dict[str, Any] | None:
    """Which workers there are, by their state; None without a registration."""
    found: dict[str, Any] | None = page.evaluate(
        """async () => {
            const found = await navigator.serviceWorker.getRegistration('/')
            return found ? { active: found.active?.state, waiting: found.waiting?.state } : null
        }"""
    )
    return found
