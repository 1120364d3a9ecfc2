"""A server that dies, freezes or was restored from a backup costs no set."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.mortal import MortalServer
from tests.browser.offline import (
    expect_synced,
    expect_waiting,
    open_and_settle,
    sync_now,
    tick,
    ticked_on_server,
)
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import User


def test_ticks_wait_for_a_server_that_was_killed(
    visitor: Visitor, mortal: MortalServer, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    mortal.kill()

    tick(phone, 0)
    expect_waiting(phone, 1)
    phone.reload()
    expect(phone.locator(".set-row[data-ticked]")).to_have_count(1)
    tick(phone, 1)
    mortal.start()
    sync_now(phone)

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


@contextmanager
def stopped(mortal: MortalServer) -> Iterator[None]:
    """Nobody has the database open meanwhile."""
    mortal.kill()
    db.session.remove()
    db.engine.dispose()
    yield
    mortal.start()


def test_a_server_restored_from_an_older_backup_gets_the_sets_back(
    visitor: Visitor, mortal: MortalServer, alice: User, workout: Workout, tmp_path: Path
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    with stopped(mortal):
        shutil.copytree(mortal.data, tmp_path / "older")
    tick(phone, 0)
    tick(phone, 1)
    sync_now(phone)
    expect_synced(phone)
    assert len(ticked_on_server(alice, workout)) == 2

    with stopped(mortal):
        shutil.rmtree(mortal.data)
        shutil.copytree(tmp_path / "older", mortal.data)
    assert not ticked_on_server(alice, workout)
    tick(phone, 2)
    sync_now(phone)

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
