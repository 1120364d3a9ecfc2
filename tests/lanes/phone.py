"""What a lane asks of a browser, whatever protocol it is driven by, and what a lifter does with it."""

from __future__ import annotations

import time
from typing import Any, Protocol

WITHIN_S = 60
WIDTH, HEIGHT = 390, 844

TICKED = "document.querySelectorAll(\".set-row[data-ticked='']\").length"
STATE = "(({ state, pending }) => `${state} ${pending}`)(document.querySelector('#sync-state').dataset)"
WORD = "document.querySelector('#sync-state .sync-word').textContent"
MAIN = "document.querySelector('script[type=module]').src.replace('first.js', 'main.js')"
HAS_STARTED = f"import({MAIN}).then(() => true)"
"""Firefox calls it an error when a page is left before its scripts have come."""
IS_CONTROLLED = "navigator.serviceWorker.controller !== null"


class Phone(Protocol):
    """One page of one browser."""

    def goto(self, address: str) -> None: ...

    def reload(self) -> None: ...

    def ask(self, expression: str) -> Any:
        """The JSON value of a script expression, awaited."""

    def tap(self, selector: str) -> None:
        """A real press in the middle of the first element."""

    def type_into(self, selector: str, text: str) -> None: ...

    def complaints(self) -> list[str]:
        """What the console had as an error or a warning, and what no script caught."""


class NotThereError(Exception):
    """The page went away under a question."""


def wait_until(phone: Phone, expression: str, expected: object = True) -> None:
    """Raises AssertionError when the page doesn't come to it."""
    deadline = time.monotonic() + WITHIN_S
    found: object = None
    while time.monotonic() < deadline:
        try:
            found = phone.ask(expression)
        except NotThereError as gone:
            found = gone
        if found == expected:
            return
        time.sleep(0.05)
    raise AssertionError(f"{expression} stayed {found!r}, never was {expected!r}")


def sign_in(phone: Phone, url: str, email: str, password: str) -> None:
    """Through the form, as a lifter does; ends on today's page."""
    phone.goto(f"{url}/login")
    wait_until(phone, HAS_STARTED)
    phone.type_into("[name=email]", email)
    phone.type_into("[name=password]", password)
    phone.tap("main form.form button")
    wait_until(phone, "location.pathname", "/today")


def settle(phone: Phone) -> None:
    """Wait until the worker has the app and the phone has the days."""
    wait_until(phone, IS_CONTROLLED)
    wait_until(phone, STATE, "synced 0")


def tick(phone: Phone, number: int) -> None:
    """Tick the number-th set of the first exercise, from 1, and wait until it is drawn as saved."""
    row = f".exercise .set-row:nth-child({number} of .set-row)"
    phone.tap(f"{row} input.tick")
    wait_until(phone, f'document.querySelector("{row}").dataset.ticked', "")
