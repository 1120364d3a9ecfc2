"""Another exercise from now on: this workout, the coming ones, and the way back."""

from __future__ import annotations

import pytest

from tests.conftest import Clock
from tests.training import get_workout, make_workout, take_program
from tests.visiting import Page, Phone, PhoneOf, form_in, form_to, text_of, visit
from webapp.domain.load import parse_load
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import Assignment, User
from webapp.workouts import plans, queries


@pytest.fixture
def assignment(alice: User) -> Assignment:
    return take_program(alice, trains_today=True, good_morning="60", barbell_row="70")


def workout_of(alice: User, assignment: Assignment, number: int) -> Workout:
    """Of the program's n-th day; its days are heavy and light in turn."""
    found = queries.find_workout(alice.id, plans.plan_of(assignment).workout_id(number))
    db.session.remove()
    assert found
    return found


def first_day(assignment: Assignment) -> int:
    return plans.plan_of(assignment).occurrences()[0].number


def slugs(workout: Workout) -> list[str]:
    return [part.exercise for part in workout.shown_exercises]


def ask(phone: Phone, workout: Workout, place: int, to: str) -> Page:
    """The page that says what it changes."""
    page = visit(phone, f"/workouts/{workout.id}/exercises/{workout.exercises[place].id}/swap")
    form = form_to(page, "/swap")
    form["when"] = "always"
    buttons = [button.value_if_submitted() for button in form.fields["exercise"]]
    return form.submit("exercise", index=buttons.index(to)).follow()


def swap_for_good(phone: Phone, workout: Workout, place: int, to: str, load: str | None = None) -> Page:
    form = form_to(ask(phone, workout, place, to), "/instead")
    if load is not None:
        form["load"] = load
    return form.submit().follow()


def undo(page: Page) -> Page:
    return form_in(page, ".notices").submit().follow()


@pytest.fixture
def days(alice: User, assignment: Assignment) -> list[Workout]:
    """The heavy days that have rows."""
    first = first_day(assignment)
    return [workout_of(alice, assignment, number) for number in (first, first + 2)]


PLACE = 2
WANTED = ["one-arm-dumbbell-row", "weighted-pull-up", "romanian-deadlift"]
PLANNED = ["one-arm-dumbbell-row", "weighted-pull-up", "good-morning"]


def now(alice: User, days: list[Workout]) -> list[list[str]]:
    return [slugs(get_workout(alice, one)) for one in days]


def test_it_changes_this_workout_and_the_coming_ones(
    phone_of: PhoneOf, alice: User, days: list[Workout]
) -> None:
    page = swap_for_good(phone_of(alice), days[0], PLACE, "romanian-deadlift", load="80")

    assert now(alice, days) == [WANTED, WANTED]
    assert "Swapped from now on" in text_of(page)
    coming = get_workout(alice, days[1]).shown_exercises[PLACE]
    working = [one for one in coming.shown_sets if one.kind != "warmup"]
    assert {one.target_load for one in working} == {parse_load("80", "kg")}
    assert coming.plan["instead_of"] == "good-morning"


def test_only_today_leaves_the_coming_ones(phone_of: PhoneOf, alice: User, days: list[Workout]) -> None:
    page = ask(phone_of(alice), days[0], PLACE, "romanian-deadlift")
    button = next(one for one in page.html.select("button[formaction]") if one.get_text() == "Only today")
    form = form_to(page, "/instead")
    form.action = str(button["formaction"])

    form.submit().follow()

    assert now(alice, days) == [WANTED, PLANNED]


def test_what_was_begun_keeps_what_was_lifted(phone_of: PhoneOf, alice: User, days: list[Workout]) -> None:
    phone = phone_of(alice)
    lifted = days[0].exercises[PLACE].sets[0]
    form = form_in(visit(phone, f"/workouts/{days[0].id}"), f"#set-{lifted.id}")
    form["done"] = True
    form.submit()

    page = swap_for_good(phone, days[0], PLACE, "romanian-deadlift")

    assert now(alice, days) == [[*PLANNED, "romanian-deadlift"], WANTED]
    undo(page)
    assert now(alice, days) == [PLANNED, PLANNED]


def test_it_can_be_undone(
    phone_of: PhoneOf, alice: User, assignment: Assignment, days: list[Workout]
) -> None:
    before = db.session.get_one(Assignment, assignment.id).program
    db.session.remove()
    page = swap_for_good(phone_of(alice), days[0], PLACE, "romanian-deadlift")

    undo(page)

    assert now(alice, days) == [PLANNED, PLANNED]
    restored = db.session.get_one(Assignment, assignment.id).program
    db.session.remove()
    assert restored["blocks"] == before["blocks"]


def test_sent_twice_it_is_one(phone_of: PhoneOf, alice: User, days: list[Workout]) -> None:
    phone = phone_of(alice)
    address = f"/workouts/{days[0].id}/exercises/{days[0].exercises[PLACE].id}/instead"
    for _ in range(2):
        answer = phone.post(address, {"exercise": "romanian-deadlift", "token": str(days[0].id)})
        assert f"#exercise-{days[0].exercises[PLACE].id}" in answer.location

    assert now(alice, days) == [WANTED, WANTED]


def test_what_was_done_before_is_where_it_goes_on(
    phone_of: PhoneOf, alice: User, days: list[Workout], clock: Clock
) -> None:
    made = make_workout(alice, "romanian-deadlift", load="90", ticked=1, on=days[0].on)

    page = ask(phone_of(alice), days[0], PLACE, "romanian-deadlift")

    assert made
    assert "It goes on from what you did: last 90 × 5" in text_of(page)
    assert page.html.select_one("input[name=load]") is None


def test_a_load_that_cannot_be_read_is_kept_and_changes_nothing(
    phone_of: PhoneOf, alice: User, days: list[Workout]
) -> None:
    form = form_to(ask(phone_of(alice), days[0], PLACE, "romanian-deadlift"), "/instead")
    form["load"] = "heavy"

    answer = form.submit(expect_errors=True)

    assert answer.status_code == 422
    assert answer.form["load"].value == "heavy"
    assert now(alice, days) == [PLANNED, PLANNED]


def test_outside_a_program_it_says_why_it_is_for_today(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, "good-morning")

    page = visit(phone_of(alice), f"/workouts/{workout.id}/exercises/{workout.exercises[0].id}/swap")

    assert "You follow no program" in text_of(page)
    assert page.html.select_one("[name=when]") is None
