"""What a coach types to write a program: its title and weeks, a day, an exercise with its sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import cast, get_args

from webapp.catalogue.checks import MAX_MINUTES, MAX_REST_S
from webapp.coaching.forms import MAX_SETS, parse_reps, typed_reps
from webapp.domain.exercise import Exercise
from webapp.domain.operations import clean_text, whole_number
from webapp.domain.program import (
    WEEKDAYS,
    Day,
    PrescribedSet,
    Prescription,
    Program,
    ProgressionRule,
    RepTarget,
    SetKind,
)
from webapp.reading import Reading

MAX_TITLE = 80
MAX_WORDS = 200
MAX_WEEKS = 52
MAX_EXERCISES = 20

KINDS = (
    ("warmup", "Warm-up"),
    ("working", "Working"),
    ("amrap", "As many as possible"),
    ("drop", "Drop set"),
    ("backoff", "Back-off"),
)

RULES = (
    ("last_plus_step", "A step more once every set reached its reps"),
    ("double", "First to the top of the rep range, then a step more"),
    ("last", "The same load as last time"),
)

NEW_SET = PrescribedSet("working", RepTarget(8, 12))


def parse_title(text: str) -> str:
    """Raises ValueError."""
    title = tidy(text, MAX_TITLE)
    if not title:
        raise ValueError("Give it a name.")
    return title


def tidy(text: str, limit: int = MAX_WORDS) -> str:
    """On one line, single blanks between words. Raises ValueError."""
    return " ".join(clean_text(text, limit).split())


def parse_weeks(text: str) -> int:
    return whole_number(text, 1, MAX_WEEKS, "Weeks")


def read_new(reading: Reading) -> tuple[str, int, bool]:
    """Title, weeks, and whether it is a single workout."""
    kind = reading.take("shape", lambda text: _choice(text or "program", ("program", "workout")), "program")
    title = reading.take("title", parse_title, "")
    weeks = reading.take("weeks", lambda text: parse_weeks(text or "1"), 1)
    return title, 1 if kind == "workout" else weeks, kind == "workout"


def read_program(reading: Reading, program: Program) -> Program:
    """Title, summary, and the weeks of each part."""
    title = reading.take("title", parse_title, program.title)
    summary = reading.take("summary", tidy, "") or title
    blocks = [
        replace(block, weeks=reading.take(f"weeks-{number}", parse_weeks, block.weeks))
        for number, block in enumerate(program.blocks)
    ]
    return replace(program, title=title, summary=summary, blocks=tuple(blocks))


def read_day(reading: Reading, day: Day, taken: set[int]) -> Day:
    """taken: weekdays of the other days."""
    title = reading.take("day_title", parse_title, day.title)
    weekday = reading.take("weekday", partial(_weekday, taken=taken), day.weekday)
    minutes = reading.take("minutes", _minutes, day.minutes)
    focus = reading.take("focus", tidy, "") or title
    return replace(day, title=title, weekday=weekday, minutes=minutes, focus=focus)


def read_prescription(reading: Reading, part: Prescription, exercise: Exercise) -> Prescription:
    """With the sets as they are typed."""
    rest = partial(whole_number, low=0, high=MAX_REST_S, what="Rest in seconds")
    return replace(
        part,
        purpose=reading.take("purpose", tidy, "") or purpose_of(exercise),
        rule=reading.take("rule", _rule, part.rule),
        rest_s=reading.take("rest_s", rest, part.rest_s),
        warmup_rest_s=reading.take("warmup_rest_s", rest, part.warmup_rest_s),
        optional=reading.form.get("optional") == "1",
        sets=_read_sets(reading, exercise),
    )


def do_to_sets(sets: tuple[PrescribedSet, ...], wish: str) -> tuple[PrescribedSet, ...]:
    """`save`, `add`, or `remove-2`, `up-2`, `down-2` for one of them. Raises ValueError."""
    what, _, number = wish.partition("-")
    if what in ("save", "") and not number:
        return sets
    if what == "add" and not number:
        if len(sets) >= MAX_SETS:
            raise ValueError(f"An exercise has at most {MAX_SETS} sets.")
        return (*sets, sets[-1] if sets else NEW_SET)
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 3 else len(sets)
    if what not in ("remove", "up", "down") or at >= len(sets):
        raise ValueError("Press one of the buttons.")
    rest = [*sets[:at], *sets[at + 1 :]]
    if what != "remove":
        rest.insert(max(0, at - 1) if what == "up" else at + 1, sets[at])
    return tuple(rest)


def purpose_of(exercise: Exercise) -> str:
    """What it is there for where the coach says nothing: what it trains."""
    return exercise.muscles[0].replace("_", " ").capitalize()


def shown_program(program: Program) -> dict[str, str]:
    """What the boxes hold."""
    weeks = {f"weeks-{number}": str(block.weeks) for number, block in enumerate(program.blocks)}
    summary = program.summary if program.summary != program.title else ""
    return {"title": program.title, "summary": summary, **weeks}


def shown_day(day: Day) -> dict[str, str]:
    return {
        "day_title": day.title,
        "weekday": str(day.weekday),
        "minutes": str(day.minutes or ""),
        "focus": day.focus if day.focus != day.title else "",
    }


def shown_prescription(part: Prescription) -> dict[str, str]:
    values = {
        "purpose": part.purpose,
        "rule": part.rule,
        "rest_s": str(part.rest_s),
        "warmup_rest_s": str(part.warmup_rest_s),
        "optional": "1" if part.optional else "",
    }
    for number, one in enumerate(part.sets):
        values |= {
            f"kind-{number}": one.kind,
            f"reps-{number}": typed_reps(one.reps),
            f"percent-{number}": str(one.percent),
            f"grip-{number}": one.grip or "",
        }
    return values


def count_sets(form: Mapping[str, str]) -> int:
    """How many sets a form has."""
    return next(
        number for number in range(MAX_SETS + 1) if f"kind-{number}" not in form or number == MAX_SETS
    )


def _read_sets(reading: Reading, exercise: Exercise) -> tuple[PrescribedSet, ...]:
    sets = []
    for number in range(count_sets(reading.form)):
        kind = reading.take(f"kind-{number}", _kind, NEW_SET.kind)
        reps = reading.take(f"reps-{number}", partial(_reps, kind=kind), NEW_SET.reps)
        percent = reading.take(f"percent-{number}", _percent, 100)
        grip = reading.take(f"grip-{number}", lambda text: _grip(text, exercise), None)
        sets.append(PrescribedSet(kind, reps, percent, grip))
    return tuple(sets)


def _reps(text: str, kind: str) -> RepTarget:
    reps = parse_reps(text)
    if reps.min < 1:
        raise ValueError("Type at least one rep.")
    if kind == "amrap":
        return RepTarget(reps.min, None)
    if reps.max is None:
        raise ValueError("Type reps like 5 or 8-12; 30+ is for as many as possible.")
    return reps


def _percent(text: str) -> int:
    return whole_number(text or "100", 1, 100, "Share of the working load")


def _grip(text: str, exercise: Exercise) -> str | None:
    return _choice(text, exercise.grips) if text else None


def _weekday(text: str, taken: set[int]) -> int:
    if text not in "0123456" or len(text) != 1:
        raise ValueError("Choose a day of the week.")
    if int(text) in taken:
        raise ValueError(f"Choose another day: {WEEKDAYS[int(text)]} is taken.")
    return int(text)


def _minutes(text: str) -> int | None:
    """None, where nobody says it, is worked out from the sets."""
    return whole_number(text, 1, MAX_MINUTES, "Minutes") if text else None


def _rule(text: str) -> ProgressionRule:
    return cast("ProgressionRule", _choice(text, get_args(ProgressionRule)))


def _kind(text: str) -> SetKind:
    return cast("SetKind", _choice(text, get_args(SetKind)))


def _choice(text: str, choices: tuple[str, ...]) -> str:
    if text not in choices:
        raise ValueError("Choose one of the list.")
    return text
