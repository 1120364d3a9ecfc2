"""From the workouts with one exercise to what its page shows; the same for a lifter and for their coach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal
from uuid import UUID

from webapp.domain import chart
from webapp.domain.exercise import Exercise
from webapp.domain.load import KG_PER_LB, Unit, plain
from webapp.domain.records import Lift, hangs
from webapp.domain.span import RANGES, first_day
from webapp.history.lifts import Day
from webapp.workouts import words

USUAL = "year"
MOST_POINTS = 130
MOST_LOADS = 12

Shown = Literal["estimate", "load", "amount"]

HEADINGS: Mapping[Shown, str] = {
    "estimate": "Estimated one-rep max",
    "load": "Heaviest load",
    "amount": "Most in a set",
}
AMOUNTS = {"reps": ("reps", ""), "seconds": ("seconds", " s"), "distance": ("metres", " m")}


@dataclass(frozen=True, slots=True)
class Row:
    """One point, in words. best: "82.5 kg × 5"; estimate: "96 kg", "" where there is none to trust."""

    workout_id: UUID
    on: date
    day: str
    title: str
    best: str
    estimate: str


@dataclass(frozen=True, slots=True)
class Best:
    """A record of all that is shown: what, how much, and in which workout."""

    what: str
    value: str
    day: Row


@dataclass(frozen=True, slots=True)
class ExercisePage:
    """heading: what the chart shows. about: the chart in words. thinned: what one point stands for, or "".

    rows: newest first, one for each point. loads: (load, most reps) of the hardest loads, hardest first.
    """

    chart: chart.Chart | None
    heading: str
    about: str
    thinned: str
    rows: tuple[Row, ...]
    bests: tuple[Best, ...]
    loads: tuple[tuple[str, str], ...]
    has_estimates: bool
    is_empty: bool


def exercise_page(
    days: Sequence[Day], exercise: Exercise, unit: Unit, today: date, within: str
) -> ExercisePage:
    """Everything the page shows. days: oldest first. within: a key of RANGES; records are of all the days."""
    first = first_day(within, today)
    in_range = [one for one in days if one.on >= first]
    shown = _shown(in_range, exercise)
    best_of = {"estimate": _by_estimate, "load": _by_load, "amount": _by_amount}[shown]
    points, thinned = _thin([(one, best_of(one.lifts)) for one in in_range], best_of)
    row = _Words(exercise, unit).row
    drawn = [(day, lift) for day, lift in points if shown != "estimate" or lift.estimate is not None]
    numbers = [chart.Point(day.on, _number(lift, shown, unit)) for day, lift in drawn]
    is_help = exercise.load_mode == "assisted" and shown == "load"
    return ExercisePage(
        chart=chart.draw(numbers, is_less_better=is_help),
        heading=_heading(shown, exercise, unit),
        about=_about(numbers, is_help),
        thinned=thinned,
        rows=tuple(row(day, lift) for day, lift in reversed(points)),
        bests=tuple(_bests(days, exercise, unit)),
        loads=tuple(_loads(days, exercise, unit)),
        has_estimates=shown == "estimate",
        is_empty=not days,
    )


def range_named(text: str) -> str:
    """What the address asks for; the usual one for anything else."""
    return text if text in RANGES else USUAL


def _shown(days: Sequence[Day], exercise: Exercise) -> Shown:
    """One scale has one meaning: the estimate, where most workouts have one."""
    estimated = sum(any(one.estimate is not None for one in day.lifts) for day in days)
    if 2 * estimated >= len(days) and estimated:
        return "estimate"
    return "load" if any(one.rank for day in days for one in day.lifts) else "amount"


def _by_estimate(lifts: Iterable[Lift]) -> Lift:
    return max(lifts, key=lambda one: one.order)


def _by_load(lifts: Iterable[Lift]) -> Lift:
    return max(lifts, key=lambda one: (one.rank, one.amount))


def _by_amount(lifts: Iterable[Lift]) -> Lift:
    return max(lifts, key=lambda one: (one.amount, one.rank))


Points = list[tuple[Day, Lift]]


def _thin(points: Points, best_of: Callable[[Iterable[Lift]], Lift]) -> tuple[Points, str]:
    """One point for each workout; if those are too many, for each week, or month: its best."""
    spans: tuple[tuple[str, Callable[[date], tuple[int, int]]], ...] = (
        ("week", lambda on: on.isocalendar()[:2]),
        ("month", lambda on: (on.year, on.month)),
        ("year", lambda on: (on.year, 0)),
    )
    for name, span in spans if len(points) > MOST_POINTS else ():
        kept: dict[tuple[int, int], tuple[Day, Lift]] = {}
        for day, lift in points:
            other = kept.get(span(day.on))
            if other is None or best_of([other[1], lift]) is not other[1]:
                kept[span(day.on)] = (day, lift)
        if len(kept) <= MOST_POINTS or name == "year":
            return list(kept.values()), f"One point for each {name}: its best."
    return points, ""


@dataclass(frozen=True, slots=True)
class _Words:
    exercise: Exercise
    unit: Unit

    def row(self, day: Day, lift: Lift) -> Row:
        estimate = _kg_text(lift.estimate, self.unit) if lift.estimate is not None else ""
        shown = chart.day_and_year(day.on)
        return Row(
            day.workout_id, day.on, shown, day.title, lift_text(lift, self.exercise, self.unit), estimate
        )


def lift_text(lift: Lift, exercise: Exercise, unit: Unit) -> str:
    """`82.5 kg × 5`, `+20 kg × 8`, `45 s`, `12 reps`."""
    noun, sign = AMOUNTS[exercise.measure]
    if lift.load is None:
        return f"{lift.amount}{sign or f' {noun}'}"
    return f"{load_text(lift, exercise, unit)} × {lift.amount}{sign}"


def load_text(lift: Lift, exercise: Exercise, unit: Unit) -> str:
    """As `words.load_text`; "" where nothing is loaded."""
    return words.load_text(lift.load, exercise, unit) if lift.load else ""


def _number(lift: Lift, shown: Shown, unit: Unit) -> float:
    if shown == "amount":
        return lift.amount
    if shown == "load":
        return float(lift.load.to(unit)) if lift.load else 0.0
    return round(float(_in(lift.estimate or Decimal(0), unit)), 1)


def _heading(shown: Shown, exercise: Exercise, unit: Unit) -> str:
    if shown == "estimate" and hangs(exercise):
        return f"{HEADINGS[shown]} with bodyweight, {unit}"
    if shown == "amount":
        return f"{HEADINGS[shown]}, {AMOUNTS[exercise.measure][0]}"
    if shown == "load" and exercise.load_mode == "assisted":
        return f"Least help, {unit}: less is better"
    return f"{HEADINGS[shown]}, {unit}"


def _about(points: Sequence[chart.Point], is_help: bool) -> str:
    """`From 60 on 3 Sep 2025 to 82.5 on 23 Nov 2026, at best 85 on 2 Nov 2026.`"""
    if not points:
        return ""
    best = (min if is_help else max)(points, key=lambda one: one.value)

    def said(one: chart.Point) -> str:
        return f"{one.value:g} on {chart.day_and_year(one.on)}"

    if len(points) == 1:
        return f"{said(best)}."
    return f"From {said(points[0])} to {said(points[-1])}, at best {said(best)}."


def _bests(days: Sequence[Day], exercise: Exercise, unit: Unit) -> Iterable[Best]:
    """The hardest load or the longest set, the highest estimate, the most moved: each where it was first."""
    if not days:
        return
    row, lifts = _Words(exercise, unit).row, [(day, one) for day in days for one in day.lifts]
    if any(one.load for _, one in lifts):
        day, lift = max(lifts, key=lambda pair: (pair[1].rank, pair[1].amount))
        what = "Least help" if exercise.load_mode == "assisted" else "Heaviest"
        yield Best(what, lift_text(lift, exercise, unit), row(day, lift))
    else:
        day, lift = max(lifts, key=lambda pair: pair[1].amount)
        yield Best("Most in a set", lift_text(lift, exercise, unit), row(day, lift))
    estimated = [pair for pair in lifts if pair[1].estimate is not None]
    if estimated:
        day, lift = max(estimated, key=lambda pair: pair[1].estimate or 0)
        value = f"{_kg_text(lift.estimate or Decimal(0), unit)}, from {lift_text(lift, exercise, unit)}"
        yield Best(_heading("estimate", exercise, unit).rpartition(",")[0], value, row(day, lift))
    busiest = max(days, key=lambda day: day.moved)
    if busiest.moved:
        moved = _in(busiest.moved, unit).quantize(Decimal(1), ROUND_HALF_UP)
        yield Best("Most moved in a workout", f"{moved:,} {unit}", row(busiest, busiest.lifts[0]))


def _loads(days: Sequence[Day], exercise: Exercise, unit: Unit) -> Iterable[tuple[str, str]]:
    """The most reps at each of the hardest loads; nothing for an exercise without loads."""
    most: dict[Decimal, Lift] = {}
    for lift in (one for day in days for one in day.lifts if one.load):
        known = most.get(lift.rank)
        if known is None or lift.amount > known.amount:
            most[lift.rank] = lift
    sign = AMOUNTS[exercise.measure][1]
    for rank in sorted(most, reverse=True)[:MOST_LOADS]:
        yield load_text(most[rank], exercise, unit), f"{most[rank].amount}{sign}"


def _kg_text(kg: Decimal, unit: Unit) -> str:
    return f"{plain(_in(kg, unit).quantize(Decimal('0.1'), ROUND_HALF_UP))} {unit}"


def _in(kg: Decimal, unit: Unit) -> Decimal:
    return kg if unit == "kg" else kg / KG_PER_LB
