"""What is typed: what to share, for whom an invitation is, what a client is to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from webapp import catalogue
from webapp.coaching.editing import Target
from webapp.domain.consent import Shares
from webapp.domain.exercise import Exercise
from webapp.domain.load import Unit, display, parse_load
from webapp.domain.operations import MAX_REPS, clean_text, whole_number
from webapp.domain.program import RepTarget
from webapp.reading import Reading
from webapp.workouts.forms import shown

MAX_LABEL = 80
MAX_SETS = 20
AHEAD = timedelta(days=365)

_REPS = re.compile(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4})|(\+))?", re.ASCII)

SWITCHES = (
    ("logs", "Workouts", "What is planned and what you did, set by set."),
    ("measurements", "Measurements", "Bodyweight."),
    ("wellbeing", "Pain and how you feel", "What you say about pain, and how ready you felt."),
    ("notes", "Notes", "On workouts, exercises and sets."),
    (
        "past",
        "Before today",
        "The same for the days before you agreed. Without it, a coach who plans for you still sees the loads "
        "of what is planned, and those come from what you lifted before.",
    ),
)
"""Field, name and what it means, in the words of whoever shares."""

EVERYTHING = Shares(**dict.fromkeys((field for field, _, _ in SWITCHES), True))
"""What the switches propose to whoever has shared nothing yet."""


def read_shares(form: Mapping[str, str]) -> Shares:
    """A switch that isn't sent is off."""
    return Shares(**{one.name: form.get(f"share-{one.name}") == "1" for one in fields(Shares)})


def parse_label(text: str) -> str:
    """For whom an invitation is. Raises ValueError."""
    return clean_text(text, MAX_LABEL)


def read_target(reading: Reading, unit: Unit) -> Target | None:
    """Sets, reps and load to aim for; None, and sentences in `reading`, where they can't be taken."""
    sets = reading.take("sets", _sets, 0)
    reps = reading.take("reps", parse_reps, None)
    load = reading.take("load", lambda text: parse_load(text, unit), None)
    return None if reading.errors or reps is None else Target(sets, reps, load)


def read_changes(reading: Reading, unit: Unit) -> dict[str, Any]:
    """Those of sets, reps and load that differ from what the page showed, as in `Target`.

    What nobody touched isn't read: a load is kept in a unit that may not be the client's any more. Sets and
    reps that are empty are told in `reading`, shown so or not.
    """
    was = shown(reading.form)
    readers: dict[str, Callable[[str], Any]] = {
        "sets": _sets,
        "reps": parse_reps,
        "load": lambda text: parse_load(text, unit),
    }
    changed: dict[str, Any] = {}
    for name, read in readers.items():
        typed = reading.form.get(name, "")
        if typed != was.get(name) or (name != "load" and not typed.strip()):
            changed[name] = reading.take(name, read, None)
    return changed


def parse_reps(text: str) -> RepTarget:
    """`5`, `8-12`, or `30+` for as many as possible. Raises ValueError."""
    match = _REPS.fullmatch(text.strip())
    if match is None:
        raise ValueError("Type reps like 5, 8-12, or 30+ for as many as possible.")
    low = whole_number(match[1], 0, MAX_REPS, "Reps")
    if match[3]:
        return RepTarget(low, None)
    return RepTarget(low, whole_number(match[2], low, MAX_REPS, "The most reps") if match[2] else low)


def shown_target(target: Target | None, unit: Unit) -> dict[str, str]:
    """What the boxes hold."""
    if target is None:
        return {"sets": "", "reps": "", "load": ""}
    load = display(target.load, unit) if target.load else ""
    return {"sets": str(target.sets), "reps": typed_reps(target.reps), "load": load}


def typed_reps(reps: RepTarget) -> str:
    """With the hyphen that keyboards have: `8-12`."""
    return reps.words.replace("–", "-")


def _sets(text: str) -> int:
    return whole_number(text, 1, MAX_SETS, "Sets")


def parse_exercise(text: str) -> Exercise:
    """One of the catalogue. Raises ValueError."""
    found = catalogue.exercises().get(text)
    if found is None:
        raise ValueError("Choose an exercise from the list.")
    return found


def parse_day(text: str, today: date) -> date:
    """A day to train on, from today to a year ahead. Raises ValueError."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("Choose a day that exists, like 2026-11-23.") from None
    if not today <= day <= today + AHEAD:
        raise ValueError("Choose a day from today to a year from now.")
    return day
