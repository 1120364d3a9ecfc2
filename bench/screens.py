"""`make screens`: the pictures in docs/screens/, dark and light, at the size of a phone.

`python -m bench.screens http://127.0.0.1:8000` takes them from a demo that runs already; without an address
it starts one of its own, in a folder and on a port that are thrown away. It ticks sets: never point it at
a real log.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "screens"
LIFTER, COACH, PASSWORD = "lifter@example.com", "coach@example.com", "backday-demo"
WIDTH, HEIGHT = 390, 844
READY_WITHIN_S = 120

PAGES = {
    "history": "/history",
    "programs": "/programs",
    "program": "/programs/heavy-and-light-back",
    "exercise": "/exercises/good-morning",
    "you": "/settings",
}


def main(arguments: list[str]) -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_demo(arguments) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-background-networking"]
        )
        for theme in ("dark", "light"):
            photograph(browser, url, theme)
            photograph_coaching(browser, url, theme)
        browser.close()
    print(f"Pictures are in {FOLDER.relative_to(ROOT)}")
    return 0


@contextmanager
def running_demo(arguments: list[str]) -> Iterator[str]:
    """The address that was given, or that of a demo which ends with the pictures."""
    if arguments:
        yield arguments[0].rstrip("/")
        return
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        environ = {name: value for name, value in os.environ.items() if not name.startswith("BACKDAY_")}
        environ |= {"BACKDAY_DATA": folder, "BACKDAY_PORT": str(port)}
        process = subprocess.Popen([sys.executable, "-m", "bench.demo"], cwd=ROOT, env=environ)
        try:
            _wait_for(f"http://127.0.0.1:{port}/login", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)


def photograph(browser: Browser, url: str, theme: str) -> None:
    """Every screen in one theme. What it ticks it unticks, so that both themes show the same."""
    page = _open(browser, url, theme)
    page.goto("/")
    _take(page, "welcome", theme)
    _sign_in(page, LIFTER)
    _train(page, theme)
    for name, address in PAGES.items():
        page.goto(address)
        _take(page, name, theme)
    page.goto("/history")
    page.locator("a.list-row[href^='/workouts/']").nth(1).click()
    page.wait_for_url("**/workouts/*")
    _take(page, "workout", theme)
    page.context.close()


def photograph_coaching(browser: Browser, url: str, theme: str) -> None:
    """The coach's clients, the log of one of them, and an exercise of theirs."""
    page = _open(browser, url, theme)
    _sign_in(page, COACH)
    # Looking marks everything as seen; what is new has to be new in both themes.
    page.route("**/seen", lambda route: route.abort())
    page.goto("/coach")
    _take(page, "roster", theme)
    page.locator(".roster a").first.click()
    page.wait_for_url("**/coach/clients/*")
    _take(page, "client", theme)
    page.get_by_role("link", name="Good morning").first.click()
    page.wait_for_url("**/exercises/good-morning")
    _take(page, "client-exercise", theme)
    page.context.close()


def _open(browser: Browser, url: str, theme: str) -> Page:
    return browser.new_context(
        base_url=url,
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=2,
        color_scheme="dark" if theme == "dark" else "light",
        has_touch=True,
    ).new_page()


def _sign_in(page: Page, email: str) -> None:
    page.goto("/login")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/today")


def _train(page: Page, theme: str) -> None:
    """Today with the first sets done, an all-out one of them, then one set opened."""
    rows = page.locator(".set-row").all()[:4]
    boxes = [row.locator(".tick") for row in rows]
    for row, box in zip(rows, boxes, strict=True):
        if row.get_attribute("data-kind") == "amrap":
            row.locator("summary").click()
            row.locator("[name=reps]").fill("33")
        box.check()
    _settle(page)
    page.evaluate("scrollTo(0, 0)")
    _take(page, "today", theme)
    opened = page.locator(".set-row[data-kind=working]:not([data-ticked])").first
    opened.locator("summary").click()
    opened.evaluate("row => scrollTo(0, row.getBoundingClientRect().top + scrollY - 160)")
    _take(page, "set", theme)
    opened.locator("summary").click()
    for box in boxes:
        box.uncheck()
    _settle(page)


def _settle(page: Page) -> None:
    """Until every change is answered."""
    page.locator('#sync-state[data-state="synced"][data-pending="0"]').wait_for()


def _take(page: Page, name: str, theme: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}-{theme}.png")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_WITHIN_S
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise SystemExit("The demo didn't start.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
