"""Taking a program: which days, from when, and what to start with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from webapp.accounts.forms import parse_unit
from webapp.domain.equipment import AT_HAND, AtHand
from webapp.domain.exercise import Exercise, LoadMode
from webapp.domain.load import Load, Unit, parse_load
from webapp.domain.program import Day, Prescription, Program
from webapp.domain.starting import PULL_UPS, PullUps
from webapp.reading import Reading, one_of

BEGINS_WITHIN = timedelta(days=60)
MOST_TYPED = 12
"""Characters of a load."""

MEANINGS: Mapping[LoadMode, str] = {
    "per_hand": "per hand",
    "bodyweight_plus": "added to bodyweight",
    "assisted": "of help",
}
"""What a load's number is, where it isn't all that is lifted."""


@dataclass(frozen=True, slots=True)
class Taking:
    """What the form asked for.

    program: with the chosen weekdays. first_loads: by exercise slug; those left out are found while training.
    template: the coach's own program and its version that this is a copy of.
    """

    program: Program
    starts_on: date
    first_loads: dict[str, Load]
    template: tuple[UUID, int] | None = None


@dataclass(frozen=True, slots=True)
class FirstLoad:
    """A working load to ask for. reps: what it is lifted for, in words: `5 reps`, `8 to 12 reps`."""

    exercise: Exercise
    reps: str

    @property
    def hint(self) -> str:
        """What stands below its box: `for 5 reps · per hand`."""
        return " · ".join(filter(None, (f"for {self.reps}", MEANINGS.get(self.exercise.load_mode))))


FirstLoads = Mapping[str, list[FirstLoad]]
"""By the title of the training day."""


@dataclass(frozen=True, slots=True)
class StartForm:
    """What a new lifter told; nothing counts while there are `errors`."""

    at_hand: AtHand
    pull_ups: PullUps
    errors: Mapping[str, str]


def read_start(form: Mapping[str, str]) -> StartForm:
    """The two answers."""
    reading = Reading(form)
    at_hand: AtHand = reading.take("at_hand", _at_hand, "gym")
    pull_ups: PullUps = reading.take("pull_ups", _pull_ups, "none")
    return StartForm(at_hand, pull_ups, reading.errors)


_at_hand = one_of(AT_HAND, "Choose what you train with.")
_pull_ups = one_of(PULL_UPS, "Choose where you are with pull-ups.")


def first_loads(program: Program, exercises: Mapping[str, Exercise]) -> FirstLoads:
    """What is asked for: each exercise that is loaded, once, on the first day that has it."""
    asked: dict[str, list[FirstLoad]] = {}
    seen: set[str] = set()
    for day in (day for block in program.blocks for day in block.days):
        for one in day.prescriptions:
            if one.exercise not in seen and exercises[one.exercise].load_mode != "none":
                seen.add(one.exercise)
                asked.setdefault(day.title, []).append(FirstLoad(exercises[one.exercise], _reps(one)))
    return asked


def _reps(prescription: Prescription) -> str:
    """Of the first set at the full load."""
    reps = next((one.reps for one in prescription.sets if one.percent == 100), prescription.sets[-1].reps)
    if reps.max is None:
        return f"{reps.min} reps or more"
    return f"{reps.min} reps" if reps.min == reps.max else f"{reps.min} to {reps.max} reps"


def defaults(program: Program, today: date, unit: Unit) -> dict[str, str]:
    """What the form holds at first: the program's own days, from today, loads left to be found."""
    days = {f"weekday-{day.key}": str(day.weekday) for block in program.blocks for day in block.days}
    return {"starts_on": today.isoformat(), "unit": unit, **days}


def proposed(told: Mapping[str, str]) -> dict[str, str]:
    """Weekdays and loads that the form holds already, as a proposal's address tells them."""
    boxes = {name: text for name, text in told.items() if name.startswith(("load-", "weekday-"))}
    return {name: text for name, text in boxes.items() if len(text) <= MOST_TYPED}


def read_taking(
    form: Mapping[str, str], program: Program, asked: FirstLoads, unit: Unit, today: date
) -> tuple[Taking | None, dict[str, str]]:
    """What was asked for, or the sentences by field. unit: the lifter's, where the form names none."""
    reading = Reading(form)
    starts_on = reading.take("starts_on", lambda text: parse_start(text, today, program), today)
    chosen = _weekdays(reading, program)
    unit = reading.take("unit", lambda text: parse_unit(text or unit), unit)
    loads = _loads(reading, asked, unit)
    if reading.errors:
        return None, reading.errors
    return Taking(chosen, starts_on, loads), {}


def without_loads(form: Mapping[str, str]) -> dict[str, str]:
    """The form of somebody who finds every load while training, whatever they had typed."""
    return {name: value for name, value in form.items() if not name.startswith("load-")}


def parse_start(text: str, today: date, program: Program) -> date:
    """A day within 60 days, a workout's not before today; today if nothing is typed. Raises ValueError."""
    try:
        day = date.fromisoformat(text.strip() or today.isoformat())
    except ValueError:
        raise ValueError("Choose a day that exists, like 2026-11-23.") from None
    if not today - BEGINS_WITHIN <= day <= today + BEGINS_WITHIN:
        raise ValueError("Begin within 60 days of today.")
    if program.is_one_day and day < today:
        raise ValueError("Choose today or a day to come.")
    return day


def _weekdays(reading: Reading, program: Program) -> Program:
    blocks = []
    for block in program.blocks:
        days: list[Day] = []
        for day in block.days:
            name, taken = f"weekday-{day.key}", [other.weekday for other in days]
            typed = reading.form.get(name, str(day.weekday))
            weekday = reading.take_box(name, typed, partial(_weekday, taken=taken))
            days.append(day if weekday is None else replace(day, weekday=weekday))
        blocks.append(replace(block, days=tuple(days)))
    return replace(program, blocks=tuple(blocks))


def _weekday(text: str, taken: list[int]) -> int:
    if text not in "0123456" or len(text) != 1:
        raise ValueError("Choose a day of the week.")
    if int(text) in taken:
        raise ValueError("Choose another day: this one is taken.")
    return int(text)


def _loads(reading: Reading, asked: FirstLoads, unit: Unit) -> dict[str, Load]:
    slugs = [one.exercise.slug for of_day in asked.values() for one in of_day]
    loads = {slug: reading.take(f"load-{slug}", lambda text: parse_load(text, unit), None) for slug in slugs}
    return {slug: load for slug, load in loads.items() if load is not None}
