"""Which plates make a load; the same cases as static/js/shared/plates.js answers."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.equipment import Equipment, Plates
from webapp.domain.load import Load
from webapp.domain.plates import asked, load_up, weight_of, words_of

CASES = json.loads((Path(__file__).parents[1] / "vectors" / "plates.json").read_text())


def gym_of(unit: Any, bars: list[str], plates: list[tuple[str, int]]) -> Equipment:
    return Equipment(
        tuple(Load(Decimal(bar), unit) for bar in bars),
        tuple(Plates(Load(Decimal(value), unit), pairs) for value, pairs in plates),
        None,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_known_answers(case: dict[str, Any]) -> None:
    gym = gym_of(**case["gym"])
    unit = case["gym"]["unit"]

    if gym.unit != unit:  # a gym with nothing in it counts as one in kilograms
        pytest.fail("the case's gym has nothing that tells its unit")
    told = Load(Decimal(case["load"]), case.get("in", unit))
    plates, sentence = words_of(told, gym, case["mount"])

    assert (list(plates), sentence) == (case["plates"], case["sentence"])
    loading = load_up(asked(told, unit), gym, case["mount"])
    if loading:
        made = Load(weight_of(loading.bar, [Decimal(one) for one in plates], case["mount"]), unit)
        assert words_of(made, gym, case["mount"])[0] == plates, "and back"


PAIRS = st.dictionaries(
    st.sampled_from(["25", "20", "15", "10", "5", "2.5", "1.25"]), st.integers(1, 2), max_size=5
)


@given(pairs=PAIRS, quarters=st.integers(0, 600))
def test_nothing_that_can_be_made_comes_closer_or_needs_fewer_plates(
    pairs: dict[str, int], quarters: int
) -> None:
    target = Decimal(quarters) / 4
    gym = gym_of("kg", ["20"], list(pairs.items()))

    loading = load_up(target, gym, "bar")

    every = [
        [Decimal(value) for value, count in zip(pairs, counts, strict=True) for _ in range(count)]
        for counts in product(*(range(count + 1) for count in pairs.values()))
    ]
    fitting = [side for side in every if 20 + 2 * sum(side) <= target]
    if loading is None:
        assert target < 20
        return
    heaviest = max(20 + 2 * sum(side) for side in fitting)
    fewest = min(len(side) for side in fitting if 20 + 2 * sum(side) == heaviest)
    assert 20 + 2 * sum(loading.plates) == heaviest == target - loading.short
    assert len(loading.plates) == fewest
    assert list(loading.plates) == sorted(loading.plates, reverse=True)


def test_a_gym_full_of_odd_plates_is_searched_at_once() -> None:
    odd = [(str(Decimal(3 + 7 * n) / 10), 50) for n in range(20)]
    gym = gym_of("kg", [str(10 + n) for n in range(20)], odd)

    began = time.process_time()
    loading = load_up(Decimal(300), gym, "bar")

    assert loading is not None
    assert loading.short == 0
    assert time.process_time() - began < 2, "trying plate by plate takes ten seconds"
