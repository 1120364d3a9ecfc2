"""What to warm up with; the same cases as static/js/shared/warmups.js answers."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.equipped import exercise_of, gym_of, load_of, text_of
from webapp.domain.exercise import Exercise
from webapp.domain.load import Load
from webapp.domain.warmups import SENTENCES, Step, count_akin, ramp
from webapp.domain.workout import WorkoutExercise, WorkoutSet
from webapp.workouts.warming import add_warmups

TABLE = json.loads((Path(__file__).parents[1] / "vectors" / "warmups.json").read_text())
EXERCISES = {name: exercise_of(told) for name, told in TABLE["exercises"].items()}
GYMS = {name: gym_of(told) for name, told in TABLE["gyms"].items()}


def row_id(alias: str) -> UUID:
    return UUID(bytes=alias.encode().ljust(16, b"\0"))


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["why"])
def test_known_ramps(case: dict[str, Any]) -> None:
    found = ramp(load_of(case["working"]), EXERCISES[case["exercise"]], GYMS[case["gym"]], case["akin"])

    assert [f"{text_of(step.load)} × {step.reps}" for step in found.steps] == case["steps"]
    assert (SENTENCES[found.why] if found.why else "") == case["says"]


@given(
    exercise=st.sampled_from(sorted(EXERCISES)),
    gym=st.sampled_from(sorted(GYMS)),
    value=st.decimals(0, 450, places=2),
    unit=st.sampled_from(("kg", "lb")),
    akin=st.integers(0, 4),
)
def test_a_ramp_rises_and_stays_below_the_working_load(
    exercise: str, gym: str, value: Decimal, unit: Any, akin: int
) -> None:
    working = Load(value, unit)

    found = ramp(working, EXERCISES[exercise], GYMS[gym], akin)

    weights = [step.load.to("kg") for step in found.steps]
    assert weights == sorted(set(weights))
    assert all(weight < working.to("kg") for weight in weights)
    assert bool(found.steps) != bool(found.why)


@pytest.mark.parametrize("case", TABLE["adding"], ids=lambda case: case["why"])
def test_warm_ups_stand_before_the_first_set(case: dict[str, Any]) -> None:
    part_id = row_id("part")
    sets = tuple(
        WorkoutSet(row_id(alias), part_id, position, "working", withdrawn=alias not in case["shown"])
        for alias, position in case["sets"]
    )
    part = WorkoutExercise(part_id, row_id("workout"), "barbell-row", "000100", sets=sets)
    rows = (row_id(f"new{number}") for number in count())

    steps = [Step(Load(Decimal(20), "kg"), 5)] * case["steps"]
    operations = add_warmups(part, steps, (row_id(f"op{n}") for n in count()), rows)

    told = [(one.entity_id.bytes.rstrip(b"\0").decode(), one.fields["position"]) for one in operations]
    assert [[alias[:3] if alias.startswith("new") else alias, place] for alias, place in told] == case["is"]
    assert [one.fields.get("kind") for one in operations][: case["steps"]] == ["warmup"] * case["steps"]


def test_exercises_are_akin_by_movement_or_by_a_muscle_they_are_for() -> None:
    def exercise(movement: Any, *muscles: Any) -> Exercise:
        return Exercise("a", "A", movement, "external", muscles, (), (), ())

    row = exercise("horizontal_pull", "upper_back", "lats")

    assert count_akin(row, [exercise("vertical_pull", "lats"), exercise("squat", "quads")]) == 1
    assert count_akin(row, [exercise("horizontal_pull", "biceps"), exercise("vertical_pull", "lats")]) == 2
