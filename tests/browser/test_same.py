"""One tap for the numbers of the last time, as the lifter had them."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from tests.browser.conftest import PhoneOf
from tests.browser.offline import expect_synced
from tests.people import make_person
from tests.training import get_workout, make_workout
from webapp.clock import utc_now


def test_what_was_done_the_last_time_comes_back_with_one_tap(server: object, phone_of: PhoneOf) -> None:
    alice = make_person("Alice")
    before = utc_now().date() - timedelta(days=3)
    make_workout(alice, load="57.5", reps=8, ticked=1, is_finished=True, on=before)
    workout = make_workout(alice, load="60")
    phone = phone_of(alice)
    phone.goto(f"/workouts/{workout.id}")
    row = phone.locator(".set-row").first
    same = row.get_by_role("button", name="Same as last 57.5 × 8")

    row.locator("summary").click()
    same.click()

    expect(row.locator(".load")).to_contain_text("57.5kg×8")
    expect(same).to_be_hidden()
    expect_synced(phone)
    one = next(get_workout(alice, workout).all_sets)
    assert (str(one.load.value if one.load else ""), one.reps) == ("57.5", 8)
    row.locator("[name=reps]").fill("7")
    expect(same).to_be_visible()
