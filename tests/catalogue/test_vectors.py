"""Finding and swapping, by the table that the phone's scripts are tried with too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from webapp.catalogue import search
from webapp.domain.exercise import Exercise
from webapp.domain.swap import substitutes

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "catalogue.json").read_text())
BLANK = {"load_mode": "external", "steps": (), "cues": (), "mistakes": ()}
EXERCISES = {one["slug"]: msgspec.convert(BLANK | one, Exercise) for one in VECTORS["exercises"]}


def _why(case: dict[str, Any]) -> str:
    return str(case["why"])


@pytest.mark.parametrize("case", VECTORS["find"], ids=_why)
def test_what_is_found(case: dict[str, Any]) -> None:
    assert [one.slug for one in search.find(EXERCISES.values(), case["query"])] == case["is"]


@pytest.mark.parametrize("case", VECTORS["substitutes"], ids=_why)
def test_what_may_stand_in(case: dict[str, Any]) -> None:
    found = substitutes(EXERCISES[case["of"]], EXERCISES, case.get("hurting", ()))

    told = [[one.exercise, one.reason, *([one.strain] if one.strain else [])] for one in found]
    assert told == case["is"]
