"""Records in the rows that the server draws, and what it tells a phone to find them by itself."""

from __future__ import annotations

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup

from tests.conftest import Clock
from tests.people import make_person
from tests.sync.pushing import send
from tests.training import make_workout, weigh
from tests.visiting import PhoneOf, text_of, visit
from webapp.models import User


@pytest.fixture
def alice(app: object) -> User:
    return make_person("Alice")


def test_a_row_that_beats_all_before_it_says_so(alice: User, clock: Clock, phone_of: PhoneOf) -> None:
    make_workout(alice, load="60", ticked=1, is_finished=True)
    clock.forward(days=2)
    workout = make_workout(alice, load="62.5", sets=3, ticked=2)

    page = visit(phone_of(alice), f"/workouts/{workout.id}").html

    rows = page.select(".set-row")
    assert [row.select_one(".flag") is not None for row in rows] == [True, False, False]
    assert "Record: heaviest load, 62.5 kg" in rows[0].get_text()
    told = json.loads(str(page.select_one("[data-bests]")["data-bests"]))
    assert told == {"mode": "external", "most": {"60": 5}, "top": "70"}, "no bodyweight counts in a row"


def test_a_first_time_is_none_and_has_nothing_to_beat(alice: User, phone_of: PhoneOf) -> None:
    workout = make_workout(alice, sets=2, ticked=1)

    page = visit(phone_of(alice), f"/workouts/{workout.id}").html

    assert not page.select(".flag, [data-bests]")


def test_a_pull_up_is_estimated_with_the_bodyweight_of_its_day(
    alice: User, clock: Clock, phone_of: PhoneOf
) -> None:
    """5 × (80 + 20) kg are 116.7 once, 8 × (80 + 15) kg are 120.3; at 40 kg they would be 70 and 69.7."""
    make_workout(alice, "weighted-pull-up", sets=1, reps=5, load="20", ticked=1, is_finished=True)
    weigh(alice, "80")
    clock.forward(days=2)
    stronger = make_workout(alice, "weighted-pull-up", sets=1, reps=8, load="15", ticked=1, is_finished=True)
    clock.forward(days=2)
    weigh(alice, "40")
    lighter = make_workout(alice, "weighted-pull-up", sets=1, reps=9, load="12.5", ticked=1)
    phone = phone_of(alice)

    page = visit(phone, f"/workouts/{stronger.id}")
    assert text_of(page, ".new-records") == "Weighted pull-up highest estimated maximum"
    page = visit(phone, f"/workouts/{lighter.id}")
    assert not page.html.select(".flag")
    told = json.loads(str(page.html.select_one("[data-bests]")["data-bests"]))
    assert told["body"] == "40"
    assert told["top"] == "70"


def test_the_end_of_a_workout_lists_what_was_beaten(phone_of: PhoneOf, alice: User) -> None:
    make_workout(alice, "barbell-row", sets=1, ticked=1, load="80", on=date(2026, 11, 16), is_finished=True)
    better = make_workout(alice, "barbell-row", sets=1, ticked=1, load="85", is_finished=True)

    page = visit(phone_of(alice), f"/workouts/{better.id}")

    assert text_of(page, ".new-records") == "Barbell row heaviest load, 85 kg"
    assert [fact.get_text() for fact in page.html.select(".amounts b")][1:] == ["1", "425"]


def test_a_bogus_record_is_struck_out_by_hand_and_taken_back(
    alice: User, clock: Clock, phone_of: PhoneOf
) -> None:
    make_workout(alice, load="60", ticked=1, is_finished=True)
    clock.forward(days=2)
    workout = make_workout(alice, load="600", ticked=1, is_finished=True)
    phone, at = phone_of(alice), f"/workouts/{workout.id}?edit=1"
    records = "/exercises/barbell-row/history"
    assert "600" in text_of(visit(phone, records))

    struck = visit(phone, at).html.select_one(".strike")
    phone.post(str(struck["formaction"]), {}, status=303)

    page = visit(phone, at)
    assert "not a record" in text_of(page, ".set-row")
    assert not page.html.select(".flag")
    assert "600" not in text_of(visit(phone, records))
    back = page.html.select_one(".strike")
    assert back.get_text() == "Count the record again"
    phone.post(str(back["formaction"]), {}, status=303)
    assert "Record: heaviest load, 600 kg" in text_of(visit(phone, at), ".set-row .flag")


def test_the_second_workout_of_a_day_has_the_first_to_beat(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    make_workout(alice, load="60", sets=1, ticked=1, on=date(2026, 11, 16), is_finished=True)
    make_workout(alice, load="100", sets=1, ticked=1, title="Morning", is_finished=True)
    clock.forward(hours=1)
    evening = make_workout(alice, load="80", sets=1, ticked=1, title="Evening", is_finished=True)
    phone = phone_of(alice)

    assert not visit(phone, f"/workouts/{evening.id}").html.select(".flag")
    days = send(phone, alice, have={})["days"]
    drawn = BeautifulSoup(days[evening.on.isoformat()]["html"], "html.parser")
    flagged = {one.select("h1")[0].get_text(): len(one.select(".flag")) for one in drawn.select(".workout")}
    assert flagged == {"Morning": 1, "Evening": 0}
