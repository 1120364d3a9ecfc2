"""The page of how training goes, on the narrowest phone."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import PhoneOf
from tests.conftest import MONDAY_EVENING
from tests.people import make_person
from tests.training import make_workout, take_program

HEIGHTS = "all => all.map(one => Math.round(one.getBoundingClientRect().height))"
WIDTHS = "all => all.map(one => Math.round(one.getBoundingClientRect().width))"


def each(page: Page, selector: str, what: str) -> set[int]:
    return set(page.locator(selector).evaluate_all(what))


def test_no_muscle_is_broken_in_two_and_all_days_are_as_wide(server: object, phone_of: PhoneOf) -> None:
    alice = make_person("Alice")
    take_program(alice, starts_on=MONDAY_EVENING.date())
    make_workout(alice, "barbell-shrug", sets=2, ticked=1)
    phone = phone_of(alice)
    phone.set_viewport_size({"width": 320, "height": 568})
    phone.goto("/progress")

    assert len(each(phone, ".muscles tbody th", HEIGHTS)) == 1
    assert len(each(phone, ".weeks tbody tr:first-child td:not(:last-child)", WIDTHS)) == 1
