"""Finishing with no signal: what was removed can still be taken back, and the phone sums up what it knows."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.offline import expect_synced, open_and_settle, tick
from tests.people import make_person
from tests.training import make_workout


def test_a_workout_finished_with_no_signal_sums_itself_up(visitor: Visitor) -> None:
    alice = make_person("Alice")
    make_workout(alice, "barbell-row", sets=1, ticked=1, load="60", is_finished=True, on=date(2026, 1, 5))
    workout = make_workout(alice, "barbell-row", sets=3, load="62.5")
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    phone.context.set_offline(True)
    for number in range(2):
        tick(phone, number)
    last = phone.locator(".set-row").nth(2)
    last.locator("summary").click()
    last.get_by_role("button", name="Remove set").click()
    expect(phone.locator(".notices .toast")).to_be_visible()
    ticks = phone.locator(".tick:visible")
    expect(ticks).to_have_count(2)

    resting = phone.locator(".workout > .toast")
    expect(resting).to_be_visible(timeout=20_000)
    expect(phone.locator(".notices .toast")).to_have_count(0)
    resting.get_by_role("button", name="Undo").click()
    expect(ticks).to_have_count(3)

    phone.get_by_role("button", name="Finish workout").click()
    summary = phone.locator(".summary")
    expect(summary).to_be_in_viewport()
    expect(summary.locator(".amounts li")).to_have_text(["1 min", "2 sets", "625 kg moved"])
    expect(summary.locator(".new-records")).to_contain_text("heaviest load, 62.5 kg")
    expect(summary).to_contain_text("The rest comes with the next sync")

    phone.context.set_offline(False)
    expect_synced(phone)
    expect(summary).to_have_count(1)
    expect(summary.get_by_role("button", name="Copy to today")).to_be_visible()
    expect(summary).not_to_contain_text("next sync")


def test_what_is_finished_has_no_grips_to_drag_by(visitor: Visitor) -> None:
    alice = make_person("Alice")
    workout = make_workout(alice, "barbell-row", "good-morning")
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    expect(phone.locator(".grip:visible")).to_have_count(2)
    tick(phone, 0)

    phone.get_by_role("button", name="Finish workout").click()

    expect(phone.get_by_role("button", name="Copy to today")).to_be_visible()
    expect(phone.locator(".grip:visible")).to_have_count(0)
