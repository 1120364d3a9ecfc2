"""From a copy of a program that somebody follows to the same copy after its template was edited.

What was is never changed: days that are over, begun or in the coach's hand keep their place. Every day keeps
its number in its week, and no other ever gets it: the ids of everything planned are derived from it, and a
phone that hasn't heard of the edit ticks by them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, zip_longest

from webapp.domain.program import WEEKDAYS, Block, Day, PrescribedSet, Prescription, Program
from webapp.domain.schedule import occurrences

KINDS = {"warmup": "warm-up", "working": "", "amrap": "all out", "drop": "drop", "backoff": "back-off"}

RULES = {
    "last": "the load of last time",
    "last_plus_step": "a step more when all reps are done",
    "double": "first more reps, then a step more",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """what: "Thursday, Lat pulldown". was, will: "3 × 10", or "–" for nothing."""

    what: str
    was: str
    will: str


@dataclass(frozen=True, slots=True)
class _Week:
    """title: of the block it is of."""

    title: str
    days: tuple[Day, ...]


def revised(
    copy: Program, wanted: Program, starts_on: date, today: date, settled: Collection[int]
) -> Program:
    """The copy as the edited template wants it from today on.

    settled: numbers of occurrences that are begun, over, deleted or changed by hand.
    Up to the last week with a day that is over or settled, days keep their place in the week: those that wait
    take what the template has for a day of the same key. The weeks behind it are the template's, with the
    copy's own weekdays.
    """
    fixed: dict[int, set[str]] = {}
    for one in occurrences(copy, starts_on):
        if one.on < today or one.number in settled:
            fixed.setdefault(one.week, set()).add(one.day.key)
    weekdays = {day.key: day.weekday for block in copy.blocks for day in block.days}
    new = [_Week(one.title, _on_own_days(one.days, weekdays)) for one in _weeks(wanted)]
    weeks: list[_Week] = []
    for number, (was, will) in enumerate(zip_longest(_weeks(copy), new), start=1):
        if was and number <= max(fixed, default=0):
            weeks.append(_mixed(was, will, fixed.get(number, set())))
        elif will:
            weeks.append(will)
    return replace(
        wanted, slug=copy.slug, blocks=tuple(_blocks(weeks)), numbers=_numbers_so_far(copy, starts_on)
    )


def differences(was: Program, will: Program, starts_on: date, today: date, names: Names) -> list[Difference]:
    """What the two ask differently from today on. names: of exercises, by slug."""
    old, new = (_coming(one, starts_on, today) for one in (was, will))
    found = [Difference("Title", was.title, will.title)] if was.title != will.title else []
    if was.weeks != will.weeks:
        found.append(Difference("Weeks", str(was.weeks), str(will.weeks)))
    for key in [*new, *(key for key in old if key not in new)]:
        found += _day_differences(old.get(key), new.get(key), names)
    return found


class Names(dict[str, str]):
    """Exercise slug to name; the slug itself where it isn't known."""

    def __missing__(self, slug: str) -> str:
        return slug


def sets_text(prescription: Prescription) -> str:
    """`1 × 8 warm-up at 40 %, 3 × 10–15 wide`."""
    runs = [list(run) for _, run in groupby(prescription.sets)]
    return ", ".join(_run_text(run) for run in runs)


def _run_text(run: Sequence[PrescribedSet]) -> str:
    one = run[0]
    share = f"at {one.percent} %" if one.percent != 100 else ""
    words = (f"{len(run)} × {one.reps.words}", KINDS[one.kind], share, one.grip or "")
    return " ".join(word for word in words if word)


def _weeks(program: Program) -> list[_Week]:
    return [_Week(block.title, block.days) for block in program.blocks for _ in range(block.weeks)]


def _numbers_so_far(copy: Program, starts_on: date) -> tuple[tuple[int, str, int], ...]:
    """As `Program.numbers` has them, of all days that the copy has or ever had."""
    now = ((one.week, one.day.key, one.number) for one in occurrences(copy, starts_on))
    return tuple(dict.fromkeys((*copy.numbers, *now)))


