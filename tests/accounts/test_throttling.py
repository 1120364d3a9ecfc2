"""Who tries too often has to wait, whichever process is asked; nobody is locked out for good."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.accounts.forms import ZOE, sign_in, sign_up
from tests.conftest import Clock
from tests.visiting import Phone, text_of
from webapp.accounts.answers import slow_down
from webapp.accounts.throttling import account_wait, count_try, network_of, network_wait
from webapp.config import Settings
from webapp.extensions import db
from webapp.models import Throttle, User

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def phone_at(app: Flask, address: str) -> Phone:
    phone = Phone(app)
    phone.extra_environ = {**phone.extra_environ, "REMOTE_ADDR": address}
    return phone


def count_tries(times: int, address: str, clock: Clock) -> None:
    """As if somebody there had tried that often, at other accounts each time."""
    for number in range(times):
        count_try(f"person{number}@example.com", address, clock.now)
    db.session.commit()


@pytest.mark.parametrize(
    ("tries", "ago_s", "wait_s", "why"),
    [
        (0, 0, 0, "nothing yet"),
        (4, 0, 0, "four slips are human"),
        (5, 0, 15, "the fifth costs a breath"),
        (5, 10, 5, "of which 10 s are over"),
        (5, 15, 0, "all over"),
        (6, 0, 30, "doubling"),
        (8, 0, 120, "doubling"),
        (11, 0, 900, "15 minutes at most"),
        (5000, 0, 900, "15 minutes, however many"),
        (5000, 900, 0, "never for good"),
        (5000, 86_400, 0, "forgotten after a day"),
    ],
)
def test_an_account_waits_longer_with_each_wrong_password(
    tries: int, ago_s: int, wait_s: int, why: str
) -> None:
    assert account_wait(tries, NOW - timedelta(seconds=ago_s), NOW) == timedelta(seconds=wait_s), why


@pytest.mark.parametrize(
    ("tries", "ago_s", "wait_s", "why"),
    [
        (29, 0, 0, "one is left"),
        (30, 0, 600, "the window has just begun"),
        (30, 599, 1, "it is nearly over"),
        (30, 600, 0, "it is over"),
    ],
)
def test_a_network_has_30_tries_in_10_minutes(tries: int, ago_s: int, wait_s: int, why: str) -> None:
    assert network_wait(tries, NOW - timedelta(seconds=ago_s), NOW) == timedelta(seconds=wait_s), why


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        (None, "rubbish", True),
    ],
)
def test_a_network_is_an_ipv4_address_or_half_an_ipv6_one(one: str | None, other: str, is_same: bool) -> None:
    assert (network_of(one) == network_of(other)) is is_same


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [
        (1, "Too many tries. Wait 1 second, then try again."),
        (59, "Too many tries. Wait 59 seconds, then try again."),
        (60, "Too many tries. Wait 1 minute, then try again."),
        (61, "Too many tries. Wait 2 minutes, then try again."),
    ],
)
def test_the_wait_is_said_in_words(seconds: int, sentence: str) -> None:
    assert slow_down(seconds) == sentence


def test_after_five_wrong_passwords_even_the_right_one_waits(
    app: Flask, phone: Phone, alice: User, clock: Clock
) -> None:
    for number in range(5):
        sign_in(phone_at(app, f"192.0.2.{number}"), alice.email, "wrong", status=422)

    page = sign_in(phone, alice.email, status=429)
    assert page.headers["Retry-After"] == "15"
    assert "Wait 15 seconds" in text_of(page, "[role=alert]")
    assert page.forms[0]["email"].value == alice.email

    clock.forward(seconds=15)
    sign_in(phone, alice.email)


def test_an_address_without_an_account_waits_just_the_same(phone: Phone) -> None:
    for _ in range(5):
        sign_in(phone, "nobody@example.com", "wrong", status=422)

    sign_in(phone, "nobody@example.com", status=429)


def test_one_account_waiting_stops_no_other(phone: Phone, alice: User, bob: User) -> None:
    for _ in range(5):
        sign_in(phone, alice.email, "wrong", status=422)

    sign_in(phone, bob.email)


def test_the_right_password_starts_the_count_anew(phone: Phone, alice: User) -> None:
    for _ in range(2):
        for _ in range(4):
            sign_in(phone, alice.email, "wrong", status=422)
        sign_in(phone, alice.email)
        phone.reset()


def test_a_network_that_tries_many_accounts_waits(app: Flask, alice: User, clock: Clock) -> None:
    attacker = phone_at(app, "2001:db8:1:2::1")
    neighbour = phone_at(app, "2001:db8:1:2:3::4")
    count_tries(29, "2001:db8:1:2::1", clock)
    sign_in(attacker, "person@example.com", "wrong", status=422)

    page = sign_in(neighbour, alice.email, status=429)
    sign_up(neighbour, status=429)
    sign_in(phone_at(app, "2001:db8:1:3::1"), alice.email)

    assert 590 <= int(page.headers["Retry-After"]) <= 600
    clock.forward(minutes=10)
    sign_in(neighbour, alice.email)


def test_a_network_makes_no_more_than_30_accounts_in_10_minutes(app: Flask, clock: Clock) -> None:
    count_tries(28, "192.0.2.1", clock)
    for number in range(2):
        sign_up(phone_at(app, "192.0.2.1"), email=f"zoe{number}@example.com")

    page = sign_up(phone_at(app, "192.0.2.1"), status=429)

    assert page.forms[0]["name"].value == ZOE["name"]
    assert "Retry-After" in page.headers


def test_a_header_cannot_pretend_another_network(app: Flask, clock: Clock) -> None:
    phone = phone_at(app, "192.0.2.1")
    phone.extra_environ["HTTP_X_FORWARDED_FOR"] = "198.51.100.1"
    count_tries(29, "192.0.2.1", clock)
    sign_in(phone, "person@example.com", "wrong", status=422)

    sign_in(phone, "alice@example.com", status=429)


def test_counts_hold_no_address_and_are_forgotten_after_a_day(app: Flask, clock: Clock) -> None:
    sign_in(phone_at(app, "192.0.2.1"), "nobody@example.com", "wrong", status=422)
    clock.forward(hours=25)
    sign_in(phone_at(app, "192.0.2.9"), "somebody@example.com", "wrong", status=422)

    kept = db.session.scalars(sa.select(Throttle)).all()

    assert len(kept) == 2
    assert all(len(row.key) == 32 and row.tries == 1 for row in kept)


def test_tries_are_counted_anew_after_the_window(app: Flask, clock: Clock) -> None:
    for _ in range(2):
        count_tries(20, "192.0.2.1", clock)
        clock.forward(minutes=11)

    sign_in(phone_at(app, "192.0.2.1"), "another@example.com", "wrong", status=422)


def test_what_is_counted_cannot_be_found_by_trying_all_addresses(
    app: Flask, clock: Clock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "secret.key").write_text("a" * 64)
    monkeypatch.setitem(app.config, "SETTINGS", Settings(data=tmp_path))

    count_tries(1, "198.51.100.7", clock)

    keys = set(db.session.scalars(sa.select(Throttle.key)))
    counted = ("network:198.51.100.7", "account:person0@example.com")
    assert keys == {hmac.digest(b"a" * 64, one.encode(), "sha256") for one in counted}
    assert keys.isdisjoint({hashlib.sha256(one.encode()).digest() for one in counted})
