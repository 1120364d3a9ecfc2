"""How long a device stays signed in, and the list of devices."""

from __future__ import annotations

import contextvars
import io
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import EnvironBuilder

from tests import people
from tests.accounts.forms import sign_in
from tests.conftest import Clock, Counting
from tests.visiting import Page, Phone, PhoneOf, form_to, text_of, visit
from webapp.accounts.devices import device_label
from webapp.database import may_write
from webapp.extensions import db
from webapp.models import Session, User

SETTINGS = {
    "name": "Alice",
    "unit": "kg",
    "zone": "Europe/London",
    "day_start": "04:00",
    "effort": "rir",
}


def seen_at(user: User) -> list[object]:
    return list(db.session.scalars(sa.select(Session.seen_at).where(Session.user_id == user.id)))


@pytest.mark.parametrize(
    ("days", "status", "why"), [(29, 200, "a long holiday"), (30, 401, "unused for a month")]
)
def test_an_unused_session_ends_after_30_days(
    phone_of: PhoneOf, alice: User, clock: Clock, days: int, status: int, why: str
) -> None:
    phone = phone_of(alice)
    clock.forward(days=days)

    visit(phone, "/settings", status=status)


def test_a_session_in_use_ends_after_180_days(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    phone = phone_of(alice)
    for _ in range(8):
        clock.forward(days=20)
        phone.post("/settings", SETTINGS, status=303)

    visit(phone, "/settings")
    clock.forward(days=20)
    visit(phone, "/settings", status=401)


def test_a_form_keeps_a_session_alive_and_a_page_does_not(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    phone = phone_of(alice)
    first = seen_at(alice)
    clock.forward(hours=2)

    visit(phone, "/settings")
    assert seen_at(alice) == first

    phone.post("/settings", SETTINGS, status=303)
    assert seen_at(alice) != first


def test_being_seen_is_written_once_an_hour(
    phone_of: PhoneOf, alice: User, clock: Clock, statements: Counting
) -> None:
    phone = phone_of(alice)
    clock.forward(minutes=61)

    with statements() as first:
        phone.post("/settings", SETTINGS, status=303)
    with statements() as second:
        phone.post("/settings", SETTINGS, status=303)

    assert [text for text in first.texts if "UPDATE session" in text]
    assert not [text for text in second.texts if "UPDATE session" in text]


def test_session_and_person_are_found_in_one_statement(
    phone_of: PhoneOf, alice: User, statements: Counting
) -> None:
    phone = phone_of(alice)

    with statements() as sent:
        visit(phone, "/settings/password")

    asking, beside_you = sent.texts
    assert "FROM session" in asking
    assert "session" not in beside_you  # the bar counts what is new for the person


def test_somebody_without_a_cookie_costs_no_statement(phone: Phone, statements: Counting) -> None:
    with statements() as sent:
        visit(phone, "/login")
        visit(phone, "/settings", status=401)

    assert sent.count == 0


class SlowBody(io.BytesIO):
    """A body that notes, whenever a part of it is read, whether the request may write by then."""

    def __init__(self, body: bytes) -> None:
        super().__init__(body)
        self.may_write: list[bool] = []

    def readinto(self, buffer: Any, /) -> int:
        self.may_write.append(may_write())
        return super().readinto(buffer)


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json", "text/plain"])
def test_a_body_is_received_whole_before_the_write_lock_is_taken(app: Flask, alice: User, kind: str) -> None:
    sent, token = urlencode(SETTINGS).encode(), people.sign_in(alice)
    body = SlowBody(sent)
    builder = EnvironBuilder(
        "/settings",
        method="POST",
        input_stream=body,
        content_length=len(sent),
        content_type=kind,
        headers=[("Sec-Fetch-Site", "same-origin")],
    )
    db.session.remove()

    def send() -> int:
        client = app.test_client()
        client.set_cookie("sid", token)
        return client.open(builder).status_code

    assert contextvars.Context().run(send) in (303, 422)
    assert body.may_write
    assert not any(body.may_write)
    assert body.read() == b""


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "ü", "x" * 5000, "\x7f"])
def test_a_made_up_cookie_is_nobody(app: Flask, alice: User, token: str) -> None:
    phone = Phone(app)

    phone.get("/settings", headers={"Cookie": f"sid={token}".encode().decode("latin-1")}, status=401)


