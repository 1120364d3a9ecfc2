"""The page that walks a phone through trusting this computer, over plain HTTP: only it and the certificate.

Nothing here is secret, and nothing that is typed here goes anywhere: there is no form.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import jinja2

from webapp.headers import ALWAYS

CERTIFICATE_PATH = "/backday.crt"
PATIENCE_S = 10

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "phone"
_STATIC = Path(__file__).resolve().parents[2] / "static"
_STYLES = ("css/layers.css", "css/tokens.css", "css/reset.css", "css/base.css", "css/guide.css")


@dataclass(frozen=True, slots=True)
class Guide:
    """app_url: where it leads in the end. authority: the certificate to trust, in PEM."""

    app_url: str
    authority: bytes
    fingerprint: str
    computer: str

    def page(self) -> bytes:
        environment = jinja2.Environment(loader=jinja2.FileSystemLoader(_TEMPLATES), autoescape=True)
        return (
            environment.get_template("guide.html").render(guide=self, certificate=CERTIFICATE_PATH).encode()
        )


def serve_guide(guide: Guide, host: str, port: int) -> ThreadingHTTPServer:
    """Serve it in the background until the process ends. Raises OSError if the port is taken."""
    style = b"\n".join((_STATIC / name).read_bytes() for name in _STYLES)
    answers = {
        "/": ("text/html; charset=utf-8", guide.page()),
        "/guide.css": ("text/css; charset=utf-8", style),
        CERTIFICATE_PATH: ("application/x-x509-ca-cert", guide.authority),
    }

    class Handler(_Handler):
        known = answers

    server = ThreadingHTTPServer((host, port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    known: ClassVar[dict[str, tuple[str, bytes]]]
    timeout = PATIENCE_S
    server_version, sys_version = "Backday", ""

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        path = self.path.partition("?")[0]
        content_type, body = self.known.get(path, ("text/plain; charset=utf-8", b"Not here.\n"))
        self.send_response(200 if path in self.known else 404)
        headers = {**ALWAYS, "Content-Type": content_type, "Content-Length": str(len(body))}
        for name, value in {**headers, "Cache-Control": "no-store"}.items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Quiet: the terminal shows the code to scan."""
