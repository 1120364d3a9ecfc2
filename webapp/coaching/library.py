"""A coach's own programs: reads, the coach first, and the writes, none of which commits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

import msgspec
import sqlalchemy as sa

from webapp.catalogue import checks
from webapp.coaching import queries
from webapp.domain import drafting
from webapp.domain.exercise import Exercise
from webapp.domain.limitations import Limit, reasons
from webapp.domain.program import Day, Prescription, Program
from webapp.domain.schedule import local_day
from webapp.exercises.limits import list_limits_of
from webapp.extensions import db
from webapp.models import Assignment, Template, User
from webapp.programs import actions as programs
from webapp.programs.forms import Taking, first_loads
from webapp.workouts import queries as workouts

MOST = 200
"""How many programs a coach keeps."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whom a coach can give a program: a client who shares workouts, or themselves. today: their day."""

    id: UUID
    name: str
    today: date


def list_templates(coach_id: UUID) -> Sequence[Template]:
    """What wasn't deleted, by title; 1 statement."""
    return db.session.scalars(
        sa.select(Template)
        .where(Template.coach_id == coach_id, Template.deleted_at.is_(None))
        .order_by(Template.title, Template.id)
    ).all()


def find_template(coach_id: UUID, template_id: UUID, *, is_locked: bool = False) -> Template | None:
    """The coach's own, deleted or not. is_locked: nobody else edits it until the commit."""
    found = sa.select(Template).where(Template.id == template_id, Template.coach_id == coach_id)
    return db.session.scalar(found.with_for_update() if is_locked else found)


def program_of(template: Template) -> Program:
    return msgspec.convert(template.document, Program)


def add(coach_id: UUID, template_id: UUID, program: Program, now: datetime) -> None:
    """A new one; asked twice with the same id, it happens once."""
    if find_template(coach_id, template_id) is None:
        program = replace(program, slug=slug_of(template_id))
        db.session.add(
            Template(
                id=template_id,
                coach_id=coach_id,
                title=program.title,
                document=msgspec.to_builtins(program),
                before=None,
                version=1,
                created_at=now,
                edited_at=now,
            )
        )


def slug_of(template_id: UUID) -> str:
    """What stands in a copy as its source; never the slug of a built-in program."""
    return f"own-{template_id.hex}"


def save(template: Template, program: Program, now: datetime) -> None:
    """The next version, unless nothing is different."""
    if program != program_of(template):
        template.before, template.document = template.document, msgspec.to_builtins(program)
        template.title = program.title
        template.version += 1
        template.edited_at = now


def undo(template: Template, version: int, now: datetime) -> None:
    """Take back the last edit, if this is still the version that it made."""
    if template.version == version and template.before is not None:
        save(template, msgspec.convert(template.before, Program), now)


def list_receivers(coach: User, now: datetime) -> Sequence[Receiver]:
    """Clients who share workouts and aren't archived, by name, then the coach; 1 statement."""
    clients = [one for one in queries.list_clients(coach.id) if one.shares.logs and one.archived_at is None]
    return [Receiver(one.id, one.name, local_day(now, one.zone, one.day_start_min)) for one in clients] + [
        Receiver(coach.id, "Yourself", local_day(now, coach.zone, coach.day_start_min))
    ]


def list_asked(
    receivers: Sequence[Receiver], program: Program, exercises: Mapping[str, Exercise]
) -> dict[UUID, str]:
    """What the program asks of each: `finds 3 loads while training`, `knows all loads`; "" where nothing is
    loaded. 1 statement."""
    slugs = [one.exercise.slug for of_day in first_loads(program, exercises).values() for one in of_day]
    lifted = workouts.list_lifted([one.id for one in receivers], slugs)
    return {one.id: _asked_text(len(slugs), len(lifted.get(one.id, ()))) for one in receivers}


def list_against(
    receivers: Sequence[Receiver], program: Program, exercises: Mapping[str, Exercise]
) -> dict[UUID, list[str]]:
    """What of the program each must not do, and why: `Good morning: no loaded hinge`. 1 statement."""
    limits = list_limits_of([one.id for one in receivers])
    return {one.id: ruled_out(program, exercises, limits[one.id]) for one in receivers}


def ruled_out(program: Program, exercises: Mapping[str, Exercise], limits: Sequence[Limit]) -> list[str]:
    """The program's exercises that somebody with these limitations must not do, each once, and why."""
    slugs = dict.fromkeys(
        part.exercise for block in program.blocks for day in block.days for part in day.prescriptions
    )
    asked = [exercises[slug] for slug in slugs if slug in exercises]
    return [f"{one.name}: {why}" for one in asked if (why := reasons(one, limits))]


