"""In which order sets are done; the phone follows the same table."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from webapp.domain.superset import due, free_letter, in_turn
from webapp.domain.workout import WorkoutExercise, WorkoutSet

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "superset.json").read_text())


def _part(number: int, letter: str, sets: list[str]) -> WorkoutExercise:
    part = UUID(int=number + 1)
    made = [_set(part, at, one.split()) for at, one in enumerate(sets)]
    return WorkoutExercise(
        part, UUID(int=0), "row", f"{number:06}", superset=letter or None, sets=tuple(made)
    )


def _set(part: UUID, at: int, words: list[Any]) -> WorkoutSet:
    """words: its kind, which side, and whether it is ticked: `working left ticked`."""
    side = next((one for one in words if one in ("left", "right")), None)
    done = NOW if "ticked" in words else None
    return WorkoutSet(UUID(int=part.int * 1000 + at), part, f"{at:06}", words[0], side, ticked_at=done)


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: str(case["why"]))
def test_sets_in_turn(case: dict[str, Any]) -> None:
    parts = [_part(number, one["letter"], one["sets"]) for number, one in enumerate(case["cards"])]

    turns = [divmod(one.id.int, 1000) for one in in_turn(parts)]

    assert [f"{part - 1}.{at}" for part, at in turns] == case["is"]


@pytest.mark.parametrize("case", [one for one in VECTORS if "due" in one], ids=lambda case: str(case["why"]))
def test_sets_that_are_still_to_be_done(case: dict[str, Any]) -> None:
    parts = [_part(number, one["letter"], one["sets"]) for number, one in enumerate(case["cards"])]

    left = [divmod(one.id.int, 1000) for one in due(parts)]

    assert [f"{part - 1}.{at}" for part, at in left] == case["due"]


def test_a_new_superset_takes_a_letter_that_nobody_has() -> None:
    assert free_letter([_part(0, "A", []), _part(1, "C", [])]) == "B"
