"""What a lifter does without a network is kept, and reaches the server once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.mortal import MortalServer
from tests.browser.offline import (
    PocketPhone,
    box,
    expect_synced,
    let_through,
    on_the_way_to_sync,
    open_and_settle,
    tick,
    ticked_on_server,
)
from tests.people import make_person, sign_in
from tests.training import get_workout, make_workout
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import Operation, Session, User

Visitor = Callable[[User], Page]


@pytest.fixture
def alice(mortal: MortalServer) -> User:
    return make_person("Alice")


@pytest.fixture
def workout(alice: User) -> Workout:
    return make_workout(alice, "barbell-row", "good-morning", sets=3)


@pytest.fixture
def pocket(browser: Browser, mortal: MortalServer, tmp_path: Path) -> Iterator[PocketPhone]:
    phone = PocketPhone(browser, mortal, tmp_path / "profile")
    yield phone
    phone.close()


def count_operations(lifter: User, workout: Workout) -> int:
    """How often something was ticked, as the server counts it."""
    ids = [one.id for one in workout.all_sets]
    asked = sa.select(sa.func.count()).where(Operation.lifter_id == lifter.id, Operation.entity_id.in_(ids))
    count = db.session.scalar(asked)
    db.session.remove()
    return (count or 0) - len(ids)  # each was made by an operation


def test_a_tick_without_a_network_survives_the_death_of_the_browser(
    pocket: PocketPhone, alice: User, workout: Workout
) -> None:
    phone = pocket.open(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    tick(phone, 0)
    tick(phone, 4)
    pocket.kill()

    phone = pocket.open(alice)
    phone.context.set_offline(True)
    phone.goto("/today")
    expect(phone.locator(".set-row[data-ticked]")).to_have_count(2)
    expect(phone.locator("#sync-state")).to_have_attribute("data-pending", "2")
    assert not ticked_on_server(alice, workout)

    phone.context.set_offline(False)
    expect_synced(phone)
    assert len(ticked_on_server(alice, workout)) == 2
    assert count_operations(alice, workout) == 2


def test_a_lost_answer_is_asked_for_again_and_counts_once(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    on_the_way_to_sync(phone, lose)
    with phone.expect_event("requestfailed"):
        tick(phone, 0)
    expect(phone.locator("#sync-state")).to_have_attribute("data-state", "waiting")
    assert len(ticked_on_server(alice, workout)) == 1
    let_through(phone)
    phone.get_by_role("button", name="Sync now").first.click()

    expect_synced(phone)
    assert lost == [200]
    assert count_operations(alice, workout) == 1


@pytest.mark.parametrize("what", ["half of an answer", "a captive portal", "a broken proxy"])
def test_an_answer_that_is_not_ours_drops_nothing(
    visitor: Visitor, alice: User, workout: Workout, what: str
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")

    def answer(route: Route) -> None:
        if what == "half of an answer":
            response = route.fetch()
            half = response.body()[: len(response.body()) // 2]
            route.fulfill(status=200, headers=response.headers, body=half)
        elif what == "a captive portal":
            route.fulfill(status=200, content_type="text/html", body="<h1>Welcome to GymWifi</h1>")
        else:
            route.fulfill(status=502, content_type="text/html", body="Bad gateway")

    on_the_way_to_sync(phone, answer)
    tick(phone, 0)
    expect(phone.locator("#sync-state")).to_have_attribute("data-state", "waiting")
    expect(phone.locator("#sync-state")).to_have_attribute("data-pending", "1")
    let_through(phone)
    phone.get_by_role("button", name="Sync now").first.click()

    expect_synced(phone)
    assert count_operations(alice, workout) == 1


def test_a_tick_in_one_tab_is_seen_in_the_other_and_sent_once(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    other = phone.context.new_page()
    open_and_settle(other, f"/workouts/{workout.id}")
    phone.context.set_offline(True)

    tick(phone, 0)
    expect(other.locator(".set-row").nth(0)).to_have_attribute("data-ticked", "")
    tick(other, 1)
    expect(phone.locator(".set-row").nth(1)).to_have_attribute("data-ticked", "")
    phone.context.set_offline(False)

    expect_synced(phone)
    expect_synced(other)
    assert len(ticked_on_server(alice, workout)) == 2
    assert count_operations(alice, workout) == 2


def end_sessions(person: User) -> None:
    db.session.execute(sa.delete(Session).where(Session.user_id == person.id))
    db.session.commit()


def test_an_ended_session_keeps_everything_and_says_so(
    visitor: Visitor, mortal: MortalServer, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    end_sessions(alice)

    tick(phone, 0)
    tick(phone, 1)

    expect(phone.locator("#sync-state")).to_have_attribute("data-state", "attention")
    expect(phone.locator("#sync-state")).to_have_attribute("data-pending", "2")
    phone.get_by_role("button", name="Sync now").first.click()
    expect(phone.get_by_role("dialog")).to_contain_text("Sign in to upload 2 changes")
    assert not ticked_on_server(alice, workout)

    cookie = {"name": "sid", "value": sign_in(alice), "url": mortal.url, "httpOnly": True}
    phone.context.add_cookies([cookie])  # type: ignore[list-item]
    phone.goto("/today")
    expect_synced(phone)
    assert len(ticked_on_server(alice, workout)) == 2


def test_another_person_neither_sees_nor_sends_what_was_left(
    visitor: Visitor, mortal: MortalServer, alice: User, workout: Workout
) -> None:
    bob = make_person("Bob")
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    tick(phone, 0)
    phone.context.clear_cookies()
    cookie = {"name": "sid", "value": sign_in(bob), "url": mortal.url, "httpOnly": True}
    phone.context.add_cookies([cookie])  # type: ignore[list-item]
    phone.context.set_offline(False)

    expect(phone.locator("#sync-state")).to_have_attribute("data-state", "attention")
    phone.goto("/history")
    expect_synced(phone)
    phone.goto("/today")
    expect(phone.locator(".set-row")).to_have_count(0)
    expect(phone.locator("#sync-state")).to_have_attribute("data-pending", "0")
    assert not ticked_on_server(alice, workout)

    phone.context.clear_cookies()
    cookie["value"] = sign_in(alice)
    phone.context.add_cookies([cookie])  # type: ignore[list-item]
    phone.goto("/history")
    expect_synced(phone)
    assert len(ticked_on_server(alice, workout)) == 1


def test_everything_on_the_workout_page_is_done_without_a_network(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    rows = phone.locator(".exercise").first.locator(".set-row:visible")

    rows.nth(0).locator("summary").click()
    rows.nth(0).locator("[name=load]").fill("62,5")
    rows.nth(0).locator("[name=reps]").fill("4")
    rows.nth(0).locator("textarea").fill("Left elbow 🏋️")
    rows.nth(0).locator("[name=reps]").press("Tab")
    box(phone, 0).check()
    rows.nth(1).locator("summary").click()
    rows.nth(1).get_by_role("button", name="Remove set").click()
    expect(phone.get_by_text("Set removed.")).to_be_visible()
    expect(rows).to_have_count(2)
    phone.get_by_role("button", name="Undo").click()
    expect(rows).to_have_count(3)
    phone.locator(".exercise").first.locator("details.menu > summary").click()
    phone.get_by_role("button", name="Add a set").first.click()
    expect(rows).to_have_count(4)
    rows.nth(3).locator("input.tick").check()
    phone.locator(".exercise").nth(1).locator("details.menu > summary").click()
    phone.get_by_role("button", name="Skip today").last.click()
    expect(phone.get_by_text("Exercise skipped.")).to_be_visible()
    phone.get_by_role("button", name="Finish workout").click()
    expect(phone.get_by_text("Workout finished")).to_be_visible()
    phone.reload()
    expect(phone.locator(".set-row[data-ticked]")).to_have_count(2)
    phone.context.set_offline(False)

    expect_synced(phone)
    stored = get_workout(alice, workout)
    first = stored.exercises[0].shown_sets
    assert [one.reps for one in first] == [4, None, None, 5]
    assert first[0].note == "Left elbow 🏋️"
    assert str(first[0].load.value if first[0].load else "") == "62.5"
    assert stored.exercises[1].skipped
    assert stored.finished_at == stored.last_ticked_at


def test_an_empty_workout_is_begun_without_a_network(visitor: Visitor, alice: User) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    phone.goto("/today")

    phone.get_by_role("button", name="Start an empty workout").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Workout")
    address = phone.url
    phone.context.set_offline(False)
    expect_synced(phone)
    phone.goto(f"{address}?edit=1")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Workout")


def test_no_tick_that_was_drawn_as_saved_is_lost_when_the_browser_is_killed(
    pocket: PocketPhone, alice: User
) -> None:
    workout = make_workout(alice, "barbell-row", sets=12)
    phone = pocket.open(alice)
    open_and_settle(phone, "/today")
    saved = 0
    for round_ in range(4):
        phone.context.set_offline(True)
        tick(phone, saved)
        saved += 1
        for number in range(saved, saved + round_):  # under way when the browser dies
            box(phone, number).click(no_wait_after=True)
        saved = phone.locator(".set-row[data-ticked='']").count()
        pocket.kill()
        phone = pocket.open(alice)
        phone.context.set_offline(True)
        phone.goto("/today")
        expect(phone.locator(".set-row")).to_have_count(12)
        phone.wait_for_selector("#sync-state[data-pending]:not([data-pending='0'])")
        kept = phone.locator(".set-row[data-ticked]").count()
        assert kept >= saved
        saved = kept

    phone.context.set_offline(False)
    expect_synced(phone)
    assert len(ticked_on_server(alice, workout)) == saved
    assert count_operations(alice, workout) == saved
