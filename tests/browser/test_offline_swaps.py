"""An exercise swapped for another with no signal; the server has it once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.changing import choose, go_through_a_reload, headings, is_each_once, open_menu, open_swaps
from tests.browser.conftest import Visitor
from tests.browser.offline import open_and_settle, tick
from tests.training import get_workout, make_workout
from webapp.domain.workout import Workout
from webapp.models import User


@pytest.fixture
def workout(alice: User) -> Workout:
    return make_workout(alice, "barbell-row", "good-morning", "pull-up", sets=2)


def swap(phone: Page, exercise: str, other: str) -> None:
    open_swaps(phone, exercise)
    choose(phone, other)


def swap_and_lift(visitor: Visitor, lifter: User) -> Page:
    """Offline, with seal rows instead of barbell rows, and 50 lifted in the first set."""
    phone = visitor(lifter)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    swap(phone, "Barbell row", "Seal row")
    phone.locator(".set-row summary").first.click()
    phone.locator(".set-row input[name=load]").first.fill("50")
    tick(phone, 0)
    return phone


def test_an_exercise_swapped_with_no_signal(visitor: Visitor, alice: User, workout: Workout) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)

    open_swaps(phone, "Barbell row")
    expect(phone.get_by_role("dialog")).to_contain_text("Trains the same with other gear")
    choose(phone, "Seal row")

    expect(headings(phone)).to_have_text(["Seal row", "Good morning", "Pull-up"])
    expect(phone.get_by_label("Seal row set 1 done")).to_be_focused()
    expect(phone.locator(".exercise").first.locator(".load").first).to_have_text("–kg×5")
    go_through_a_reload(phone, "Seal row", "Good morning", "Pull-up")
    stored = get_workout(alice, workout).shown_exercises[0]
    assert (stored.id, stored.exercise) == (workout.exercises[0].id, "seal-row")
    assert [(one.target_load, one.target_reps) for one in stored.shown_sets] == [
        (None, one.target_reps) for one in workout.exercises[0].sets
    ]
    assert is_each_once(alice)


def test_what_was_ticked_before_a_swap_stays_as_it_was_lifted(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    tick(phone, 0)

    swap(phone, "Barbell row", "Seal row")

    go_through_a_reload(phone, "Barbell row", "Seal row", "Good morning", "Pull-up")
    lifted, rest, *_ = get_workout(alice, workout).shown_exercises
    assert [(str(one.load), one.is_ticked) for one in lifted.shown_sets] == [
        (str(workout.exercises[0].sets[0].target_load), True)
    ]
    assert (rest.exercise, len(rest.shown_sets)) == ("seal-row", 1)


def test_a_swap_in_the_middle_of_a_superset_stays_in_it(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    open_menu(phone, "Barbell row")
    phone.get_by_role("button", name="Superset with the next exercise").first.click()
    tick(phone, 0)

    swap(phone, "Barbell row", "Seal row")

    said = ["Superset A, then Seal row", "Superset A, then Good morning", "Superset A, then rest"]
    expect(phone.locator(".superset")).to_have_text(said)
    following = phone.locator("[data-next] .tick")
    expect(following).to_have_accessible_name("Good morning set 1 done")
    following.click()
    expect(following).to_have_accessible_name("Seal row set 1 done")
    go_through_a_reload(phone, "Barbell row", "Seal row", "Good morning", "Pull-up")
    expect(phone.locator(".superset")).to_have_text(said)
    assert [part.superset for part in get_workout(alice, workout).shown_exercises] == ["A", "A", "A", None]


def test_a_swap_is_taken_back_whole(visitor: Visitor, alice: User, workout: Workout) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    shown = phone.locator(".exercise").first.inner_text()

    open_swaps(phone, "Barbell row")
    choose(phone, "One-arm dumbbell row", looked_for="one-arm dumbbell row")
    expect(phone.locator(".exercise").first.locator(".set-row:visible")).to_have_count(4)
    phone.get_by_role("button", name="Undo").click()

    expect(headings(phone).first).to_have_text("Barbell row")
    assert phone.locator(".exercise").first.inner_text() == shown
    go_through_a_reload(phone, "Barbell row", "Good morning", "Pull-up")
    stored = get_workout(alice, workout).shown_exercises[0]
    assert stored.exercise == "barbell-row"
    assert [(one.id, one.target_load, one.side) for one in stored.shown_sets] == [
        (one.id, one.target_load, one.side) for one in workout.exercises[0].sets
    ]


def test_a_swap_taken_back_after_a_tick_leaves_what_was_lifted(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = swap_and_lift(visitor, alice)

    phone.get_by_role("button", name="Undo").click()

    names = ["Seal row", "Barbell row", "Good morning", "Pull-up"]
    expect(headings(phone)).to_have_text(names)
    lifted = phone.locator(".exercise").first.locator(".set-row:visible")
    expect(lifted).to_have_count(1)
    expect(lifted).to_have_attribute("data-ticked", "")
    go_through_a_reload(phone, *names)
    seal, rest, *_ = get_workout(alice, workout).shown_exercises
    assert [(str(one.load and one.load.value), one.is_ticked) for one in seal.shown_sets] == [("50", True)]
    assert (rest.exercise, len(rest.shown_sets)) == ("barbell-row", 1)


def test_a_load_found_in_the_first_set_is_there_for_the_next_after_a_reload(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = swap_and_lift(visitor, alice)

    phone.reload()

    expect(phone.locator(".exercise").first.locator(".load").nth(1)).to_have_text("50kg×5")
