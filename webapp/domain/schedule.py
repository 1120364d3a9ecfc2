"""Which day it is for a lifter, and which training day of a program falls on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from webapp.domain.program import Day, Program

STAYS_OPEN = timedelta(hours=6)
"""An unfinished workout stays today's until this long after its last tick."""


def local_day(now: datetime, zone: str, day_start_min: int) -> date:
    """The lifter's day at `now` (aware): it begins `day_start_min` minutes after midnight in `zone`.

    On the days when clocks change, the wall clock decides, as it does for whoever looks at it.
    """
    wall = now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return (wall - timedelta(minutes=day_start_min)).date()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One training day of an assignment. week: from 1.

    number: its own for as long as the program runs; from 0 in order of days, but for days added later.
    """

    number: int
    on: date
    week: int
    day: Day


def occurrences(program: Program, starts_on: date) -> list[Occurrence]:
    """Every training day of a program begun on `starts_on`, in order.

    A week begins on the weekday of `starts_on`, so whoever begins on a Wednesday has Thursday's day first.
    """
    days: list[tuple[date, int, Day]] = []
    week = 0
    for block in program.blocks:
        for _ in range(block.weeks):
            begins = starts_on + timedelta(weeks=week)
            week += 1
            for day in block.days:
                ahead = (day.weekday - begins.weekday()) % 7
                days.append((begins + timedelta(days=ahead), week, day))
    days.sort(key=lambda item: item[0])
    numbers = {(week, key): number for week, key, number in program.numbers}
    unused = count(max(numbers.values(), default=-1) + 1)
    return [
        Occurrence(numbers[week, day.key] if (week, day.key) in numbers else next(unused), on, week, day)
        for on, week, day in days
    ]
