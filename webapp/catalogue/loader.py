"""Reads the catalogue's TOML files into the domain's shapes, and refuses what does not fit.

Every complaint is one line: file, entry, field, what is wrong.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, Generic, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from webapp.catalogue import checks
from webapp.catalogue.checks import Problem
from webapp.domain.exercise import Exercise
from webapp.domain.program import Program

Shape = TypeVar("Shape", Exercise, Program)

_MSGSPEC = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<where>.*)`)?", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(?P<name>\w+)`")


class CatalogueError(ValueError):
    """The files are wrong. The message has a line for every problem found."""


@dataclass(frozen=True, slots=True)
class _Entry(Generic[Shape]):
    """value, and where it was written: `file` and `place` begin every complaint about it."""

    file: str
    place: str
    value: Shape

    def line(self, problem: Problem) -> str:
        return f"{self.file}: {self.place}: {problem.field}: {problem.what}"


def load_exercises(folder: Path) -> dict[str, Exercise]:
    """The exercises of every `*.toml` in the folder, by slug, in the files' order.

    A file holds nothing but `[[exercise]]` tables. Raises CatalogueError.
    """
    entries: list[_Entry[Exercise]] = []
    lines: list[str] = []
    for file, document in _documents(folder):
        lines += [f"{file}: {key}: unknown key" for key in document if key != "exercise"]
        tables = document.get("exercise", [])
        if not isinstance(tables, list):
            lines.append(f"{file}: exercise: write [[exercise]], with two brackets")
            continue
        for position, table in enumerate(tables, start=1):
            _shape(file, f"exercise {position}", table, Exercise, entries, lines)
    known = _by_slug(entries, lines)
    owners = checks.owners_of_names(known)
    return _unless_refused(known, entries, lines, lambda one: checks.exercise_problems(one, known, owners))


def load_programs(folder: Path, exercises: Mapping[str, Exercise]) -> dict[str, Program]:
    """The programs of the folder's `*.toml`, one to a file, by slug. Raises CatalogueError.

    exercises: what they may prescribe.
    """
    entries: list[_Entry[Program]] = []
    lines: list[str] = []
    for file, document in _documents(folder):
        _shape(file, "program", document, Program, entries, lines)
    known = _by_slug(entries, lines)
    return _unless_refused(known, entries, lines, lambda one: checks.program_problems(one, exercises))


def _documents(folder: Path) -> Iterable[tuple[str, dict[str, Any]]]:
    """Every TOML file's short name and content. Raises CatalogueError, also for an empty folder."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise CatalogueError(f"{folder.name}: no .toml file in {folder}")
    for path in paths:
        file = f"{folder.name}/{path.name}"
        try:
            yield file, tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise CatalogueError(f"{file}: {error}") from error


def _shape(
    file: str, place: str, table: Any, shape: type[Shape], entries: list[_Entry[Shape]], lines: list[str]
) -> None:
    """Add the table to the entries, or what is wrong with it to the lines."""
    if isinstance(table, dict) and isinstance(table.get("slug"), str) and table["slug"].strip():
        place = table["slug"]
    unknown: list[str] = []
    filled = _fill(table, shape, "", unknown)
    lines += [f"{file}: {place}: {field}: unknown field" for field in unknown]
    if unknown:
        return
    try:
        entries.append(_Entry(file, place, msgspec.convert(filled, shape)))
    except msgspec.ValidationError as error:
        problem = _as_problem(error)
        lines.append(f"{file}: {place}: {problem.field}: {problem.what}")


def _fill(raw: Any, shape: Any, field: str, unknown: list[str]) -> Any:
    """A copy with None where an absent field needs it, as TOML has no null; collects unknown fields.

    msgspec would pass over what a dataclass doesn't know, and a misspelt field would do nothing.
    """
    if isinstance(raw, list) and get_origin(shape) is tuple:
        return [_fill(one, get_args(shape)[0], f"{field}[{at}]", unknown) for at, one in enumerate(raw)]
    if not (isinstance(raw, dict) and isinstance(shape, type) and is_dataclass(shape)):
        return raw
    hints = _hints(shape)
    path = f"{field}." if field else ""
    unknown += [path + key for key in raw if key not in hints]
    nulls = {
        one.name: None
        for one in fields(shape)
        if one.default is MISSING and NoneType in get_args(hints[one.name])
    }
    known = {key: _fill(raw[key], hints[key], path + key, unknown) for key in raw if key in hints}
    return nulls | known


@cache  # slow, and asked for every entry
def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)


def _as_problem(error: msgspec.ValidationError) -> Problem:
    """ "Expected `str`, got `int` - at `$.steps[1]`" is about the field `steps[1]`."""
    match = _MSGSPEC.fullmatch(str(error))
    what, where = (match["what"], match["where"] or "") if match else (str(error), "")
    if missing := _MISSING.fullmatch(what):
        return Problem(f"{where}.{missing['name']}".lstrip("."), "missing")
    return Problem(where or "table", what)


def _by_slug(entries: list[_Entry[Shape]], lines: list[str]) -> dict[str, Shape]:
    """The first entry of each slug; a complaint about every further one goes to the lines."""
    known: dict[str, _Entry[Shape]] = {}
    for entry in entries:
        first = known.setdefault(entry.value.slug, entry)
        if first is not entry:
            lines.append(entry.line(Problem("slug", f"already used in {first.file}")))
    return {slug: entry.value for slug, entry in known.items()}


def _unless_refused(
    known: dict[str, Shape],
    entries: list[_Entry[Shape]],
    lines: list[str],
    check: Callable[[Shape], Iterable[Problem]],
) -> dict[str, Shape]:
    """What is known. Raises CatalogueError if there are lines, else if the check finds a problem.

    Not both: an exercise that could not be read would be missed by its neighbours, and bury the cause.
    """
    lines = lines or [entry.line(problem) for entry in entries for problem in check(entry.value)]
    if lines:
        raise CatalogueError("\n".join(lines))
    return known
