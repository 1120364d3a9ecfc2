"""What a feeling changes, by the table that the phone's scripts are tried with too."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.domain.equipped import exercise_of, gym_of, load_of, text_of
from webapp import catalogue
from webapp.domain.equipment import default_equipment
from webapp.domain.load import Load
from webapp.domain.readiness import Readiness, as_document, ease, eased_load, easing_of, left_out, read
from webapp.domain.workout import Workout, WorkoutExercise, WorkoutSet
from webapp.workouts.forms import FormError, read_feeling

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "readiness.json").read_text())
NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
KG = default_equipment("kg")


def _why(case: dict[str, Any]) -> str:
    return str(case["why"])


@pytest.mark.parametrize("case", VECTORS["told"], ids=_why)
def test_what_is_told_is_kept_and_says_what_it_changes(case: dict[str, Any]) -> None:
    kept = read_feeling(case["form"])
    told = read(kept)

    assert kept == case["kept"]
    assert told
    assert (told.name, told.is_eased) == (case["name"], case["eased"])
    assert told.sentence == VECTORS["sentences"][json.dumps(case["eased"])]
    assert as_document(told) == kept


@pytest.mark.parametrize("form", [{}, {"feels": "great"}, {"feels": "under", "sleep": "6"}, {"feels": "x"}])
def test_what_no_button_says_is_refused(form: dict[str, str]) -> None:
    with pytest.raises(FormError):
        read_feeling(form)


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (None, None),
        ({}, None),
        ("strong", None),
        ({"feels": 5}, None),
        ({"feels": " "}, None),
        ({"feels": "tired"}, Readiness("tired")),
        ({"feels": "tired", "eased": True}, Readiness("tired", eased=True)),
        ({"feels": "under", "sleep": 9, "soreness": True, "stress": "3"}, Readiness("under")),
        ({"feels": "x" * 900}, Readiness("x" * 80)),
    ],
)
def test_a_feeling_is_read_kindly(document: Any, told: Readiness | None) -> None:
    assert read(document) == told


def test_only_a_day_under_100_is_eased_and_soreness_is_no_reason() -> None:
    assert Readiness("under", eased=True).is_eased
    assert not Readiness("tired", eased=True).is_eased
    assert not Readiness("normal", 1, 5, 5, eased=True).is_eased
    assert Readiness("under", 2, 5, eased=True).words == "under 100 %, eased, sleep 2/5, soreness 5/5"


def _part(*kinds: str, slug: str = "barbell-row", load: str = "60", number: int = 1) -> WorkoutExercise:
    """kinds: "working left ticked"."""
    sets = []
    for place, (kind, *more) in enumerate((text.split() for text in kinds), 1):
        side = next((one for one in more if one != "ticked"), None)
        one = WorkoutSet(UUID(int=100 * number + place), UUID(int=number), f"{place}", kind, side)  # type: ignore[arg-type]
        sets.append(
            replace(
                one,
                target_load=Load(Decimal(load), "kg"),
                ticked_at=NOW if "ticked" in more else None,
            )
        )
    return WorkoutExercise(UUID(int=number), UUID(int=9), slug, str(number), sets=tuple(sets))


@pytest.mark.parametrize("case", VECTORS["left_out"], ids=_why)
def test_which_sets_are_left_out(case: dict[str, Any]) -> None:
    part = _part(*case["sets"])

    assert left_out(part) == {part.sets[place].id for place in case["is"]}


@pytest.mark.parametrize("case", VECTORS["loads"], ids=_why)
def test_a_load_is_eased_to_what_can_be_made(case: dict[str, Any]) -> None:
    exercise = exercise_of(VECTORS["exercises"][case["exercise"]])
    load = load_of(case["load"])
    assert load

    assert text_of(eased_load(load, exercise, gym_of(VECTORS["gyms"][case["gym"]]))) == case["is"]


def test_an_eased_workout_has_other_targets_and_is_stored_as_it_was() -> None:
    row = _part("warmup", "working ticked", "working", "working")
    skipped = replace(_part("working", "working", number=2), skipped=True)
    workout = Workout(UUID(int=9), date(2026, 11, 23), "UTC", "Back", exercises=(row, skipped))

    easing = easing_of(workout, catalogue.exercises(), KG)
    drawn = ease(workout, easing)

    assert [str(one.target_load.value) for one in drawn.all_sets if one.target_load] == [
        *("52.5", "52.5", "52.5", "52.5"),
        *("60", "60"),
    ]
    assert easing.dropped == {row.sets[3].id}
    assert {one.target_load.value for one in workout.all_sets if one.target_load} == {Decimal(60)}
