"""Which day it is, and what falls on it."""

from datetime import UTC, date, datetime

import pytest

from webapp.domain.program import Block, Day, Program
from webapp.domain.schedule import local_day, occurrences

MIDNIGHT, FOUR = 0, 240


@pytest.mark.parametrize(
    ("now", "zone", "day_start", "day", "why"),
    [
        ("2026-11-23T12:00", "Europe/London", FOUR, "2026-11-23", "noon"),
        ("2026-11-24T03:59", "Europe/London", FOUR, "2026-11-23", "before four it is still yesterday"),
        ("2026-11-24T04:00", "Europe/London", FOUR, "2026-11-24", "at four the day begins"),
        ("2026-11-24T03:59", "Europe/London", MIDNIGHT, "2026-11-24", "for whose day begins at midnight"),
        ("2026-11-23T23:00", "Asia/Tokyo", FOUR, "2026-11-24", "Tokyo is nine hours ahead"),
        ("2026-11-24T06:00", "America/Los_Angeles", FOUR, "2026-11-23", "ten in the evening there"),
        ("2026-03-29T02:30", "Europe/Berlin", FOUR, "2026-03-29", "half past four by the new clock"),
        ("2026-03-29T01:59", "Europe/Berlin", FOUR, "2026-03-28", "03:59 on the day clocks go forward"),
        ("2026-10-25T02:59", "Europe/Berlin", FOUR, "2026-10-24", "03:59 on the day clocks go back"),
        ("2026-11-23T12:00", "Pacific/Kiritimati", FOUR, "2026-11-23", "14 hours ahead, two in the morning"),
        ("2026-11-23T15:30", "Pacific/Kiritimati", FOUR, "2026-11-24", "14 hours ahead, half past five"),
    ],
)
def test_the_lifters_day(now: str, zone: str, day_start: int, day: str, why: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)

    assert local_day(moment, zone, day_start) == date.fromisoformat(day), why


def _program(weeks: int, *weekdays: int) -> Program:
    days = tuple(Day(f"day-{w}", f"Day {w}", "", w, 50, ()) for w in weekdays)
    return Program("p", "P", "", (Block("Block", weeks, days),))


MONDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 25)


def test_monday_and_thursday_for_eight_weeks_are_sixteen_days() -> None:
    found = occurrences(_program(8, 0, 3), MONDAY)

    assert len(found) == 16
    assert [one.on.weekday() for one in found] == [0, 3] * 8
    assert found[0].on == MONDAY
    assert [one.number for one in found] == list(range(16))
    assert found[-1].week == 8


def test_who_begins_on_wednesday_has_thursdays_day_first() -> None:
    found = occurrences(_program(2, 0, 3), WEDNESDAY)

    assert [one.day.weekday for one in found] == [3, 0, 3, 0]
    assert [str(one.on) for one in found] == ["2026-11-26", "2026-11-30", "2026-12-03", "2026-12-07"]
    assert [one.week for one in found] == [1, 1, 2, 2]
