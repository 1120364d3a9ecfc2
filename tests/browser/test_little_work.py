"""What a browser has to work out, counted and not timed: a slow phone feels what is styled in vain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PhoneOf
from tests.people import make_person
from tests.training import make_workout
from webapp.domain.workout import Workout
from webapp.models import User

QUIET = '#sync-state[data-state="synced"][data-pending="0"]'


@pytest.fixture
def alice(server: object) -> User:
    return make_person("Alice")


@pytest.fixture
def workout(alice: User) -> Workout:
    return make_workout(alice, "barbell-row", "good-morning", "seated-cable-row", sets=10)


@contextmanager
def styled(phone: Page) -> Iterator[list[int]]:
    """How many elements were styled, each time that the browser worked out styles meanwhile."""
    found: list[int] = []
    ended: list[bool] = []

    def collected(event: dict[str, Any]) -> None:
        found.extend(
            one["args"]["elementCount"]
            for one in event["value"]
            if one["name"] == "UpdateLayoutTree" and "elementCount" in one.get("args", {})
        )

    devtools = phone.context.new_cdp_session(phone)
    devtools.on("Tracing.dataCollected", collected)
    devtools.on("Tracing.tracingComplete", lambda _: ended.append(True))
    devtools.send("Tracing.start", {"categories": "devtools.timeline", "transferMode": "ReportEvents"})
    yield found
    devtools.send("Tracing.end")
    while not ended:
        phone.evaluate("new Promise(requestAnimationFrame)")


def test_a_tick_styles_its_row_and_not_the_page(workout: Workout, alice: User, phone_of: PhoneOf) -> None:
    phone = phone_of(alice)
    phone.goto(f"/workouts/{workout.id}")
    expect(phone.locator(QUIET)).to_have_count(1)
    for number in range(2):  # the first tick starts the workout
        box = phone.locator("input.tick").nth(number)
        with styled(phone) as counts:
            box.check()
            expect(phone.locator(".set-row").nth(number)).to_have_attribute("data-ticked", "")
            expect(phone.locator(QUIET)).to_have_count(1)

    assert 0 < sum(counts) < 120, counts


def test_rows_that_are_folded_are_not_laid_out_one_by_one(
    workout: Workout, alice: User, phone_of: PhoneOf
) -> None:
    phone = phone_of(alice)
    with styled(phone) as counts:
        phone.goto(f"/workouts/{workout.id}")
        expect(phone.locator(QUIET)).to_have_count(1)
        phone.wait_for_load_state("networkidle")
    seen = phone.evaluate(
        "[...document.querySelectorAll('body *')].filter((one) => one.checkVisibility()).length"
    )

    # As it comes in, in one piece or several, and as the script arrives; one by one makes 12 times as many.
    assert sum(counts) < 6 * seen, counts


def test_what_the_server_has_just_drawn_is_not_drawn_over(
    workout: Workout, alice: User, phone_of: PhoneOf
) -> None:
    """The first sync brings the same day again; each drawing has a token of its own."""
    phone = phone_of(alice)
    phone.add_init_script(
        "addEventListener('DOMContentLoaded',"
        " () => { globalThis.first = document.querySelector('[name=token]')?.value; })"
    )
    phone.goto(f"/workouts/{workout.id}")
    expect(phone.locator(QUIET)).to_have_count(1)

    assert phone.evaluate("first === document.querySelector('[name=token]').value")
    assert phone.evaluate("first") is not None


SELDOM = "[name=rir], [name=pain], [name^=gear-]"


def test_fields_that_seldom_tell_anything_come_as_a_row_is_opened(
    workout: Workout, alice: User, phone_of: PhoneOf
) -> None:
    """And stay, with what is shown, when a newer drawing of the row arrives."""
    phone = phone_of(alice)
    phone.goto(f"/workouts/{workout.id}")
    expect(phone.locator(QUIET)).to_have_count(1)
    expect(phone.locator(".set-row").locator(SELDOM)).to_have_count(0)

    row = phone.locator(".set-row").first
    row.locator("summary").click()
    row.get_by_role("group", name="Reps left in the tank").get_by_label("2", exact=True).check()
    expect(phone.locator(QUIET)).to_have_count(1)
    other = phone.context.new_page()
    other.goto(f"/workouts/{workout.id}")
    expect(other.locator(QUIET)).to_have_count(1)
    other.locator("input.tick").first.check()
    expect(other.locator(QUIET)).to_have_count(1)
    phone.bring_to_front()
    before = row.locator("[name=token]").input_value()
    phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(row.locator("[name=token]"), "drawn anew").not_to_have_value(before)
    expect(row).to_have_attribute("data-ticked", "")
    expect(row.locator("[name=pain]")).to_be_visible()
    assert row.locator("[name=rir]:checked").input_value() == "2"


def test_without_scripts_a_row_has_all_its_fields(workout: Workout, alice: User, phone_of: PhoneOf) -> None:
    phone = phone_of(alice, java_script_enabled=False)
    phone.goto(f"/workouts/{workout.id}")
    row = phone.locator(".set-row").first
    row.locator("summary").click()

    for name in ("rir", "pain", "gear-belt"):
        expect(row.locator(f"[name={name}]").first).to_be_enabled()
    row.locator("[name=pain]").select_option("4")
    row.get_by_role("button", name="Save set 1").click()

    expect(phone.locator(".set-row").first.locator(".hurt")).to_have_text("Pain: 4/10")
