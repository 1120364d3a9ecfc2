"""What stands between a phone and its server: a proxy over TCP that loses, cuts off and swallows what passes.

Its address stays the same whatever it does and whatever becomes of the server behind it: what a phone keeps
belongs to the address. A browser sends a request again by itself when a connection that was kept open ends
without an answer, which no interception inside the browser can show.
"""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import suppress
from enum import Enum
from http.client import parse_headers
from io import BytesIO
from typing import BinaryIO, Literal


class Fault(Enum):
    """What becomes of the requests that are aimed at."""

    NONE = "passed on"
    REFUSED = "reset before the server hears of it"
    ANSWER_LOST = "the server has done it, and the connection is reset instead of answering"
    ANSWER_CUT = "the server has done it, and half of what it answers arrives"
    ANSWER_HELD = "the server has done it, and its answer comes once the fault is over"
    SWALLOWED = "taken, and neither passed on nor answered"
    PORTAL = "a captive portal answers, as if all were well"
    BAD_GATEWAY = "a proxy answers whose server is gone"


_STRANGERS = {
    Fault.PORTAL: b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 16\r\n\r\n<h1>Welcome</h1>",
    Fault.BAD_GATEWAY: b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n",
}


class FaultProxy:
    """Stands in front of a server on loopback. Its fault may change at any moment.

    aim: how the first lines of those requests begin that the fault is about. hit: the fault of each request
    that met one, in order.
    """

    def __init__(self, server_port: int) -> None:
        self.server_port = server_port
        self.aim = "POST /api/sync"
        self.hit: list[Fault] = []
        self._now = Fault.NONE, threading.Event()
        """The fault, and what is set when it is over."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def fault(self) -> Fault:
        return self._now[0]

    @fault.setter
    def fault(self, fault: Fault) -> None:
        _, over = self._now
        self._now = fault, threading.Event()
        over.set()

    def close(self) -> None:
        self._listener.close()
        self.fault = Fault.REFUSED

    def _accept(self) -> None:
        while True:
            try:
                phone, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(phone,), daemon=True).start()

    def _serve(self, phone: socket.socket) -> None:
        """The requests of one connection, until either side has enough."""
        with suppress(OSError), phone, phone.makefile("rb") as incoming:
            while (request := _read_request(incoming)) and self._answer(request, phone):
                pass

    def _answer(self, request: bytes, phone: socket.socket) -> bool:
        """Whether the connection goes on."""
        is_aimed_at = request.startswith(self.aim.encode())
        fault, over = self._now if is_aimed_at else (Fault.NONE, threading.Event())
        if fault is not Fault.NONE:
            self.hit.append(fault)
        if fault in _STRANGERS:
            phone.sendall(_STRANGERS[fault])
            return True
        if fault is Fault.SWALLOWED:
            over.wait()
        if fault in (Fault.REFUSED, Fault.SWALLOWED):
            return _reset_at_the_end(phone)
        answer = self._ask_server(request)
        if fault is Fault.ANSWER_LOST:
            return _reset_at_the_end(phone)
        if fault is Fault.ANSWER_CUT:
            phone.sendall(answer[: answer.index(b"\r\n\r\n") + 4 + len(answer) // 4])
            return False
        if fault is Fault.ANSWER_HELD:
            over.wait()
        phone.sendall(answer)
        return bool(answer)

    def _ask_server(self, request: bytes) -> bytes:
        """Its whole answer, to be sent on a connection that stays open; empty where it hangs up."""
        line, _, rest = request.partition(b"\r\n")
        with socket.create_connection(("127.0.0.1", self.server_port)) as server:
            server.sendall(line + b"\r\nConnection: close\r\n" + _without_connection(rest))
            answer = b"".join(iter(lambda: server.recv(65536), b""))
        line, _, rest = answer.partition(b"\r\n")
        return line + b"\r\n" + _without_connection(rest) if answer else b""


def _read_request(incoming: BinaryIO) -> bytes | None:
    """A request as it came, with its body; None at the connection's end."""
    lines = [incoming.readline()]
    while lines[-1] not in (b"\r\n", b""):
        lines.append(incoming.readline())
    if lines[-1] == b"":
        return None
    length = parse_headers(BytesIO(b"".join(lines[1:]))).get("Content-Length")
    return b"".join(lines) + incoming.read(int(length or 0))


def _without_connection(rest: bytes) -> bytes:
    """Headers and body, without what the headers say of the connection."""
    head, _, body = rest.partition(b"\r\n\r\n")
    kept = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join(kept) + b"\r\n\r\n" + body


def _reset_at_the_end(connection: socket.socket) -> Literal[False]:
    """The connection will end as a lost network ends it, not as a polite server does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return False
