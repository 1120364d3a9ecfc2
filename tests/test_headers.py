"""What every answer says about itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from flask.typing import ResponseReturnValue

from tests.visiting import Phone, PhoneOf, visit
from webapp import headers
from webapp.assets import static_url
from webapp.config import Settings
from webapp.models import User


@pytest.mark.parametrize("path", ["/", "/login", "/nowhere", "/today"])
def test_every_answer_carries_the_strict_headers(phone: Phone, path: str) -> None:
    page = phone.get(path, expect_errors=True)

    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; ")
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert page.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "microphone=()" in page.headers["Permissions-Policy"]
    assert "Cookie" in page.headers["Vary"]


def test_a_static_file_carries_only_what_it_obeys(app: Flask, phone: Phone) -> None:
    with app.test_request_context():
        script, drawing = static_url("js/page/main.js"), static_url("icons/icon.svg")

    part, document = phone.get(script).headers, phone.get(drawing).headers

    assert part["X-Content-Type-Options"] == "nosniff"
    assert part["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Content-Security-Policy" not in part
    assert document["Content-Security-Policy"] == headers.POLICY


def test_the_policy_allows_nothing_inline_and_one_kind_of_trusted_markup() -> None:
    policy = dict(part.partition(" ")[::2] for part in headers.POLICY.split("; "))

    assert "unsafe" not in headers.POLICY
    assert "nonce" not in headers.POLICY
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["trusted-types"] == "backday"
    for directive in ("default-src", "object-src", "base-uri", "frame-ancestors"):
        assert policy[directive] == "'none'"
    for directive in ("script-src", "style-src", "connect-src", "form-action", "worker-src"):
        assert policy[directive] == "'self'"


def test_a_person_keeps_their_pages_and_nobody_keeps_account_pages(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)

    kept = {path: visit(phone, path).headers["Cache-Control"] for path in ("/programs", "/settings")}

    assert kept == {"/programs": "private, no-cache", "/settings": "no-store"}
    assert visit(Phone(phone.app), "/").headers["Cache-Control"] == "private, no-cache"


def test_a_refused_form_of_an_account_is_kept_nowhere(phone: Phone) -> None:
    assert phone.post("/signup", {}, status=422).headers["Cache-Control"] == "no-store"


def test_https_is_demanded_for_two_years_but_only_over_https(app: Flask) -> None:
    plain, safe = Phone(app), Phone(app)
    safe.extra_environ = {**safe.extra_environ, "wsgi.url_scheme": "https"}

    assert "Strict-Transport-Security" not in visit(plain, "/").headers
    assert visit(safe, "/").headers["Strict-Transport-Security"] == "max-age=63072000"


def app_behind(hops: int) -> Any:
    """A client of a small app behind that many proxies, which says what it believes."""
    app = Flask("small")
    app.config["SETTINGS"] = Settings(data=Path("unused"), proxy_hops=hops)
    headers.init_app(app)

    @app.get("/")
    def told() -> ResponseReturnValue:
        return {"address": request.remote_addr, "scheme": request.scheme, "host": request.host}

    return app.test_client()


FORWARDED = {
    "X-Forwarded-For": "6.6.6.6, 198.51.100.7, 192.0.2.1",
    "X-Forwarded-Proto": "gopher, https, http",
    "X-Forwarded-Host": "evil.example, gym.example, inner.example",
}


@pytest.mark.parametrize(
    ("hops", "address", "scheme", "host"),
    [
        (0, "127.0.0.1", "http", "localhost"),
        (1, "192.0.2.1", "http", "inner.example"),
        (2, "198.51.100.7", "https", "gym.example"),
    ],
)
def test_exactly_as_many_proxies_are_believed_as_there_are(
    hops: int, address: str, scheme: str, host: str
) -> None:
    told = app_behind(hops).get("/", headers=FORWARDED).get_json()

    assert told == {"address": address, "scheme": scheme, "host": host}


def test_a_view_may_say_it_better(app: Flask) -> None:
    response = app.response_class(headers={"Cache-Control": "public, max-age=31536000, immutable"})

    with app.test_request_context("/"):
        headers.add_headers(response)

    assert response.headers["Cache-Control"].startswith("public")
    assert "Vary" not in response.headers
