"""One exercise of a client's, and the records in their log: what is shared, and not a day more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.conftest import MONDAY_EVENING, Clock
from tests.people import make_link
from tests.training import make_workout
from tests.visiting import PhoneOf, text_of, visit
from webapp.models import User

TODAY = MONDAY_EVENING.date()


def row(alice: User, days_ago: int, load: str, title: str = "Back", **fields: Any) -> None:
    on = TODAY - timedelta(days=days_ago)
    make_workout(alice, on=on, load=load, title=title, ticked=1, is_finished=True, **fields)


def test_the_coach_sees_what_the_lifter_sees(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    row(alice, 300, "60")
    row(alice, 7, "70")

    theirs = visit(phone_of(carol), f"/coach/clients/{alice.id}/exercises/barbell-row").html
    hers = visit(phone_of(alice), "/exercises/barbell-row/history").html

    for part in ("svg.chart", "[aria-labelledby=records-heading]", ".point-table"):
        assert theirs.select_one(part).get_text() == hers.select_one(part).get_text()


def test_days_before_the_link_are_in_no_part_of_it(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice, shares_past=False, began_on=TODAY - timedelta(days=10))
    row(alice, 20, "200", "Long ago")
    row(alice, 7, "70", "Lately")

    page = visit(phone_of(carol), f"/coach/clients/{alice.id}/exercises/barbell-row?range=all")

    assert "Lately" in text_of(page)
    assert "Long ago" not in page.text
    assert "200" not in text_of(page)


def test_without_workouts_shared_there_is_none(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice, shares_logs=False)
    row(alice, 7, "70")

    visit(phone_of(carol), f"/coach/clients/{alice.id}/exercises/barbell-row", status=404)


def test_neither_pain_nor_notes_are_on_it(phone_of: PhoneOf, clock: Clock, alice: User, carol: User) -> None:
    make_link(carol, alice)
    row(alice, 7, "70", note="Slept badly")

    assert "Slept" not in visit(phone_of(carol), f"/coach/clients/{alice.id}/exercises/barbell-row").text


def records_in_log(phone_of: PhoneOf, alice: User, carol: User) -> list[str]:
    """Newest workout first."""
    page = visit(phone_of(carol), f"/coach/clients/{alice.id}")
    return [one.get_text(strip=True) for one in page.html.select(".record")]


def test_the_log_names_what_beat_all_before(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    row(alice, 21, "60")
    row(alice, 14, "62.5")
    row(alice, 7, "60")
    row(alice, 3, "65", reps=3)

    assert records_in_log(phone_of, alice, carol) == ["Record: 65 kg × 3", "Record: 62.5 kg × 5"]


@pytest.mark.parametrize(("load", "records"), [("100", []), ("60", ["Record: 70 kg × 5"])])
def test_what_was_done_years_ago_has_to_be_beaten_too(
    load: str, records: list[str], phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    row(alice, 900, load)
    row(alice, 7, "70")

    assert records_in_log(phone_of, alice, carol) == records


def test_a_past_that_isnt_shared_beats_nothing(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice, shares_past=False, began_on=TODAY - timedelta(days=300))
    row(alice, 900, "100")
    row(alice, 200, "60")
    row(alice, 7, "70")

    assert records_in_log(phone_of, alice, carol) == ["Record: 70 kg × 5"]


def test_somebody_elses_past_beats_nothing(
    phone_of: PhoneOf, clock: Clock, alice: User, bob: User, carol: User
) -> None:
    make_link(carol, alice)
    row(bob, 200, "400")
    row(alice, 200, "60")
    row(alice, 7, "70")

    assert records_in_log(phone_of, alice, carol) == ["Record: 70 kg × 5"]


def test_the_estimate_to_beat_is_of_the_sets_that_have_one(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    for load, reps in (("100", 1), ("90", 20), ("90", 12)):  # at 90 kg, 20 reps have none and 12 have 126 kg
        row(alice, 200, load, reps=reps)
    row(alice, 7, "95", reps=6)

    assert records_in_log(phone_of, alice, carol) == []
