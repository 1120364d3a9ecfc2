"""Where a chart's line, dots and labels lie: from days and numbers to coordinates. A template draws it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 358, 190
LEFT, RIGHT, TOP, BOTTOM = 38, 10, 12, 26
LEVELS = 4
"""At most so many steps between the lowest line and the highest."""

MOST_DOTS = 60
"""With more of them a line says more."""


@dataclass(frozen=True, slots=True)
class Point:
    """One day's number."""

    on: date
    value: float


@dataclass(frozen=True, slots=True)
class Dot:
    """is_best: the first of the best ones."""

    x: float
    y: float
    is_best: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A line across or a day below: where, and what it says. anchor: how SVG hangs the text at x."""

    x: float
    y: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Chart:
    """line: an SVG path; "" for a single point. levels: lowest first."""

    line: str
    dots: tuple[Dot, ...]
    levels: tuple[Label, ...]
    days: tuple[Label, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT


def draw(points: Sequence[Point], *, is_less_better: bool = False, has_best: bool = True) -> Chart | None:
    """The points, oldest first, on a scale of round numbers; None for none. What is better stands higher.

    has_best: False where no number is better than another.
    """
    if not points:
        return None
    values = [one.value for one in points]
    levels = round_levels(min(values), max(values))
    begins, ends = points[0].on, points[-1].on
    days = (ends - begins).days

    def x(on: date) -> float:
        share = (on - begins).days / days if days else 0.5
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        share = (value - levels[0]) / (levels[-1] - levels[0])
        rise = 1 - share if is_less_better else share
        return round(HEIGHT - BOTTOM - rise * (HEIGHT - TOP - BOTTOM), 1)

    best = min(values) if is_less_better else max(values)
    first_best = values.index(best)
    dots = [
        Dot(x(one.on), y(one.value), has_best and index == first_best) for index, one in enumerate(points)
    ]
    return Chart(
        line="M" + " L".join(f"{dot.x} {dot.y}" for dot in dots) if len(dots) > 1 else "",
        dots=tuple(dot for dot in dots if dot.is_best or len(dots) <= MOST_DOTS),
        levels=tuple(Label(LEFT - 6, y(one), f"{one:g}", "end") for one in levels),
        days=_days(begins, ends),
    )


def round_levels(low: float, high: float) -> list[float]:
    """Round numbers around both, evenly spaced: at most LEVELS steps, at least one."""
    span = (high - low) or max(abs(high) / 10, 1)
    magnitude = 10.0 ** math.floor(math.log10(span / LEVELS))
    steps = (one * magnitude for one in (1, 2, 2.5, 5, 10, 20, 25, 50))
    for step in steps:
        first, last = math.floor(low / step), math.ceil(high / step)
        last = max(last, first + 1)
        if last - first <= LEVELS:
            return [round(step * number, 6) for number in range(first, last + 1)]
    raise ValueError("A scale needs two numbers.")


def _days(begins: date, ends: date) -> tuple[Label, ...]:
    if begins == ends:
        return (Label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, day_and_year(begins), "middle"),)
    return (
        Label(LEFT, HEIGHT - 6, day_and_year(begins), "start"),
        Label(WIDTH - RIGHT, HEIGHT - 6, day_and_year(ends), "end"),
    )


def day_and_year(on: date) -> str:
    """`3 Nov 2026`."""
    return f"{on.day} {on:%b} {on.year}"
