"""Which day it is, and what falls on it."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from webapp.domain.planning import Plan
from webapp.domain.program import Block, Day, Program
from webapp.domain.schedule import Occurrence, local_day, occurrences
from webapp.domain.today import Sketch, choose, find_forgotten

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "schedule.json").read_text())


def _why(case: dict[str, Any]) -> str:
    return str(case["why"])


@pytest.mark.parametrize("case", VECTORS["day"], ids=_why)
def test_the_lifters_day(case: dict[str, Any]) -> None:
    moment = datetime.fromisoformat(case["now"].replace("Z", "+00:00"))

    assert local_day(moment, case["zone"], case["day_start"]) == date.fromisoformat(case["is"])


def _program(weeks: int, *weekdays: int) -> Program:
    days = tuple(Day(f"day-{w}", f"Day {w}", "", w, 50, ()) for w in weekdays)
    return Program("p", "P", "", (Block("Block", weeks, days),))


MONDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 25)
MONDAY_MORNING = datetime(2026, 11, 23, 6, tzinfo=UTC)


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


@dataclass(frozen=True, slots=True)
class PlanOfWorkouts(Plan):
    """A plan whose days are told, by the id of their workout."""

    days: dict[UUID, date]

    def occurrences(self) -> list[Occurrence]:
        day = Day("d", "Day", "", 0, 50, ())
        return [Occurrence(number, on, 1, day) for number, on in enumerate(self.days.values())]

    def workout_id(self, occurrence: int) -> UUID:
        return list(self.days)[occurrence]


def _id(alias: str) -> UUID:
    return UUID(bytes=alias.encode().ljust(16, b"\0"))


def _moment(ms: int | None) -> datetime | None:
    return None if ms is None else datetime.fromtimestamp(ms / 1000, UTC)


def _sketch(alias: str, fields: dict[str, Any]) -> Sketch:
    started, finished, deleted, ticked = (
        _moment(fields.get(name)) for name in ("started_at", "finished_at", "deleted_at", "ticked_at")
    )
    on, withdrawn = date.fromisoformat(fields["on"]), fields.get("withdrawn", False)
    return Sketch(_id(alias), on, started, finished, withdrawn, deleted, ticked)


@pytest.mark.parametrize("case", VECTORS["choose"], ids=_why)
def test_what_today_shows(case: dict[str, Any]) -> None:
    sketches = [_sketch(alias, fields) for alias, fields in case["workouts"].items()]
    in_order = sorted(sketches, key=lambda s: (s.on, s.finished_at or MONDAY_MORNING, s.id))
    planned = {
        _id(alias): date.fromisoformat(fields["planned_on"])
        for alias, fields in case["workouts"].items()
        if "planned_on" in fields
    }
    plan = PlanOfWorkouts(_id("p"), MONDAY_MORNING, MONDAY, _program(1, 0), planned)
    now = datetime.fromtimestamp(VECTORS["now"] / 1000, UTC)

    chosen = choose(date.fromisoformat(VECTORS["today"]), now, in_order, plan)

    assert chosen.workout_id == (_id(case["is"]) if case["is"] else None)


@pytest.mark.parametrize("case", VECTORS["forgotten"], ids=_why)
def test_what_was_left_open(case: dict[str, Any]) -> None:
    sketches = [_sketch(alias, fields) for alias, fields in case["workouts"].items()]
    now = datetime.fromtimestamp(VECTORS["now"] / 1000, UTC)

    found = find_forgotten(date.fromisoformat(VECTORS["today"]), now, sketches)

    assert (found and found.id) == (_id(case["is"]) if case["is"] else None)
