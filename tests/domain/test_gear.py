"""What is worn for a set: the same on the server as on a phone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from webapp.domain.gear import gear_words, in_order, read_gear, shown_gear

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "gear.json").read_text())


@pytest.mark.parametrize("case", VECTORS["along"], ids=lambda case: case["why"])
def test_what_the_rows_of_a_card_show(case: dict[str, Any]) -> None:
    told = [None if worn is None else in_order(worn.split(",")) for worn, _ in case["sets"]]

    shown = [shown_gear(told[at], is_ticked, told[:at]) for at, (_, is_ticked) in enumerate(case["sets"])]

    assert [",".join(one) for one in shown] == case["shown"]


@pytest.mark.parametrize(("worn", "words"), VECTORS["words"])
def test_what_it_is_called(worn: str, words: str) -> None:
    assert gear_words(in_order(worn.split(","))) == words


@pytest.mark.parametrize("value", ["belt", ["cape"], [["belt"]], [1], {"belt": True}, 5])
def test_other_things_are_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="belt, straps"):
        read_gear(value)
