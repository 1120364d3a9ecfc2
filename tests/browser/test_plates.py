"""The plates for the next set follow it by themselves."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import PhoneOf
from tests.browser.mortal import MortalServer
from tests.browser.offline import box, expect_synced, open_and_settle
from tests.people import make_person
from tests.training import get_workout, make_workout
from webapp.domain.load import parse_load
from webapp.models import User


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
    second.locator("[name=load]").fill("")
    expect(plates).to_have_text("No load yet")
    expect(plates.locator("i")).to_have_count(0)
    second.locator("[name=load]").fill("101")
    expect(plates).to_have_text("25 + 15 each side of the 20 kg bar · short by 1 kg")
    expect(plates.locator("i")).to_have_count(2)
    second.locator("[name=load]").press("Enter")
    box(phone, 0).click()

    expect(plates).to_have_text("25 + 15 each side of the 20 kg bar · short by 1 kg")
    box(phone, 0).click()
    expect(plates).to_have_text("20 each side of the 20 kg bar")
    phone.get_by_label("More for Good morning").click()
    phone.get_by_role("button", name="Skip today").locator("visible=true").click()
    expect(plates).to_be_hidden()


def test_a_warm_up_that_was_left_out_is_passed_over(server: object, phone_of: PhoneOf) -> None:
    alice = make_person("Alice")
    workout = make_workout(alice, "good-morning", sets=2, load="100")
    phone = phone_of(alice)
    phone.goto(f"/workouts/{workout.id}")
    plates = phone.locator(".plates")
    phone.get_by_label("More for Good morning").click()
    phone.get_by_role("button", name="Add warm-ups").click()
    expect(plates).to_have_text("10 each side of the 20 kg bar")

    phone.locator(f"#set-{workout.exercises[0].sets[0].id} .tick").check()

    expect(plates).to_have_text("25 + 15 each side of the 20 kg bar")


def test_plates_put_on_the_bar_are_the_load_and_the_next_set_moves_the_fewest(
    mortal: MortalServer, visitor: Callable[[User], Page]
) -> None:
    alice = make_person("Alice")
    workout = make_workout(alice, "good-morning", sets=2)
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    plates = phone.locator(".plates")
    phone.context.set_offline(True)

    phone.get_by_role("button", name="Plates on and off: Good morning").click()
    sheet = phone.get_by_role("dialog", name="Plates for set 1")
    sheet.get_by_role("button", name="Take 20 off").click()
    sheet.get_by_role("button", name="Put 15 on").click()
    sheet.get_by_role("button", name="Put 10 on").click()
    expect(sheet.get_by_role("status")).to_have_text("70 kg")
    sheet.get_by_label("Fewest changes from the last set").check()
    expect(sheet.get_by_role("status")).to_have_text("70 kg")
    sheet.get_by_role("button", name="Use 70 kg").click()
    expect(phone.locator(".set-row .load").first).to_have_text("70kg×5")
    expect(plates).to_have_text("25 each side of the 20 kg bar")
    box(phone, 0).click()
    expect(plates).to_have_text("25 each side of the 20 kg bar · as it is")
    second = phone.locator(".set-row").nth(1)
    second.locator("summary").click()
    second.locator("[name=load]").fill("60")
    expect(plates).to_have_text("20 each side of the 20 kg bar · take off 25, add 20 each side")
    second.locator("[name=load]").fill("90")
    expect(plates).to_have_text("25 + 10 each side of the 20 kg bar · add 10 each side")

    phone.reload()
    expect(plates).to_contain_text("each side of the 20 kg bar · ")
    phone.context.set_offline(False)
    expect_synced(phone)
    assert get_workout(alice, workout).exercises[0].sets[0].load == parse_load("70", "kg")
