"""The way of somebody who has never been here: sign up, take the program, train, come back on Thursday."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPhone, Server
from tests.conftest import MONDAY_EVENING

PASSWORD = "six plates and a squeaky bench"


def sign_up(phone: Page) -> None:
    phone.goto("/")
    phone.get_by_role("link", name=re.compile("sign up|account|start", re.I)).first.click()
    phone.get_by_label("Name").fill("Una")
    phone.get_by_label("Email").fill("una@example.com")
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_role("button", name="Start training").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Two questions, then you train")


def take_the_program(phone: Page) -> None:
    """As it is proposed: to somebody with a whole gym who does sets of five."""
    phone.get_by_role("radio", name="A full gym").check(force=True)
    phone.get_by_role("radio", name="Sets of five", exact=True).check(force=True)
    phone.get_by_role("button", name="Find my program").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Heavy and light back")
    phone.get_by_role("link", name="Start with this program").click()
    expect(phone.get_by_label("Weighted pull-up")).to_have_value("0")
    expect(phone.get_by_label("From")).to_be_in_viewport()
    phone.get_by_label("One-arm dumbbell row").fill("40")
    phone.get_by_label("Weighted pull-up").fill("12,5")
    phone.get_by_role("button", name="Take this program").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Heavy back")


def row_of(phone: Page, name: str) -> Locator:
    """The set whose checkbox has this name."""
    return phone.locator(".set-row", has=phone.get_by_role("checkbox", name=name, exact=True))


def tick(phone: Page, name: str, **fields: str) -> None:
    """Fill what differs and mark the set as done, as the phone lets one."""
    row = row_of(phone, name)
    for label, value in fields.items():
        if not row.locator(f"[name={label}]").first.is_visible():
            row.locator("summary").click()
        if label == "grip":
            row.get_by_role("radio", name=value, exact=True).check()
        else:
            row.locator(f"[name={label}]").fill(value)
    box = phone.get_by_role("checkbox", name=name, exact=True)
    save = row.get_by_role("button", name=re.compile("^Save set"))
    box.check()
    if save.is_visible():
        save.click()
    expect(row_of(phone, name)).to_have_attribute("data-ticked", "")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_new_lifter_trains_and_finds_the_light_day_on_thursday(
    open_phone: OpenPhone, server: Server, scripts: bool
) -> None:
    phone = open_phone(java_script_enabled=scripts)
    sign_up(phone)
    take_the_program(phone)

    tick(phone, "One-arm dumbbell row warm-up 1 done")
    tick(phone, "One-arm dumbbell row set 1 done, left", reps="28")
    tick(phone, "One-arm dumbbell row set 1 done, right", reps="0")
    tick(phone, "Weighted pull-up set 1 done", grip="underhand")
    tick(phone, "Weighted pull-up set 2 done", load="15", reps="3")
    phone.get_by_role("button", name="Finish workout").click()

    expect(phone.get_by_text("Workout finished")).to_be_visible()
    phone.get_by_role("link", name="History").click()
    phone.get_by_role("link", name="Heavy back").click()
    done = phone.locator(".set-row[data-ticked]")
    expect(done).to_have_count(5)
    expect(phone.locator("main")).to_contain_text("28")
    expect(phone.locator("main")).to_contain_text("Underhand")
    expect(phone.locator("main")).to_contain_text("+15")

    server.turn_to(MONDAY_EVENING + timedelta(days=3))
    phone.goto("/today")

    expect(phone.get_by_role("heading", level=1)).to_have_text("Light back")
