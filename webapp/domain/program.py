"""A program as a document: blocks of weeks, days in a week, prescriptions in a day.

An assignment keeps its own copy, so a later edit of a program never changes anybody's plan unasked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

SetKind = Literal["warmup", "working", "amrap", "drop", "backoff"]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

ProgressionRule = Literal["last", "last_plus_step", "double"]
"""last: what was done last time. last_plus_step: one step more once every set reached its reps.
double: first to the top of the rep range on every set, then one step more."""


REST_S, WARMUP_REST_S = 120, 60
"""Where no plan says how long, in seconds."""

_SETTING_UP_S, _SET_S = 180, 40
"""Of an exercise, and of one set of it: with these, the built-in programs come out at what they say."""


@dataclass(frozen=True, slots=True)
class RepTarget:
    """reps to aim for. max is None for as many as possible: `min` is then the reference to beat."""

    min: int
    max: int | None

    @property
    def words(self) -> str:
        """`5`, `8–12`, `30+`."""
        if self.max is None:
            return f"{self.min}+"
        return str(self.min) if self.min == self.max else f"{self.min}–{self.max}"


@dataclass(frozen=True, slots=True)
class PrescribedSet:
    """One set. percent: of the working load, 100 for working sets, less for warm-ups and back-offs."""

    kind: SetKind
    reps: RepTarget
    percent: int = 100
    grip: str | None = None


@dataclass(frozen=True, slots=True)
class Prescription:
    """An exercise with its sets.

    key: unique in the program and kept through edits; a new exercise or kind of set gets a new key,
        because the ids of planned sets are derived from it.
    purpose: what it is there for, a few words ("Lat width").
    scheme: the sets in a few words ("5 × 5", "one all-out set each side").
    rest_s: rest after a working set; warmup_rest_s after a warm-up, in seconds.
    optional: left out unless the lifter adds it.
    superset: prescriptions of a day with the same letter are done in turn.
    instead_of: what the lifter put it in place of, for the way back.
    """

    key: str
    exercise: str
    purpose: str
    scheme: str
    sets: tuple[PrescribedSet, ...]
    rule: ProgressionRule = "last_plus_step"
    rest_s: int = REST_S
    warmup_rest_s: int = WARMUP_REST_S
    optional: bool = False
    superset: str | None = None
    instead_of: Prescription | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A training day. weekday: 0 is Monday. minutes: about how long it takes; None where nobody said."""

    key: str
    title: str
    focus: str
    weekday: int
    minutes: int | None
    prescriptions: tuple[Prescription, ...]

    @property
    def about_minutes(self) -> int:
        """What was said, else by the sets and rests, in steps of five; 0 for a day of nothing."""
        if self.minutes is not None:
            return self.minutes
        seconds = sum(_seconds_of(one) for one in self.prescriptions if not one.optional)
        return -(-seconds // 300) * 5


def _seconds_of(one: Prescription) -> int:
    rests = sum(one.warmup_rest_s if each.kind == "warmup" else one.rest_s for each in one.sets)
    return _SETTING_UP_S + len(one.sets) * _SET_S + rests


@dataclass(frozen=True, slots=True)
class Block:
    """Weeks that share the same days."""

    title: str
    weeks: int
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """slug: its name in addresses. summary: one or two sentences for whoever chooses.

    numbers: of a copy that was changed: week, key of the day, and the number that the day had in that week
        before, whether it is there still or not.
    """

    slug: str
    title: str
    summary: str
    blocks: tuple[Block, ...]
    numbers: tuple[tuple[int, str, int], ...] = ()

    @property
    def weeks(self) -> int:
        """All blocks together."""
        return sum(block.weeks for block in self.blocks)

    def from_block(self, number: int) -> Program:
        """The same, begun with a later block; 0 is the first. One that it doesn't have leaves it whole."""
        return replace(self, blocks=self.blocks[number:]) if 0 < number < len(self.blocks) else self

    def from_weekday(self, weekday: int) -> Program:
        """The same with its first day on that weekday, the others as far behind it as they were."""
        by = weekday - self.blocks[0].days[0].weekday
        moved = (
            replace(block, days=tuple(replace(day, weekday=(day.weekday + by) % 7) for day in block.days))
            for block in self.blocks
        )
        return replace(self, blocks=tuple(moved))

    @property
    def is_one_day(self) -> bool:
        """A single workout, to be given for one date."""
        return self.weeks == 1 and sum(len(block.days) for block in self.blocks) == 1
