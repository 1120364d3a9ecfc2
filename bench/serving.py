"""The real server as a process of its own, and what it costs in CPU."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that answers at `url`."""

    url: str
    port: int
    pid: int

    def kill(self) -> None:
        """Gone at once, workers too, as when the power fails; its address refuses from then on."""
        for pid in (*self._workers(), self.pid):
            os.kill(pid, signal.SIGKILL)

    def cpu_s(self) -> float:
        """CPU seconds that its worker processes have used so far, user and system."""
        return sum(_cpu_s(pid) for pid in self._workers())

    def _workers(self) -> list[int]:
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]


def _cpu_s(pid: int) -> float:
    # The name in brackets may hold blanks; what is wanted comes after it.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_PER_S


@contextmanager
def serving(data: Path, *command: str, workers: int = 1) -> Iterator[Serving]:
    """The server on a free port; command: the module to run and its arguments, `webapp` if left out."""
    port = free_port()
    clean = {name: text for name, text in os.environ.items() if not name.startswith("BACKDAY_")}
    clean.pop("DATABASE_URL", None)
    settings = {"BACKDAY_DATA": data, "BACKDAY_PORT": port, "BACKDAY_WORKERS": workers}
    process = subprocess.Popen(
        [sys.executable, "-m", *(command or ("webapp",))],
        cwd=ROOT,
        env=clean | {name: str(value) for name, value in settings.items()},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        said = process.stdout.readline().split()
        if not said:
            raise RuntimeError("the server didn't start")
        yield Serving(said[-1], port, process.pid)
    finally:
        process.terminate()
        process.communicate()


def free_port() -> int:
    """A loopback port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
