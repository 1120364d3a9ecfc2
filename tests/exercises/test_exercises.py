"""The library."""

from __future__ import annotations

from tests.training import make_workout
from tests.visiting import PhoneOf, text_of, visit
from webapp.models import User


def test_an_exercise_shows_its_steps_mistakes_and_neighbours(phone_of: PhoneOf, alice: User) -> None:
    page = visit(phone_of(alice), "/exercises/good-morning")

    assert text_of(page, "h1") == "Good morning"
    assert len(page.html.select("main ol li")) >= 3
    assert page.html.select('a[href="/exercises/back-extension"]')


def test_a_search_finds_other_names(phone_of: PhoneOf, alice: User) -> None:
    page = visit(phone_of(alice), "/exercises?q=Pull+Up+(Weighted)")

    assert page.html.select('a[href="/exercises/weighted-pull-up"]')


def test_a_search_that_finds_nothing_says_what_to_do(phone_of: PhoneOf, alice: User) -> None:
    page = visit(phone_of(alice), "/exercises?q=zzzzz")

    assert "zzzzz" in text_of(page)


def test_an_unknown_exercise_is_not_there(phone_of: PhoneOf, alice: User) -> None:
    visit(phone_of(alice), "/exercises/flying", status=404)


def test_technique_leads_back_to_the_workout_also_by_way_of_another_exercise(
    phone_of: PhoneOf, alice: User
) -> None:
    workout = make_workout(alice, "good-morning")
    phone = phone_of(alice)

    for start in (f"/workouts/{workout.id}", "/today"):
        page = visit(phone, start).click("Technique")
        page = page.click("Back extension")
        assert text_of(page, "h1") == "Back extension"
        assert page.click("Back to the workout").request.path == start


def test_whoever_comes_from_elsewhere_is_led_back_to_no_workout(phone_of: PhoneOf, alice: User) -> None:
    for nonsense in ("", "?workout=x", "?from=today"):
        page = visit(phone_of(alice), f"/exercises/good-morning{nonsense}")
        assert "Back to the workout" not in page.text
