"""From measurements to what their page shows; the same for a lifter and for their coach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from webapp.domain import body, chart
from webapp.domain.body import BodyUnit, Kind, Measured
from webapp.domain.load import Unit, plain
from webapp.domain.span import RANGES, first_day
from webapp.models import Measurement
from webapp.workouts.words import day_text

USUAL = "3m"


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement as typed: "82.5 kg"."""

    id: UUID
    text: str
    day: str


@dataclass(frozen=True, slots=True)
class BodyPage:
    """chart: None for fewer than two. about: the chart in words. trend: "0.3 kg a week less, over the last
    four weeks.", "" where there is none. rows: every one in range, the newest first. is_empty: none was ever
    measured."""

    kind: Kind
    name: str
    unit: BodyUnit
    chart: chart.Chart | None
    about: str
    trend: str
    rows: tuple[Row, ...]
    is_empty: bool


def range_named(text: str) -> str:
    """What the address asks for; the usual one for anything else."""
    return text if text in RANGES else USUAL


def body_page(
    kind: Kind, newest_first: Sequence[Measurement], unit: Unit, zone: str, now: datetime, within: str
) -> BodyPage:
    """Everything the page shows. zone: in which a moment is a day. within: a key of RANGES; the trend is of
    the last weeks in any."""
    shown_in = body.unit_of(kind, unit)
    today = now.astimezone(ZoneInfo(zone)).date()
    first = first_day(within, today)
    told = [(one, _measured(one, zone)) for one in newest_first]
    in_range = [(one, measured) for one, measured in told if measured.on >= first]
    points = [
        chart.Point(measured.on, float(round(measured.to(shown_in), 1))) for _, measured in reversed(in_range)
    ]
    return BodyPage(
        kind=kind,
        name=body.name_of(kind),
        unit=shown_in,
        chart=chart.draw(points, has_best=False) if len(points) > 1 else None,
        about=_about(points, shown_in),
        trend=_trend(body.trend([measured for _, measured in reversed(told)], shown_in, today), shown_in),
        rows=tuple(
            Row(one.id, f"{one.value} {one.unit}", _day(measured.on, today)) for one, measured in in_range
        ),
        is_empty=not told,
    )


def _measured(one: Measurement, zone: str) -> Measured:
    unit: BodyUnit = next((known for known in body.UNITS if known == one.unit), "kg")
    return Measured(one.at.astimezone(ZoneInfo(zone)).date(), Decimal(one.value), unit)


def _day(on: date, today: date) -> str:
    return day_text(on) if on.year == today.year else chart.day_and_year(on)


def _about(points: Sequence[chart.Point], unit: str) -> str:
    if len(points) < 2:
        return ""
    first, last = points[0], points[-1]
    begun, ended = chart.day_and_year(first.on), chart.day_and_year(last.on)
    return f"From {first.value:g} on {begun} to {last.value:g} {unit} on {ended}."


def _trend(weekly: Decimal | None, unit: str) -> str:
    if weekly is None:
        return ""
    amount = abs(weekly).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if not amount:
        return "Steady over the last four weeks."
    return f"{plain(amount)} {unit} a week {'more' if weekly > 0 else 'less'}, over the last four weeks."
