"""When a phone can't go on by itself: its owner is told, asked, and loses nothing meanwhile."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, Route, expect

from tests.browser.chromium import sign_in_on
from tests.browser.conftest import Visitor
from tests.browser.offline import (
    PocketPhone,
    box,
    expect_synced,
    on_the_way_to_sync,
    open_and_settle,
    tick,
    ticked_on_server,
)
from tests.browser.proxy import Fault, FaultProxy
from tests.browser.worker import until
from tests.people import make_person
from tests.training import apply, get_workout, make_workout
from webapp import clock
from webapp.domain.ids import new_id
from webapp.domain.load import parse_load
from webapp.domain.operations import Operation
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import Session, User
from webapp.workouts import queries


def refusing(
    wants: Callable[[dict[str, Any]], bool], sentence: str, code: str = "unreadable"
) -> Callable[[Route], None]:
    """A server that refuses changes with such fields, with this sentence, and takes the others."""

    def answer(route: Route) -> None:
        request = json.loads(route.request.post_data or "{}")
        refused = [one for one in request["ops"] if wants(one["f"])]
        request["ops"] = [one for one in request["ops"] if one not in refused]
        response = route.fetch(post_data=json.dumps(request))
        told = response.json()
        told["acks"] += [
            {"id": one["id"], "s": "rejected", "eff": 0, "code": code, "msg": sentence} for one in refused
        ]
        route.fulfill(response=response, body=json.dumps(told))

    return answer


refuse_reps = refusing(lambda fields: (fields.get("reps") or 0) > 500, "reps: At most 500.")
refuse_heavy = refusing(  # in any unit
    lambda fields: len((fields.get("load") or {"v": ""})["v"]) > 3, "load: At most 999."
)


def test_a_refused_set_is_corrected_and_sent_again(
    visitor: Visitor, alice: User, workout: Workout, tmp_path: Path
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    on_the_way_to_sync(phone, refuse_reps)
    phone.locator(".set-row").nth(0).locator("summary").click()
    phone.locator(".set-row").nth(0).locator("[name=reps]").fill("900")
    box(phone, 0).check()
    tick(phone, 1)

    expect(phone.locator("#sync-state")).to_have_attribute("data-state", "attention")
    assert len(ticked_on_server(alice, workout)) == 1
    phone.get_by_role("button", name="Sync now").first.click()
    expect(phone.get_by_role("dialog")).to_contain_text("reps: At most 500.")
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Save as file").click()
    download.value.save_as(tmp_path / "unsent.json")
    assert json.loads((tmp_path / "unsent.json").read_text())["rejected"][0]["f"]["reps"] == 900

    refused = phone.get_by_role("dialog").get_by_role("listitem")
    expect(refused).to_have_count(2)  # leaving the field was one change, the tick another
    refused.nth(0).get_by_role("button", name="Throw away").click()
    expect(refused).to_have_count(1)
    refused.get_by_label("reps").fill("9")
    refused.get_by_role("button", name="Send again").click()

    expect_synced(phone)
    assert sorted(one.reps or 0 for one in ticked_on_server(alice, workout)) == [5, 9]


refuse_late = refusing(  # what is about rows that are there, not what makes one
    lambda fields: not {"workout_exercise", "workout", "title"} & set(fields), "It is gone for good.", "gone"
)


def test_what_was_done_to_a_set_that_is_gone_for_good_is_kept_as_a_new_workout_with_no_signal(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    on_the_way_to_sync(phone, refuse_late)
    tick(phone, 0)
    tick(phone, 1)
    expect(phone.locator("#sync-state")).to_have_attribute("data-state", "attention")
    expect(phone.locator("#sync-state")).to_have_attribute("data-pending", "0")
    phone.context.unroute("**/api/sync")
    phone.context.set_offline(True)

    phone.get_by_role("button", name="Sync now").first.click()
    sheet = phone.get_by_role("dialog")
    sheet.get_by_role("button", name="Keep as a new workout").first.click()
    expect(sheet.get_by_role("listitem")).to_have_count(0)
    way = sheet.get_by_role("link", name="Open it")
    expect(way).to_be_focused()
    way.click()

    expect(phone.locator(".set-row[data-ticked]")).to_have_count(2)
    expect(phone.locator(".set-row")).to_have_count(2)
    phone.context.set_offline(False)
    expect_synced(phone)
    kept = queries.find_workout(alice.id, UUID(phone.url.rpartition("/")[2]))
    assert kept
    assert kept.id != workout.id
    assert [(one.reps, one.load) for one in kept.ticked_sets] == [(5, parse_load("60", "kg"))] * 2
    assert kept.finished_at


def test_a_correction_that_cannot_be_read_says_so_and_a_load_keeps_its_unit(visitor: Visitor) -> None:
    bea = make_person("Bea", unit="lb")
    workout = make_workout(bea, load="180")
    phone = visitor(bea)
    open_and_settle(phone, f"/workouts/{workout.id}")
    on_the_way_to_sync(phone, refuse_heavy)
    row = phone.locator(".set-row").first
    row.locator("summary").click()
    row.locator("[name=load]").fill("1800")
    box(phone, 0).check()
    expect(phone.locator("#sync-state")).to_have_attribute("data-state", "attention")
    phone.get_by_role("button", name="Sync now").first.click()
    refused = phone.get_by_role("dialog").get_by_role("listitem")
    expect(refused).to_have_count(2)  # leaving the field was one change, the tick another
    refused.nth(0).get_by_role("button", name="Throw away").click()
    expect(refused).to_have_count(1)
    expect(refused.get_by_label("load")).to_have_value("1800 lb")

    refused.get_by_label("load").fill("heavy")
    refused.get_by_role("button", name="Send again").click()
    expect(refused.get_by_label("load")).to_have_accessible_description(
        "Type the load as a number, like 82.5."
    )
    expect(refused.get_by_label("load")).to_be_focused()
    refused.get_by_label("load").fill("185")
    refused.get_by_role("button", name="Send again").click()

    expect_synced(phone)
    [lifted] = ticked_on_server(bea, workout)
    assert lifted.load == parse_load("185", "lb")


def leave(phone: Page, choice: str) -> None:
    phone.goto("/settings")
    phone.get_by_role("button", name="Sign out", exact=True).click()
    expect(phone.get_by_role("dialog")).to_contain_text("1 change")
    phone.get_by_role("button", name=choice).click()


@pytest.fixture
def unsent(visitor: Visitor, proxy: FaultProxy, alice: User, workout: Workout) -> Page:
    """A phone with a set on it that its server hasn't got: only syncing fails."""
    phone = visitor(alice, proxy)
    open_and_settle(phone, f"/workouts/{workout.id}")
    proxy.fault = Fault.REFUSED
    tick(phone, 0)
    return phone


