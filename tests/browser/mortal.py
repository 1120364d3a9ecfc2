"""A server that can be killed, frozen, and started again at the same address.

The address must stay: what a phone keeps belongs to it. One serves all tests, because starting takes seconds;
each finds it running, as it is by default, with empty tables.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask

from tests.databases import free_port
from tests.serving import ROOT, environment, wait_until_ready
from webapp import create_app
from webapp.config import Settings
from webapp.extensions import db


@dataclass
class MortalServer:
    """app: the same database for the test to prepare, in this process. is_as_ever: no settings."""

    data: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    is_as_ever: bool = False
    app: Flask = field(init=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, version: str = "", **settings: str) -> None:
        """version: a later one of the app, by any name. settings: of this start, `BACKDAY_WORKER="off"`."""
        log = self.data.parent / "log"
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.browser.newer" if version else "webapp"],
                cwd=ROOT,
                env=environment(self.data, self.port, NEWER=version, **settings),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            wait_until_ready(self.url, self.process, log)
        except RuntimeError:
            self.kill()
            raise
        self.is_as_ever = not version and not settings
        if not hasattr(self, "app"):
            self.app = create_app(Settings(data=self.data), {"TESTING": True})

    def recover(self) -> None:
        """From whatever a test has done to it."""
        if self.process and self.is_as_ever:
            self.thaw()
        else:
            self.kill()
            self.start()

    def kill(self) -> None:
        """Gone without a word, its workers too; whoever connects is refused."""
        if self.process:
            with suppress(ProcessLookupError):  # it ended by itself
                self._signal(signal.SIGKILL)
            self.process.wait(30)
            self.process = None

    def freeze(self) -> None:
        """Takes connections and never answers: a phone with one bar of signal."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def close(self) -> None:
        self.kill()
        if hasattr(self, "app"):
            with self.app.app_context():
                db.engine.dispose()

    def _signal(self, number: int) -> None:
        assert self.process
        os.killpg(self.process.pid, number)
