"""A note that stays with an exercise, written with no signal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.browser.mortal import MortalServer
from tests.browser.offline import expect_synced, open_and_settle
from tests.people import make_person
from tests.training import keep_note, make_workout
from webapp.clock import utc_now
from webapp.models import User
from webapp.workouts.exercise_notes import list_exercise_notes


def test_it_saves_itself_and_is_drawn_at_once_over_every_day_that_the_phone_keeps(
    mortal: MortalServer, visitor: Callable[[User], Page]
) -> None:
    alice = make_person("Alice")
    keep_note(alice, "barbell-row", "Belt on hole 3")
    past = make_workout(alice, ticked=1, is_finished=True, on=utc_now().date() - timedelta(days=3))
    make_workout(alice)
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)

    phone.get_by_label("More for Barbell row", exact=True).click()
    phone.get_by_label("For every workout: note on Barbell row").fill("Belt on hole 4")
    phone.get_by_label("More for Barbell row", exact=True).click()

    kept = phone.locator(".exercise > .kept")
    expect(kept).to_have_text("Belt on hole 4")
    expect(phone.locator(".exercise > .note")).to_have_count(0)
    for path in ("/today", f"/workouts/{past.id}"):
        phone.goto(path)
        expect(kept).to_have_text("Belt on hole 4")
    # Not even left: the typing pauses, and the page goes away under it.
    phone.goto("/today")
    phone.get_by_label("More for Barbell row", exact=True).click()
    phone.get_by_label("Only today: note on Barbell row").fill("Slow")
    expect(phone.locator(".exercise > .note")).to_have_text("Slow")
    expect(phone.locator(".exercise > .kept + .note + .plates")).to_have_count(1)  # where the server puts it
    phone.reload()
    expect(phone.locator(".exercise > .note")).to_have_text("Slow")
    phone.context.set_offline(False)
    expect_synced(phone)
    assert [one.text for one in list_exercise_notes(alice.id)] == ["Belt on hole 4"]
