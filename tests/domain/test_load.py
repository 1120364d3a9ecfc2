"""Loads are kept as typed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.load import Load, display, load_from_json, parse_load


@pytest.mark.parametrize(
    ("typed", "value", "why"),
    [
        ("82.5", "82.5", "a point"),
        ("82,5", "82.5", "a comma, as half of Europe types it"),
        ("+45", "45", "added to bodyweight"),
        (" 100 ", "100", "blanks around it"),
        (".5", "0.5", "nothing before the point"),
        ("0", "0", "bodyweight alone"),
        ("22.50", "22.50", "zeros behind are kept: what was typed is what is stored"),
    ],
)
def test_a_typed_load_is_read(typed: str, value: str, why: str) -> None:
    load = parse_load(typed, "kg")

    assert load is not None, why
    assert str(load.value) == value, why


@pytest.mark.parametrize(
    "typed",
    ["-5", "abc", "1e3", "NaN", "inf", "1.2.3", "1,2,3", "10 kg", "١٠", "1001", str(2**70), "0x10", "1 000"],
)
def test_what_is_no_load_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        parse_load(typed, "kg")


def test_a_blank_is_no_load() -> None:
    assert parse_load("  ", "kg") is None


@given(st.decimals(0, 1000, places=2), st.sampled_from(["kg", "lb"]))
def test_a_load_survives_json_untouched(value: Decimal, unit: str) -> None:
    load = Load(value, "kg" if unit == "kg" else "lb")

    assert load_from_json(load.as_json()) == load


def test_a_load_shown_in_the_other_unit_is_still_the_same_load() -> None:
    load = Load(Decimal("22.5"), "lb")

    assert display(load, "kg") == "10.2"
    assert display(load, "lb") == "22.5"


@pytest.mark.parametrize(
    "bad", ["82.5", {"v": 82.5, "u": "kg"}, {"v": "82.5", "u": "st"}, {"v": "82.5"}, [], 5]
)
def test_only_the_agreed_json_form_is_read(bad: object) -> None:
    with pytest.raises(ValueError):
        load_from_json(bad)
