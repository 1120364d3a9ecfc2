"""Sets by muscle, and weeks kept to the plan."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from webapp import catalogue
from webapp.domain.progress import Session, Trained, sets_by_muscle, streak, weeks_of

MONDAY = date(2026, 11, 23)
WEEK = timedelta(days=7)


def shares(*trained: Trained, weeks: int = 1) -> dict[str, tuple[float, float]]:
    found = sets_by_muscle(trained, catalogue.exercises(), weeks)
    return {one.muscle: (one.done, one.planned) for one in found}


def test_a_set_counts_for_each_main_muscle_and_no_other() -> None:
    found = shares(Trained(MONDAY, "barbell-row", done=3, planned=5))

    mains = catalogue.exercises()["barbell-row"].muscles
    assert {muscle for muscle, (done, _) in found.items() if done} == set(mains)
    assert all(found[muscle] == (3, 5) for muscle in mains)


def test_a_muscle_of_the_back_is_in_sight_though_nothing_works_it() -> None:
    found = sets_by_muscle([Trained(MONDAY, "lat-pulldown", 4, 4)], catalogue.exercises(), 1)

    assert {one.muscle for one in found if not one.done} >= {"traps"}


def test_sets_are_spread_over_the_weeks_and_sorted_by_what_was_done() -> None:
    found = sets_by_muscle(
        [Trained(MONDAY, "barbell-row", 3, 4), Trained(MONDAY - WEEK, "lat-pulldown", 20, 20)],
        catalogue.exercises(),
        4,
    )

    assert found[0].muscle == "lats"
    assert [one.done for one in found] == sorted((one.done for one in found), reverse=True)
    assert {one.muscle: one.done for one in found}["erectors"] in (0, 0.75)


def test_what_the_catalogue_no_longer_has_counts_for_nothing() -> None:
    assert all(done == 0 for done, _ in shares(Trained(MONDAY, "gone", 9, 9)).values())
    with pytest.raises(ValueError):
        sets_by_muscle([], {}, 0)


def on(day: date, what: str) -> Session:
    """what: done, open, missed and coming are planned; extra isn't."""
    return Session(day, what != "extra", what in ("done", "open", "extra"), what in ("done", "extra"))


def test_a_day_says_what_came_of_it() -> None:
    (week,) = weeks_of(
        [
            on(MONDAY, "done"),
            on(MONDAY + timedelta(days=1), "missed"),
            on(MONDAY + timedelta(days=2), "open"),
            on(MONDAY + timedelta(days=4), "coming"),
            on(MONDAY + timedelta(days=4), "extra"),
        ],
        MONDAY,
        MONDAY + timedelta(days=2),
    )

    assert list(week.days.values()) == ["done", "missed", "open", "done"]
    assert (week.planned, week.done, week.extra) == (4, 2, 1)


@pytest.mark.parametrize(
    ("weeks", "kept"),
    [
        (["done", "done", "done"], 3),
        (["done", "missed", "done"], 1),
        (["done", "done", "missed"], 2),  # this week isn't over
        (["done", "", "done"], 2),  # a holiday
        (["extra", "extra", ""], 2),  # without a plan, anything at all
        (["missed", "missed", "missed"], 0),
        (["done", "missed", ""], 0),
        ([], 0),
    ],
)
def test_a_streak_goes_by_the_plan(weeks: list[str], kept: int) -> None:
    first = MONDAY - WEEK * (len(weeks) - 1)
    sessions = [on(first + WEEK * place, what) for place, what in enumerate(weeks) if what]

    assert streak(weeks_of(sessions, first, MONDAY)) == kept
