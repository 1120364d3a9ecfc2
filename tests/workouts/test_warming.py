"""Warm-ups added to an exercise of a workout, as a plain form."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.training import apply, get_workout, make_workout, take_program
from tests.visiting import Page, Phone, PhoneOf, text_of, visit
from webapp import clock
from webapp.domain.ids import new_id
from webapp.domain.load import Load
from webapp.domain.operations import Operation
from webapp.domain.workout import Workout
from webapp.models import User


def warm_up(phone: Phone, workout: Workout, place: int = 0, status: int = 303) -> Page:
    address = f"/workouts/{workout.id}/exercises/{workout.exercises[place].id}/warmups"
    return phone.post(address, {"token": str(workout.exercises[place].id)}, status=status)


def told(workout: Workout, place: int = 0) -> list[str]:
    sets = workout.shown_exercises[place].shown_sets
    return [
        f"{one.kind} {one.target_load and one.target_load.value} × {one.target_reps and one.target_reps.min}"
        for one in sets
    ]


def test_warm_ups_stand_before_the_first_set_and_count_for_nothing(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, load="100")
    phone = phone_of(alice)
    card = f"#exercise-{workout.exercises[0].id}"
    assert visit(phone, f"/workouts/{workout.id}").html.select(f"{card} .warm-up")

    answer = warm_up(phone, workout)

    assert answer.location.endswith(card)
    warm = ["warmup 40 × 8", "warmup 60 × 5", "warmup 75 × 3", "warmup 85 × 2"]
    assert told(get_workout(alice, workout)) == [*warm, "working 100 × 5"]
    page = answer.follow()
    assert "0 of 1 sets" in text_of(page)
    assert not page.html.select(f"{card} .warm-up"), "it has its warm-ups"


def test_asked_twice_by_the_same_form_they_are_there_once(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, load="30")

    for _ in range(2):
        warm_up(phone_of(alice), workout)

    assert len(get_workout(alice, workout).exercises[0].sets) == 3


def test_a_ticked_warm_up_is_no_record_and_no_volume(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, load="100")
    warm_up(phone_of(alice), workout)
    first = get_workout(alice, workout).exercises[0].sets[0]
    done = {"load": first.target_load, "reps": 8, "ticked_at": clock.utc_now()}
    apply(alice, [Operation(new_id(clock.utc_now()), "set", first.id, done)])

    page = visit(phone_of(alice), f"/workouts/{workout.id}")

    assert page.html.select(f"#set-{first.id}[data-ticked]")
    assert not page.html.select("[data-record]")
    assert "moved" not in text_of(page, ".tally")


def test_the_third_exercise_for_the_same_muscles_gets_one_step(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, "barbell-row", "pendlay-row", "t-bar-row", load="100")

    warm_up(phone_of(alice), workout, 2)

    assert told(get_workout(alice, workout), 2) == ["warmup 60 × 5", "working 100 × 5"]


def test_a_planned_exercise_warms_up_to_the_load_that_the_page_shows(phone_of: PhoneOf, alice: User) -> None:
    take_program(alice, trains_today=True, weighted_pull_up="20")
    page = visit(phone_of(alice), "/today")
    button = next(one for one in page.html.select(".exercise:has([data-prefix='+']) .warm-up"))

    page = phone_of(alice).post(str(button["formaction"]), status=303).follow()

    rows = page.html.select(".exercise:has([data-prefix='+']) .set-row .load")
    assert [row.get_text(" ", strip=True) for row in rows][:2] == ["+10 kg × 3", "+20 kg × 5"]


@pytest.mark.parametrize(
    ("exercise", "load", "sentence"),
    [
        ("barbell-row", "", "Tell the load of the first set"),
        ("barbell-row", "15", "Nothing lighter than its first set"),
        ("assisted-pull-up", "20", "lifted without one"),
    ],
)
def test_where_none_can_be_worked_out_it_says_why(
    phone_of: PhoneOf, alice: User, exercise: str, load: str, sentence: str
) -> None:
    workout = make_workout(alice, exercise, load=load)

    page = warm_up(phone_of(alice), workout).follow()

    assert sentence in text_of(page, ".toast")
    assert get_workout(alice, workout) == workout


def test_what_is_warm_already_says_so(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, ticked=1)

    assert "it is warm" in text_of(warm_up(phone_of(alice), workout).follow(), ".toast")


def test_a_load_that_was_typed_counts_not_its_target(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, load="100")
    typed = {"load": Load(Decimal(30), "kg")}
    apply(alice, [Operation(new_id(clock.utc_now()), "set", workout.exercises[0].sets[0].id, typed)])

    warm_up(phone_of(alice), workout)

    assert told(get_workout(alice, workout))[:-1] == ["warmup 20 × 10", "warmup 25 × 5"]


def test_the_plates_are_those_of_the_next_set_where_warm_ups_were_passed_over(
    phone_of: PhoneOf, alice: User
) -> None:
    workout = make_workout(alice, sets=2, load="100")
    phone = phone_of(alice)
    warm_up(phone, workout)
    address, now = f"/workouts/{workout.id}", clock.utc_now()
    assert text_of(visit(phone, address), ".plates") == "10 each side of the 20 kg bar"

    first = workout.exercises[0].sets[0]
    done = {"load": Load(Decimal(100), "kg"), "ticked_at": now}
    apply(alice, [Operation(new_id(now), "set", first.id, done)])

    assert text_of(visit(phone, address), ".plates") == "25 + 15 each side of the 20 kg bar"
