"""WebKitGTK by its own WebDriver, in a display and on a bus of their own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.databases import free_port
from tests.lanes.phone import HEIGHT, WIDTH, WITHIN_S, NotThereError, wait_until

BROWSERS = "*/webkit2gtk-4.*/MiniBrowser"
NEEDED = ("WebKitWebDriver", "xvfb-run", "xauth", "dbus-run-session")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The name that the WebDriver standard gives to a reference."""

ENVIRONMENT = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "LIBGL_ALWAYS_SOFTWARE": "1"}

LISTEN = """
if (!window.complaints) {
  const note = (...words) => window.complaints.push(words.map(String).join(" "));
  window.complaints = [];
  for (const kind of ["error", "warn"]) console[kind] = note;
  addEventListener("error", ({ message, target }) => note(message ?? "didn't load", target.src ?? ""), true);
  addEventListener("unhandledrejection", ({ reason }) => note(reason));
  addEventListener("securitypolicyviolation", ({ violatedDirective }) => note("policy", violatedDirective));
  for (const { src } of document.querySelectorAll("script[type=module]")) import(src).catch(note);
}
"""
"""This WebKit tells nobody what an ephemeral page's console says. So the page listens, from the first
question on: what was said before is lost, but a module that failed fails again when asked for."""


def find_webkit() -> Path | None:
    """MiniBrowser, where all that it takes to drive it is there."""
    if not all(shutil.which(program) for program in NEEDED):
        return None
    return next(Path("/usr/lib").glob(BROWSERS), None)


class WebKit:
    """One window of a MiniBrowser, which forgets everything when it closes."""

    def __init__(self, binary: Path, folder: Path) -> None:
        self.binary, self.folder = binary, folder
        self.port, self.session = free_port(), ""
        self.found: list[str] = []
        self.process: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        with (self.folder / "webkit.log").open("w") as log:
            self.process = subprocess.Popen(
                ["dbus-run-session", "--", "xvfb-run", "-a", "WebKitWebDriver", f"--port={self.port}"],
                env=os.environ | ENVIRONMENT | {"HOME": str(self.folder)},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait_until_ready()
        options = {"binary": str(self.binary), "args": ["--automation"]}
        wanted = {"pageLoadStrategy": "none", "webkitgtk:browserOptions": options}
        made = self._do("POST", "/session", capabilities={"alwaysMatch": wanted})
        self.session = f"/session/{made['sessionId']}"
        self._do("POST", "/window/rect", width=WIDTH, height=HEIGHT)

    def close(self) -> None:
        if self.process:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(30)
            self.process = None

    def goto(self, address: str) -> None:
        self._leave()
        self._do("POST", "/url", url=address)
        self._arrive()

    def reload(self) -> None:
        self._leave()
        self._do("POST", "/refresh")
        self._arrive()

    def ask(self, expression: str) -> Any:
        return self._run(f"{LISTEN} return (async () => JSON.stringify(await ({expression})))()")

    def tap(self, selector: str) -> None:
        self._do("POST", f"/element/{self._find(selector)}/click")

    def type_into(self, selector: str, text: str) -> None:
        self._do("POST", f"/element/{self._find(selector)}/value", text=text)

    def complaints(self) -> list[str]:
        return [*self.found, *self.ask("window.complaints")]

    def cookies(self) -> list[str]:
        return [cookie["name"] for cookie in self._do("GET", "/cookie")]

    def _leave(self) -> None:
        """What was said on a page goes with it; and no question about the next one must be answered by it."""
        self.found = self.complaints()
        self.ask("window.isLeft = true")

    def _arrive(self) -> None:
        wait_until(self, "!window.isLeft && document.readyState === 'complete'")

    def _run(self, script: str) -> Any:
        answer = self._do("POST", "/execute/sync", script=script, args=[])
        return None if answer is None else json.loads(answer)

    def _find(self, selector: str) -> str:
        found: str = self._do("POST", "/element", using="css selector", value=selector)[ELEMENT]
        return found

    def _do(self, method: str, path: str, **body: Any) -> Any:
        """The answer's value. Raises NotThereError for what the browser can't do."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{self.session}{path}",
            method=method,
            data=json.dumps(body).encode() if method == "POST" else None,
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=WITHIN_S) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as refused:
            problem = json.load(refused)["value"]
            raise NotThereError(f"{path}: {problem['error']}: {problem['message']}") from None

    def _wait_until_ready(self) -> None:
        assert self.process
        deadline = time.monotonic() + WITHIN_S
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                self._do("GET", "/status")
                return
            except urllib.error.URLError:
                time.sleep(0.05)
        raise RuntimeError("WebKitWebDriver didn't start")
