"""What comes behind the page finds what was done before it came."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visitor
from tests.browser.offline import box, expect_synced
from tests.training import make_workout
from webapp.models import User

Release = Callable[[], None]


def held_back(phone: Page, *names: str) -> Release:
    """Scripts that don't come until they are released."""
    held: list[Route] = []
    released = False

    def hold(route: Route) -> None:
        if released:
            route.continue_()
        else:
            held.append(route)

    def release() -> None:
        nonlocal released
        released = True
        for route in held:
            route.continue_()

    phone.context.route(re.compile(rf"/js/page/enhance/({'|'.join(names)})\.js$"), hold)
    return release


def test_what_was_done_before_their_scripts_came_is_right_once_they_come(
    visitor: Visitor, alice: User
) -> None:
    workout = make_workout(alice, "good-morning", "barbell-row", sets=2)
    phone = visitor(alice, service_workers="block")
    release = held_back(phone, "plates", "rest", "floor")
    phone.goto(f"/workouts/{workout.id}")
    expect_synced(phone)
    second = phone.locator(".set-row").nth(1)
    plates = phone.locator(".plates").first

    box(phone, 2).click()
    ticked_at = phone.evaluate("Date.now()")
    second.locator("summary").click()
    second.locator("[name=load]").fill("101")
    expect_synced(phone)
    expect(plates).to_have_text("20 each side of the 20 kg bar")
    for _ in range(2):
        phone.get_by_role("button", name="Floor").dispatch_event("click")
    release()

    expect(phone.get_by_role("dialog", name="Floor")).to_have_count(1)
    expect(plates).to_have_text("25 + 15 each side of the 20 kg bar · short by 1 kg")
    timer = phone.locator("#rest-timer")
    expect(timer).to_have_attribute("data-ends-at", re.compile(r"^\d+$"))
    left = int(timer.get_attribute("data-ends-at") or 0) - ticked_at
    assert 119_000 < left <= 120_000
