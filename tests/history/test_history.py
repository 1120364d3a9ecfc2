"""Past workouts by month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.training import make_workout
from tests.visiting import PhoneOf, text_of, visit
from webapp.models import User


def test_an_empty_history_says_how_it_fills(phone_of: PhoneOf, alice: User) -> None:
    assert "stands here" in text_of(visit(phone_of(alice), "/history"))


def test_a_month_shows_its_workouts_newest_first(phone_of: PhoneOf, alice: User) -> None:
    for day in (2, 9, 16):
        make_workout(alice, title=f"On the {day}.", on=date(2026, 11, day), sets=3, ticked=3, load="100")

    page = visit(phone_of(alice), "/history?month=2026-11")

    titles = [row.get_text() for row in page.html.select("li .list-row strong")]
    assert titles == ["On the 16.", "On the 9.", "On the 2."]
    assert "3 sets · 1,500 kg" in text_of(page)


def test_months_without_workouts_are_stepped_over(phone_of: PhoneOf, alice: User) -> None:
    make_workout(alice, on=date(2026, 3, 2), ticked=1)
    make_workout(alice, on=date(2026, 11, 2), ticked=1)
    phone = phone_of(alice)

    page = visit(phone, "/history").click("March 2026")

    assert text_of(page, "h1") == "March 2026"
    assert "November 2026" in text_of(page)


def test_a_month_that_isnt_one_is_refused_in_words(phone_of: PhoneOf, alice: User) -> None:
    for month in ("2026-13", "0000-01", "99999-01", "x"):
        assert "Choose a month" in text_of(visit(phone_of(alice), f"/history?month={month}", status=400))


def test_planned_and_deleted_workouts_are_not_history(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, title="Gone", ticked=1)
    phone = phone_of(alice)
    phone.post(f"/workouts/{workout.id}/delete")

    assert "Gone" not in text_of(visit(phone, "/history"))


def test_a_long_history_costs_no_more_statements(
    phone_of: PhoneOf, alice: User, statements: Callable[[], Any]
) -> None:
    def cost() -> int:
        with statements() as sent:
            visit(phone_of(alice), "/history?month=2026-11")
        return int(sent.count)

    make_workout(alice, on=date(2026, 11, 2), ticked=1)
    few = cost()
    for year in range(2016, 2026):
        make_workout(alice, on=date(year, 11, 2), ticked=1)
    for day in range(3, 20):
        make_workout(alice, on=date(2026, 11, day), ticked=1)

    assert cost() == few
    assert few <= 14, "with the two of signing in"
