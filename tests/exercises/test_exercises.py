"""The library."""

from __future__ import annotations

from collections.abc import Callable

from tests.visiting import Phone, text_of, visit
from webapp.models import User

PhoneOf = Callable[[User], Phone]


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
