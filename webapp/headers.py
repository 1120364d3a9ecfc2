"""What every answer says about itself: what may run in it, and who may keep it."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.config import Settings

# No nonces: a service worker or the back button replays header and body together, so one would be a constant.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types backday",
    )
)

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}

OF_A_DOCUMENT = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), "
        "publickey-credentials-get=(self), publickey-credentials-create=(self)"
    ),
}
"""What only a page, a worker or a drawing obeys. A script answers to the page that loads it, and forty of
them would carry more of this than of themselves."""

TWO_YEARS_S = 63_072_000


def init_app(app: Flask) -> None:
    """Send the headers with every answer, and believe exactly as many proxies as there are."""
    settings: Settings = app.config["SETTINGS"]
    hops = settings.proxy_hops
    if hops:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Fill in what the view didn't say itself."""
    said = {name.lower() for name, _ in response.headers}
    ours = ALWAYS if _is_only_a_part(response) else ALWAYS | OF_A_DOCUMENT
    response.headers.extend((name, value) for name, value in ours.items() if name.lower() not in said)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={TWO_YEARS_S}")
    response.headers.setdefault("Cache-Control", _cache_control())
    if not response.cache_control.public:
        response.vary.add("Cookie")
    return response


def _is_only_a_part(response: Response) -> bool:
    """A static file, unless it is one in which a script could run: an SVG that is opened by itself."""
    return request.endpoint == "assets.static" and response.mimetype != "image/svg+xml"


def _cache_control() -> str:
    """Account pages are kept nowhere; a person's own pages on their own device, asked about each time."""
    is_account = request.blueprint == "accounts" and request.endpoint != "accounts.welcome"
    return "no-store" if is_account else "private, no-cache"
