"""What pain means, however it came to be kept."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from webapp.domain.exercise import Exercise
from webapp.domain.load import Load
from webapp.domain.pain import (
    LOADED_BY,
    PLACES,
    Pain,
    advice_on,
    as_document,
    is_kept,
    places_of,
    read,
    strain,
    words_of,
    worst,
)

TABLES = Path(__file__).parents[1] / "vectors"
CASES = json.loads((TABLES / "words.json").read_text())["pain"]
VECTORS = json.loads((TABLES / "pain.json").read_text())
BLANK = {"slug": "x", "name": "x", "load_mode": "external", "steps": (), "cues": (), "mistakes": ()}


@pytest.mark.parametrize("case", VECTORS["advice"], ids=lambda case: str(case["why"]))
def test_what_a_card_says_of_pain(case: dict[str, Any]) -> None:
    assert advice_on(case["sets"]) == (case["stop"], case["advice"])


@pytest.mark.parametrize("case", VECTORS["places"], ids=lambda case: str(case["why"]))
def test_where_it_hurts(case: dict[str, Any]) -> None:
    assert places_of(case["sets"]) == case["is"]


@pytest.mark.parametrize("case", VECTORS["strain"], ids=lambda case: str(case["why"]))
def test_what_loads_where_it_hurts(case: dict[str, Any]) -> None:
    assert strain(msgspec.convert(BLANK | case["exercise"], Exercise), case["places"]) == case["is"]


def test_of_each_place_but_other_something_is_known() -> None:
    assert {*LOADED_BY, "other"} == set(PLACES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["why"]))
def test_pain_in_words(case: dict[str, Any]) -> None:
    assert words_of(case["pain"]) == case["is"]


@pytest.mark.parametrize(
    ("document", "is_pain", "why"),
    [
        (None, None, "nothing told"),
        ({}, None, "an empty document tells nothing"),
        ("knee", None, "no document"),
        ([6], None, "nor a list"),
        ({"level": 2}, None, "another client's words for it"),
        ({"score": 6}, Pain(6), "how much is enough"),
        ({"score": 0, "where": "knee"}, Pain(0, "knee"), "not any more"),
        ({"score": 11, "where": "knee"}, Pain(None, "knee"), "more than all"),
        ({"score": True, "where": "knee"}, Pain(None, "knee"), "true is no number"),
        ({"score": "6", "where": "knee"}, Pain(None, "knee"), "nor is a text"),
        ({"score": 6, "where": {"x": 1}, "kind": 5}, Pain(6), "a place that is none"),
        ({"score": 6, "where": " lower\n back "}, Pain(6, "lower back"), "on one line"),
        ({"score": 6, "where": "x" * 900}, Pain(6, "x" * 80), "not longer than a line"),
    ],
)
def test_pain_is_read_kindly(document: Any, is_pain: Pain | None, why: str) -> None:
    assert read(document) == is_pain, why


def test_pain_is_kept_without_what_was_not_told() -> None:
    assert as_document(Pain(6, "knee", "dull")) == {"score": 6, "where": "knee", "kind": "dull"}
    assert as_document(Pain(0)) == {"score": 0}
    assert as_document(Pain(None, "knee")) is None


def test_what_hurts_most_is_told_and_a_zero_hurts_nothing() -> None:
    told = [{"score": 3}, {"score": 7, "where": "knee"}, {"where": "hip"}, {"score": 0}, None]

    assert worst(told) == Pain(7, "knee")
    assert worst([{"score": 0}, None, {}]) is None
    assert worst([{"where": "hip"}]) == Pain(None, "hip")


@pytest.mark.parametrize(
    ("targets", "done", "is_help", "kept", "why"),
    [
        (["60", "60"], ["60", "55"], False, True, "as heavy as the heaviest"),
        (["62.5", "60"], ["60"], False, False, "one is harder"),
        (["55"], ["60"], False, True, "lighter"),
        ([], ["60"], False, False, "nothing asked"),
        ([None], ["60"], False, False, "nothing loaded"),
        (["20"], ["20"], True, True, "as much help"),
        (["15"], ["20"], True, False, "less help is harder"),
    ],
)
def test_whether_a_load_is_kept(
    targets: list[str | None], done: list[str], is_help: bool, kept: bool, why: str
) -> None:
    loads = [[Load(Decimal(one), "kg") if one else None for one in side] for side in (targets, done)]

    assert is_kept(*loads, is_help=is_help) is kept, why
