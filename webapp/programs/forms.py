"""Taking a program: which days, from when, and what to start with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from webapp.domain.exercise import Exercise
from webapp.domain.load import Load, Unit, parse_load
from webapp.domain.program import Day, Program

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
BEGINS_WITHIN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Taking:
    """What the form asked for. program: with the chosen weekdays. first_loads: by exercise slug."""

    program: Program
    starts_on: date
    first_loads: dict[str, Load]


def needs_loads(program: Program, exercises: Mapping[str, Exercise]) -> list[Exercise]:
    """The exercises whose first load is asked for, in order of appearance."""
    slugs = [p.exercise for block in program.blocks for day in block.days for p in day.prescriptions]
    return [exercises[slug] for slug in dict.fromkeys(slugs) if exercises[slug].load_mode != "none"]


def defaults(program: Program, today: date) -> dict[str, str]:
    """What the form holds at first: the program's own days, from today, loads left to be found."""
    days = {f"weekday-{day.key}": str(day.weekday) for block in program.blocks for day in block.days}
    return {"starts_on": today.isoformat(), **days}


def read_taking(
    form: Mapping[str, str], program: Program, loaded: list[Exercise], unit: Unit, today: date
) -> tuple[Taking | None, dict[str, str]]:
    """What was asked for, or the sentences by field."""
    errors: dict[str, str] = {}
    starts_on = _starts_on(form, today, errors)
    chosen = _weekdays(form, program, errors)
    loads = _loads(form, loaded, unit, errors)
    if errors or starts_on is None:
        return None, errors
    return Taking(chosen, starts_on, loads), {}


def _starts_on(form: Mapping[str, str], today: date, errors: dict[str, str]) -> date | None:
    try:
        day = date.fromisoformat(form.get("starts_on", "").strip() or today.isoformat())
    except ValueError:
        errors["starts_on"] = "Choose a day that exists, like 2026-11-23."
        return None
    if not today - BEGINS_WITHIN <= day <= today + BEGINS_WITHIN:
        errors["starts_on"] = "Begin within 60 days of today."
        return None
    return day


def _weekdays(form: Mapping[str, str], program: Program, errors: dict[str, str]) -> Program:
    blocks = []
    for block in program.blocks:
        days: list[Day] = []
        for day in block.days:
            typed = form.get(f"weekday-{day.key}", str(day.weekday))
            if typed not in "0123456" or len(typed) != 1:
                errors[f"weekday-{day.key}"] = "Choose a day of the week."
                continue
            if int(typed) in [other.weekday for other in days]:
                errors[f"weekday-{day.key}"] = "Choose another day: this one is taken."
            days.append(replace(day, weekday=int(typed)))
        blocks.append(replace(block, days=tuple(days)))
    return replace(program, blocks=tuple(blocks))


def _loads(
    form: Mapping[str, str], loaded: list[Exercise], unit: Unit, errors: dict[str, str]
) -> dict[str, Load]:
    loads = {}
    for exercise in loaded:
        try:
            load = parse_load(form.get(f"load-{exercise.slug}", ""), unit)
        except ValueError as error:
            errors[f"load-{exercise.slug}"] = str(error)
            continue
        if load is not None:
            loads[exercise.slug] = load
    return loads
