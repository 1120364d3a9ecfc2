"""Firefox ESR by WebDriver BiDi, which it speaks itself: Debian 12 has no geckodriver, and Playwright asks
for more than the ESR knows."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.lanes.phone import HEIGHT, WIDTH, WITHIN_S, NotThereError

PREFERENCES = {
    "browser.startup.page": 0,
    "browser.sessionstore.resume_from_crash": False,
    "toolkit.startup.max_resumed_crashes": -1,
    "services.settings.server": "data:,",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
"""Beside those that remote control brings: nothing of its own on the network, no questions after a kill."""


def find_firefox() -> str | None:
    return shutil.which("firefox-esr")


class Firefox:
    """One tab of a Firefox with a profile of its own, which can be killed and opened again."""

    def __init__(self, binary: str, profile: Path) -> None:
        self.binary, self.profile = binary, profile
        self.found: list[str] = []
        self.process: subprocess.Popen[bytes] | None = None
        self.ends = ExitStack()

    def open(self) -> None:
        self.profile.mkdir(exist_ok=True)
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()
        ]
        (self.profile / "user.js").write_text("\n".join(lines))
        log = self.profile.with_suffix(".log")
        with log.open("w") as output:
            self.process = subprocess.Popen(
                [self.binary, "--headless", "--profile", str(self.profile), "--remote-debugging-port=0"],
                env=os.environ | {"MOZ_CRASHREPORTER_DISABLE": "1"},
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self.connection = self.ends.enter_context(_connect(log, self.process))
        self.number = 0
        self._do("session.new", capabilities={})
        self.tab: str = self._do("browsingContext.getTree")["contexts"][0]["context"]
        self._do("session.subscribe", events=["log.entryAdded"], contexts=[self.tab])
        self._do("browsingContext.setViewport", context=self.tab, viewport={"width": WIDTH, "height": HEIGHT})

    def kill(self) -> None:
        """SIGKILL: nothing in the browser gets to finish anything."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(30)
            self.process = None
        self.ends.close()

    def goto(self, address: str) -> None:
        self._do("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def reload(self) -> None:
        self._do("browsingContext.reload", context=self.tab, wait="complete")

    def ask(self, expression: str) -> Any:
        answer = self._do(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self.tab},
            awaitPromise=True,
        )
        if "exceptionDetails" in answer:
            raise NotThereError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"].get("value", "null"))

    def tap(self, selector: str) -> None:
        self.ask(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{block: 'center'}})")
        found = self._do(
            "browsingContext.locateNodes", context=self.tab, locator={"type": "css", "value": selector}
        )
        middle = {"type": "element", "element": {"sharedId": found["nodes"][0]["sharedId"]}}
        press: list[dict[str, Any]] = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": middle},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._act({"type": "pointer", "id": "finger", "actions": press})

    def type_into(self, selector: str, text: str) -> None:
        self.tap(selector)
        strokes = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keyboard", "actions": strokes})

    def complaints(self) -> list[str]:
        self._do("session.status")  # what was said before it has arrived
        return self.found

    def _act(self, source: dict[str, Any]) -> None:
        self._do("input.performActions", context=self.tab, actions=[source])

    def _do(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The command's result. Raises NotThereError for what the browser can't do, TimeoutError."""
        self.number += 1
        self.connection.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.connection.recv(WITHIN_S))
            if message.get("method") == "log.entryAdded":
                self._note(message["params"])
            elif message.get("id") == self.number:
                break
        if message["type"] == "error":
            raise NotThereError(f"{method}: {message['error']}: {message['message']}")
        result: dict[str, Any] = message["result"]
        return result

    def _note(self, entry: dict[str, Any]) -> None:
        if entry["level"] in ("error", "warn"):
            self.found.append(str(entry["text"]))


def _connect(log: Path, process: subprocess.Popen[bytes]) -> AbstractContextManager[ClientConnection]:
    deadline = time.monotonic() + WITHIN_S
    while process.poll() is None and time.monotonic() < deadline:
        if told := re.search(r"BiDi listening on (ws://\S+)", log.read_text()):
            return connect(f"{told[1]}/session", max_size=None, proxy=None)
        time.sleep(0.05)
    raise RuntimeError(f"Firefox didn't start:\n{log.read_text()}")
