"""A workout's few words and numbers; the phone says the same by the same tables."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from webapp.domain.exercise import Exercise
from webapp.domain.load import load_from_json
from webapp.domain.operations import FIELDS, decode_fields
from webapp.domain.workout import Workout, WorkoutExercise, WorkoutSet
from webapp.workouts import words
from webapp.workouts.draw import Eye, workout_page

VECTORS = Path(__file__).parents[1] / "vectors"
WORDS = json.loads((VECTORS / "words.json").read_text())
TALLIES = json.loads((VECTORS / "tally.json").read_text())
NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
ROW = Exercise("row", "Row", "horizontal_pull", "external", (), (), (), ())


def _why(case: dict[str, Any]) -> str:
    return str(case["why"])


def _id(number: int) -> UUID:
    return UUID(int=number)


def _set(number: int, fields: dict[str, Any]) -> WorkoutSet:
    told = {"workout_exercise": str(_id(0)), "position": f"{number:06}", "kind": "working", **fields}
    told_load = load_from_json(told.pop("told_load", None))  # the server's own: no phone sends it
    known = FIELDS["set"]
    decoded = {known[name].column: value for name, value in decode_fields("set", told).items()}
    return WorkoutSet(id=_id(number), told_load=told_load, **decoded)


@pytest.mark.parametrize("case", WORDS["load"], ids=_why)
def test_the_load_that_a_row_shows(case: dict[str, Any]) -> None:
    before = [_set(number, one) for number, one in enumerate(case["before"])]

    shown = words.shown_load(_set(len(before), case["set"]), before)

    assert (shown.as_json() if shown else None) == case["is"]


@pytest.mark.parametrize("case", WORDS["reps"], ids=_why)
def test_the_reps_that_a_row_shows(case: dict[str, Any]) -> None:
    last = None if case["last"] is None else _set(2, case["last"])

    assert words.shown_reps(_set(1, case["set"]), last) == case["is"]


@pytest.mark.parametrize("case", WORDS["last"], ids=_why)
def test_the_last_time_in_a_few_words(case: dict[str, Any]) -> None:
    last = None if case["set"] is None else _set(1, case["set"])

    assert words.last_text(last, replace(ROW, **case["exercise"]), case["unit"]) == case["is"]


@pytest.mark.parametrize("case", WORDS["aim"], ids=_why)
def test_what_to_aim_for(case: dict[str, Any]) -> None:
    one = _set(1, {"target_reps": case["reps"]})
    part = WorkoutExercise(_id(1), _id(0), "row", "000100", sets=(one,))
    row = replace(ROW, measure=case["measure"])

    page = workout_page(_workout(part), Eye("kg", "rir", {"row": row}, NOW))

    assert page.cards[0].rows[0].aim == case["is"]


@pytest.mark.parametrize("case", WORDS["written"], ids=_why)
def test_when_something_was_written(case: dict[str, Any]) -> None:
    moment = datetime.fromisoformat(case["at"])

    assert words.written_text(moment, case["zone"]) == case["is"]


@pytest.mark.parametrize("case", WORDS["summary"], ids=_why)
def test_a_finished_workout_in_a_line(case: dict[str, Any]) -> None:
    assert words.summary_text(case["seconds"], case["sets"], case["volume"]) == case["is"]


@pytest.mark.parametrize("case", TALLIES, ids=_why)
def test_the_head_of_a_workout(case: dict[str, Any]) -> None:
    parts = [_part(number, one) for number, one in enumerate(case["sets"], 1)]
    exercises = {one["mode"]: replace(ROW, load_mode=one["mode"]) for one in case["sets"]}

    page = workout_page(_workout(*parts), Eye(case["unit"], "rir", exercises, NOW))

    following = [number for number, card in enumerate(page.cards) if card.rows[0].is_next]
    told = {"done": page.done, "total": page.total, "volume": page.volume}
    assert told | {"next": following[0] if following else None} == case["is"]


def _workout(*parts: WorkoutExercise) -> Workout:
    return Workout(_id(0), date(2026, 11, 23), "UTC", "Back", exercises=parts)


def _part(number: int, one: dict[str, Any]) -> WorkoutExercise:
    """An exercise of its own for the set, so that each may be lifted in another way."""
    logged = _set(number, {"kind": one["kind"], "side": one["side"], "reps": one["reps"]})
    logged = replace(logged, load=load_from_json(one["load"]), ticked_at=NOW if one["ticked"] else None)
    return WorkoutExercise(
        _id(number),
        _id(0),
        one["mode"],
        f"{number:06}",
        skipped=one["skipped"],
        sets=(logged,),
        superset=one.get("superset"),
    )
