"""The browser that tests drive, the size of a phone."""

from __future__ import annotations

import shutil
from typing import Any

from playwright.sync_api import BrowserContext

from tests.databases import MissingError
from tests.people import sign_in
from webapp.models import User

APT = "apt-get install -y --no-install-recommends chromium"
SWITCHES = ["--no-sandbox", "--disable-background-networking"]
SHAPE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

FAR_OFF = 2_000_000_000
"""When the tests' cookies end: one without an end dies with the browser."""


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
