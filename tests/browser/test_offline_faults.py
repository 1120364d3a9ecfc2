"""A network that loses, cuts off, delays and swallows what passes costs no set and doubles none."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.offline import (
    PocketPhone,
    box,
    count_changes,
    expect_synced,
    expect_waiting,
    open_and_settle,
    sync_now,
    tick,
    ticked_on_server,
)
from tests.browser.proxy import Fault, FaultProxy
from tests.browser.worker import build_of, until
from tests.training import get_workout
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import User
from webapp.models import Workout as WorkoutRow

HAS_BEEN_ASKED_AGAIN = """async (build) => {
    const { theKeeper } = await import(`/static/${build}/js/page/keep.js`)
    return theKeeper().isAskedAgain
}"""
"""Whether the page wanted to send while it was sending."""


@pytest.fixture
def phone(visitor: Visitor, proxy: FaultProxy, alice: User, workout: Workout) -> Page:
    """Alice's, which holds the workout and has it open."""
    phone = visitor(alice, proxy)
    open_and_settle(phone, f"/workouts/{workout.id}")
    return phone


def test_a_tick_whose_answer_was_lost_counts_once_however_often_it_is_sent(
    phone: Page, proxy: FaultProxy, alice: User, workout: Workout
) -> None:
    proxy.fault = Fault.ANSWER_LOST

    with phone.expect_event("requestfailed"):
        tick(phone, 0)

    assert len(proxy.hit) > 1, "the browser didn't send it again by itself"
    expect_waiting(phone, 1)
    assert len(ticked_on_server(alice, workout)) == 1
    proxy.fault = Fault.NONE
    sync_now(phone)
    expect_synced(phone)
    assert count_changes(alice, workout) == 1


def test_without_scripts_too(visitor: Visitor, proxy: FaultProxy, alice: User, workout: Workout) -> None:
    phone = visitor(alice, proxy, java_script_enabled=False)
    phone.goto(f"/workouts/{workout.id}")
    proxy.aim, proxy.fault = f"POST /workouts/{workout.id}", Fault.ANSWER_LOST

    box(phone, 0).check()
    with phone.expect_event("requestfailed"):
        phone.get_by_role("button", name="Save set 1").first.click(no_wait_after=True)

    assert len(proxy.hit) > 1, "the browser didn't send it again by itself"
    assert count_changes(alice, workout) == 1
    assert len(ticked_on_server(alice, workout)) == 1


@pytest.mark.parametrize(
    "fault", [Fault.ANSWER_CUT, Fault.PORTAL, Fault.BAD_GATEWAY], ids=lambda one: one.name
)
def test_what_is_no_answer_of_ours_drops_nothing(
    phone: Page, proxy: FaultProxy, alice: User, workout: Workout, fault: Fault
) -> None:
    proxy.fault = fault

    tick(phone, 0)
    until(phone, lambda: bool(proxy.hit))

    expect_waiting(phone, 1)
    proxy.fault = Fault.NONE
    sync_now(phone)
    expect_synced(phone)
    assert count_changes(alice, workout) == 1


def test_a_set_whose_sending_was_swallowed_is_sent_after_the_browser_died(
    pocket: PocketPhone, proxy: FaultProxy, alice: User, workout: Workout
) -> None:
    pocket.url = proxy.url
    phone = pocket.open(alice)
    open_and_settle(phone, "/today")
    proxy.fault = Fault.SWALLOWED
    tick(phone, 0)
    expect(phone.locator("#sync-state")).to_have_attribute("data-state", "syncing")
    until(phone, lambda: proxy.hit == [Fault.SWALLOWED])
    pocket.kill()

    proxy.fault = Fault.NONE
    phone = pocket.open(alice)
    phone.goto("/today")

    expect_synced(phone)
    assert count_changes(alice, workout) == 1


def test_what_waits_is_sent_by_itself_once_the_server_is_back(
    phone: Page, proxy: FaultProxy, alice: User, workout: Workout
) -> None:
    """Nobody touches the phone, and no event tells it: its network was there all the time."""
    proxy.fault = Fault.REFUSED
    tick(phone, 0)
    until(phone, lambda: bool(proxy.hit))
    expect_waiting(phone, 1)

    proxy.fault = Fault.NONE

    expect_synced(phone)
    assert count_changes(alice, workout) == 1


def test_a_set_ticked_while_another_is_being_sent_is_sent_after_it(
    phone: Page, proxy: FaultProxy, alice: User, workout: Workout
) -> None:
    proxy.fault = Fault.ANSWER_HELD
    tick(phone, 0)
    until(phone, lambda: len(proxy.hit) == 1)

    tick(phone, 1)
    until(phone, lambda: bool(phone.evaluate(HAS_BEEN_ASKED_AGAIN, build_of(phone))))
    proxy.fault = Fault.NONE

    expect_synced(phone)
    assert count_changes(alice, workout) == 2


def test_a_set_removed_while_its_tick_is_being_sent_stays_removed(
    phone: Page, proxy: FaultProxy, alice: User, workout: Workout
) -> None:
    rows = phone.locator(".set-row:visible")
    proxy.fault = Fault.ANSWER_HELD
    tick(phone, 0)
    until(phone, lambda: len(proxy.hit) == 1)

    rows.nth(0).locator("summary").click()
    rows.nth(0).get_by_role("button", name="Remove set").click()
    expect(rows).to_have_count(2)
    proxy.fault = Fault.NONE

    expect_synced(phone)
    expect(rows).to_have_count(2)
    phone.reload()
    expect(rows).to_have_count(2)
    assert len(get_workout(alice, workout).exercises[0].shown_sets) == 2


def test_a_workout_begun_while_answers_are_lost_is_one_workout(
    visitor: Visitor, proxy: FaultProxy, alice: User
) -> None:
    phone = visitor(alice, proxy)
    open_and_settle(phone, "/today")
    phone.goto("/today")
    proxy.fault = Fault.ANSWER_LOST

    phone.get_by_role("button", name="Start an empty workout").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Workout")
    until(phone, lambda: len(proxy.hit) > 1)
    phone.reload()
    proxy.fault = Fault.NONE
    sync_now(phone)
    expect_synced(phone)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(WorkoutRow)) == 1
