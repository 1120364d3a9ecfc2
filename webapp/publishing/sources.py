"""What a coach can publish: programs, and single days of them as workouts. A publication keeps a copy.

Whatever has programs to offer is one more function in PLACES.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

import msgspec
import sqlalchemy as sa

from webapp import catalogue
from webapp.catalogue import checks
from webapp.domain.program import Program
from webapp.extensions import db
from webapp.models import Template


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


def own(coach_id: UUID) -> Iterator[Source]:
    """The programs that the coach wrote, by title, as far as they lack nothing; 1 statement."""
    kept = sa.select(Template.id, Template.document).where(
        Template.coach_id == coach_id, Template.deleted_at.is_(None)
    )
    exercises = catalogue.exercises()
    for template_id, document in db.session.execute(kept.order_by(Template.title, Template.id)):
        program = msgspec.convert(document, Program)
        if not list(checks.program_problems(program, exercises)):
            yield from with_days(f"own:{template_id.hex}", program)


PLACES: tuple[Callable[[UUID], Iterable[Source]], ...] = (own, built_in)


def list_sources(coach_id: UUID) -> list[Source]:
    """Everything that this coach can publish, in the order of the places."""
    return [source for place in PLACES for source in place(coach_id)]


def with_days(key: str, program: Program) -> Iterator[Source]:
    """A program, then each of its days as a workout by itself: a program of one block, one week, one day.

    What is such a workout already stands there once.
    """
    if program.is_one_day:
        yield Source(key, f"{program.title} (workout)", program)
        return
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
