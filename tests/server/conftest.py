"""Servers as processes of their own, and sockets to them."""

from __future__ import annotations

import select
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.databases import free_port
from tests.serving import ROOT, environment

PATIENCE_S = 30


@dataclass
class Running:
    """A server process that has said where it is."""

    process: subprocess.Popen[str]
    port: int
    said: str
    took_s: float

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_S)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """One request and its answer; `X_A="1"` is the header X-A."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        connection.request(
            method, path, body, {name.replace("_", "-"): text for name, text in headers.items()}
        )
        response = connection.getresponse()
        answer = Answer(response.status, response.read(), response.getheaders())
        connection.close()
        return answer

    def send(self, raw: bytes) -> bytes:
        """Bytes as they are, and everything that comes back until the server closes or is quiet."""
        with self.connect() as connection:
            connection.sendall(raw)
            return read_all(connection)


@dataclass
class Answer:
    status: int
    body: bytes
    headers: list[tuple[str, str]] = field(default_factory=list)

    def all(self, name: str) -> list[str]:
        return [text for header, text in self.headers if header.lower() == name]


def read_all(connection: socket.socket, quiet_s: float = PATIENCE_S) -> bytes:
    """Everything until the other side closes, or says nothing for so long."""
    connection.settimeout(quiet_s)
    pieces = []
    try:
        while piece := connection.recv(65536):
            pieces.append(piece)
    except TimeoutError:
        pass
    return b"".join(pieces)


@contextmanager
def running(command: list[str], port: int, env: dict[str, str] | None = None) -> Iterator[Running]:
    """A server process; waits for the line that says where it is, and stops it at the end."""
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    try:
        ready, _, _ = select.select([process.stdout], [], [], PATIENCE_S)
        said = process.stdout.readline() if ready else ""
        if not said:
            process.kill()
            pytest.fail(f"the server didn't start: {process.stderr.read()}", pytrace=False)
        yield Running(process, port, said, time.monotonic() - started)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_S)


@pytest.fixture
def serving(tmp_path: Path) -> Callable[..., object]:
    """`with serving() as server:` is the real thing, with a data folder of the test's own."""

    def serving(**settings: str) -> object:
        port = free_port()
        return running(["webapp"], port, environment(tmp_path / "data", port, **settings))

    return serving


@pytest.fixture(scope="session")
def small() -> Iterator[Running]:
    """The small app of `small.py`, for the whole run."""
    port = free_port()
    with running(["tests.server.small", str(port)], port) as server:
        yield server
