"""What the shapes cannot say: how the entries of the catalogue must fit each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from webapp.catalogue.search import key_of
from webapp.domain.exercise import Exercise
from webapp.domain.program import Day, PrescribedSet, Prescription, Program

MAX_REST_S = 900
MAX_MINUTES = 240

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Problem(NamedTuple):
    """field: its path within the entry. what: a few words on what is wrong with it."""

    field: str
    what: str


def indexes(path: str) -> list[tuple[str, int]]:
    """The steps of a problem's field: `days[1].sets[0].kind` is days 1, sets 0."""
    return [(name, int(number)) for name, number in re.findall(r"(\w+)\[(\d+)\]", path)]


def owners_of_names(known: Mapping[str, Exercise]) -> dict[str, set[str]]:
    """Who answers to a name or alias: its key to slugs. More than one is a conflict."""
    owners: dict[str, set[str]] = defaultdict(set)
    for exercise in known.values():
        for text in (exercise.name, *exercise.aliases):
            owners[key_of(text)].add(exercise.slug)
    return owners


def exercise_problems(
    exercise: Exercise, known: Mapping[str, Exercise], owners: Mapping[str, set[str]]
) -> Iterator[Problem]:
    """What is wrong with one exercise among the others.

    known: all of them by slug, this one too. owners: what `owners_of_names` says of them.
    """
    yield from _bad_slug("slug", exercise.slug)
    yield from _untidy_texts(exercise)
    for field in ("muscles", "equipment", "steps", "cues", "mistakes"):
        yield from _empty(field, getattr(exercise, field))
    for muscle in exercise.secondary:
        if muscle in exercise.muscles:
            yield Problem("secondary", f"{muscle} is in muscles already")
    for field in ("easier", "harder", "alternatives"):
        yield from _bad_neighbours(field, getattr(exercise, field), exercise, known)
    for field in ("muscles", "secondary", "equipment", "grips", "easier", "harder", "alternatives"):
        yield from (Problem(field, f"{one} twice") for one in _repeated(getattr(exercise, field)))
    yield from _taken_names(exercise, owners)


def program_problems(program: Program, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    """What is wrong with one program."""
    yield from _bad_slug("slug", program.slug)
    yield from _untidy_texts(program)
    yield from _empty("blocks", program.blocks)
    day_keys: set[str] = set()
    keys: set[str] = set()
    for block_at, block in enumerate(program.blocks):
        where = f"blocks[{block_at}]"
        yield from _outside(f"{where}.weeks", block.weeks, 1, 104)
        yield from _empty(f"{where}.days", block.days)
        weekdays: set[int] = set()
        for day_at, day in enumerate(block.days):
            here = f"{where}.days[{day_at}]"
            yield from _seen(f"{here}.weekday", day.weekday, weekdays, "in this block")
            yield from _seen(f"{here}.key", day.key, day_keys, "in this program")
            yield from _day_problems(here, day, keys, exercises)


def _day_problems(
    where: str, day: Day, keys: set[str], exercises: Mapping[str, Exercise]
) -> Iterator[Problem]:
    yield from _bad_slug(f"{where}.key", day.key)
    yield from _outside(f"{where}.weekday", day.weekday, 0, 6)
    if day.minutes is not None:
        yield from _outside(f"{where}.minutes", day.minutes, 1, MAX_MINUTES)
    yield from _empty(f"{where}.prescriptions", day.prescriptions)
    for at, prescription in enumerate(day.prescriptions):
        here = f"{where}.prescriptions[{at}]"
        yield from _seen(f"{here}.key", prescription.key, keys, "in this program")
        yield from _prescription_problems(here, prescription, exercises)


def _prescription_problems(
    where: str, prescription: Prescription, exercises: Mapping[str, Exercise]
) -> Iterator[Problem]:
    yield from _bad_slug(f"{where}.key", prescription.key)
    yield from _outside(f"{where}.rest_s", prescription.rest_s, 0, MAX_REST_S)
    yield from _outside(f"{where}.warmup_rest_s", prescription.warmup_rest_s, 0, MAX_REST_S)
    yield from _empty(f"{where}.sets", prescription.sets)
    exercise = exercises.get(prescription.exercise)
    if exercise is None:
        yield Problem(f"{where}.exercise", f"there is no exercise {prescription.exercise}")
    for at, one in enumerate(prescription.sets):
        yield from _set_problems(f"{where}.sets[{at}]", one, exercise)


def _set_problems(where: str, one: PrescribedSet, exercise: Exercise | None) -> Iterator[Problem]:
    if one.reps.min < 1:
        yield Problem(f"{where}.reps.min", f"{one.reps.min} is below 1")
    if one.reps.max is not None and one.reps.max < one.reps.min:
        yield Problem(f"{where}.reps.max", f"{one.reps.max} is below min, {one.reps.min}")
    if one.reps.max is None and one.kind != "amrap":
        yield Problem(f"{where}.reps.max", "missing; only an amrap set has none")
    if one.reps.max is not None and one.kind == "amrap":
        yield Problem(f"{where}.reps.max", "an amrap set has none")
    yield from _outside(f"{where}.percent", one.percent, 1, 100)
    if one.grip is not None and exercise is not None and one.grip not in exercise.grips:
        yield Problem(f"{where}.grip", f"{exercise.slug} has no grip {one.grip}")


def _bad_slug(field: str, slug: str) -> Iterator[Problem]:
    if not _SLUG.fullmatch(slug):
        yield Problem(field, f'"{slug}" is not lower-case words with single hyphens')


def _untidy_texts(entry: Exercise | Program) -> Iterator[Problem]:
    for field, text in _texts(msgspec.to_builtins(entry), ""):
        if not text or text != " ".join(text.split()):
            yield Problem(field, f'"{text}" is empty or has a blank too many')


def _texts(value: Any, field: str) -> Iterator[tuple[str, str]]:
    """Every string in plain dicts and lists, with its path."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, f"{field}.{key}".lstrip("."))
    elif isinstance(value, list | tuple):
        for at, one in enumerate(value):
            yield from _texts(one, f"{field}[{at}]")


def _bad_neighbours(
    field: str, slugs: Iterable[str], exercise: Exercise, known: Mapping[str, Exercise]
) -> Iterator[Problem]:
    for slug in slugs:
        if slug == exercise.slug:
            yield Problem(field, "it names itself")
        elif slug not in known:
            yield Problem(field, f"there is no exercise {slug}")


def _taken_names(exercise: Exercise, owners: Mapping[str, set[str]]) -> Iterator[Problem]:
    """An import goes by these names: one that two exercises answer to would leave it guessing."""
    own = [("name", exercise.name), *(("aliases", alias) for alias in exercise.aliases)]
    for text in _repeated(text.casefold() for _, text in own):
        yield Problem("aliases", f'"{text}" twice')
    for field, text in own:
        for other in sorted(owners[key_of(text)] - {exercise.slug}):
            yield Problem(field, f'"{text}" is also a name of {other}')


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def _empty(field: str, values: tuple[object, ...]) -> Iterator[Problem]:
    if not values:
        yield Problem(field, "empty")


def _outside(field: str, number: int, low: int, high: int) -> Iterator[Problem]:
    if not low <= number <= high:
        yield Problem(field, f"{number} is not from {low} to {high}")


def _seen(field: str, value: Any, before: set[Any], scope: str) -> Iterator[Problem]:
    """Complains of the second use; remembers the first in `before`."""
    if value in before:
        yield Problem(field, f"{value} is already used {scope}")
    before.add(value)
