"""A server as a process of its own: what it is started with, and when it is there."""

from __future__ import annotations

import os
import subprocess
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]
READY_WITHIN_S = 30


def environment(data: Path, port: int, **more: str) -> dict[str, str]:
    """This process's environment with the settings of a server of its own."""
    clean = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith("BACKDAY_") and name != "DATABASE_URL"
    }
    return clean | {"BACKDAY_DATA": str(data), "BACKDAY_PORT": str(port)} | more


def wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the server at `url` says that it is well; RuntimeError with its log if it doesn't."""
    deadline = time.monotonic() + READY_WITHIN_S
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=5).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"the server didn't start:\n{log.read_text()}")
