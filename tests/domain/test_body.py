"""What is measured of a body, and which way it goes."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from webapp.domain.body import KINDS, BodyUnit, Measured, parse_measured, trend, unit_of

TODAY = date(2026, 11, 23)


def test_each_is_measured_in_the_lifters_own_unit() -> None:
    assert [unit_of(kind, "kg") for kind in KINDS] == ["kg", "%", "cm", "cm", "cm", "cm", "cm"]
    assert [unit_of(kind, "lb") for kind in KINDS] == ["lb", "%", "in", "in", "in", "in", "in"]


def test_what_is_typed_is_what_is_kept() -> None:
    assert parse_measured("82,5", "bodyweight", "kg") == Decimal("82.5")
    assert parse_measured(" 33.25 ", "waist", "in") == Decimal("33.25")


@pytest.mark.parametrize("typed", ["", "x", "-80", "1e2", "NaN", "0", "29", "251", "８０", "80 cm"])
def test_what_cant_be_is_refused_with_what_can(typed: str) -> None:
    with pytest.raises(ValueError, match="between 30 and 250 cm"):
        parse_measured(typed, "waist", "cm")


def measured(*weeks: tuple[float, str], unit: BodyUnit = "kg") -> list[Measured]:
    return [Measured(TODAY - timedelta(weeks=ago), Decimal(value), unit) for ago, value in weeks]


def test_a_steady_line_is_its_own_trend() -> None:
    assert trend(measured((3, "83"), (2, "82.5"), (1, "82"), (0, "81.5")), "kg", TODAY) == Decimal("-0.5")


def test_only_the_last_four_weeks_count() -> None:
    assert trend(measured((30, "120"), (2, "80"), (0, "80")), "kg", TODAY) == 0


def test_a_change_of_unit_is_no_change_of_weight() -> None:
    found = trend([*measured((2, "80")), *measured((0, "176.37"), unit="lb")], "kg", TODAY)
    assert found is not None
    assert abs(found) < Decimal("0.01")


@pytest.mark.parametrize("weeks", [[], [(0, "80")], [(0.5, "81"), (0, "80")], [(0, "81"), (0, "80")]])
def test_a_few_days_are_no_trend(weeks: list[tuple[float, str]]) -> None:
    assert trend(measured(*weeks), "kg", TODAY) is None


def test_what_was_measured_a_year_ago_is_no_trend_of_today() -> None:
    assert trend(measured((52, "83"), (51, "82")), "kg", TODAY) is None
