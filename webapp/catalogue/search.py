"""Finding an exercise by what a lifter types, or by what another app calls it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from webapp.domain.exercise import Exercise

Words = tuple[str, ...]


@lru_cache(maxsize=4096)  # more than the catalogue has texts: a search reads every one of them
def words(text: str) -> Words:
    """Its words without case, punctuation and the s of a plural: "Pull-Ups" is pull, up."""
    found = re.findall(r"[^\W_]+", re.sub("['’]", "", text.casefold()))
    return tuple(word.removesuffix("s") if len(word) > 2 else word for word in found)


def key_of(name: str) -> str:
    """Equal for two spellings of one name: "Pull Up", "Pull-ups" and "Pullup"."""
    return "".join(words(name))


def find(exercises: Iterable[Exercise], query: str) -> list[Exercise]:
    """The exercises that match every word of the query, best first, equals by name.

    A word matches from its beginning, so "pulld" finds pulldowns and "row" doesn't find "narrow".
    """
    wanted = words(query)
    ranked = [(_rank(one, wanted), one.name.casefold(), one) for one in exercises]
    ranked = [entry for entry in ranked if entry[0] is not None]
    return [one for _, _, one in sorted(ranked, key=lambda entry: entry[:2])]


def _rank(exercise: Exercise, wanted: Words) -> int | None:
    """0 is the best; None is no match. The order of the conditions is the order of the answers."""
    name = words(exercise.name)
    aliases = [words(alias) for alias in exercise.aliases]
    primary = [words(muscle) for muscle in exercise.muscles]
    secondary = [words(muscle) for muscle in exercise.secondary]
    anything = [word for text in (name, *aliases, *primary, *secondary) for word in text]
    phrase = "".join(wanted)
    conditions = (
        "".join(name) == phrase,
        any("".join(alias) == phrase for alias in aliases),
        "".join(name).startswith(phrase),
        _runs_through(name, phrase) or _has_all(name, wanted),
        any(_runs_through(alias, phrase) or _has_all(alias, wanted) for alias in aliases),
        any(_has_all(muscle, wanted) for muscle in primary),
        _has_all(anything, wanted),
    )
    return next((rank for rank, is_met in enumerate(conditions) if is_met), None)


def _runs_through(text: Words, phrase: str) -> bool:
    """The phrase begins at one of the text's words; "pullup" does so in "Weighted pull-up"."""
    return any("".join(text[start:]).startswith(phrase) for start in range(len(text)))


def _has_all(text: Iterable[str], wanted: Words) -> bool:
    known = tuple(text)
    return all(any(word.startswith(start) for word in known) for start in wanted)