def _blocks(weeks: Iterable[_Week]) -> Iterator[Block]:
    for week, run in groupby(weeks):
        yield Block(week.title, len(list(run)), week.days)


def _on_own_days(days: Sequence[Day], weekdays: dict[str, int]) -> tuple[Day, ...]:
    """A day that is new takes its weekday, or the next one that nobody has."""
    taken = {weekdays[day.key] for day in days if day.key in weekdays}
    placed = []
    for day in days:
        weekday = weekdays.get(day.key)
        if weekday is None:
            ahead = ((day.weekday + by) % 7 for by in range(7))
            weekday = next(one for one in ahead if one not in taken)
            taken.add(weekday)
        placed.append(replace(day, weekday=weekday))
    return tuple(sorted(placed, key=lambda day: day.weekday))


def _mixed(was: _Week, will: _Week | None, fixed: set[str]) -> _Week:
    """A week under way."""
    new = {day.key: day for day in will.days} if will else {}
    days = tuple(
        replace(new[day.key], weekday=day.weekday) if day.key in new and day.key not in fixed else day
        for day in was.days
    )
    return _Week(was.title, days)


def _coming(program: Program, starts_on: date, today: date) -> dict[str, Day]:
    """Each day by key, as it will be the last time."""
    return {one.day.key: one.day for one in occurrences(program, starts_on) if one.on >= today}


def _day_differences(was: Day | None, will: Day | None, names: Names) -> Iterator[Difference]:
    if was is None or will is None:
        for day in (one for one in (was, will) if one):
            where = f"{WEEKDAYS[day.weekday]}, {day.title}"
            yield Difference(where, _day_text(was, names), _day_text(will, names))
        return
    where = WEEKDAYS[will.weekday]
    if was.title != will.title:
        yield Difference(where, was.title, will.title)
    old = {one.key: one for one in was.prescriptions}
    new = {one.key: one for one in will.prescriptions}
    _pair_by_exercise(old, new)
    for key in [*new, *(key for key in old if key not in new)]:
        yield from _prescription_differences(where, old.get(key), new.get(key), names)
    common = [key for key in old if key in new], [key for key in new if key in old]
    if common[0] != common[1]:
        orders = [", ".join(names[new[key].exercise] for key in keys) for keys in common]
        yield Difference(f"{where}, order", orders[0], orders[1])


def _pair_by_exercise(old: dict[str, Prescription], new: dict[str, Prescription]) -> None:
    """A prescription that got a new key with other kinds of sets is still the same exercise."""
    gone = {one.exercise: key for key, one in old.items() if key not in new}
    for key, one in list(new.items()):
        if key not in old and one.exercise in gone:
            before = gone.pop(one.exercise)
            renamed = {(key if k == before else k): v for k, v in old.items()}
            old.clear()
            old.update(renamed)


def _prescription_differences(
    where: str, was: Prescription | None, will: Prescription | None, names: Names
) -> Iterator[Difference]:
    if was is None or will is None:
        for one in (one for one in (was, will) if one):
            text = sets_text(one)
            what = f"{where}, {names[one.exercise]}"
            yield Difference(what, text, "–") if was else Difference(what, "–", text)
        return
    what = f"{where}, {names[will.exercise]}"
    for old, new in (
        (sets_text(was), sets_text(will)),
        (_rest_text(was), _rest_text(will)),
        (RULES[was.rule], RULES[will.rule]),
        ("optional" if was.optional else "planned", "optional" if will.optional else "planned"),
    ):
        if old != new:
            yield Difference(what, old, new)


def _rest_text(one: Prescription) -> str:
    return f"rest {one.rest_s} s, after a warm-up {one.warmup_rest_s} s"


def _day_text(day: Day | None, names: Names) -> str:
    return ", ".join(f"{names[one.exercise]} {one.scheme}" for one in day.prescriptions) if day else "–"
