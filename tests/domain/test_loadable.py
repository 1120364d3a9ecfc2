"""Which loads a gym can make; the same cases as static/js/shared/loadable.js answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.domain.equipped import exercise_of, gym_of, load_of, text_of
from webapp.domain.load import UNITS
from webapp.domain.loadable import loadable

TABLE = json.loads((Path(__file__).parents[1] / "vectors" / "loadable.json").read_text())


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["why"])
def test_a_gym_makes_what_comes_closest_and_is_not_more(case: dict[str, Any]) -> None:
    exercise = exercise_of(TABLE["exercises"][case["exercise"]])
    gym = gym_of(TABLE["gyms"][case["gym"]])
    wanted = load_of(case["wanted"])
    assert wanted

    steps = {unit: text_of(gym.step(exercise, unit)) or f"1 {unit}" for unit in UNITS}

    assert text_of(loadable(exercise, wanted, gym)) == case["made"]
    assert steps == {unit: f"{case['steps'][unit]} {unit}" for unit in UNITS}
