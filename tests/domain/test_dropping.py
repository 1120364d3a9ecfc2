"""What a drop set is loaded with; the phone answers by the same table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.domain.equipped import exercise_of, gym_of, load_of, text_of
from webapp.domain.dropping import dropped

TABLE = json.loads((Path(__file__).parents[1] / "vectors" / "dropping.json").read_text())


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: str(case["why"]))
def test_a_drop_set_is_a_fifth_lighter_of_what_can_be_loaded(case: dict[str, Any]) -> None:
    exercise = exercise_of(TABLE["exercises"][case["exercise"]])
    load = load_of(case["load"])
    assert load

    found = dropped(load, exercise, gym_of(TABLE["gyms"][case["gym"]]))

    assert text_of(found) == case["is"]
    assert found.as_json()["v"] == case["is"].split()[0]
