"""A drop set, an all-out set: added in the middle of a workout, as plain forms."""

from __future__ import annotations

import pytest

from tests.training import get_workout, make_workout
from tests.visiting import Page, PhoneOf, form_in, visit
from webapp.domain.load import parse_load
from webapp.domain.workout import Workout
from webapp.models import User


@pytest.fixture
def workout(alice: User) -> Workout:
    return make_workout(alice, "barbell-row", load="82.5")


def add(page: Page, kind: str) -> Page:
    return form_in(page, ".menu-items[action*='/sets']").submit("kind", value=kind).follow()


def test_a_drop_set_is_lighter_and_asks_for_its_reps(
    phone_of: PhoneOf, alice: User, workout: Workout
) -> None:
    page = add(visit(phone_of(alice), f"/workouts/{workout.id}"), "drop")

    added = get_workout(alice, workout).exercises[0].sets[-1]
    assert (added.kind, added.target_load, added.target_reps) == ("drop", parse_load("65", "kg"), None)
    row = page.html.select_one(f"#set-{added.id}")
    assert row is not None
    assert row["data-hint"] == "Drop set"
    form = form_in(page, f"#set-{added.id}")
    form["done"] = True
    page = form.submit().follow()
    assert "reps?" in page.html.select(f"#set-{added.id}")[0].get_text()


def test_an_all_out_set_keeps_the_load(phone_of: PhoneOf, alice: User, workout: Workout) -> None:
    add(visit(phone_of(alice), f"/workouts/{workout.id}"), "amrap")

    added = get_workout(alice, workout).exercises[0].sets[-1]
    assert (added.kind, added.target_load, added.target_reps) == ("amrap", parse_load("82.5", "kg"), None)


def test_what_is_lifted_without_a_load_has_nothing_to_drop(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, "plank")

    page = visit(phone_of(alice), f"/workouts/{workout.id}")

    assert page.html.select_one("button[value=drop]") is None
    assert page.html.select_one("button[value=amrap]") is not None


def test_a_kind_that_is_none_adds_nothing(phone_of: PhoneOf, alice: User, workout: Workout) -> None:
    address = f"/workouts/{workout.id}/exercises/{workout.exercises[0].id}/sets"

    answer = phone_of(alice).post(address, {"kind": "warmup"}, expect_errors=True)

    assert answer.status_code == 422
    assert len(get_workout(alice, workout).exercises[0].sets) == 1
