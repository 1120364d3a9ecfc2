"""Serving with granian: worker processes, each with a gate in front of one thread that runs the app."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import socket
import threading
import time
from asyncio import AbstractEventLoop
from collections.abc import Callable
from typing import Any

from granian.constants import Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from webapp.config import Settings, read_settings
from webapp.gate import Gate

HEADERS_WITHIN_MS = 10_000
"""A connection that has not said what it wants by then is closed; so is one that is idle between requests."""

STOP_WITHIN_S = 5
"""Requests under way when the server is told to stop are finished; this long at most, for stalled uploads."""


class PortTaken(Exception):  # noqa: N818  it reads as what happened
    """Somebody else listens there, or we may not; the message is one line."""


def claim_port(settings: Settings) -> None:
    """Raise PortTaken when the address can't be had: workers share it, so they wouldn't notice."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            reason = "is in use" if error.errno == errno.EADDRINUSE else f"can't be had ({error.strerror})"
            is_host = isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL
            mend = "BACKDAY_HOST to an address of this machine" if is_host else "BACKDAY_PORT to another one"
            raise PortTaken(f"Port {settings.port} on {settings.host} {reason}. Set {mend}.") from None


def serve(
    settings: Settings,
    *,
    gate: str = "webapp.server:gate_of_this_worker",
) -> None:
    """Serve until told to stop.

    gate: where workers find what makes their gate.
    """
    certificate, key = settings.tls or (None, None)
    scheme = "https" if certificate else "http"
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"{scheme}://{host}:{settings.port}"
    server = _Announcing(
        gate,
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.RSGI,
        workers=settings.workers,
        loop=Loops.asyncio,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_WITHIN_MS),
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_WITHIN_S,
        ssl_cert=certificate,
        ssl_key=key,
    )
    server.when_listening = lambda: print(f"Backday is at {address}", flush=True)  # noqa: T201
    server.serve()


def gate_of_this_worker() -> Gate:
    """What granian calls in each worker process."""
    from webapp import create_app, daily

    app = create_app(read_settings(os.environ))

    def on_start(loop: AbstractEventLoop) -> None:
        _stop_with_the_parent(loop)
        daily.begin(loop, app)

    gate = Gate(app)
    gate.on_start = on_start
    return gate


def _stop_with_the_parent(loop: AbstractEventLoop) -> None:
    """A worker whose parent was killed would keep the port, and the database, for ever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def stop() -> None:
        loop.remove_reader(parent.sentinel)
        os.kill(os.getpid(), signal.SIGTERM)

    loop.add_reader(parent.sentinel, stop)


class _Announcing(Server):  # type: ignore[misc,valid-type]
    """Says where it is once somebody answers there, not before."""

    when_listening: Callable[[], None]

    def signal_handler_interrupt(self, *_args: Any, **_kwargs: Any) -> None:
        """Told to stop. In a thread: if this interrupts the main one as it begins to wait, that one holds the
        event's lock, and setting it here would wait for itself for ever."""
        self.interrupt_signal = True
        threading.Thread(target=self.main_loop_interrupt.set).start()

    def startup(self, spawn_target: Any, target_loader: Any) -> None:
        super().startup(spawn_target, target_loader)
        while not (self.interrupt_signal or self.interrupt_children):
            try:
                socket.create_connection((self.bind_addr, self.bind_port), timeout=1).close()
            except OSError:
                time.sleep(0.02)
            else:
                self.when_listening()
                return
