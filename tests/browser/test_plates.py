"""The plates for the next set follow it by themselves."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import PhoneOf
from tests.browser.offline import box
from tests.people import make_person
from tests.training import make_workout


def test_they_follow_the_number_and_the_next_set(server: object, phone_of: PhoneOf) -> None:
    alice = make_person("Alice")
    workout = make_workout(alice, "good-morning", "one-arm-dumbbell-row", sets=2)
    phone = phone_of(alice)
    phone.goto(f"/workouts/{workout.id}")
    plates = phone.locator(".plates")
    expect(plates).to_have_count(1)
    expect(plates).to_have_text("20 each side of the 20 kg bar")

    second = phone.locator(".set-row").nth(1)
    second.locator("summary").click()
    second.locator("[name=load]").fill("101")
    expect(plates).to_have_text("25 + 15 each side of the 20 kg bar · short by 1 kg")
    expect(plates.locator("i")).to_have_count(2)
    second.locator("[name=load]").press("Enter")
    box(phone, 0).click()

    expect(plates).to_have_text("25 + 15 each side of the 20 kg bar · short by 1 kg")
    box(phone, 0).click()
    expect(plates).to_have_text("20 each side of the 20 kg bar")
