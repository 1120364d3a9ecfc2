"""In the middle of a workout: another exercise, another order; as plain forms."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Clock
from tests.training import apply, get_workout, make_workout, take_program
from tests.visiting import Page, Phone, PhoneOf, form_in, form_to, text_of, visit
from webapp import clock as product_clock
from webapp.domain.ids import new_id
from webapp.domain.operations import Operation, decode_fields
from webapp.domain.workout import Workout
from webapp.models import User


def headings(page: Page) -> list[str]:
    return [heading.get_text() for heading in page.html.select(".exercise h2")]


def swap_address(workout: Workout, place: int = 0) -> str:
    return f"/workouts/{workout.id}/exercises/{workout.exercises[place].id}/swap"


def swap(phone: Phone, workout: Workout, to: str, place: int = 0) -> Page:
    form = form_to(visit(phone, swap_address(workout, place)), "/swap")
    buttons = [button.value_if_submitted() for button in form.fields["exercise"]]
    return form.submit("exercise", index=buttons.index(to)).follow()


def tick_first(phone: Phone, workout: Workout) -> None:
    form = form_in(visit(phone, f"/workouts/{workout.id}"), f"#set-{workout.exercises[0].sets[0].id}")
    form["done"] = True
    form.submit()


def loads(workout: Workout, place: int = 0) -> list[str | None]:
    sets = workout.shown_exercises[place].shown_sets
    return [str(one.target_load.value) if one.target_load else None for one in sets]


def test_an_exercise_moves_up_and_down_and_stays_at_the_end(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, "barbell-row", "good-morning", "pull-up")
    phone = phone_of(alice)
    card = f"#exercise-{workout.exercises[2].id}"
    page = visit(phone, f"/workouts/{workout.id}")
    for by, wanted in [
        ("up", ["Barbell row", "Pull-up", "Good morning"]),
        ("up", ["Pull-up", "Barbell row", "Good morning"]),
        ("up", ["Pull-up", "Barbell row", "Good morning"]),
        ("down", ["Barbell row", "Pull-up", "Good morning"]),
    ]:
        answer = form_in(page, f"{card} [action*=move]").submit("by", value=by)
        assert answer.location.endswith(card), "it leads back to the card"
        page = answer.follow()

        assert headings(page) == wanted


def test_a_move_sent_twice_is_one(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, "barbell-row", "good-morning", "pull-up")
    phone = phone_of(alice)
    body = {"by": "up", "token": str(workout.id)}
    for _ in range(2):
        phone.post(f"/workouts/{workout.id}/exercises/{workout.exercises[2].id}/move", body)

    moved = get_workout(alice, workout).shown_exercises
    assert [part.exercise for part in moved] == ["barbell-row", "pull-up", "good-morning"]


@pytest.mark.parametrize("by", ["", "sideways", "1"])
def test_an_exercise_moves_up_or_down_only(phone_of: PhoneOf, alice: User, by: str) -> None:
    workout = make_workout(alice, "barbell-row", "good-morning")
    address = f"/workouts/{workout.id}/exercises/{workout.exercises[1].id}/move"

    page = phone_of(alice).post(address, {"by": by}, status=422)

    assert "up or down" in text_of(page)
    assert get_workout(alice, workout) == workout


def test_what_may_stand_in_is_listed_with_the_reason(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, "pull-up")

    page = visit(phone_of(alice), swap_address(workout))

    rows = {row["value"]: row.get_text() for row in page.html.select("[name=exercise]")}
    assert next(iter(rows)) == "lat-pulldown"
    assert "Trains the same with other gear" in rows["lat-pulldown"]
    assert "Easier" in rows["negative-pull-up"]
    assert "Harder" in rows["weighted-pull-up"]
    assert "The same movement" in rows["band-pulldown"]
    assert "pull-up" not in rows


def test_a_swap_before_the_first_tick_keeps_the_card_and_its_reps(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, "barbell-row", sets=2)

    page = swap(phone_of(alice), workout, "seal-row")

    assert headings(page) == ["Seal row"]
    assert "Exercise swapped" in text_of(page, ".toast")
    stored = get_workout(alice, workout)
    assert [part.id for part in stored.exercises] == [workout.exercises[0].id]
    assert loads(stored) == [None, None]
    reps = [one.target_reps for one in stored.exercises[0].sets]
    assert reps == [one.target_reps for one in workout.exercises[0].sets]


def test_plates_for_what_was_never_lifted_say_so(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, "barbell-row")

    page = swap(phone_of(alice), workout, "t-bar-row")

    assert text_of(page, ".plates") == "No load yet"


def test_a_swap_aims_for_what_was_lifted_the_last_time(phone_of: PhoneOf, alice: User) -> None:
    make_workout(alice, "seal-row", on=date(2026, 11, 16), sets=1, ticked=1, load="47.5")
    workout = make_workout(alice, "barbell-row", sets=2)

    swap(phone_of(alice), workout, "seal-row")

    assert loads(get_workout(alice, workout)) == ["47.5", "47.5"]


def test_a_swap_after_a_tick_moves_only_the_rest(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, "barbell-row", "pull-up", sets=3)
    phone = phone_of(alice)
    tick_first(phone, workout)

    page = swap(phone, workout, "seal-row")

    assert headings(page) == ["Barbell row", "Seal row", "Pull-up"]
    lifted, rest, _ = get_workout(alice, workout).shown_exercises
    assert [str(one.load) for one in lifted.shown_sets] == [str(workout.exercises[0].sets[0].target_load)]
    assert len(rest.shown_sets) == 2

    page = form_in(page, ".toast").submit().follow()

    assert headings(page) == ["Barbell row", "Pull-up"]
    back = get_workout(alice, workout).shown_exercises[0].shown_sets
    assert [(one.id, one.is_ticked) for one in back] == [
        (one.id, index == 0) for index, one in enumerate(workout.exercises[0].sets)
    ]


def test_a_swap_sent_twice_is_one(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, "barbell-row", "pull-up", sets=3)
    phone = phone_of(alice)
    tick_first(phone, workout)
    body = {"exercise": "seal-row", "token": str(workout.id)}

    first, second = (phone.post(swap_address(workout), body) for _ in range(2))

    assert second.location == first.location
    assert headings(second.follow()) == ["Barbell row", "Seal row", "Pull-up"]


def test_a_swap_of_a_whole_card_sent_again_leaves_what_was_ticked_since(
    phone_of: PhoneOf, alice: User
) -> None:
    workout = make_workout(alice, "barbell-row", sets=3)
    phone = phone_of(alice)
    body = {"exercise": "seal-row", "token": str(workout.id)}
    phone.post(swap_address(workout), body)
    tick_first(phone, workout)

    page = phone.post(swap_address(workout), body).follow()

    assert headings(page) == ["Seal row"]
    assert not page.html.select(".toast"), "no way back from an exercise to itself"


def test_a_swap_with_every_set_ticked_says_why_not(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, sets=2, ticked=2)

    page = phone_of(alice).post(swap_address(workout), {"exercise": "seal-row"}, status=409)

    assert "nothing left to swap" in text_of(page)
    assert get_workout(alice, workout) == workout


def test_a_swap_of_a_planned_exercise_is_taken_back_with_the_plans_loads(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    take_program(alice, one_arm_dumbbell_row="40", weighted_pull_up="20", good_morning="50")
    phone = phone_of(alice)
    page = visit(phone, "/today")
    workout_id = page.html.select_one("[data-workout]")["data-workout"]
    why = text_of(page, ".why")
    card = page.html.select(".exercise")[2]["id"].removeprefix("exercise-")
    address = f"/workouts/{workout_id}/exercises/{card}/swap"
    before = _of(page, card)

    page = phone.post(address, {"exercise": "romanian-deadlift"}).follow()
    page = visit(
        phone,
        f"/workouts/{page.html.select_one('[data-workout]')['data-workout']}?{page.request.query_string}",
    )

    assert headings(page)[2] == "Romanian deadlift"
    assert "50" not in _of(page, card), "the plan's load was for another exercise"
    assert text_of(page, ".why") == why, "what it is there for stays"

    page = form_in(page, ".toast").submit().follow()
    assert _of(page, card) == before


def _of(page: Page, card: str) -> list[str]:
    return [box["value"] for box in page.html.select(f"#exercise-{card} [name=load]")]


def test_a_swap_to_what_does_not_exist_changes_nothing(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice)
    for exercise in ("", "flying", "barbell-row\x00", "../../etc"):
        page = phone_of(alice).post(swap_address(workout), {"exercise": exercise}, status=422)
        assert "no such exercise" in text_of(page)

    assert get_workout(alice, workout) == workout


def test_a_swap_of_a_removed_exercise_says_that_it_is_gone(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice)
    phone = phone_of(alice)
    phone.post(f"/workouts/{workout.id}/exercises/{workout.exercises[0].id}/remove")

    page = phone.post(swap_address(workout), {"exercise": "seal-row"}, status=409)

    assert "removed meanwhile" in text_of(page)


@pytest.mark.parametrize("was", ["", "flying", "018f0000", "<b>"])
def test_an_address_that_makes_up_what_was_swapped_tells_nothing(
    phone_of: PhoneOf, alice: User, was: str
) -> None:
    workout = make_workout(alice)
    for did in ("swapped", "rest-swapped"):
        path = f"/workouts/{workout.id}?did={did}&row={workout.exercises[0].id}&was={was}"
        assert not visit(phone_of(alice), path).html.select(".toast")


def test_an_optional_exercise_that_a_phone_added_is_the_plans_own(phone_of: PhoneOf, alice: User) -> None:
    take_program(alice, barbell_shrug="60")
    phone = phone_of(alice)
    page = visit(phone, "/today")
    told = page.html.select_one("[data-rows]")["data-rows"]
    offered = page.html.select_one(".suggestions small").get_text().removesuffix(" · optional")

    apply(alice, [_as_operation(one) for one in json.loads(told)])

    page = visit(phone, "/today")
    card = page.html.select(".exercise")[-1]
    assert card.h2.get_text() == "Barbell shrug"
    assert card.select_one(".why").get_text() == offered
    assert not page.html.select(".suggestions"), "it isn't offered twice"
    assert all(box["value"] == "60" for box in card.select("[name=load]"))


def _as_operation(one: dict[str, Any]) -> Operation:
    fields = decode_fields(one["e"], one["f"])
    return Operation(new_id(product_clock.utc_now()), one["e"], UUID(one["eid"]), fields)
