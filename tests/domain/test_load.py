"""Loads are kept as typed; the phone reads and shows them by the same table."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.load import Load, display, load_from_json, parse_load

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "load.json").read_text())


def _why(case: dict[str, Any]) -> str:
    return str(case["why"])


@pytest.mark.parametrize("case", VECTORS["read"], ids=_why)
def test_a_typed_load_is_read(case: dict[str, Any]) -> None:
    load = parse_load(case["text"], case["unit"])

    assert (load.as_json() if load else None) == case["is"]


@pytest.mark.parametrize("case", VECTORS["refused"], ids=lambda case: f"{case['text']} {case['unit']}")
def test_what_is_no_load_is_refused_with_a_sentence(case: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=re.escape(case["is"])):
        parse_load(case["text"], case["unit"])


@pytest.mark.parametrize("case", VECTORS["show"], ids=_why)
def test_a_load_is_shown_in_the_readers_unit(case: dict[str, Any]) -> None:
    load = load_from_json(case["load"])

    assert load
    assert display(load, case["unit"]) == case["is"]


@given(st.decimals(0, 1000, places=2), st.sampled_from(["kg", "lb"]))
def test_a_load_survives_json_untouched(value: Decimal, unit: str) -> None:
    load = Load(value, "kg" if unit == "kg" else "lb")

    assert load_from_json(load.as_json()) == load


@pytest.mark.parametrize(
    "bad", ["82.5", {"v": 82.5, "u": "kg"}, {"v": "82.5", "u": "st"}, {"v": "82.5"}, [], 5]
)
def test_only_the_agreed_json_form_is_read(bad: object) -> None:
    with pytest.raises(ValueError):
        load_from_json(bad)
