"""A note that stays with an exercise: on its every card, on phones, and shared only as notes are."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from tests.conftest import Clock
from tests.people import make_link
from tests.training import keep_note, make_workout
from tests.visiting import Phone, PhoneOf, form_in, text_of, visit
from webapp.domain.workout import Workout
from webapp.models import User
from webapp.workouts.exercise_notes import list_exercise_notes


def note_on(phone: Phone, workout: Workout, text: str, status: int = 303) -> Any:
    form = form_in(visit(phone, f"/workouts/{workout.id}"), ".note-form")
    form["kept"] = text
    return form.submit(status=status)


def kept_on(phone: Phone, workout: Workout) -> list[str]:
    return [one.get_text() for one in visit(phone, f"/workouts/{workout.id}").html.select(".kept")]


def days(phone: Phone, lifter: User, have: dict[str, str]) -> dict[str, Any]:
    body = {"v": 1, "schema": 1, "user": str(lifter.id), "have": have, "ops": []}
    return dict(phone.post("/api/sync", json.dumps(body), content_type="application/json").json["days"])


def test_it_stands_on_every_card_of_the_exercise_in_past_workouts_too(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    past = make_workout(alice, on=clock().date() - timedelta(days=9), ticked=1, is_finished=True)
    workout = make_workout(alice, "barbell-row", "pull-up", "barbell-row")
    phone = phone_of(alice)

    note_on(phone, workout, "Belt on hole 4\nשלום")

    assert kept_on(phone, workout) == ["Belt on hole 4\nשלום"] * 2
    assert kept_on(phone, past) == ["Belt on hole 4\nשלום"]


def test_emptied_it_is_gone_from_all_of_them(phone_of: PhoneOf, alice: User) -> None:
    workout, other = make_workout(alice), make_workout(alice)
    phone = phone_of(alice)
    note_on(phone, workout, "Belt on hole 4")

    note_on(phone, other, "  ")

    assert kept_on(phone, workout) == []
    assert list_exercise_notes(alice.id) == ()


def test_a_form_sent_twice_makes_one(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice)
    phone = phone_of(alice)
    form = form_in(visit(phone, f"/workouts/{workout.id}"), ".note-form")
    form["kept"] = "Belt on hole 4"

    form.submit(status=303)
    form.submit(status=303)

    assert [one.text for one in list_exercise_notes(alice.id)] == ["Belt on hole 4"]


def test_one_that_is_too_long_stays_in_its_form(phone_of: PhoneOf, alice: User) -> None:
    page = note_on(phone_of(alice), make_workout(alice), "y" * 501, status=422)

    assert "longer than 500" in text_of(page, ".note-form")
    assert form_in(page, ".note-form")["kept"].value.strip() == "y" * 501


def test_it_stays_with_the_exercise_that_was_shown_though_another_took_its_place(
    phone_of: PhoneOf, alice: User
) -> None:
    workout = make_workout(alice)
    phone = phone_of(alice)
    form = form_in(visit(phone, f"/workouts/{workout.id}"), ".note-form")
    swap = f"/workouts/{workout.id}/exercises/{workout.exercises[0].id}/swap"
    phone.post(swap, {"exercise": "seal-row"}, status=303)
    form["kept"] = "Belt on hole 4"

    form.submit(status=303)

    assert [one.exercise for one in list_exercise_notes(alice.id)] == ["barbell-row"]


def test_a_phone_draws_anew_the_days_with_the_exercise_and_no_others(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    today, before = clock().date(), clock().date() - timedelta(days=3)
    make_workout(alice, "barbell-row", on=today)
    make_workout(alice, "pull-up", on=before)
    phone = phone_of(alice)
    have = {day: one["etag"] for day, one in days(phone, alice, {}).items()}

    keep_note(alice, "barbell-row", "Belt on hole 4")

    drawn = days(phone, alice, have)
    assert list(drawn) == [today.isoformat()]
    assert "Belt on hole 4" in drawn[today.isoformat()]["html"]


def test_a_coach_reads_it_where_notes_are_shared_and_not_else(
    phone_of: PhoneOf, alice: User, bob: User, carol: User
) -> None:
    make_link(carol, alice)
    make_link(carol, bob, shares_notes=False)
    for lifter in (alice, bob):
        keep_note(lifter, "barbell-row", "Belt on hole 4")
    coach = phone_of(carol)

    hers, his = (visit(coach, f"/coach/clients/{one.id}/exercises/barbell-row") for one in (alice, bob))

    assert "Belt on hole 4" in text_of(hers)
    assert "Belt on hole 4" not in his.text