def _asked_text(loads: int, known: int) -> str:
    missing = loads - known
    if not missing:
        return "knows all loads" if loads else ""
    return f"finds {missing} load{'' if missing == 1 else 's'} while training"


def give(
    coach_id: UUID, template: Template, starts_on: date, to: Mapping[Receiver, UUID], now: datetime
) -> None:
    """A copy of it for each, with an id for the copy. Its first loads are found while training."""
    program = program_of(template)
    taking = Taking(program, starts_on, {}, template=(template.id, template.version))
    lifters = db.session.scalars(sa.select(User).where(User.id.in_([one.id for one in to])))
    by_id = {lifter.id: lifter for lifter in lifters}
    for one, assignment_id in to.items():
        lifter = by_id[one.id]
        if program.is_one_day:
            programs.take_once(lifter, taking, assignment_id, now, by=coach_id)
        else:
            programs.take(lifter, taking, assignment_id, one.today, now, by=coach_id)


def list_copies(coach: User, template: Template, now: datetime) -> list[tuple[Receiver, Assignment]]:
    """Who follows an earlier version and still shares workouts, archived clients too; 2 statements."""
    clients = [one for one in queries.list_clients(coach.id) if one.shares.logs]
    people = {
        one.id: Receiver(one.id, one.name, local_day(now, one.zone, one.day_start_min)) for one in clients
    }
    people[coach.id] = Receiver(coach.id, "Yourself", local_day(now, coach.zone, coach.day_start_min))
    found = db.session.scalars(
        sa.select(Assignment)
        .where(
            Assignment.template_id == template.id,
            Assignment.given_by == coach.id,
            Assignment.lifter_id.in_(people),
            Assignment.template_version < template.version,
            # A workout for one date has ended when it is given.
            sa.or_(Assignment.ended_at.is_(None), Assignment.ended_at == Assignment.created_at),
        )
        .order_by(Assignment.created_at, Assignment.id)
    )
    return [(people[one.lifter_id], one) for one in found if one.ended_at is None or _is_ahead(one, people)]


def _is_ahead(copy: Assignment, people: Mapping[UUID, Receiver]) -> bool:
    return copy.starts_on >= people[copy.lifter_id].today


# What is wrong with a program, in the words of whoever writes it


def mistakes(program: Program, exercises: Mapping[str, Exercise]) -> list[str]:
    """What the catalogue's own check says, but for what isn't there yet."""
    return [
        _sentence(one, program, exercises) for one in _problems(program, exercises) if one.what != "empty"
    ]


def gaps(program: Program, exercises: Mapping[str, Exercise]) -> list[str]:
    """What it lacks before it can be given: "Light back has no exercise yet"."""
    lacks = {"blocks": "part", "days": "training day", "prescriptions": "exercise", "sets": "set"}
    found = []
    for one in _problems(program, exercises):
        if one.what == "empty":
            *path, field = one.field.split(".")
            where = " → ".join(_places(".".join(path), program, exercises)) or "The program"
            found.append(f"{where} has no {lacks[field]} yet.")
    return found


def _problems(program: Program, exercises: Mapping[str, Exercise]) -> Iterable[checks.Problem]:
    return checks.program_problems(program, exercises)


def _sentence(problem: checks.Problem, program: Program, exercises: Mapping[str, Exercise]) -> str:
    field = problem.field.rsplit("].", 1)[-1]
    return f"{': '.join([*_places(problem.field, program, exercises), field])}: {problem.what}."


def _places(path: str, program: Program, exercises: Mapping[str, Exercise]) -> Iterator[str]:
    """`blocks[0].days[1].prescriptions[2].sets[3].kind` is in "Light back", "Lat pulldown", "set 4"."""
    at: object = program
    for name, number in checks.indexes(path):
        at = getattr(at, name)[number]
        if name == "days":
            yield at.title  # type: ignore[attr-defined]
        elif name == "prescriptions":
            slug = at.exercise  # type: ignore[attr-defined]
            yield exercises[slug].name if slug in exercises else slug
        elif name == "sets":
            yield f"set {number + 1}"


def find_place(program: Program, day_key: str, key: str) -> tuple[Day, Prescription] | None:
    """A day and one of its exercises, by their keys."""
    day = drafting.find_day(program, day_key)
    found = drafting.find_prescription(day, key) if day else None
    return (day, found) if day and found else None
