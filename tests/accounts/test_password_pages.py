"""A new password: with the old one, or with a one-time link."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

import pytest
import sqlalchemy as sa
from flask import Flask

from tests import people
from tests.accounts.forms import error_by, sign_in, submit
from tests.conftest import Clock
from tests.people import PASSWORD
from tests.visiting import Page, Phone, PhoneOf, text_of, visit
from webapp import clock as product_clock
from webapp.accounts import passwords, resets
from webapp.extensions import db
from webapp.models import ResetLink, Session, User

NEW = "chalk on both hands"


def change(phone: Phone, *, current: str = PASSWORD, new: str = NEW, status: int = 303) -> Page:
    page = visit(phone, "/settings/password")
    return submit(page, "/settings/password", status=status, current=current, password=new)


def link_for(user: User) -> str:
    token = resets.issue_link(user, product_clock.utc_now())
    db.session.commit()
    return f"/reset/{token}"


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(
    app: Flask, phone_of: PhoneOf, alice: User
) -> None:
    phone, other = phone_of(alice), phone_of(alice)

    page = change(phone).follow()

    assert "other devices are signed out" in text_of(page, "main [role=status]")
    visit(phone, "/settings")
    visit(other, "/settings", status=401)
    sign_in(Phone(app), alice.email, status=422)
    sign_in(Phone(app), alice.email, NEW)


def test_a_new_password_ends_nobody_elses_sessions(phone_of: PhoneOf, alice: User, bob: User) -> None:
    his = phone_of(bob)

    change(phone_of(alice))

    visit(his, "/settings")


def test_the_current_password_is_needed(app: Flask, phone_of: PhoneOf, alice: User) -> None:
    page = change(phone_of(alice), current="not hers", status=422)

    assert "isn't your current password" in error_by(page, "current")
    sign_in(Phone(app), alice.email)


@pytest.mark.parametrize("new", ["", "short", "password1", "alice in chains", "x" * 201, "\ufffd" * 9])
def test_a_bad_new_password_is_refused_by_its_field(phone_of: PhoneOf, alice: User, new: str) -> None:
    page = change(phone_of(alice), new=new, status=422)

    assert error_by(page, "password").endswith(".")


def test_guessing_the_current_password_is_slowed_down(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    for _ in range(5):
        change(phone, current="a guess", status=422)

    assert change(phone, status=429).headers["Retry-After"] == "15"


def test_a_busy_server_changes_nothing(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)

    with passwords._turn(), passwords._turn():
        change(phone, status=503)

    change(phone)


def while_hashing(app: Flask, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], object]) -> None:
    """What another request does and commits while the new password is being hashed."""
    hash_password = passwords.hash_password

    def hash_slowly(password: str) -> str:
        other = threading.Thread(target=_in_context, args=(app, meanwhile))
        other.start()
        other.join()
        return hash_password(password)

    monkeypatch.setattr("webapp.accounts.password_pages.hash_password", hash_slowly)


def _in_context(app: Flask, meanwhile: Callable[[], object]) -> None:
    with app.app_context():
        meanwhile()
        db.session.commit()


def test_a_session_that_is_ended_meanwhile_changes_no_password(
    app: Flask, phone_of: PhoneOf, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    reset_hash = passwords.hash_password("set with the link")

    def reset_by_link() -> None:
        now = product_clock.utc_now()
        db.session.execute(sa.update(User).values(password_hash=reset_hash))
        db.session.execute(sa.update(Session).values(revoked_at=now))

    phone = phone_of(alice)
    while_hashing(app, monkeypatch, reset_by_link)

    page = change(phone, status=401)

    assert "signed out meanwhile" in text_of(page, "[role=alert]")
    sign_in(Phone(app), alice.email, NEW, status=422)
    sign_in(Phone(app), alice.email, "set with the link")


def test_a_password_that_is_changed_meanwhile_stays_as_it_was_changed(
    app: Flask, phone_of: PhoneOf, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other_hash = passwords.hash_password("from the other tab")
    phone = phone_of(alice)
    while_hashing(
        app, monkeypatch, lambda: db.session.execute(sa.update(User).values(password_hash=other_hash))
    )

    page = change(phone, status=422)

    assert "isn't your current password" in error_by(page, "current")
    sign_in(Phone(app), alice.email, "from the other tab")


def test_a_sign_in_that_overlaps_a_change_does_not_survive_it(
    app: Flask, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    check, new_hash = passwords.is_correct, passwords.hash_password(NEW)

    def changed_meanwhile(password: str, stored: str | None) -> bool:
        is_right = check(password, stored)
        other = threading.Thread(target=_set_password_hash, args=(app, new_hash))
        other.start()
        other.join()
        return is_right

    monkeypatch.setattr("webapp.accounts.sign_in_pages.is_correct", changed_meanwhile)

    sign_in(Phone(app), alice.email, status=422)

    assert db.session.scalar(sa.select(sa.func.count()).select_from(Session)) == 0


def _set_password_hash(app: Flask, password_hash: str) -> None:
    with app.app_context():
        db.session.execute(sa.update(User).values(password_hash=password_hash))
        db.session.commit()


def test_a_link_sets_a_password_and_signs_every_device_out(
    app: Flask, phone: Phone, phone_of: PhoneOf, alice: User
) -> None:
    old = phone_of(alice)
    path = link_for(alice)

    page = visit(phone, path)
    assert "Alice" in text_of(page)
    page = submit(page, path, password=NEW).follow()

    assert "Sign in with the new one" in text_of(page, "main [role=status]")
    visit(old, "/settings", status=401)
    visit(phone, "/settings", status=401)
    sign_in(phone, alice.email, NEW)
    assert "one-time link on 23 Nov 2026, 18:00" in text_of(visit(phone, "/settings/devices"))


def test_a_link_works_once(phone: Phone, alice: User) -> None:
    path = link_for(alice)
    page = visit(phone, path)
    submit(page, path, password=NEW)

    again = submit(page, path, password="another one entirely", status=404)

    assert text_of(again, "h1") == "This link no longer works"
    visit(phone, path, status=404)
    sign_in(phone, alice.email, NEW)


def test_a_link_works_for_half_an_hour(phone: Phone, alice: User, clock: Clock) -> None:
    path = link_for(alice)
    clock.forward(minutes=29)
    page = visit(phone, path)
    clock.forward(minutes=1)

    visit(phone, path, status=404)
    submit(page, path, password=NEW, status=404)


def test_a_new_link_takes_the_place_of_the_old(phone: Phone, alice: User) -> None:
    old, new = link_for(alice), link_for(alice)

    visit(phone, old, status=404)
    visit(phone, new)


def test_a_changed_password_ends_the_links_that_were_to_reset_it(
    phone: Phone, phone_of: PhoneOf, alice: User
) -> None:
    path = link_for(alice)

    change(phone_of(alice))

    visit(phone, path, status=404)


@pytest.mark.parametrize("token", ["x", "x" * 43, "%00", "%C3%A9", "%ED%A0%BD", "x" * 3000])
def test_an_unknown_link_is_like_a_used_one(phone: Phone, token: str) -> None:
    page = phone.get(f"/reset/{token}", status=404)

    assert text_of(page, "h1") == "This link no longer works"


def test_a_link_of_a_disabled_person_opens_nothing(phone: Phone, alice: User, clock: Clock) -> None:
    path = link_for(alice)
    db.session.execute(sa.update(User).values(disabled_at=clock.now))
    db.session.commit()

    visit(phone, path, status=404)


def test_a_bad_password_by_link_is_refused_and_the_link_stays(phone: Phone, alice: User) -> None:
    path = link_for(alice)

    page = submit(visit(phone, path), path, password="short", status=422)
    assert error_by(page, "password")

    submit(page, path, password=NEW)


def test_the_address_of_a_link_leaves_no_trace(phone: Phone, alice: User) -> None:
    path = link_for(alice)

    for page in (visit(phone, path), visit(phone, "/reset/unknown", status=404)):
        assert page.headers["Referrer-Policy"] == "strict-origin"
        assert page.headers["Cache-Control"] == "no-store"
    stored = db.session.scalars(sa.select(ResetLink.id_hash)).one()
    assert path.removeprefix("/reset/").encode() not in stored


def test_two_who_use_a_link_at_once_set_one_password(app: Flask, alice: User) -> None:
    path = link_for(alice)
    ready = threading.Barrier(2)
    answers: list[int] = []

    def use(password: str) -> None:
        phone = Phone(app)
        page = visit(phone, path)
        ready.wait()
        with suppress(Exception):
            answers.append(submit(page, path, password=password, status="*").status_int)

    both = [threading.Thread(target=use, args=(text,)) for text in (NEW, "another one entirely")]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sorted(answers) == [303, 404]


def test_a_password_page_never_shows_what_was_typed(phone_of: PhoneOf, alice: User) -> None:
    page = change(phone_of(alice), new="alice and her dog", status=422)

    assert "her dog" not in page.text
    assert PASSWORD not in page.text


def test_a_session_knows_when_the_password_was_last_typed(phone: Phone, alice: User, clock: Clock) -> None:
    token = people.sign_in(alice)
    phone.set_cookie("sid", token)
    before = db.session.scalars(sa.select(Session.auth_at)).one()
    clock.forward(days=1)

    change(phone)

    assert db.session.scalars(sa.select(Session.auth_at)).one() > before
