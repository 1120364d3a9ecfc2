"""Phones that lose signal in the middle of a request never hold the server."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

STALLED = 20
AT_ONCE_S = 8
"""Below the 10 s after which stalled bodies are given up, far above what a page takes on any machine."""


def test_with_20_stalled_uploads_pages_answer(serving: Callable[..., Any]) -> None:
    with serving() as server, ExitStack() as open_ones:
        for _ in range(STALLED):
            connection = open_ones.enter_context(server.connect())
            connection.sendall(
                b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2000\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\n\r\nemail="
            )
        started = time.monotonic()

        answers = [server.ask("GET", path).status for path in ("/login", "/readyz", "/login")]

        assert answers == [200, 200, 200]
        assert time.monotonic() - started < AT_ONCE_S
