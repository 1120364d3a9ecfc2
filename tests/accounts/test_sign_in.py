"""Signing in and out."""

from __future__ import annotations

from typing import Literal

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask

from tests import people
from tests.accounts.forms import error_by, sign_in, submit
from tests.people import PASSWORD, make_person
from tests.visiting import Phone, text_of, visit
from webapp import clock
from webapp.accounts import passwords
from webapp.database import may_write
from webapp.extensions import db
from webapp.models import Session, User

BROWSER = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Safari/537.36"}


def test_the_right_password_lets_in(phone: Phone, alice: User) -> None:
    page = sign_in(phone, " Alice@example.com ")

    assert page.follow().location.endswith("/today")
    assert visit(phone, "/settings").forms[0]["name"].value == "Alice"


@pytest.mark.parametrize(
    ("email", "password"),
    [("alice@example.com", "not her password"), ("nobody@example.com", PASSWORD)],
)
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    phone: Phone, alice: User, email: str, password: str
) -> None:
    page = sign_in(phone, email, password, status=422)

    assert "don't belong together" in text_of(page, "[role=alert]")
    assert not page.html.select("[aria-invalid]")
    assert page.forms[0]["email"].value == email
    assert "Set-Cookie" not in page.headers


def test_an_unknown_address_takes_as_much_work_as_a_wrong_password(
    phone: Phone, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[tuple[str, str]] = []

    class Watched(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002
            verified.append((str(hash).rsplit("$", 2)[0], str(password)))
            return super().verify(hash, password)

    watched = Watched(time_cost=2, memory_cost=19456, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", watched)

    for email in ("alice@example.com", "nobody@example.com"):
        sign_in(phone, email, "not her password", status=422)

    assert verified == [("$argon2id$v=19$m=19456,t=2,p=1", "not her password")] * 2


def test_a_disabled_account_lets_nobody_in(phone: Phone, alice: User) -> None:
    alice.disabled_at = clock.utc_now()
    db.session.commit()

    page = sign_in(phone, "alice@example.com", status=422)

    assert "don't belong together" in text_of(page)


@pytest.mark.parametrize(
    ("field", "typed"), [("email", ""), ("email", "alice"), ("password", ""), ("password", "x" * 10_000)]
)
def test_an_entry_that_cannot_be_right_is_said_by_its_field(phone: Phone, field: str, typed: str) -> None:
    page = sign_in(phone, **{"email": "alice@example.com", "password": PASSWORD, field: typed}, status=422)

    assert error_by(page, field).endswith(".")


def test_a_password_is_checked_before_the_write_lock_is_taken(
    phone: Phone, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_have_written: list[bool] = []
    check = passwords.is_correct

    def watched(password: str, stored: str | None) -> bool:
        may_have_written.append(may_write())
        return check(password, stored)

    monkeypatch.setattr("webapp.accounts.sign_in_pages.is_correct", watched)

    sign_in(phone, "alice@example.com")

    assert may_have_written == [False]


def test_a_server_busy_with_passwords_says_so_and_keeps_the_entry(phone: Phone, alice: User) -> None:
    page = visit(phone, "/login")

    with passwords._turn(), passwords._turn():
        busy = submit(page, "/login", status=503, email="alice@example.com", password=PASSWORD)

    assert int(busy.headers["Retry-After"]) > 0
    assert busy.forms[0]["email"].value == "alice@example.com"
    submit(page, "/login", email="alice@example.com", password=PASSWORD)


def test_a_hash_of_older_costs_is_renewed_at_sign_in(phone: Phone) -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1)
    make_person(password_hash=cheap.hash(PASSWORD))

    sign_in(phone, "alice@example.com")

    stored = db.session.scalars(sa.select(User.password_hash)).one()
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.is_correct(PASSWORD, stored)


def test_the_cookie_lasts_and_no_script_reads_it(phone: Phone, alice: User) -> None:
    cookie = sign_in(phone, "alice@example.com").headers["Set-Cookie"]

    name, _, attributes = cookie.partition("=")
    assert name == "sid"
    for attribute in ("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=15552000"):
        assert attribute in attributes
    assert "Secure" not in attributes
    assert "Domain" not in attributes


def test_over_https_the_cookie_is_bound_to_the_host(app: Flask, alice: User) -> None:
    phone = Phone(app)
    phone.extra_environ = {**phone.extra_environ, "wsgi.url_scheme": "https"}

    cookie = sign_in(phone, "alice@example.com").headers["Set-Cookie"]

    assert cookie.startswith("__Host-sid=")
    for attribute in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert attribute in cookie


def test_the_token_is_kept_nowhere(phone: Phone, alice: User) -> None:
    sign_in(phone, "alice@example.com")

    stored = db.session.scalars(sa.select(Session.id_hash)).one()
    assert len(phone.cookies["sid"]) == 43
    assert phone.cookies["sid"].encode() not in stored


def test_signing_in_leads_back_to_where_somebody_wanted_to_go(phone: Phone, alice: User) -> None:
    page = visit(phone, "/settings/devices?ended=1", status=401)

    page = submit(page, "/login", email="alice@example.com", password=PASSWORD)

    assert page.follow().location.endswith("/settings/devices?ended=1")


def test_a_form_sent_when_signed_out_leads_back_to_its_page(app: Flask) -> None:
    phone = Phone(app)

    page = phone.post("/settings", {}, headers={"Referer": "http://localhost/settings?saved=1"}, status=401)
    elsewhere = phone.post("/settings", {}, headers={"Referer": "http://evil.example/x"}, status=401)

    assert page.forms[0]["next"].value == "/settings?saved=1"
    assert elsewhere.forms[0]["next"].value == "/today"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "/\t/evil.example/",
        "javascript:alert(1)",
        "evil",
        "/today\r\nSet-Cookie: x=y",
        "/" + "x" * 2000,
        "",
    ],
)
def test_signing_in_never_leads_to_another_site(phone: Phone, alice: User, elsewhere: str) -> None:
    data = {"email": "alice@example.com", "password": PASSWORD, "next": elsewhere}

    page = phone.post("/login", data, status=303)

    assert page.follow().location == "/today"


def test_a_browser_that_keeps_no_cookies_is_told_why_it_is_not_let_in(phone: Phone, alice: User) -> None:
    page = sign_in(phone, "alice@example.com")
    phone.reset()

    page = page.follow(status=200)

    assert "cookie" in text_of(page, "[role=alert]")
    assert page.forms[0]["next"].value == "/today"


def test_signing_in_again_ends_the_session_before(app: Flask, phone: Phone, alice: User) -> None:
    sign_in(phone, "alice@example.com")
    old = phone.cookies["sid"]
    submit_data = {"email": "alice@example.com", "password": PASSWORD}

    phone.post("/login", submit_data, status=303)

    assert phone.cookies["sid"] != old
    visit(Phone(app, old), "/settings", status=401)


def test_signing_out_kills_the_cookie_wherever_it_was_copied(app: Flask, alice: User) -> None:
    token = people.sign_in(alice)
    phone, copied = Phone(app, token), Phone(app, token)
    visit(copied, "/settings")

    page = submit(visit(phone, "/settings"), "/logout")

    assert page.headers["Clear-Site-Data"] == '"cache"'
    assert page.headers["Set-Cookie"].startswith("sid=; ")
    assert "Max-Age=0" in page.headers["Set-Cookie"]
    assert "signed out" in text_of(page.follow(), "main [role=status]")
    visit(copied, "/settings", status=401)


def test_signing_out_twice_does_no_harm(phone: Phone) -> None:
    assert phone.post("/logout", status=303).location.endswith("/?out=1")


def test_a_page_for_somebody_not_signed_in_is_the_sign_in_form(phone: Phone) -> None:
    page = visit(phone, "/today", status=401)

    assert text_of(page, "h1") == "Sign in"
    assert page.forms[0].action == "/login"
    assert page.forms[0]["next"].value == "/today"
    assert page.headers["Cache-Control"] == "no-store"


def test_a_browser_with_another_servers_remember_cookie_can_sign_in(phone: Phone, alice: User) -> None:
    phone.set_cookie("remember_token", "1|0123456789abcdef")
    phone.set_cookie("session", "eyJfdXNlcl9pZCI6IjEifQ.x.y")

    sign_in(phone, "alice@example.com")

    visit(phone, "/settings")


def test_the_device_is_named_as_people_name_it(phone: Phone, alice: User) -> None:
    form = visit(phone, "/login").forms[0]
    form["email"], form["password"] = "alice@example.com", PASSWORD

    form.submit(headers=BROWSER, status=303)

    assert db.session.scalars(sa.select(Session.device)).one() == "Chrome on Android"
