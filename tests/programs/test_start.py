"""The first minute: two answers, a program, and back to it from the start."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests.conftest import MONDAY_EVENING, Clock
from tests.training import take_program
from tests.visiting import Page, Phone, PhoneOf, form_to, text_of, visit
from webapp.accounts import queries as accounts
from webapp.domain.equipment import Equipment, default_equipment, usual_equipment
from webapp.extensions import db
from webapp.models import Assignment, Gym, User


def answer(phone: Phone, at_hand: str, pull_ups: str) -> Page:
    form = form_to(visit(phone, "/start"), "/start")
    form["at_hand"], form["pull_ups"] = at_hand, pull_ups
    return form.submit(status=303).follow()


def equipment_of(lifter: User) -> Equipment:
    db.session.expire_all()
    return accounts.get_equipment(lifter)


def test_two_answers_lead_to_a_program_and_to_its_first_loads(phone_of: PhoneOf, alice: User) -> None:
    page = answer(phone_of(alice), "gym", "fives")
    assert text_of(page, "h1") == "Heavy and light back"
    assert "pull-ups begin with bodyweight" in text_of(page)

    page = page.click("Start with this program")

    assert form_to(page, "/take")["load-weighted-pull-up"].value == "0"
    page = form_to(page, "/take").submit(status=303).follow()
    assert text_of(page, "h1") == "Heavy back"
    assert "+0" in text_of(page)


def test_whoever_has_a_few_pull_ups_takes_the_last_part_alone(phone_of: PhoneOf, alice: User) -> None:
    page = answer(phone_of(alice), "gym", "few").click("Start with this program")
    assert "Begun with “On your own”, without the 8 weeks before it" in text_of(page)

    form = form_to(page, "/take")
    form["load-lat-pulldown"] = "heavy"
    page = form.submit(status=422)
    form = form_to(page, "/take")
    form["load-lat-pulldown"] = "45"
    page = form.submit(status=303).follow()

    assert text_of(page, "h1") == "First reps alone"
    program = db.session.scalars(sa.select(Assignment.program)).one()
    db.session.remove()
    assert [block["title"] for block in program["blocks"]] == ["On your own"]


@pytest.mark.parametrize("pull_ups", ["none", "few", "fives"])
def test_its_first_day_is_today_whatever_day_it_is(
    phone_of: PhoneOf, alice: User, clock: Clock, pull_ups: str
) -> None:
    clock.turn_to(MONDAY_EVENING + timedelta(days=5))
    page = answer(phone_of(alice), "gym", pull_ups).click("Start with this program")

    page = form_to(page, "/take").submit(status=303).follow()

    assert text_of(page, "h1") in ("Strong pulldowns", "First reps alone", "Heavy back")
    assert page.html.select_one(".set-row")


def test_a_part_that_a_program_does_not_have_leaves_it_whole(phone_of: PhoneOf, alice: User) -> None:
    for block in ("0", "3", "-1", "last"):
        page = visit(phone_of(alice), f"/programs/toward-the-first-pull-up?block={block}")
        assert "12 weeks" in text_of(page)


def test_what_is_at_hand_becomes_the_gym(phone_of: PhoneOf, alice: User) -> None:
    answer(phone_of(alice), "dumbbells", "none")

    assert equipment_of(alice) == usual_equipment("dumbbells", "kg")


def test_answering_again_changes_it_and_twice_is_once(phone_of: PhoneOf, alice: User) -> None:
    for at_hand in ("dumbbells", "barbell", "barbell"):
        answer(phone_of(alice), at_hand, "none")

    assert equipment_of(alice) == usual_equipment("barbell", "kg")
    answer(phone_of(alice), "gym", "none")
    assert equipment_of(alice) == default_equipment("kg")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Gym)) == 1


def test_a_full_gym_is_what_everybody_has_until_they_say_otherwise(phone_of: PhoneOf, alice: User) -> None:
    answer(phone_of(alice), "gym", "none")

    assert accounts.find_usual_gym(alice) is None


def test_a_gym_that_was_described_stays(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    form = form_to(visit(phone, "/settings/equipment"), "/settings/equipment")
    form.set("bar", "15", index=0)
    form.submit(status=303)
    described = equipment_of(alice)

    answer(phone, "dumbbells", "none")

    assert equipment_of(alice) == described


def test_one_that_was_only_named_stays_too(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    form = form_to(visit(phone, "/settings/equipment"), "/settings/equipment")
    form["name"] = "Garage"
    form.submit(status=303)

    answer(phone, "dumbbells", "none")

    assert equipment_of(alice) == default_equipment("kg")


def test_an_answer_that_is_missing_is_asked_for_and_the_other_kept(phone_of: PhoneOf, alice: User) -> None:
    form = form_to(visit(phone_of(alice), "/start"), "/start")
    form["pull_ups"] = "few"

    page = form.submit(status=422)

    assert [link["href"] for link in page.html.select("main [role=alert] a")] == ["#at_hand"]
    assert form_to(page, "/start")["pull_ups"].value == "few"
    assert accounts.find_usual_gym(alice) is None


def test_nobody_has_to_answer(phone_of: PhoneOf, alice: User) -> None:
    page = visit(phone_of(alice), "/start").click("Skip, I’ll set it up later")

    assert page.request.path == "/today"
    assert text_of(page.click("Find the program that fits"), "h1") == "Two questions, then you train"


def test_a_workout_can_be_logged_without_any_program(phone_of: PhoneOf, alice: User) -> None:
    page = answer(phone_of(alice), "barbell", "weighted")

    page = form_to(page, "/workouts").submit(status=303).follow()

    assert page.request.path.startswith("/workouts/")


def test_whoever_follows_a_program_is_told_that_it_would_stop(phone_of: PhoneOf, alice: User) -> None:
    take_program(alice)

    page = answer(phone_of(alice), "gym", "none")

    assert "Heavy and light back stops; what you logged stays." in text_of(page)
    assert "Find the program that fits" not in text_of(visit(phone_of(alice), "/programs"))
