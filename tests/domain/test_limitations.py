"""What limitations rule out, by the table that the phone's scripts are tried with too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from webapp.domain.exercise import Exercise
from webapp.domain.limitations import Limit, mark, split

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "limitations.json").read_text())
BLANK = {"load_mode": "external", "steps": (), "cues": (), "mistakes": ()}
EXERCISES = {one["slug"]: msgspec.convert(BLANK | one, Exercise) for one in VECTORS["exercises"]}


def _limits(case: dict[str, Any]) -> list[Limit]:
    return [msgspec.convert(VECTORS["limits"][name], Limit) for name in case["limits"]]


def _why(case: dict[str, Any]) -> str:
    return str(case["why"])


@pytest.mark.parametrize("case", VECTORS["split"], ids=_why)
def test_what_is_left_out(case: dict[str, Any]) -> None:
    allowed, left_out = split(EXERCISES.values(), _limits(case))

    assert [one.slug for one in allowed] == case["allowed"]
    assert left_out == case["left_out"]


@pytest.mark.parametrize("case", VECTORS["mark"], ids=_why)
def test_what_stands_on_what_is_there(case: dict[str, Any]) -> None:
    assert mark(EXERCISES[case["exercise"]], _limits(case)) == case["is"]
