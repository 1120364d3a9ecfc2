"""What a lifter must not do: who says so, where it is left out, and how it is taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.conftest import Clock
from tests.limitations.limiting import limit
from tests.people import make_link
from tests.sync.pushing import send
from tests.training import make_workout, take_program
from tests.visiting import Page, Phone, PhoneOf, form_to, text_of, visit
from webapp import catalogue
from webapp.domain.workout import Workout
from webapp.limitations.actions import MOST
from webapp.models import User


@pytest.fixture
def workout(alice: User) -> Workout:
    return make_workout(alice, "barbell-row", "good-morning")


def rule_out(phone: Phone, address: str, about: str, words: str = "", *, status: int = 303) -> Page:
    form = form_to(visit(phone, address), address)
    form["limit"], form["words"] = about, words
    return form.submit(status=status)


def swap_page(phone: Phone, workout: Workout) -> Page:
    return visit(phone, f"/workouts/{workout.id}/exercises/{workout.exercises[0].id}/swap")


def offered(page: Page) -> list[str]:
    return [one.get_text() for one in page.html.select("main .list strong")]


def left_out(page: Page) -> list[str]:
    return [one.get_text() for one in page.html.select("main .left-out")]


def marks(page: Page) -> dict[str, str]:
    """What stands on the cards of a workout, by their heading."""
    cards = page.html.select(".exercise:has(.limit)")
    return {str(one.h2.get_text()): one.select(".limit")[0].get_text() for one in cards if one.h2}


def test_what_a_lifter_rules_out_is_not_offered_instead_and_the_list_says_why(
    phone_of: PhoneOf, alice: User, workout: Workout
) -> None:
    phone = phone_of(alice)
    before = offered(swap_page(phone, workout))

    rule_out(phone, "/limitations", "movement:loaded_hinge", "no loaded hinge")

    page = swap_page(phone, workout)
    (line,) = left_out(page)
    assert "Pendlay row" in before
    assert "Pendlay row" not in offered(page)
    assert set(offered(page)) < set(before)
    assert line.startswith("Left out: ")
    assert "Pendlay row" in line
    assert line.endswith(" – no loaded hinge")


def test_what_is_planned_already_stays_and_says_so(phone_of: PhoneOf, alice: User, workout: Workout) -> None:
    phone = phone_of(alice)

    rule_out(phone, "/limitations", "exercise:good-morning")

    page = visit(phone, f"/workouts/{workout.id}")
    assert marks(page) == {"Good morning": "You set: no good morning"}
    assert len(page.html.select(".exercise")) == 2


def test_it_is_marked_where_any_exercise_may_be_added(
    phone_of: PhoneOf, alice: User, workout: Workout
) -> None:
    limit(alice, "exercise", "good-morning", "no good mornings")

    page = visit(phone_of(alice), f"/workouts/{workout.id}/add?q=good+morning")

    assert "You set: no good mornings" in text_of(page)


def test_neighbours_of_an_exercise_are_left_out_as_well(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    before = offered(visit(phone, "/exercises/barbell-row"))
    limit(alice, "movement", "horizontal_pull", "no rows")

    page = visit(phone, "/exercises/barbell-row")

    assert offered(page) != before
    assert "You set: no rows" in text_of(page)
    assert left_out(page)


def test_an_optional_exercise_of_the_plan_is_not_offered(phone_of: PhoneOf, alice: User) -> None:
    take_program(alice, trains_today=True)
    phone = phone_of(alice)
    (name, *_) = [one.get_text() for one in visit(phone, "/today").html.select(".suggestions strong")]
    slug = name.lower().replace(" ", "-")

    rule_out(phone, "/limitations", f"exercise:{slug}", "not now")

    page = visit(phone, "/today")
    assert name not in [one.get_text() for one in page.html.select(".suggestions strong")]
    assert left_out(page) == [f"Left out: {name} – not now"]


def test_a_coach_sets_one_and_the_lifter_sees_who_and_may_take_it_away(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User, workout: Workout
) -> None:
    make_link(carol, alice)
    coach, phone = phone_of(carol), phone_of(alice)

    rule_out(coach, f"/coach/clients/{alice.id}/limitations", "exercise:good-morning", "no good mornings")

    assert marks(visit(phone, f"/workouts/{workout.id}")) == {"Good morning": "Carol set: no good mornings"}
    page = visit(phone, "/limitations")
    assert "Set by Carol, Mon 23 Nov" in text_of(page)
    form_to(page, "/remove").submit()
    assert marks(visit(phone, f"/workouts/{workout.id}")) == {}
    its = visit(coach, f"/coach/clients/{alice.id}/limitations")
    assert "Taken away by Alice" in text_of(its)
    form_to(its, "/restore").submit()
    assert marks(visit(phone, f"/workouts/{workout.id}")) == {"Good morning": "Carol set: no good mornings"}


def test_a_coach_takes_the_lifters_own_away_and_they_see_who_did(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    limit(alice, "exercise", "good-morning", "no good mornings")

    form_to(visit(phone_of(carol), f"/coach/clients/{alice.id}/limitations"), "/remove").submit()

    assert "Taken away by Carol" in text_of(visit(phone_of(alice), "/limitations"))


def test_a_coach_isnt_told_which_other_coach_set_it(
    phone_of: PhoneOf, alice: User, carol: User, dana: User
) -> None:
    make_link(carol, alice)
    make_link(dana, alice)
    limit(alice, "muscle", "lats", "no lats", set_by=dana.id)

    page = visit(phone_of(carol), f"/coach/clients/{alice.id}/limitations")

    assert "Set by another coach" in text_of(page)
    assert "Dana" not in text_of(page)


def test_a_coach_who_doesnt_see_workouts_finds_no_such_page(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    make_link(carol, alice, shares_logs=False)
    coach = phone_of(carol)

    coach.get(f"/coach/clients/{alice.id}/limitations", status=404)
    told = {"limit": "muscle:lats", "words": "no lats"}
    coach.post(f"/coach/clients/{alice.id}/limitations", told, status=404)

    assert "no lats" not in text_of(visit(phone_of(alice), "/limitations"))


def test_the_same_thing_is_ruled_out_once(phone_of: PhoneOf, alice: User) -> None:
    limit(alice, "muscle", "lats", "no lats")

    page = rule_out(phone_of(alice), "/limitations", "muscle:lats", "spare them", status=422)

    assert "That is on the list already" in text_of(page)
    assert form_to(page, "/limitations")["words"].value == "spare them"


def test_putting_back_what_was_set_anew_meanwhile_doubles_nothing(
    phone_of: PhoneOf, clock: Clock, alice: User
) -> None:
    phone = phone_of(alice)
    limit(alice, "muscle", "lats", "no lats", ended_at=clock())
    limit(alice, "muscle", "lats", "spare them")

    form_to(visit(phone, "/limitations"), "/restore").submit()

    assert len(visit(phone, "/limitations").html.select("[action$=remove]")) == 1


def test_what_was_taken_away_long_ago_is_not_put_back(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    gone = limit(alice, "muscle", "lats", "no lats", ended_at=clock() - timedelta(days=30))

    phone_of(alice).post(f"/limitations/{gone}/restore", status=404)
    phone_of(carol).post(f"/coach/clients/{alice.id}/limitations/{gone}/restore", status=404)

    assert "no lats" not in text_of(visit(phone_of(alice), "/limitations"))


def test_nothing_is_put_back_beside_as_many_as_there_may_be(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    ended = limit(alice, "muscle", "lats", "no lats", ended_at=clock())
    for slug in list(catalogue.exercises())[:MOST]:
        limit(alice, "exercise", slug)

    hers = phone_of(alice).post(f"/limitations/{ended}/restore", status=422)
    its = phone_of(carol).post(f"/coach/clients/{alice.id}/limitations/{ended}/restore", status=422)

    for page in (hers, its):
        assert "There are 30 already. Take one away first." in text_of(page)
        assert len(page.html.select("[action$=remove]")) == 30


def days_of(phone: Phone, lifter: User, have: dict[str, str]) -> dict[str, Any]:
    return dict(send(phone, lifter, have=have)["days"])


def test_a_phone_draws_its_days_anew_when_a_limitation_comes_or_goes(
    phone_of: PhoneOf, alice: User, workout: Workout
) -> None:
    phone = phone_of(alice)
    have = {day: one["etag"] for day, one in days_of(phone, alice, {}).items()}

    rule_out(phone, "/limitations", "exercise:good-morning")

    (day,) = days_of(phone, alice, have).values()
    assert "You set: no good morning" in day["html"]
    assert "data-limits" in day["html"]
    assert days_of(phone, alice, {workout.on.isoformat(): day["etag"]}) == {}
    form_to(visit(phone, "/limitations"), "/remove").submit()
    (day,) = days_of(phone, alice, {workout.on.isoformat(): day["etag"]}).values()
    assert "You set" not in day["html"]
