"""What a coach can publish: programs, and single days of them as workouts. A publication keeps a copy.

Whatever has programs to offer is one more function in PLACES.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from webapp import catalogue
from webapp.domain.program import Program


@dataclass(frozen=True, slots=True)
class Source:
    """Something to publish. key: its name in forms, at most 160 characters. words: for whoever chooses."""

    key: str
    words: str
    program: Program


def built_in(_coach_id: UUID) -> Iterator[Source]:
    """The programs that come with the app."""
    for slug, program in catalogue.programs().items():
        yield from with_days(f"built-in:{slug}", program)


PLACES: tuple[Callable[[UUID], Iterable[Source]], ...] = (built_in,)


def list_sources(coach_id: UUID) -> list[Source]:
    """Everything that this coach can publish, in the order of the places."""
    return [source for place in PLACES for source in place(coach_id)]


def with_days(key: str, program: Program) -> Iterator[Source]:
    """A program, then each of its days as a workout by itself: a program of one block, one week, one day."""
    yield Source(key, f"{program.title} (program)", program)
    for number, block in enumerate(program.blocks, 1):
        prefix = f"{block.title}, " if len(program.blocks) > 1 else ""
        for day in block.days:
            only = replace(
                program,
                title=day.title,
                summary=day.focus,
                blocks=(replace(block, title=day.title, weeks=1, days=(day,)),),
            )
            yield Source(f"{key}:{number}:{day.key}", f"{program.title}: {prefix}{day.title} (workout)", only)
