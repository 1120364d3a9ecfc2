"""What stands between the network and Flask: a body is received whole before the worker's thread is taken.

A phone that loses signal in the middle of a request costs a few bytes of memory here, never a thread. The
figures are in docs/decisions/0002-bodies-are-received-before-a-thread-is-taken.md.
"""

from __future__ import annotations

import asyncio
import io
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from granian.rsgi import HTTPProtocol, ProtocolClosed, Scope  # type: ignore[attr-defined]

from webapp.config import MAX_BODY_BYTES

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

BODY_DEADLINE_S = 10.0
"""A body that isn't here by then is given up; a phone sends again anyway."""

_READ_TO_BE_POLITE_BYTES = 16 * MAX_BODY_BYTES
"""Up to here, a body that is too large is read and dropped: a browser that is cut off shows no answer."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, ready to send."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Refused(Exception):  # noqa: N818  it reads as what happened
    """A request that never reaches the app."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        body = f"{sentence}\n".encode()
        headers = [
            ("content-type", "text/plain; charset=utf-8"),
            ("content-length", str(len(body))),
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("x-backday", "1"),
            ("connection", "close"),
        ]
        self.answer = Answer(status, headers, body)


class Gate:
    """An RSGI application that receives as an event loop does, and then runs a WSGI one to its end.

    In the loop's own thread: Python runs one thread at a time anyway, and with SQLite one writer too; handing
    over to a second thread and back takes longer than our shortest pages.
    """

    on_start: Callable[[asyncio.AbstractEventLoop], None] | None = None
    """Called with the worker's loop before the first request."""

    def __init__(self, app: WSGIApplication, deadline_s: float = BODY_DEADLINE_S) -> None:
        self._app = app
        self._deadline_s = deadline_s

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        if self.on_start:
            self.on_start(loop)

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        try:
            answer = _run(self._app, environ_of(scope, await _body(scope, protocol, self._deadline_s)))
        except Refused as refusal:
            answer = refusal.answer
        except ProtocolClosed:
            return  # the phone is gone, and has sent only a part: nothing was done, nobody to tell
        if answer.body:
            protocol.response_bytes(answer.status, answer.headers, answer.body)
        else:
            protocol.response_empty(answer.status, answer.headers)


async def _body(scope: Scope, protocol: HTTPProtocol, deadline_s: float) -> bytes:
    """The body, whole. Raises Refused, or ProtocolClosed when the sender is gone."""
    headers = scope.headers
    length = int(headers.get("content-length", "0"))
    if not length and "transfer-encoding" not in headers and scope.http_version.startswith("1"):
        return b""
    try:
        async with asyncio.timeout(deadline_s):
            if length > MAX_BODY_BYTES:
                await _read_and_drop(protocol, length)
                raise Refused(413, f"That is too large: at most {MAX_BODY_BYTES // 1024} kB at once, please.")
            if length:
                return await protocol()  # not piece by piece: only so does a body that was cut short raise
            return await _no_body(protocol)
    except TimeoutError:
        raise Refused(408, "The rest of that did not arrive in time. Please send it again.") from None


async def _no_body(protocol: HTTPProtocol) -> bytes:
    """Without a length, a body cut short would pass for whole; browsers and proxies send one."""
    async for piece in protocol:
        if piece:
            raise Refused(411, "Please send that with its length (Content-Length).")
    return b""


async def _read_and_drop(protocol: HTTPProtocol, length: int) -> None:
    if length <= _READ_TO_BE_POLITE_BYTES:
        async for _piece in protocol:
            pass


def environ_of(scope: Scope, body: bytes) -> WSGIEnvironment:
    """The request as WSGI has it (PEP 3333)."""
    server, port = _host_and_port(scope.server)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": _host_and_port(scope.client)[0],
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    _add_headers(environ, scope)
    return environ


def _add_headers(environ: dict[str, Any], scope: Scope) -> None:
    for name, value in scope.headers.items():
        # `X_Forwarded_For` would pass for the proxy's own `X-Forwarded-For`.
        if "_" in name or name in ("content-length", "transfer-encoding"):
            continue
        key = "CONTENT_TYPE" if name == "content-type" else f"HTTP_{name.upper().replace('-', '_')}"
        joint = "; " if name == "cookie" else ", "
        environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
    if "HTTP_HOST" not in environ and scope.authority:
        environ["HTTP_HOST"] = scope.authority  # HTTP/2 has no Host header


def _host_and_port(address: str) -> tuple[str, str]:
    host, _, port = address.rpartition(":")
    return host.strip("[]"), port


def _run(app: WSGIApplication, environ: WSGIEnvironment) -> Answer:
    """Run the app to its end; what it raises is logged and answered."""
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], _exc_info: Any = None) -> Any:
        started[:] = [(status, headers)]

    try:
        pieces = app(environ, start_response)
        try:
            body = b"".join(pieces)
        finally:
            if hasattr(pieces, "close"):
                pieces.close()
        status, headers = started[-1]
    except Exception:
        _log.exception("%s %s failed outside the app", environ["REQUEST_METHOD"], environ["PATH_INFO"])
        raise Refused(500, "Something went wrong here; it is written in the log.") from None
    return Answer(int(status[:3]), headers, body)
