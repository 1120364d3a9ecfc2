"""Changes of a workout's plan, as hands make them on the page, and what comes of them."""

from __future__ import annotations

import sqlalchemy as sa
from playwright.sync_api import Locator, Page, expect

from tests.browser.offline import expect_synced
from webapp.extensions import db
from webapp.models import Operation, User


def headings(phone: Page) -> Locator:
    return phone.locator(".exercise:visible h2")


def open_menu(phone: Page, exercise: str) -> None:
    phone.get_by_label(f"More for {exercise}", exact=True).click()


def open_swaps(phone: Page, exercise: str) -> Locator:
    """The sheet to choose another one from."""
    open_menu(phone, exercise)
    phone.get_by_role("link", name="Swap").first.click()
    return phone.get_by_role("dialog")


def choose(phone: Page, exercise: str, looked_for: str = "") -> None:
    sheet = phone.get_by_role("dialog")
    if looked_for:
        sheet.get_by_role("searchbox").fill(looked_for)
    sheet.get_by_role("button", name=exercise).first.click()
    expect(sheet).to_have_count(0)


def is_each_once(lifter: User) -> bool:
    """Whether no row was made twice."""
    asked = sa.select(Operation.entity_id, Operation.fields).where(Operation.lifter_id == lifter.id)
    made = [
        row_id
        for row_id, fields in db.session.execute(asked)
        if {"workout", "workout_exercise"} & set(fields)
    ]
    db.session.remove()
    return len(made) == len(set(made))


def go_through_a_reload(phone: Page, *names: str) -> None:
    """What was changed is there after a reload without a network, and is sent when it is back."""
    phone.reload()
    expect(headings(phone)).to_have_text(list(names))
    phone.context.set_offline(False)
    expect_synced(phone)
    expect(headings(phone)).to_have_text(list(names))