def test_a_disabled_person_is_out_at_once(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    phone = phone_of(alice)
    visit(phone, "/settings")

    db.session.execute(sa.update(User).values(disabled_at=clock.now))
    db.session.commit()

    visit(phone, "/settings", status=401)


def test_the_list_names_each_device_and_says_which_is_this_one(app: Flask, alice: User) -> None:
    people.sign_in(alice, device="Firefox on Linux")
    phone = Phone(app, people.sign_in(alice, device="Safari on iPhone"))

    page = visit(phone, "/settings/devices")

    words = text_of(page)
    assert "Safari on iPhone (this one)" in words
    assert "Firefox on Linux Last used 23 Nov 2026, 18:00 · signed in 23 Nov 2026" in words


def test_times_are_told_in_the_persons_own_zone(app: Flask, bob: User) -> None:
    page = visit(Phone(app, people.sign_in(bob)), "/settings/devices")

    assert "23 Nov 2026, 10:00" in text_of(page)


def _sign_out_of(device: str, page: Page) -> Any:
    row = next(row for row in page.html.select(".list-row") if device in row.get_text())
    return form_to(page, str(row.form["action"]))


def test_another_device_can_be_signed_out(app: Flask, alice: User, clock: Clock) -> None:
    lost = Phone(app, people.sign_in(alice, device="Chrome on Android"))
    clock.forward(seconds=1)
    phone = Phone(app, people.sign_in(alice))

    page = _sign_out_of("Android", visit(phone, "/settings/devices")).submit(status=303).follow()

    assert "signed out" in text_of(page, "main [role=status]")
    assert "Android" not in text_of(page)
    visit(lost, "/settings", status=401)


def test_signing_this_device_out_in_the_list_is_signing_out(app: Flask, alice: User) -> None:
    phone = Phone(app, people.sign_in(alice))

    page = form_to(visit(phone, "/settings/devices"), "/sign-out").submit(status=303)

    assert page.location.endswith("/?out=1")
    visit(phone, "/settings", status=401)


def test_a_device_that_is_out_already_is_not_there(app: Flask, alice: User) -> None:
    people.sign_in(alice, device="Firefox on Linux")
    phone = Phone(app, people.sign_in(alice))
    form = _sign_out_of("Firefox", visit(phone, "/settings/devices"))
    form.submit(status=303)

    form.submit(status=404)


def test_somebody_elses_device_is_not_there(app: Flask, alice: User, bob: User) -> None:
    people.sign_in(bob)
    his = db.session.scalars(sa.select(Session.id).where(Session.user_id == bob.id)).one()

    Phone(app, people.sign_in(alice)).post(f"/settings/devices/{his}/sign-out", status=404)

    assert db.session.scalars(sa.select(Session.revoked_at).where(Session.id == his)).one() is None


def test_signing_out_everywhere_ends_all_and_only_ones_own(app: Flask, alice: User, bob: User) -> None:
    phones = [Phone(app, people.sign_in(alice)) for _ in range(3)]
    his = Phone(app, people.sign_in(bob))

    form_to(visit(phones[0], "/settings/devices"), "sign-out-all").submit(status=303)

    for phone in phones:
        visit(phone, "/settings", status=401)
    visit(his, "/settings")


def test_dead_sessions_are_forgotten_at_the_next_sign_in(phone: Phone, alice: User, clock: Clock) -> None:
    people.sign_in(alice, seen_at=clock.now - timedelta(days=31))
    people.sign_in(alice, revoked_at=clock.now)
    people.sign_in(alice)

    sign_in(phone, alice.email)

    assert len(seen_at(alice)) == 2


CHROME = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"
EDGE = f"{CHROME.replace('Linux; Android 14', 'Windows NT 10.0; Win64')} Edg/126.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15"


@pytest.mark.parametrize(
    ("user_agent", "label"),
    [
        (CHROME, "Chrome on Android"),
        (EDGE, "Edge on Windows"),
        (IPHONE, "Safari on iPhone"),
        (IPHONE.replace("Version/17.5", "CriOS/126.0"), "Chrome on iPhone"),
        (MAC, "Safari on Mac"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox on Linux"),
        ("curl/8.5", "Browser"),
        ("", "Browser"),
        ("<script>" * 500, "Browser"),
    ],
)
def test_a_device_is_named_by_browser_and_system(user_agent: str, label: str) -> None:
    assert device_label(user_agent) == label
