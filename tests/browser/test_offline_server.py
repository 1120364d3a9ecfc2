"""A server that dies, freezes or was restored from a backup costs no set."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.mortal import MortalServer
from tests.browser.offline import expect_synced, open_and_settle, tick, ticked_on_server
from tests.people import make_person
from tests.training import make_workout
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import User

Visitor = Callable[[User], Page]


@pytest.fixture
def alice(mortal: MortalServer) -> User:
    return make_person("Alice")


@pytest.fixture
def workout(alice: User) -> Workout:
    return make_workout(alice, "barbell-row", sets=3)


def test_ticks_wait_for_a_server_that_was_killed(
    visitor: Visitor, mortal: MortalServer, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    mortal.kill()

    tick(phone, 0)
    expect(phone.locator("#sync-state")).to_have_attribute("data-state", "waiting")
    phone.reload()
    expect(phone.locator(".set-row[data-ticked]")).to_have_count(1)
    tick(phone, 1)
    mortal.start()
    phone.get_by_role("button", name="Sync now").first.click()

    expect_synced(phone)
    assert len(ticked_on_server(alice, workout)) == 2


def test_a_frozen_server_doesnt_keep_a_tick_waiting(
    visitor: Visitor, mortal: MortalServer, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    mortal.freeze()

    tick(phone, 0)
    expect(phone.locator("#sync-state")).to_have_attribute("data-state", "syncing")
    tick(phone, 1)
    mortal.thaw()

    expect_synced(phone)
    assert len(ticked_on_server(alice, workout)) == 2


def test_a_server_restored_from_an_older_backup_gets_the_sets_back(
    visitor: Visitor, mortal: MortalServer, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    mortal.kill()
    db.session.remove()
    db.engine.dispose()
    older = mortal.data.parent / "older"
    shutil.copytree(mortal.data, older)
    mortal.start()
    tick(phone, 0)
    tick(phone, 1)
    phone.get_by_role("button", name="Sync now").first.click()
    expect_synced(phone)
    assert len(ticked_on_server(alice, workout)) == 2
    phone.get_by_role("button", name="Close").click()

    mortal.kill()
    db.session.remove()
    db.engine.dispose()
    shutil.rmtree(mortal.data)
    shutil.copytree(older, mortal.data)
    mortal.start()
    assert not ticked_on_server(alice, workout)
    tick(phone, 2)
    phone.get_by_role("button", name="Sync now").first.click()

    expect_synced(phone)
    assert len(ticked_on_server(alice, workout)) == 3


def test_a_phone_whose_storage_was_cleared_fetches_everything_again(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    tick(phone, 0)
    expect_synced(phone)
    session = phone.context.new_cdp_session(phone)
    origin = phone.evaluate("location.origin")
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "indexeddb,cache_storage"})

    phone.goto("/today")
    expect_synced(phone)
    expect(phone.locator(".set-row[data-ticked]")).to_have_count(1)
    tick(phone, 1)

    expect_synced(phone)
    assert len(ticked_on_server(alice, workout)) == 2
