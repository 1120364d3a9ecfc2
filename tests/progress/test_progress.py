"""The page of how training goes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.conftest import MONDAY_EVENING, Clock
from tests.people import make_person
from tests.training import get_workout, make_workout, take_program
from tests.visiting import PhoneOf, form_in, text_of, visit
from webapp.models import User

TODAY = MONDAY_EVENING.date()


def muscles(page: Any) -> dict[str, str]:
    rows = page.html.select(".muscles tbody tr")
    return {row.th.get_text(): row.select("td")[-1].get_text() for row in rows}


def test_before_the_first_workout_it_says_how_it_begins(phone_of: PhoneOf, alice: User) -> None:
    assert "Nothing yet" in text_of(visit(phone_of(alice), "/progress"))


def test_this_week_is_counted_against_its_plan(phone_of: PhoneOf, alice: User) -> None:
    take_program(alice, starts_on=TODAY)
    make_workout(alice, "barbell-shrug", "plank", sets=2, ticked=1)
    other = make_person("Bob")
    make_workout(other, "barbell-shrug", sets=9, ticked=9)

    page = visit(phone_of(alice), "/progress")

    found = muscles(page)
    assert found["Traps"].startswith("1 (")
    assert found["Lats"].startswith("0 (")
    assert not found["Lats"].endswith("(–)")
    assert "Nothing for" not in text_of(page)  # what the plan has is still to come


def test_a_muscle_of_the_back_that_nothing_works_is_named(phone_of: PhoneOf, alice: User) -> None:
    make_workout(alice, "lat-pulldown", sets=2, ticked=2)

    page = visit(phone_of(alice), "/progress")

    assert "Nothing for" in text_of(page)
    assert "traps" in text_of(page, ".why")
    assert "Traps" in [row.th.get_text() for row in page.html.select("tr[data-left-out]")]


def test_warm_ups_and_what_was_deleted_are_not_counted(phone_of: PhoneOf, alice: User) -> None:
    gone = make_workout(alice, "barbell-row", sets=3, ticked=3)
    workout = make_workout(alice, "barbell-shrug", sets=1)
    phone = phone_of(alice)
    phone.post(f"/workouts/{gone.id}/delete")
    phone.post(f"/workouts/{workout.id}/exercises/{workout.exercises[0].id}/warmups", status=303)
    for one in get_workout(alice, workout).all_sets:
        form = form_in(visit(phone, f"/workouts/{workout.id}"), f"#set-{one.id}")
        form["done"] = True
        form.submit()

    found = muscles(visit(phone, "/progress"))
    assert (found["Lats"], found["Traps"]) == ("0 (–)", "1 (–)")


def test_left_and_right_are_one_set(phone_of: PhoneOf, alice: User) -> None:
    make_workout(alice, "one-arm-dumbbell-row", sets=2, ticked=4)

    assert muscles(visit(phone_of(alice), "/progress"))["Lats"] == "2 (–)"


def test_earlier_weeks_are_an_average_of_those_trained(phone_of: PhoneOf, alice: User) -> None:
    for weeks in (1, 2):
        make_workout(alice, "barbell-shrug", sets=3, ticked=3, on=TODAY - timedelta(weeks=weeks))

    assert muscles(visit(phone_of(alice), "/progress?range=12w"))["Traps"] == "3 (–)"


def test_two_cards_of_an_exercise_are_one_workout(phone_of: PhoneOf, alice: User) -> None:
    make_workout(alice, "barbell-row", "barbell-row", "plank", sets=1, ticked=3)

    page = visit(phone_of(alice), "/progress")

    facts = [one.get_text() for one in page.html.select("[aria-labelledby=exercises] small")]
    assert facts == ["1 workout, last Mon 23 Nov"] * 2


def test_weeks_in_a_row_are_said(phone_of: PhoneOf, alice: User) -> None:
    for weeks in (0, 1, 2):
        make_workout(alice, sets=1, ticked=1, is_finished=True, on=TODAY - timedelta(weeks=weeks))

    page = visit(phone_of(alice), "/progress?range=nonsense")

    assert "3 weeks in a row" in text_of(page)
    assert len(page.html.select(".weeks tbody tr[data-kept]")) == 3


def test_a_year_costs_as_many_statements_as_a_week(
    phone_of: PhoneOf, alice: User, clock: Clock, statements: Callable[[], Any]
) -> None:
    for weeks in range(20):
        make_workout(alice, "barbell-row", "plank", sets=2, ticked=2, on=TODAY - timedelta(weeks=weeks))

    def cost(within: str) -> int:
        with statements() as sent:
            visit(phone_of(alice), f"/progress?range={within}")
        return int(sent.count)

    assert cost("year") == cost("week") <= 12
