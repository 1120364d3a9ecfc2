"""Pain is told with no signal: the card says what to do about it, once, and offers something else."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.offline import box, expect_synced, open_and_settle
from tests.people import make_person
from tests.training import get_workout, make_workout


def test_pain_told_with_no_signal_is_on_the_card_and_then_on_the_server(visitor: Visitor) -> None:
    alice = make_person("Alice")
    workout = make_workout(alice, "barbell-row", "good-morning", sets=2)
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    phone.context.set_offline(True)
    cards = phone.locator("article.exercise")
    for card in (cards.nth(1), cards.nth(0)):
        row = card.locator(".set-row").first
        row.locator("summary").click()
        expect(row.locator("[name=pain_where]")).to_be_hidden()
        row.locator("[name=pain]").select_option("6")
        row.locator("[name=pain_where]").select_option("lower back")
        expect(row.locator(".hurt")).to_have_text("Pain: lower back 6/10")

    advice = phone.locator("article [data-part=advice]:visible")
    expect(advice).to_have_count(1)
    expect(cards.nth(0).locator("[data-part=advice]")).to_be_visible()
    cards.nth(1).locator(".hurts a").click()
    expect(phone.get_by_role("heading", name="Instead of Good morning")).to_be_visible()
    phone.keyboard.press("Escape")
    for nth in (2, 3):
        box(phone, nth).click()
    expect(cards.nth(1).locator("[data-part=advice], .hurts a")).to_have_count(2)
    expect(cards.nth(1).locator(".hurts a")).to_be_hidden()
    box(phone, 3).click()
    expect(cards.nth(1).locator(".hurts a")).to_be_visible()
    cards.nth(0).locator("[name=pain]").first.select_option("")
    expect(cards.nth(0).locator(".hurts")).to_have_count(0)
    expect(cards.nth(1).locator("[data-part=advice]")).to_be_visible()

    phone.context.set_offline(False)
    expect_synced(phone)
    phone.reload()
    expect(phone.locator(".hurt")).to_have_text("Pain: lower back 6/10")
    told = [one.pain for one in get_workout(alice, workout).all_sets]
    assert told == [None, None, {"score": 6, "where": "lower back"}, None]