def test_signing_out_with_unsent_sets_can_keep_them_for_the_next_time(
    unsent: Page, proxy: FaultProxy, alice: User, workout: Workout
) -> None:
    leave(unsent, "Stay signed in")
    expect(unsent).to_have_url(f"{proxy.url}/settings")
    leave(unsent, "Sign out, keep them on this phone")
    expect(unsent).to_have_url(f"{proxy.url}/?out=1")
    proxy.fault = Fault.NONE
    sign_in_on(unsent.context, alice, proxy.url)
    unsent.goto("/history")

    expect_synced(unsent)
    assert len(ticked_on_server(alice, workout)) == 1


def test_signing_out_asks_even_where_the_press_came_before_the_script_that_asks(
    visitor: Visitor, proxy: FaultProxy, alice: User, workout: Workout
) -> None:
    phone = visitor(alice, proxy, service_workers="block")
    phone.goto(f"/workouts/{workout.id}")
    expect_synced(phone)
    proxy.fault = Fault.REFUSED
    tick(phone, 0)
    held: list[Route] = []
    phone.context.route(
        re.compile(r"/js/page/(main|enhance/sign-out)\.js$"), lambda route: held.append(route)
    )
    phone.goto("/settings")

    phone.get_by_role("button", name="Sign out", exact=True).click()
    until(phone, lambda: len(held) == 2)
    for one in held:
        one.continue_()

    expect(phone.get_by_role("dialog")).to_contain_text("1 change")
    expect(phone).to_have_url(f"{proxy.url}/settings")


def test_signing_out_can_delete_unsent_sets_for_good(
    unsent: Page, proxy: FaultProxy, alice: User, workout: Workout
) -> None:
    other = unsent.context.new_page()
    other.goto(f"/workouts/{workout.id}")
    expect(other.locator("#sync-state")).to_have_attribute("data-pending", "1")

    leave(unsent, "Sign out, delete them for good")

    expect(unsent).to_have_url(f"{proxy.url}/?out=1")
    expect(other.get_by_role("button", name="Sign in")).to_be_visible()
    names = unsent.evaluate("async () => (await indexedDB.databases()).map(({ name }) => name)")
    assert names == ["backday"]
    assert not ticked_on_server(alice, workout)


