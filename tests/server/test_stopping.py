"""Stopping: requests under way are finished, and nobody stays behind."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from typing import Any

import pytest
from granian.constants import Interfaces

from tests.databases import free_port
from tests.server.conftest import PATIENCE_S, Running, running
from webapp.gate import BODY_DEADLINE_S
from webapp.server import _Announcing


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_the_server_finishes_what_it_is_doing(how: signal.Signals) -> None:
    port = free_port()
    with running(["tests.server.small", str(port)], port) as server, ThreadPoolExecutor() as phones:
        under_way = phones.submit(server.ask, "GET", "/slow")
        wait_until_something_is_under_way(server)

        server.process.send_signal(how)

        assert under_way.result().body == b"slow, but here\n"
        assert server.process.wait(PATIENCE_S) == 0


def test_stalled_uploads_do_not_hold_a_stopping_server(serving: Callable[..., Any]) -> None:
    with serving() as server, server.connect() as stalled:
        stalled.sendall(b"POST /login HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\na")
        started = time.monotonic()

        server.process.terminate()

        assert server.process.wait(PATIENCE_S) == 0
        assert time.monotonic() - started < BODY_DEADLINE_S, "it waited for the upload to be given up"


def test_told_to_stop_at_the_worst_moment_it_stops() -> None:
    """The main thread has just begun to wait for news, and holds their lock."""
    server = _Announcing("tests.server.small:gate", interface=Interfaces.RSGI)

    def be_interrupted() -> None:
        with server.main_loop_interrupt._cond:
            server.signal_handler_interrupt()

    Thread(target=be_interrupted, daemon=True).start()

    assert server.main_loop_interrupt.wait(PATIENCE_S)
    assert server.interrupt_signal


def test_a_killed_server_leaves_no_worker_behind(serving: Callable[..., Any]) -> None:
    with serving(BACKDAY_WORKERS="2") as server:
        server.process.kill()
        server.process.wait(PATIENCE_S)

        deadline = time.monotonic() + PATIENCE_S
        while is_listening(server.port):
            assert time.monotonic() < deadline, "a worker still listens"
            time.sleep(0.02)


def wait_until_something_is_under_way(server: Running) -> None:
    """Until the one thread is taken: another connection then gets no answer at once."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        with server.connect() as connection:
            connection.sendall(b"GET /seen HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
            connection.settimeout(0.2)
            try:
                connection.recv(1)
            except TimeoutError:
                return
    raise AssertionError("the slow page was never under way")


def is_listening(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
