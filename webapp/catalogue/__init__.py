"""The exercises and built-in programs that come with the app: data files, read once and checked whole."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from webapp.catalogue import search
from webapp.catalogue.loader import load_exercises, load_programs
from webapp.domain.exercise import Exercise
from webapp.domain.program import Program

_FOLDER = Path(__file__).parent


@cache
def exercises() -> Mapping[str, Exercise]:
    """Every built-in exercise by slug. Raises CatalogueError if a file is wrong."""
    return MappingProxyType(load_exercises(_FOLDER / "exercises"))


@cache
def programs() -> Mapping[str, Program]:
    """Every built-in program by slug. Raises CatalogueError if a file is wrong."""
    return MappingProxyType(load_programs(_FOLDER / "programs", exercises()))


def exercise(slug: str) -> Exercise | None:
    """None if there is no such exercise."""
    return exercises().get(slug)


def exercise_named(name: str) -> Exercise | None:
    """The one exercise with this name or alias, whatever its case, hyphens and plurals; else None."""
    return _by_name().get(search.key_of(name))


def find_exercises(query: str) -> list[Exercise]:
    """The exercises a lifter may mean, best first; all of them by name for an empty query."""
    return search.find(exercises().values(), query)


@cache
def _by_name() -> Mapping[str, Exercise]:
    return {search.key_of(name): one for one in exercises().values() for name in (one.name, *one.aliases)}
