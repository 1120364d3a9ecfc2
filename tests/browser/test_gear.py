"""What is worn for a set, told with no signal."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.offline import expect_synced, open_and_settle, tick
from tests.training import get_workout
from webapp.domain.workout import Workout
from webapp.models import User


def test_it_goes_on_to_the_sets_below_also_after_a_reload(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    phone.context.set_offline(True)
    first, _, third = phone.locator(".set-row").all()

    first.locator("summary").click()
    first.get_by_label("belt", exact=True).check()
    expect(third.locator(".last")).to_contain_text("Belt")
    tick(phone, 0)
    phone.reload()
    expect(third.locator(".last")).to_contain_text("Belt")
    tick(phone, 1)
    third.locator("summary").click()
    third.get_by_label("belt", exact=True).uncheck()
    tick(phone, 2)

    phone.context.set_offline(False)
    expect_synced(phone)
    assert [one.gear for one in get_workout(alice, workout).all_sets] == [["belt"], ["belt"], []]
