"""Supersets as plain forms: joined, done in turn, left, and the ways back."""

from __future__ import annotations

import pytest

from tests.training import get_workout, make_workout
from tests.visiting import Page, PhoneOf, form_in, visit
from webapp.domain.workout import Workout
from webapp.models import User


@pytest.fixture
def workout(alice: User) -> Workout:
    return make_workout(alice, "barbell-row", "good-morning", "pull-up", sets=2)


def press(page: Page, workout: Workout, place: int, what: str) -> Page:
    """A button of an exercise's menu."""
    card = f"#exercise-{workout.exercises[place].id}"
    button = page.html.select_one(f"{card} [data-part={what}]:not([hidden])")
    assert button is not None
    form = form_in(page, f"{card} [action*=move]")
    form.action = str(button["formaction"])
    return form.submit().follow()


def undo(page: Page) -> Page:
    return form_in(page, ".notices").submit().follow()


def told(page: Page) -> list[str]:
    return [one.get_text() for one in page.html.select(".superset")]


def test_joined_exercises_say_what_comes_in_turn(phone_of: PhoneOf, alice: User, workout: Workout) -> None:
    page = visit(phone_of(alice), f"/workouts/{workout.id}")

    page = press(page, workout, 0, "join")

    assert told(page) == ["Superset A, then Good morning", "Superset A, then rest"]
    assert len(page.html.select(".exercise[data-joined]")) == 1
    page = press(page, workout, 1, "join")
    assert told(page)[1:] == ["Superset A, then Pull-up", "Superset A, then rest"]
    assert page.html.select_one("[data-part=join]:not([hidden])") is None


def test_the_next_set_is_the_partners(phone_of: PhoneOf, alice: User, workout: Workout) -> None:
    page = press(visit(phone_of(alice), f"/workouts/{workout.id}"), workout, 0, "join")
    one, other, _ = workout.exercises
    for done, following in [
        (one.sets[0], other.sets[0]),
        (other.sets[0], one.sets[1]),
        (one.sets[1], other.sets[1]),
    ]:
        form = form_in(page, f"#set-{done.id}")
        form["done"] = True

        page = form.submit().follow()

        marked = page.html.select_one("[data-next]")
        assert marked is not None
        assert marked["id"] == f"set-{following.id}"


def test_joining_and_leaving_can_be_undone(phone_of: PhoneOf, alice: User, workout: Workout) -> None:
    page = press(visit(phone_of(alice), f"/workouts/{workout.id}"), workout, 0, "join")
    assert told(undo(page)) == []

    page = press(visit(phone_of(alice), f"/workouts/{workout.id}"), workout, 0, "join")
    together = told(page)
    page = press(page, workout, 1, "leave")
    assert told(page) == []
    assert told(undo(page)) == together


def test_an_exercise_swapped_half_way_goes_on_in_its_superset(
    phone_of: PhoneOf, alice: User, workout: Workout
) -> None:
    phone, at = phone_of(alice), f"/workouts/{workout.id}"
    row = workout.exercises[0]
    form = form_in(press(visit(phone, at), workout, 0, "join"), f"#set-{row.sets[0].id}")
    form["done"] = True
    form.submit()

    page = phone.post(f"{at}/exercises/{row.id}/swap", {"exercise": "seal-row"}).follow()

    assert told(page) == [
        *("Superset A, then Seal row", "Superset A, then Good morning", "Superset A, then rest"),
    ]
    assert page.html.select_one("[data-next]")["id"] == f"set-{workout.exercises[1].sets[0].id}"
    assert told(undo(page)) == ["Superset A, then Good morning", "Superset A, then rest"]


def test_a_superset_joined_twice_by_one_form_is_one(phone_of: PhoneOf, alice: User, workout: Workout) -> None:
    phone, body = phone_of(alice), {"token": str(workout.id)}
    for _ in range(2):
        phone.post(f"/workouts/{workout.id}/exercises/{workout.exercises[0].id}/join", body)

    assert [part.superset for part in get_workout(alice, workout).exercises] == ["A", "A", None]


@pytest.mark.parametrize("letter", ["A/B", "x" * 9, "<b>", "%C3%84"])
def test_a_letter_that_was_made_up_joins_nothing(
    letter: str, phone_of: PhoneOf, alice: User, workout: Workout
) -> None:
    address = f"/workouts/{workout.id}/exercises/{workout.exercises[0].id}/join?letter={letter}"

    answer = phone_of(alice).post(address, {}, expect_errors=True)

    assert answer.status_code == 422
    assert get_workout(alice, workout).exercises[0].superset is None


def test_a_skipped_partner_is_none(phone_of: PhoneOf, alice: User, workout: Workout) -> None:
    phone = phone_of(alice)
    page = press(visit(phone, f"/workouts/{workout.id}"), workout, 0, "join")
    phone.post(f"/workouts/{workout.id}/exercises/{workout.exercises[1].id}/skip", {})

    page = visit(phone, f"/workouts/{workout.id}")

    assert told(page) == []
    marked = page.html.select_one("[data-next]")
    assert marked is not None
    assert marked["id"] == f"set-{workout.exercises[0].sets[0].id}"
