"""A day under 100 % is told with no signal: lighter at once, refused at once, and the same on the server."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.offline import box, expect_synced, open_and_settle, tick
from tests.people import make_person
from tests.training import get_workout, make_workout


def test_a_day_under_100_with_no_signal_is_eased_and_can_be_refused(visitor: Visitor) -> None:
    alice = make_person("Alice")
    workout = make_workout(alice, "barbell-row", "good-morning", sets=3, load="100")
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    tick(phone, 0)
    expect_synced(phone)
    phone.context.set_offline(True)
    feel, rows = phone.locator("#feel"), phone.locator(".set-row:visible")
    feel.locator("summary").click()
    expect(feel.locator("[name=soreness]")).to_be_hidden()
    feel.get_by_role("button", name="Under 100 %").click()
    expect(rows.locator(".load")).to_have_text(["100kg×5", "90kg×5", "90kg×5", "90kg×5"])
    feel.locator("[name=soreness]").select_option("5")
    expect(feel).to_contain_text("working loads are 10 % less")
    expect(phone.locator(".tally")).to_contain_text("1 of 4 sets")

    phone.reload()
    expect(rows.locator(".load")).to_have_text(["100kg×5", "90kg×5", "90kg×5", "90kg×5"])
    tick(phone, 1)

    feel.locator("summary").click()
    feel.get_by_role("button", name="Keep the plan").click()
    expect(rows.locator(".load")).to_have_text(
        ["100kg×5", "90kg×5", "100kg×5", "100kg×5", "100kg×5", "100kg×5"]
    )
    feel.get_by_role("button", name="Under 100 %").click()
    expect(rows).to_have_count(4)

    phone.context.set_offline(False)
    expect_synced(phone)
    phone.reload()
    expect(rows.locator(".load")).to_have_text(["100kg×5", "90kg×5", "90kg×5", "90kg×5"])
    stored = get_workout(alice, workout)
    assert stored.readiness == {"feels": "under", "soreness": 5, "eased": True}
    assert [str(one.load.value) for one in stored.ticked_sets if one.load] == ["100", "90"]
    assert {str(one.target_load.value) for one in stored.all_sets if one.target_load} == {"100"}
    expect(box(phone, 0)).to_be_checked()
