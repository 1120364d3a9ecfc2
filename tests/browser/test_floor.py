"""The floor: the next set alone, ticked by tapping anywhere on it, by the same box and with no signal."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.offline import expect_synced, open_and_settle, ticked_on_server
from tests.browser.worker import until
from tests.people import make_person
from tests.training import apply, make_workout
from webapp import clock
from webapp.domain.ids import new_id
from webapp.domain.operations import Operation


def tap(phone: Page, times: int = 1) -> None:
    """Anywhere, once what comes no longer counts as the same tap as the last one."""
    until(phone, lambda: bool(phone.evaluate("performance.now() - (globalThis.tappedAt ?? -1000) > 400")))
    phone.mouse.click(200, 700, click_count=times)
    phone.evaluate("globalThis.tappedAt = performance.now()")


def test_sets_are_ticked_by_tapping_anywhere_and_the_rest_is_shown_between(visitor: Visitor) -> None:
    alice = make_person("Alice")
    workout = make_workout(alice, sets=3)
    last = list(workout.all_sets)[2]
    apply(alice, [Operation(new_id(clock.utc_now()), "set", last.id, {"kind": "amrap"})])
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    expect(phone.locator(".dock [aria-pressed]")).to_be_attached()
    phone.context.set_offline(True)
    floor = phone.get_by_role("dialog", name="Floor")

    phone.get_by_role("button", name="Floor").click()
    expect(floor).to_contain_text("Set 1")
    expect(floor.locator("[data-part=load]")).to_have_text("60kg")
    expect(floor.locator("[data-part=amount]")).to_have_text("×5")

    tap(phone)
    expect(phone.locator(".set-row").first).to_have_attribute("data-ticked", "")
    expect(floor.locator("[data-part=what]")).to_have_text("Rest")
    expect(floor.locator("[data-part=amount]")).to_have_text(phone.locator("[data-part=left]").inner_text())

    tap(phone, times=2)  # it bounces
    expect(floor).to_contain_text("Set 2")
    expect(phone.locator(".set-row[data-ticked]")).to_have_count(1)
    phone.keyboard.press("Escape")
    expect(floor).to_have_count(0)
    expect(phone.get_by_role("button", name="Floor")).to_be_focused()

    phone.get_by_role("button", name="Floor").click()
    expect(floor).to_contain_text("Set 2")
    tap(phone)
    expect(floor.locator("[data-part=what]")).to_have_text("Rest")
    tap(phone)
    expect(floor).to_contain_text("All out")
    tap(phone)
    expect(floor).to_have_count(0)
    expect(phone.locator(".set-row").nth(2).locator("[name=reps]")).to_be_focused()

    phone.context.set_offline(False)
    expect_synced(phone)
    assert len(ticked_on_server(alice, workout)) == 3
