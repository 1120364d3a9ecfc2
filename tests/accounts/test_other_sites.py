"""What comes from another site changes nothing; what comes from ours is never too old."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask, jsonify
from flask.typing import ResponseReturnValue

from tests import people
from tests.visiting import Phone, text_of, visit
from webapp.access import _ask_to_sign_in, access, policies
from webapp.extensions import db
from webapp.models import User

SENT = {"name": "Changed", "unit": "kg", "zone": "UTC", "day_start": "04:00", "effort": "rir"}

OURS = "http://localhost"


def phone_saying(app: Flask, token: str | None, **headers: str) -> Phone:
    phone = Phone(app, token)
    phone.extra_environ = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    return phone


@pytest.mark.parametrize(
    ("headers", "is_allowed", "why"),
    [
        ({"sec_fetch_site": "same-origin"}, True, "our own page"),
        ({"sec_fetch_site": "none"}, True, "typed, or a bookmark"),
        ({"sec_fetch_site": "same-site"}, False, "a neighbour below the same domain"),
        ({"sec_fetch_site": "cross-site"}, False, "another site"),
        ({"sec_fetch_site": "rubbish"}, False, "nothing we know"),
        ({"sec_fetch_site": ""}, False, "empty"),
        ({"sec_fetch_site": "cross-site", "origin": OURS}, False, "the newer header decides"),
        ({"origin": OURS}, True, "an older browser on our page"),
        ({"origin": "HTTP://LOCALHOST"}, True, "origins have no case"),
        ({"origin": "https://localhost"}, False, "another scheme"),
        ({"origin": "http://localhost:8001"}, False, "another port"),
        ({"origin": "http://localhost.evil.example"}, False, "another host"),
        ({"origin": "null"}, False, "a sandboxed frame"),
        ({}, False, "neither, with a cookie: a browser too old to trust, or a forgery"),
    ],
)
def test_a_form_counts_only_from_our_own_pages(
    app: Flask, alice: User, headers: dict[str, str], is_allowed: bool, why: str
) -> None:
    phone = phone_saying(app, people.sign_in(alice), **headers)

    page = phone.post("/settings", SENT, status=303 if is_allowed else 403)

    name = db.session.scalars(sa.select(User.name)).one()
    assert name == ("Changed" if is_allowed else "Alice"), why
    if not is_allowed:
        assert "another site" in text_of(page)


def test_somebody_with_no_cookie_and_no_browser_may_sign_in(app: Flask, alice: User) -> None:
    phone = phone_saying(app, None)

    phone.post("/login", {"email": alice.email, "password": people.PASSWORD}, status=303)


def test_another_site_cannot_sign_anybody_in(app: Flask, alice: User) -> None:
    phone = phone_saying(app, None, sec_fetch_site="cross-site")

    phone.post("/login", {"email": alice.email, "password": people.PASSWORD}, status=403)


def test_a_link_from_another_site_opens_a_page(app: Flask, alice: User) -> None:
    phone = phone_saying(app, people.sign_in(alice), sec_fetch_site="cross-site")

    visit(phone, "/settings")


@pytest.fixture
def small_app(app: Flask) -> Flask:
    """Views of a kind that the real app must not have, or doesn't have yet."""
    small = Flask("small", template_folder=app.jinja_loader.searchpath[0])  # type: ignore[union-attr]
    small.config.update(app.config)
    from webapp import access as guard
    from webapp import extensions

    extensions.db.init_app(small)
    extensions.login_manager.init_app(small)
    guard.init_app(small)

    @small.route("/undeclared", methods=["GET", "POST"])
    def undeclared() -> str:
        return "secret"

    @small.get("/api/thing")
    @access("self")
    def thing() -> ResponseReturnValue:
        return jsonify(ok=True)

    return small


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_view_that_declares_nothing_is_not_there(small_app: Flask, method: str) -> None:
    answer = small_app.test_client().open("/undeclared", method=method)

    assert answer.status_code == 404
    assert "undeclared" not in policies(small_app)
    assert policies(small_app)["thing"] == "self"


def test_a_machine_is_told_in_json_to_sign_in(small_app: Flask) -> None:
    answer = small_app.test_client().get("/api/thing")

    assert answer.status_code == 401
    assert answer.headers["X-Backday"] == "1"
    assert set(answer.get_json()) == {"error", "message"}
    assert "Location" not in answer.headers


@pytest.mark.parametrize("rule", ["", "owner", "own", "own:", "public "])
def test_a_rule_that_does_not_exist_cannot_be_declared(rule: str) -> None:
    with pytest.raises(ValueError, match="No such access rule"):
        access(rule)


def test_flask_login_asks_for_the_sign_in_as_we_do(app: Flask) -> None:
    assert app.login_manager.unauthorized_callback is _ask_to_sign_in  # type: ignore[attr-defined]
