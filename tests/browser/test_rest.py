"""The rest between sets on a real phone: begun by a tick, right whatever happens to the page meanwhile."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PhoneOf, Visitor
from tests.browser.offline import box, expect_synced, open_and_settle
from tests.people import make_person
from tests.training import make_workout
from webapp.domain.workout import Workout
from webapp.models import User

ANY_NUMBER = re.compile(r"^\d+$")


@pytest.fixture
def alice(server: object) -> User:
    return make_person("Alice")


@pytest.fixture
def workout(alice: User) -> Workout:
    return make_workout(alice, "barbell-row", "good-morning", sets=2)


@pytest.fixture
def phone(workout: Workout, alice: User, phone_of: PhoneOf) -> Page:
    phone = phone_of(alice)
    phone.goto(f"/workouts/{workout.id}")
    # Its script comes behind the page; a finger takes longer.
    expect(phone.locator(".dock [aria-pressed]")).to_be_attached()
    return phone


def timer(phone: Page) -> Locator:
    return phone.locator("#rest-timer")


def ends_at(phone: Page) -> int:
    expect(timer(phone)).to_have_attribute("data-ends-at", ANY_NUMBER)
    return int(timer(phone).get_attribute("data-ends-at") or 0)


def tick(phone: Page, nth: int = 0) -> Locator:
    """The row of the box that was tapped."""
    box(phone, nth).click()
    return phone.locator(".set-row").nth(nth)


def test_a_tick_begins_it_and_taking_the_tick_back_ends_it(phone: Page) -> None:
    tick(phone)

    expect(timer(phone)).to_be_visible()
    left = ends_at(phone) - phone.evaluate("Date.now()")
    assert 100_000 < left <= 120_000
    expect(timer(phone)).to_contain_text("then set 2")

    tick(phone)

    expect(timer(phone)).to_be_hidden()


def test_a_mis_tap_that_is_taken_back_lets_it_go_on(phone: Page) -> None:
    tick(phone)
    before = ends_at(phone)
    phone.get_by_role("button", name="30 seconds more").click()

    tick(phone, 1)  # not done yet
    expect(timer(phone)).to_contain_text("then Good morning")
    tick(phone, 1)

    expect(timer(phone)).to_contain_text("then set 2")
    assert ends_at(phone) == before + 30_000

    tick(phone)  # it was done
    expect(timer(phone)).to_be_hidden()
    tick(phone)

    assert ends_at(phone) == before + 30_000


def test_what_is_changed_leaves_it_running_and_what_comes_then_follows_and_is_led_to(phone: Page) -> None:
    row = tick(phone)
    before = ends_at(phone)

    row.locator("summary").click()
    row.locator("[name=reps]").fill("4")
    row.locator("[name=reps]").press("Enter")
    expect(row.locator(".load")).to_contain_text("4")
    second = phone.locator(".set-row").nth(1)
    second.locator("summary").click()
    second.get_by_role("button", name="Remove set").click()
    expect(timer(phone)).to_contain_text("then Good morning")

    assert ends_at(phone) == before
    phone.mouse.wheel(0, -5000)
    timer(phone).get_by_text("then Good morning").click()
    following = phone.locator(".set-row[data-next]")
    expect(following).to_be_in_viewport(ratio=1)
    expect_synced(phone)
    phone.set_viewport_size({"width": 320, "height": 568})
    phone.goto("/today")
    expect(following).to_be_in_viewport(ratio=1)


def test_it_is_right_after_a_reload_with_no_signal(visitor: Visitor) -> None:
    alice = make_person("Alice")
    workout = make_workout(alice, sets=2)
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    tick(phone)
    before = ends_at(phone)
    expect_synced(phone)

    phone.context.set_offline(True)
    phone.reload()

    assert ends_at(phone) == before


def test_half_a_minute_more_and_skip(phone: Page) -> None:
    tick(phone)
    before = ends_at(phone)

    phone.get_by_role("button", name="30 seconds more").click()
    expect(timer(phone)).to_have_attribute("data-ends-at", str(before + 30_000))
    phone.get_by_role("button", name="15 seconds less").click()
    expect(timer(phone)).to_have_attribute("data-ends-at", str(before + 15_000))
    phone.get_by_role("button", name="Skip").click()

    expect(timer(phone)).to_be_hidden()


BESIDE_EACH_OTHER = """(words) => {
  const time = document.querySelector("#rest b");
  const text = document.createRange();
  time.textContent = words;
  text.selectNodeContents(time);
  const shown = [text, ...document.querySelectorAll("#rest button")];
  const places = shown.map((one) => one.getBoundingClientRect());
  return places.every(({ left, right }, at) =>
    left >= (places[at - 1]?.right ?? 0) && left < right && right <= innerWidth);
}"""


@pytest.mark.parametrize("width", [320, 360, 390])
def test_the_time_and_four_buttons_stand_beside_each_other_on_a_narrow_phone(phone: Page, width: int) -> None:
    phone.set_viewport_size({"width": width, "height": 568})
    tick(phone)
    expect(timer(phone)).to_be_visible()

    assert phone.evaluate(BESIDE_EACH_OTHER, "2:00")
    assert phone.evaluate(BESIDE_EACH_OTHER, "15:00")
    assert phone.evaluate(BESIDE_EACH_OTHER, "+9:59")
    phone.get_by_role("button", name="Sound").click()
    expect(phone.get_by_role("button", name="Sound")).to_have_attribute("aria-pressed", "false")


def test_its_end_is_seen_and_said(phone: Page) -> None:
    # Not the card's own seconds: a sync that comes now would put them back.
    phone.locator("#rest [value='-15']").evaluate("(button) => (button.value = '-119')")
    tick(phone)

    phone.get_by_role("button", name="15 seconds less").click()

    expect(phone.locator(".dock[data-over]")).to_be_visible()
    expect(phone.get_by_text("Rest is over.")).to_be_attached()
    expect(timer(phone)).to_contain_text("go: set 2")


def test_the_last_set_of_all_begins_none(phone: Page) -> None:
    for nth in range(4):
        tick(phone, nth)

    expect(phone.locator(".set-row[data-ticked]")).to_have_count(4)
    expect(timer(phone)).to_be_hidden()
