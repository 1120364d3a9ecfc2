"""Positions sort, leave room, and are the same on the phone: the tables are read by node too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from webapp.domain import order

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "order.json").read_text())


def _why(case: dict[str, Any]) -> str:
    return str(case["why"])


@pytest.mark.parametrize("case", VECTORS["after"], ids=_why)
def test_behind_another(case: dict[str, Any]) -> None:
    assert order.after(case["last"]) == case["is"]
    assert case["last"] is None or case["last"] < case["is"]


@pytest.mark.parametrize("case", VECTORS["between"], ids=_why)
def test_between_two(case: dict[str, Any]) -> None:
    assert order.between(case["low"], case["high"]) == case["is"]
    assert case["is"] is None or (case["low"] or "") < case["is"] < case["high"]


@pytest.mark.parametrize("case", VECTORS["moved"], ids=_why)
def test_moved_within_a_list(case: dict[str, Any]) -> None:
    changed = order.moved(case["positions"], case["source"], case["to"])

    assert changed == {int(place): position for place, position in case["is"].items()}
    after = {place: changed.get(place, old) for place, old in enumerate(case["positions"])}
    assert sorted(after, key=lambda place: after[place]).index(case["source"]) == case["to"]


def test_moving_to_the_top_and_back_for_ever_never_ends_in_a_tie() -> None:
    positions = [order.at(index) for index in range(4)]
    for _ in range(500):
        for place, position in order.moved(positions, len(positions) - 1, 0).items():
            positions[place] = position
        positions = [positions[-1], *positions[:-1]]

        assert positions == sorted(set(positions))
        assert max(map(len, positions)) <= 40
