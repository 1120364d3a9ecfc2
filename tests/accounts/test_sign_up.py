"""Making an account."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.accounts.forms import ZOE, error_by, sign_in, sign_up
from tests.conftest import Clock
from tests.visiting import Phone, form_to, text_of, visit
from webapp.extensions import db
from webapp.models import Session, User


def only_user() -> User:
    return db.session.scalars(sa.select(User)).one()


def count(model: Any) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def test_whoever_signs_up_is_signed_in_and_finds_where_to_start(phone: Phone) -> None:
    page = sign_up(phone, zone="Europe/Berlin").follow()
    assert page.location.endswith("/start")
    page.follow()

    user = only_user()
    assert (user.name, user.email, user.zone, user.unit) == (
        "Zoë Quist",
        "zoe@example.com",
        "Europe/Berlin",
        "kg",
    )
    assert user.day_start_min == 240
    assert not user.is_coach
    assert "pull the slack" not in user.password_hash


def test_without_scripts_the_zone_is_utc_until_settings_say_otherwise(phone: Phone) -> None:
    sign_up(phone)

    assert only_user().zone == "UTC"


@pytest.mark.parametrize(
    ("languages", "unit", "why"),
    [
        ("en-US,en;q=0.9", "lb", "the United States"),
        ("es-US", "lb", "whatever the language"),
        ("fr-CA,fr;q=0.9", "lb", "Canadian plates are in pounds"),
        ("en-GB,en;q=0.9,en-US;q=0.8", "kg", "only what comes first says where somebody is"),
        ("de,en-US;q=0.7,en;q=0.3", "kg", "German browsers add en-US"),
        ("en;q=0.5,en-US", "lb", "first is what is liked best"),
        ("ca", "kg", "Catalan, not Canada"),
        ("zh-Hant-TW", "kg", "nearly everywhere"),
        ("", "kg", "nothing said"),
        ("*;q=0,,-,\u00e9-US;x", "kg", "nonsense"),
    ],
)
def test_the_unit_of_where_somebody_lives_is_chosen_already(
    phone: Phone, languages: str, unit: str, why: str
) -> None:
    form = form_to(phone.get("/signup", headers={"Accept-Language": languages}), "/signup")

    assert form["unit"].value == unit, why


def test_the_unit_that_was_chosen_is_kept(phone: Phone) -> None:
    sign_up(phone, unit="lb")

    assert only_user().unit == "lb"


def test_a_refused_form_keeps_the_unit(phone: Phone) -> None:
    page = sign_up(phone, status=422, unit="lb", name="")

    assert form_to(page, "/signup")["unit"].value == "lb"


def test_whoever_sends_no_unit_lifts_in_kilograms(phone: Phone) -> None:
    phone.post("/signup", ZOE, headers={"Accept-Language": "en-US"}, status=303)

    assert only_user().unit == "kg"


def test_somebody_can_sign_up_to_coach(phone: Phone) -> None:
    page = sign_up(phone, at="/signup?coach=1").follow()

    assert page.location.endswith("/coach"), "where their clients will be"
    assert only_user().is_coach


@pytest.mark.parametrize("coach", ["", "coach=1&"])
def test_whoever_was_on_their_way_somewhere_gets_there(phone: Phone, coach: str) -> None:
    page = sign_up(phone, at=f"/signup?{coach}next=/i").follow()

    assert page.location.endswith("/i")


def test_making_an_account_instead_of_signing_in_leads_to_the_same_place(phone: Phone) -> None:
    page = visit(phone, "/login?next=/i").click("Make an account")

    assert page.request.path_qs.endswith("/signup?next=/i")
    assert visit(phone, "/login").click("Make an account").request.path_qs.endswith("/signup")


def test_an_address_is_the_same_in_capitals(phone: Phone) -> None:
    sign_up(phone, email=" Zoe@Example.COM ")

    assert only_user().email == "zoe@example.com"


@pytest.mark.parametrize(
    "name",
    ["Łukasz", "محمد علي", "שרה", "🏋️‍♀️ Ann", "О́льга", "李", "x" * 80, "O'Brien-Smith <b>"],
)
def test_a_name_in_any_script_is_kept_as_typed(phone: Phone, name: str) -> None:
    sign_up(phone, name=name)

    assert only_user().name == name
    assert visit(phone, "/settings").forms[0]["name"].value == name


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("name", "", "no name"),
        ("name", "   ", "blanks"),
        ("name", "\u200b\u200d", "nothing to be seen"),
        ("name", "x" * 81, "too long"),
        ("name", "x" * 10_000, "far too long"),
        ("name", "Ann\x00", "a NUL byte"),
        ("name", "Ann\x1b[31m", "a control character"),
        ("name", "Ann \ufffd", "what half an emoji arrives as"),
        ("email", "", "no address"),
        ("email", "zoe", "no @"),
        ("email", "zoe@", "no host"),
        ("email", "z oe@example.com", "a blank inside"),
        ("email", "zoe@example.com\x00", "a NUL byte"),
        ("email", "z" * 250 + "@example.com", "too long"),
        ("email", "zoe@example..com", "an empty part"),
        ("password", "", "none"),
        ("password", "7chars!", "too short"),
        ("password", "x y " * 51, "too long"),
        ("password", "password1", "a common one"),
        ("password", "my zoe@example.com", "the address in it"),
        ("password", "quistquist7", "the name in it"),
        ("password", "BackDay-2026", "ours in it"),
        ("password", "half an emoji \ufffd", "a broken character"),
    ],
)
def test_what_cannot_be_used_is_said_by_its_field_and_nothing_is_made(
    phone: Phone, field: str, typed: str, why: str
) -> None:
    page = sign_up(phone, status=422, **{field: typed})

    assert error_by(page, field).endswith("."), why
    assert count(User) == 0
    kept = {name: page.forms[0][name].value for name in ("name", "email") if name != field}
    assert kept == {name: ZOE[name] for name in kept}


def test_half_an_emoji_in_the_bytes_of_a_form_is_refused(phone: Phone) -> None:
    body = b"name=Ann+%ED%A0%BD&email=ann%40example.com&password=pull+the+slack+out"

    page = phone.post("/signup", body, status=400)

    assert "type it again" in text_of(page)
    assert count(User) == 0


def test_a_form_that_is_far_too_large_is_not_even_read(phone: Phone) -> None:
    page = phone.post("/signup", {**ZOE, "name": "x" * 600_000}, status=413)

    assert text_of(page, "h1") == "Too much at once"
    assert count(User) == 0


def test_half_an_emoji_in_a_form_in_parts_is_refused_by_its_field(phone: Phone) -> None:
    broken = b"--x\r\nContent-Disposition: form-data; name=name\r\n\r\nAnn \xed\xa0\xbd\r\n--x--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=x"}

    page = phone.post("/signup", broken, headers=headers, status=422)

    assert error_by(page, "name")


def test_a_typed_password_is_never_sent_back(phone: Phone) -> None:
    page = sign_up(phone, status=422, name="")

    assert "slack" not in page.text


def test_a_zone_that_nobody_knows_is_asked_for(phone: Phone) -> None:
    page = sign_up(phone, status=422, zone="Mars/Base")

    assert error_by(page, "zone")
    page.forms[0]["zone"] = "Europe/London"
    page.forms[0]["password"] = ZOE["password"]
    page.forms[0].submit(status=303)
    assert only_user().zone == "Europe/London"


def test_an_address_has_one_account(phone: Phone, alice: User) -> None:
    page = sign_up(phone, status=422, email=alice.email.upper())

    assert "already an account" in error_by(page, "email")
    assert count(User) == 1
    assert count(Session) == 0


def test_a_form_sent_twice_makes_one_account_and_lets_in(app: Flask, phone: Phone) -> None:
    form = visit(phone, "/signup").forms[0]
    for name, text in ZOE.items():
        form[name] = text

    form.submit(status=303)
    again = Phone(app).post("/signup", form.submit_fields(), status=303)

    assert again.location.endswith("/login?check=1&next=/start")
    assert count(User) == 1


def test_an_old_account_is_not_opened_by_signing_up_again(app: Flask, phone: Phone, clock: Clock) -> None:
    sign_up(phone)
    clock.forward(minutes=11)

    page = sign_up(Phone(app), status=422)

    assert "already an account" in error_by(page, "email")


def test_whoever_is_signed_in_needs_no_form(phone: Phone) -> None:
    sign_up(phone)

    assert phone.get("/signup", status=302).location.endswith("/today")
    assert phone.get("/", status=302).location.endswith("/today")


@pytest.mark.parametrize(("signup", "says"), [("closed", "takes no new accounts"), ("invited", "invitation")])
def test_a_server_can_be_closed_to_newcomers(
    app: Flask, phone: Phone, monkeypatch: pytest.MonkeyPatch, signup: Any, says: str
) -> None:
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], signup=signup))

    page = visit(phone, "/signup")
    refused = phone.post("/signup", ZOE, status=403)

    assert says in text_of(page)
    assert says in text_of(refused)
    assert count(User) == 0
    for path in ("/", "/login"):
        assert not visit(phone, path).html.select('a[href^="/signup"]')


def test_the_first_page_leads_in(phone: Phone) -> None:
    page = visit(phone, "/")

    assert text_of(page, "h1") == "Train your back. Lose no set."
    assert page.html.select_one('a[href="/signup"]')
    assert page.html.select_one('a[href="/signup?coach=1"]')
    assert page.html.select_one('a[href="/login"]')


def test_what_was_signed_up_with_signs_in(app: Flask, phone: Phone) -> None:
    sign_up(phone)

    assert sign_in(Phone(app), "zoe@example.com", ZOE["password"]).follow().location.endswith("/today")
