"""Another gym and another unit in the middle of a workout, with no signal."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.mortal import MortalServer
from tests.browser.offline import expect_synced, open_and_settle, tick
from tests.people import make_person
from tests.training import get_workout, make_workout
from tests.workouts.test_setting import two_gyms
from webapp.domain.load import plain
from webapp.models import User


def test_gym_and_unit_are_switched_with_no_signal_and_nothing_told_changes(
    mortal: MortalServer, visitor: Callable[[User], Page]
) -> None:
    alice = make_person("Alice")
    _, cellar = two_gyms(alice)
    workout = make_workout(alice, "barbell-row", "one-arm-dumbbell-row", sets=2, load="62.5")
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    loads, plates = phone.locator(".set-row .load"), phone.locator(".plates")
    summary = phone.locator(".setting summary")
    summary.click()

    phone.get_by_role("button", name="Cellar").click()
    expect(summary).to_contain_text("Cellar · kg")
    expect(loads).to_have_text(["60kg×5", "60kg×5", "20kg×5", "20kg×5"])
    expect(plates).to_have_text("20 each side of the 20 kg bar")
    expect(phone.get_by_label("Load up by 10").first).to_be_attached()
    tick(phone, 0)
    phone.get_by_role("button", name="Iron").click()
    expect(loads).to_have_text(["60kg×5", "62.5kg×5", "62.5kg×5", "62.5kg×5"])
    phone.get_by_role("button", name="lb", exact=True).click()
    expect(loads.nth(1)).to_have_text("≈137.8lb×5")
    second = phone.locator(".set-row").nth(1)
    second.locator("summary").click()
    for _ in range(2):
        second.get_by_label("Load up by 2.5 kg").click()
    second.get_by_label("Load down by 2.5 kg").click()
    expect(second.locator("[name=load]")).to_have_value("143.3")
    expect(plates).to_have_text("20 + 2.5 each side of the 20 kg bar")
    tick(phone, 1)
    phone.locator(".set-row summary").nth(2).click()
    phone.locator(".set-row [name=load]").nth(2).fill("45")
    tick(phone, 2)
    phone.get_by_role("button", name="Cellar").click()
    phone.reload()
    expect(loads).to_have_text(["≈132.3lb×5", "≈143.3lb×5", "45lb×5", "≈44.1lb×5"])

    phone.context.set_offline(False)
    expect_synced(phone)
    expect(loads).to_have_text(["≈132.3lb×5", "≈143.3lb×5", "45lb×5", "≈44.1lb×5"])
    stored = get_workout(alice, workout)
    assert (stored.gym_id, stored.unit) == (cellar.id, "lb")
    told = [one.load and f"{plain(one.load.value)} {one.load.unit}" for one in stored.all_sets]
    assert told == ["60 kg", "65 kg", "45 lb", None]
