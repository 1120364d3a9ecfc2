"""Warm-ups are worked out on the phone, with no signal."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.mortal import MortalServer
from tests.browser.offline import expect_synced, open_and_settle
from tests.people import make_person
from tests.training import get_workout, make_workout
from webapp.models import User


def test_warm_ups_are_added_taken_back_and_ticked_with_no_signal(
    mortal: MortalServer, visitor: Callable[[User], Page]
) -> None:
    alice = make_person("Alice")
    workout = make_workout(alice, "pull-up", "one-arm-dumbbell-row", sets=2, load="40")
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    card = phone.locator(".exercise").nth(1)
    warm = card.locator(".set-row[data-kind=warmup]:visible")

    def add() -> None:
        phone.get_by_label("More for One-arm dumbbell row", exact=True).click()
        card.get_by_role("button", name="Add warm-ups").click()

    add()
    expect(warm).to_have_count(2)
    phone.get_by_role("button", name="Undo").click()
    expect(warm).to_have_count(0)
    add()
    expect(warm.locator(".load")).to_have_text(["24kg×5", "34kg×2"])
    expect(warm.nth(0).get_by_label("One-arm dumbbell row warm-up 1 done", exact=True)).to_be_focused()
    phone.get_by_label("More for One-arm dumbbell row", exact=True).click()
    expect(card.get_by_role("button", name="Add a drop set")).to_be_visible()
    expect(card.get_by_role("button", name="Add warm-ups")).to_be_hidden()
    warm.nth(0).locator(".tick").check()
    expect(phone.locator(".tally")).to_contain_text("0 of 4 sets")

    phone.context.set_offline(False)
    expect_synced(phone)
    sets = get_workout(alice, workout).exercises[1].shown_sets
    assert [(one.kind, str(one.target_load.value)) for one in sets if one.target_load] == [
        ("warmup", "24"),
        ("warmup", "34"),
        ("working", "40"),
        ("working", "40"),
    ]
    assert (str(sets[0].load and sets[0].load.value), sets[0].reps) == ("24", 5)
