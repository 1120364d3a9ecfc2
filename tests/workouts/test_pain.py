"""What a lifter tells of pain by plain forms, and what comes of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.conftest import MONDAY_EVENING, Clock
from tests.people import make_link, make_person
from tests.training import get_workout, make_workout, take_program
from tests.visiting import Page, Phone, PhoneOf, form_in, text_of, visit
from webapp.domain.pain import ADVICE, STOP
from webapp.domain.workout import Workout, WorkoutSet
from webapp.models import User


def _tell(phone: Phone, address: str, one: WorkoutSet, **pain: str) -> Page:
    form = form_in(visit(phone, address), f"#set-{one.id}")
    for name, value in pain.items():
        form[name] = value
    return form.submit().follow()


def _pain(lifter: User, workout: Workout, one: WorkoutSet) -> Any:
    found = get_workout(lifter, workout).set(one.id)
    assert found
    return found.pain


def test_pain_is_told_on_a_set_corrected_and_taken_back(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, ticked=1)
    one, phone, at = workout.exercises[0].sets[0], phone_of(alice), f"/workouts/{workout.id}"

    page = _tell(phone, at, one, pain="6", pain_where="lower back", pain_kind="dull")
    assert _pain(alice, workout, one) == {"score": 6, "where": "lower back", "kind": "dull"}
    assert "Pain: lower back 6/10, dull" in text_of(page, f"#set-{one.id}")

    page = _tell(phone, at, one, pain="2")
    assert "Pain: lower back 2/10, dull" in text_of(page, f"#set-{one.id}")

    page = _tell(phone, at, one, pain="")
    assert _pain(alice, workout, one) is None
    assert not page.html.select(".hurts, .hurt")


def test_the_card_that_hurts_advises_once_and_offers_something_else(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, "barbell-row", "good-morning", "plank", sets=2, ticked=1)
    row, hinge, plank = workout.exercises
    phone, at = phone_of(alice), f"/workouts/{workout.id}"

    _tell(phone, at, hinge.sets[1], pain="1")
    page = _tell(phone, at, row.sets[1], pain="4")
    _tell(phone, at, plank.sets[0], pain="0")

    seen = [
        one for one in page.html.select("[data-part=advice]:not([hidden])") if not one.find_parent("template")
    ]
    assert [" ".join(one.get_text().split()) for one in seen] == [ADVICE]
    assert seen[0].find_parent("article")["id"] == f"exercise-{row.id}", "the first of the page"
    assert seen[0].find_parent("li")["id"] == f"set-{row.sets[1].id}", "where it was told"
    ways = [link["href"] for link in page.html.select(".set-row > .hurts a")]
    assert [f"/{part.id}/swap" in way for part, way in zip((row, hinge), ways, strict=True)] == [True, True]
    assert "Instead of Barbell row" in text_of(visit(phone, ways[0]))


def test_sharp_pain_says_to_stop_and_what_loads_the_place_is_offered_last(
    phone_of: PhoneOf, alice: User
) -> None:
    workout = make_workout(alice, "barbell-row", "good-morning", sets=2, ticked=1)
    row, hinge = workout.exercises
    phone, at = phone_of(alice), f"/workouts/{workout.id}"
    before = visit(phone, f"{at}/exercises/{row.id}/swap").html.select("button.list-row")

    page = _tell(phone, at, hinge.sets[0], pain="1", pain_where="lower back", pain_kind="sharp")

    told = text_of(page, f"#set-{hinge.sets[0].id} .hurts")
    assert STOP in told
    assert "stop if it gets sharp" not in told
    after = visit(phone, f"{at}/exercises/{row.id}/swap").html.select("button.list-row")
    marked = [one["value"] for one in after if "Loads your lower back, where it hurts" in one.get_text()]
    assert "t-bar-row" in marked
    assert [one["value"] for one in after][-len(marked) :] == marked
    assert {one["value"] for one in after} == {one["value"] for one in before}
    assert not [one for one in before if "it hurts" in one.get_text()]


def test_nothing_else_is_offered_where_no_set_is_left(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, sets=2, ticked=2)
    row = workout.exercises[0]
    phone, at = phone_of(alice), f"/workouts/{workout.id}"

    page = _tell(phone, at, row.sets[1], pain="6", pain_kind="sharp")

    assert STOP in text_of(page, f"#set-{row.sets[1].id} .hurts")
    assert page.html.select_one(f"#set-{row.sets[1].id} .hurts a[hidden]")
    swap = visit(phone, f"{at}/exercises/{row.id}/swap")
    assert "Every set of it is ticked" in text_of(swap, ".empty")
    assert not swap.html.select("button.list-row")


def test_pain_stands_in_a_finished_workout_which_offers_nothing(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, ticked=1, is_finished=True)
    one, phone, at = workout.exercises[0].sets[0], phone_of(alice), f"/workouts/{workout.id}"

    _tell(phone, f"{at}?edit=1", one, pain="3", pain_where="hip")
    page = visit(phone, at)

    assert "Pain: hip 3/10" in text_of(page, f"#set-{one.id}")
    assert not page.html.select(".hurts")


def test_a_page_that_is_old_takes_back_no_pain(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice)
    one, phone, at = workout.exercises[0].sets[0], phone_of(alice), f"/workouts/{workout.id}"
    old = form_in(visit(phone, at), f"#set-{one.id}")
    _tell(phone, at, one, pain="6")

    old["done"] = True
    old.submit().follow()

    assert _pain(alice, workout, one) == {"score": 6}


def test_after_pain_the_program_keeps_the_load_and_says_so(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    take_program(alice, trains_today=True, good_morning="60")
    loads = {}
    for hurts in (False, True):
        clock.turn_to(MONDAY_EVENING)
        phone = phone_of(alice)
        page = visit(phone, "/today")
        for row in page.html.select("article[data-slug=good-morning] .set-row"):
            form = form_in(page, f"#{row['id']}")
            form["done"] = True
            if hurts:
                form["pain"] = "5"
                form["pain_where"] = "lower back"
            page = form.submit().follow()
        clock.turn_to(MONDAY_EVENING + timedelta(days=7))
        page = visit(phone_of(alice), "/today")
        card = page.html.select_one("article[data-slug=good-morning]")
        assert card
        loads[hurts] = [one["value"] for one in card.select("[name=load]")][-1]
        assert ("Kept: pain last time (lower back 5/10)" in card.get_text()) == hurts

    assert loads == {False: "62.5", True: "60"}


def test_the_coachs_list_of_clients_says_who_hurts_as_it_was_told(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, ticked=1)
    coach = make_person("Carla", is_coach=True)
    make_link(coach, alice)

    _tell(phone_of(alice), f"/workouts/{workout.id}", workout.exercises[0].sets[0], pain="0")
    assert "Pain" not in text_of(visit(phone_of(coach), "/coach"), ".roster")
    _tell(
        phone_of(alice), f"/workouts/{workout.id}", workout.exercises[0].sets[0], pain="7", pain_where="knee"
    )

    assert "Pain 7/10" in text_of(visit(phone_of(coach), "/coach"), ".roster")
    assert "Pain 7/10 knee" in text_of(visit(phone_of(coach), "/coach/since"))
    assert "knee 7/10" in text_of(visit(phone_of(coach), f"/coach/clients/{alice.id}"))
