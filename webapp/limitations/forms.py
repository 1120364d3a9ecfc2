"""What may be ruled out, as it is chosen from a list, and what is said about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from webapp import catalogue
from webapp.domain.exercise import Movement, Muscle
from webapp.domain.limitations import LOADED_HINGE, Kind
from webapp.domain.operations import clean_text
from webapp.models.limitation import MAX_WORDS

Choices = list[tuple[str, list[tuple[str, str]]]]
"""Groups by their name; in each, pairs of what the form sends and what is read."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is ruled out. key: as `webapp.domain.limitations.Limit` has it."""

    kind: Kind
    key: str


def choices() -> Choices:
    """Everything that may be ruled out."""
    movements = [LOADED_HINGE, *get_args(Movement)]
    slugs = [one.slug for one in catalogue.find_exercises("")]
    return [
        ("Movements", _options("movement", movements)),
        ("Muscles", _options("muscle", list(get_args(Muscle)))),
        ("Exercises", _options("exercise", slugs)),
    ]


def parse_subject(text: str) -> Subject:
    """One of the choices: `muscle:lats`. Raises ValueError."""
    for _, options in choices():
        if text in dict(options):
            kind, _, key = text.partition(":")
            return Subject(kind, key)  # type: ignore[arg-type]  # one of the choices, so one of the kinds
    raise ValueError("Choose from the list what is not to be done.")


def parse_words(text: str) -> str:
    """In one line; "" for none. Raises ValueError."""
    return clean_text(" ".join(text.split()), MAX_WORDS)


def words_for(subject: Subject) -> str:
    """What stands where nobody found words of their own: `no good morning`."""
    name = name_of(subject.kind, subject.key)
    return f"no {name[:1].lower()}{name[1:]}"


def name_of(kind: Kind, key: str) -> str:
    """`Loaded hinge`, `Upper back`, `Barbell row`; the key if the catalogue has lost the exercise."""
    exercise = catalogue.exercise(key) if kind == "exercise" else None
    return exercise.name if exercise else key.replace("_", " ").capitalize()


def _options(kind: Kind, keys: list[str]) -> list[tuple[str, str]]:
    return [(f"{kind}:{key}", name_of(kind, key)) for key in keys]
