"""Where a chart's points, lines and labels lie."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.domain.chart import BOTTOM, HEIGHT, LEFT, LEVELS, RIGHT, TOP, WIDTH, Point, draw, round_levels

MONDAY = date(2026, 11, 23)
NUMBERS = st.floats(0, 2500).map(lambda number: round(number, 1))


def _points(*values: float) -> list[Point]:
    return [Point(MONDAY + timedelta(days=7 * index), value) for index, value in enumerate(values)]


def test_no_points_are_no_chart() -> None:
    assert draw([]) is None


def test_a_single_point_stands_in_the_middle_without_a_line() -> None:
    chart = draw(_points(60))

    assert chart
    assert (chart.line, [dot.x for dot in chart.dots]) == ("", [(LEFT + WIDTH - RIGHT) / 2])
    assert [day.text for day in chart.days] == ["23 Nov 2026"]


def test_days_far_apart_are_drawn_far_apart() -> None:
    chart = draw([Point(MONDAY, 1), Point(MONDAY + timedelta(1), 2), Point(MONDAY + timedelta(10), 3)])

    assert chart
    first, second, last = (dot.x for dot in chart.dots)
    assert (first, last) == (LEFT, WIDTH - RIGHT)
    assert (second - first) * 10 == pytest.approx(last - first, abs=1)
    assert [day.text for day in chart.days] == ["23 Nov 2026", "3 Dec 2026"]


def test_more_stands_higher_and_the_first_best_is_marked() -> None:
    chart = draw(_points(60, 70, 65, 70))

    assert chart
    assert min(dot.y for dot in chart.dots) == chart.dots[1].y
    assert [dot.is_best for dot in chart.dots] == [False, True, False, False]


def test_less_help_stands_higher() -> None:
    chart = draw(_points(40, 20, 30), is_less_better=True)

    assert chart
    assert min(dot.y for dot in chart.dots) == chart.dots[1].y
    assert [dot.is_best for dot in chart.dots] == [False, True, False]


def test_of_many_points_the_line_is_drawn_and_the_best_dot() -> None:
    chart = draw(_points(*range(100)))

    assert chart
    assert chart.line.count("L") == 99
    assert len(chart.dots) == 1


@pytest.mark.parametrize(
    ("low", "high", "levels"),
    [
        (212.9, 256.7, [200, 220, 240, 260]),
        (17.5, 18.75, [17.5, 18, 18.5, 19]),
        (60, 60, [60, 62.5, 65, 67.5]),
        (0, 0, [0, 1]),
        (1, 2500, [0, 1000, 2000, 3000]),
    ],
)
def test_levels_are_round(low: float, high: float, levels: list[float]) -> None:
    found = round_levels(low, high)

    assert found[0] <= low
    assert found[-1] >= high
    if low != high:
        assert found == levels


@settings(deadline=None)  # a machine that is busy with something else breaks no rule
@given(st.lists(NUMBERS, min_size=1, max_size=40), st.booleans())
def test_everything_lies_within_the_picture(values: list[float], is_less_better: bool) -> None:
    chart = draw(_points(*values), is_less_better=is_less_better)

    assert chart
    assert all(LEFT <= dot.x <= WIDTH - RIGHT and TOP <= dot.y <= HEIGHT - BOTTOM for dot in chart.dots)
    assert 2 <= len(chart.levels) <= LEVELS + 1
    steps = {round(abs(one.y - other.y)) for one, other in pairwise(chart.levels)}
    assert max(steps) - min(steps) <= 1