def test_signing_out_with_no_network_is_told_to_the_server_before_it_shows_anything_again(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    phone.goto("/settings")
    phone.context.set_offline(True)

    phone.get_by_role("button", name="Sign out", exact=True).click()

    expect(phone.get_by_text("You are signed out on this phone.")).to_be_visible()
    phone.goto("/today")
    expect(phone.get_by_role("heading", name="No connection")).to_be_visible()
    phone.goto("about:blank")  # a page that hears that the network is back may move on by itself
    phone.context.set_offline(False)
    phone.goto("/today")
    expect(phone.get_by_role("button", name="Sign in")).to_be_visible()
    assert db.session.scalar(sa.select(sa.func.count()).where(Session.revoked_at.is_(None))) == 0


FILL = """() => new Promise((resolve) => {
  const open = indexedDB.open("ballast");
  open.onupgradeneeded = () => open.result.createObjectStore("heavy", { autoIncrement: true });
  let size = 4_000_000;
  const more = () => {
    const adding = open.result.transaction("heavy", "readwrite");
    adding.objectStore("heavy").put(crypto.getRandomValues(new Uint8Array(50_000)));
    for (let index = 1; index < size / 50_000; index++)
      adding.objectStore("heavy").put(crypto.getRandomValues(new Uint8Array(50_000)));
    adding.oncomplete = more;
    adding.onabort = () => {
      size /= 4;
      if (size > 500) more();
      else resolve(adding.error?.name);
    };
  };
  open.onsuccess = more;
})"""


def test_a_full_phone_says_that_it_could_not_save(pocket: PocketPhone, alice: User, workout: Workout) -> None:
    phone = pocket.open(alice)
    session = phone.context.new_cdp_session(phone)
    # Before anything is stored: Chromium asks how much room there is, and believes the answer for 30 s.
    session.send("Storage.overrideQuotaForOrigin", {"origin": pocket.url, "quotaSize": 5_000_000})
    open_and_settle(phone, f"/workouts/{workout.id}")

    assert phone.evaluate(FILL) == "QuotaExceededError"

    box(phone, 0).click()  # not check(): the box takes the tick back as soon as it can't be saved

    expect(phone.get_by_role("alert")).to_contain_text("Not saved")
    expect(phone.locator(".set-row").nth(0)).to_have_attribute("data-unsaved", "")
    session.send("Storage.overrideQuotaForOrigin", {"origin": pocket.url})
    tick(phone, 0)
    expect_synced(phone)
    assert len(ticked_on_server(alice, workout)) == 1


def test_two_phones_editing_one_set_agree_in_the_end(visitor: Visitor, alice: User, workout: Workout) -> None:
    phone, other = visitor(alice), visitor(alice)
    for one in (phone, other):
        open_and_settle(one, f"/workouts/{workout.id}")
        one.context.set_offline(True)
    for one, reps in ((phone, "4"), (other, "3")):
        one.locator(".set-row").nth(0).locator("summary").click()
        one.locator(".set-row").nth(0).locator("[name=reps]").fill(reps)
        box(one, 0).check()
        expect(one.locator("#sync-state")).not_to_have_attribute("data-pending", "0")

    other.context.set_offline(False)
    expect_synced(other)
    phone.context.set_offline(False)
    expect_synced(phone)

    assert [one.reps for one in ticked_on_server(alice, workout)] == [3]
    expect(phone.locator(".set-row").nth(0).locator("[name=reps]")).to_have_value("3")


def test_a_phone_that_knew_nothing_of_anothers_sets_takes_none_away(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone, other = visitor(alice), visitor(alice)
    for one in (phone, other):
        open_and_settle(one, f"/workouts/{workout.id}")
    other.context.set_offline(True)
    tick(phone, 0)
    tick(phone, 1)
    expect_synced(phone)

    tick(other, 2)
    other.context.set_offline(False)
    expect_synced(other)

    assert len(ticked_on_server(alice, workout)) == 3
    expect(other.locator(".set-row[data-ticked]")).to_have_count(3)
    phone.reload()
    expect(phone.locator(".set-row[data-ticked]")).to_have_count(3)


def test_a_workout_finished_on_one_phone_takes_the_sets_of_another(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone, other = visitor(alice), visitor(alice)
    for one in (phone, other):
        open_and_settle(one, "/today")
    phone.context.set_offline(True)
    tick(phone, 0)
    tick(other, 1)
    other.get_by_role("button", name="Finish workout").click()
    expect_synced(other)
    assert get_workout(alice, workout).finished_at

    phone.context.set_offline(False)

    expect_synced(phone)
    assert len(ticked_on_server(alice, workout)) == 2


@pytest.mark.parametrize(
    "storage",
    [
        "Object.defineProperty(window, 'indexedDB', { value: undefined })",
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') }",
    ],
    ids=["none", "refused"],
)
def test_a_browser_that_keeps_nothing_asks_the_server(
    visitor: Visitor, alice: User, workout: Workout, storage: str
) -> None:
    phone = visitor(alice)
    phone.context.add_init_script(storage)
    phone.goto(f"/workouts/{workout.id}")

    with phone.expect_navigation():
        box(phone, 0).click()

    expect(phone.locator(".set-row").nth(0)).to_have_attribute("data-ticked", "")
    assert len(ticked_on_server(alice, workout)) == 1


def test_the_day_changes_while_the_phone_is_offline(visitor: Visitor, alice: User, workout: Workout) -> None:
    tomorrow = make_workout(alice, "plank", title="Tomorrow", on=workout.on + timedelta(days=1))
    apply_fields(alice, workout, started_at=None)
    apply_fields(alice, tomorrow, started_at=None)
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Back")
    phone.context.set_offline(True)

    phone.clock.install(time=clock.utc_now() + timedelta(days=1))
    phone.goto("/today")

    expect(phone.get_by_role("heading", level=1)).to_have_text("Tomorrow")


def apply_fields(lifter: User, workout: Workout, **fields: object) -> None:
    now = clock.utc_now()
    apply(lifter, [Operation(new_id(now), "workout", workout.id, fields)])
