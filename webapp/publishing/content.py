"""From the document of a publication to what its page shows; no database here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from webapp.domain.exercise import Exercise
from webapp.domain.program import Day, Prescription, Program


@dataclass(frozen=True, slots=True)
class Line:
    """An exercise of a day. about: what it is for and what else to know. steps: how it is done."""

    name: str
    scheme: str
    about: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownDay:
    """facts: `Lats first · about 45 min`."""

    title: str
    facts: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """kind: `Workout` or `Program, 8 weeks`. muscles: in words, those that most is done for first.

    is_known: whether every exercise is known still; else nobody can take it.
    """

    kind: str
    muscles: tuple[str, ...]
    days: tuple[ShownDay, ...]
    is_workout: bool
    is_known: bool


def to_document(program: Program) -> dict[str, Any]:
    """The copy that a publication keeps."""
    return msgspec.to_builtins(program)  # type: ignore[no-any-return]


def from_document(document: Mapping[str, Any]) -> Program:
    """Raises msgspec.ValidationError for what is no program."""
    return msgspec.convert(document, Program)


def muscles(program: Program, exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """What is trained, by the sets of it, most first; what an exercise only helps with isn't counted."""
    sets: dict[str, int] = {}
    for block in program.blocks:
        for day in block.days:
            for one in day.prescriptions:
                for muscle in exercises[one.exercise].muscles if one.exercise in exercises else ():
                    sets[muscle] = sets.get(muscle, 0) + sum(asked.kind != "warmup" for asked in one.sets)
    return tuple(one.replace("_", " ") for one in sorted(sets, key=lambda one: (-sets[one], one)))


def show(program: Program, exercises: Mapping[str, Exercise]) -> Content:
    """What stands on the page. An exercise that is no longer known keeps its line, without steps."""
    weeks = "1 week" if program.weeks == 1 else f"{program.weeks} weeks"
    return Content(
        kind="Workout" if program.is_one_day else f"Program, {weeks}",
        muscles=muscles(program, exercises),
        days=tuple(
            _day(day, exercises, f"{block.title}: " if len(program.blocks) > 1 else "")
            for block in program.blocks
            for day in block.days
        ),
        is_workout=program.is_one_day,
        is_known=is_known(program, exercises),
    )


def is_known(program: Program, exercises: Mapping[str, Exercise]) -> bool:
    """Whether every exercise of it is in the library."""
    days = (day for block in program.blocks for day in block.days)
    return all(one.exercise in exercises for day in days for one in day.prescriptions)


def _day(day: Day, exercises: Mapping[str, Exercise], prefix: str) -> ShownDay:
    lines = tuple(_line(one, exercises.get(one.exercise)) for one in day.prescriptions)
    facts = [day.focus, f"about {day.about_minutes} min" if day.about_minutes else ""]
    return ShownDay(prefix + day.title, " · ".join(filter(None, facts)), lines)


def _line(one: Prescription, exercise: Exercise | None) -> Line:
    about = [one.purpose, f"rest {_rest(one.rest_s)}", "optional" if one.optional else ""]
    return Line(
        name=exercise.name if exercise else one.exercise.replace("-", " ").capitalize(),
        scheme=one.scheme,
        about=" · ".join(filter(None, about)),
        steps=exercise.steps if exercise else (),
    )


def _rest(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{seconds} s" if seconds < 120 else f"{minutes}:{rest:02} min" if rest else f"{minutes} min"
