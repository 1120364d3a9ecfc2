"""A phone's browser for the bench: small, touched, and four times slower than this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, CDPSession, Page, sync_playwright

SLOWER = 4
FLAGS = ("--no-sandbox", "--disable-background-networking")
READY = """() => navigator.serviceWorker.controller?.state === 'activated'
    && document.querySelector('#sync-state')?.dataset.state === 'synced'"""


@contextmanager
def phone(cookies: dict[str, str]) -> Iterator[BrowserContext]:
    """cookies: session token by origin."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
        for url, token in cookies.items():
            context.add_cookies([{"name": "sid", "value": token, "url": url}])
        yield context
        browser.close()


def slow_page(context: BrowserContext) -> tuple[Page, CDPSession]:
    """A new page, slowed down before it loads anything."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page, devtools


def settle(context: BrowserContext, *urls: str) -> None:
    """Visit our pages until the worker holds the app and the store what it shows."""
    page = context.new_page()
    for url in urls:
        page.goto(url)
        page.wait_for_function(READY, timeout=60_000)
    page.close()
