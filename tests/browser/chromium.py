"""The browser that tests drive, the size of a phone."""

from __future__ import annotations

import shutil
from typing import Any

from playwright.sync_api import BrowserContext, expect

from tests.databases import MissingError
from tests.people import sign_in
from webapp.models import User

APT = "apt-get install -y --no-install-recommends chromium"
SWITCHES = [
    "--no-sandbox",
    "--disable-background-networking",
    # Every window loads two pages for an address bar that nobody sees: a third of what the browser works.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
]
SHAPE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

PATIENCE_MS = 20_000
"""How long a test waits for what is to come, on a slow machine too. How fast it comes, the bench says."""

FAR_OFF = 2_000_000_000
"""When the tests' cookies end: one without an end dies with the browser."""


expect.set_options(timeout=PATIENCE_MS)


def find_chromium() -> str:
    """Raises MissingError."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise MissingError(f"Chromium is missing. Install it: {APT}\nOr leave it out: SKIP=browser")
    return chromium


def sign_in_on(context: BrowserContext, person: User, url: str) -> None:
    """Whoever was signed in there before is signed out."""
    cookie = {"name": "sid", "value": sign_in(person), "url": url, "httpOnly": True, "expires": FAR_OFF}
    context.add_cookies([cookie])  # type: ignore[list-item]
