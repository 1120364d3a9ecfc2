"""The shortest way through a basement, in the engines of other phones: `make test-browsers`, not the gate."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from tests.browser.mortal import MortalServer
from tests.lanes.firefox import Firefox
from tests.lanes.phone import STATE, TICKED, WORD, Phone, settle, sign_in, tick, wait_until
from tests.lanes.webkit import WebKit
from tests.people import PASSWORD
from tests.training import get_workout
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import Operation, User

SYNC_NOW = "#sync-state button"


def test_firefox_keeps_ticks_without_a_server_and_sends_them_once(
    firefox: Firefox, mortal: MortalServer, alice: User, workout: Workout
) -> None:
    go_down(firefox, mortal, alice)
    tick_and_read_back(firefox)
    come_up_and_send(firefox, mortal, alice, workout)
    assert firefox.complaints() == []


def test_webkit_keeps_ticks_without_a_server_and_sends_them_once(
    webkit: WebKit, mortal: MortalServer, alice: User, workout: Workout
) -> None:
    go_down(webkit, mortal, alice)
    assert "sid" in webkit.cookies(), "it keeps no Secure cookie on plain HTTP, not even from this machine"
    tick_and_read_back(webkit)
    come_up_and_send(webkit, mortal, alice, workout)
    assert webkit.complaints() == []


def test_firefox_has_every_saved_tick_after_it_was_killed(
    firefox: Firefox, mortal: MortalServer, alice: User, workout: Workout
) -> None:
    go_down(firefox, mortal, alice)
    tick(firefox, 1)
    tick(firefox, 2)
    firefox.kill()

    firefox.open()
    firefox.goto(f"{mortal.url}/today")
    wait_until(firefox, TICKED, 2)
    wait_until(firefox, STATE, "waiting 2")
    come_up_and_send(firefox, mortal, alice, workout)
    assert firefox.complaints() == []


def go_down(phone: Phone, mortal: MortalServer, lifter: User) -> None:
    """Into the basement: the day is on the phone, and nobody answers any more."""
    sign_in(phone, mortal.url, lifter.email, PASSWORD)
    settle(phone)
    mortal.kill()
    phone.reload()
    wait_until(phone, "document.querySelectorAll('.set-row').length", 6)
    wait_until(phone, STATE, "waiting 0")


def tick_and_read_back(phone: Phone) -> None:
    tick(phone, 1)
    tick(phone, 2)
    wait_until(phone, STATE, "waiting 2")
    assert phone.ask(WORD) == "On phone"
    phone.reload()
    wait_until(phone, TICKED, 2)
    wait_until(phone, STATE, "waiting 2")


def come_up_and_send(phone: Phone, mortal: MortalServer, lifter: User, workout: Workout) -> None:
    """Back to the street: two ticks reach the server, each once."""
    mortal.start()
    phone.tap(SYNC_NOW)
    wait_until(phone, STATE, "synced 0")
    assert [one.id for one in get_workout(lifter, workout).ticked_sets] == first_sets(workout)
    asked = sa.select(sa.func.count()).where(Operation.entity_id.in_(first_sets(workout)))
    assert db.session.scalar(asked) == 2 + 2, "each was made by one operation, and ticked by one"


def first_sets(workout: Workout) -> list[UUID]:
    return [one.id for one in workout.all_sets][:2]
