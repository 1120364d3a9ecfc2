"""What coaches changed in a lifter's plan: who, when, what it was and what it is, for the lifter to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from webapp import catalogue
from webapp.domain.load import display, load_from_json
from webapp.extensions import db
from webapp.models import Assignment, Operation, ProgramChange, User
from webapp.workouts.rows import TABLES

MOST = 100

WORKOUT, EXERCISE, SET = TABLES["workout"], TABLES["workout_exercise"], TABLES["set"]

NAMES = {
    "target_load": "load to aim for",
    "target_reps": "reps to aim for",
    "position": "place in the order",
    "on": "day",
    "exercise": "exercise",
}
"""What a lifter calls the fields that a coach may change. Others need no line of their own."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field as it was and as it is, in words. what: "Barbell row: load to aim for".

    workout_id: None where it is about the program. sets: how many changed alike.
    """

    by: str
    at: datetime
    workout_id: UUID | None
    what: str
    before: str
    after: str
    sets: int = 1


def list_changes(lifter_id: UUID) -> list[Change]:
    """The last hundred things that somebody else changed, newest first, but for messages; 4 statements."""
    found = [*_of_workouts(lifter_id), *_of_programs(lifter_id)]
    return _together(sorted(found, key=lambda one: one.at, reverse=True))[:MOST]


def _together(changes: Iterable[Change]) -> list[Change]:
    """What became the same of several sets, by one form, is one line."""
    return [replace(one, sets=count) for one, count in Counter(changes).items()]


def _of_workouts(lifter_id: UUID) -> list[Change]:
    """What an edited program brought with it has its own lines."""
    replanned = sa.exists().where(
        ProgramChange.lifter_id == Operation.lifter_id, ProgramChange.n == Operation.n
    )
    found = db.session.execute(
        sa.select(Operation, User.name)
        .join(User, User.id == Operation.by)
        .where(
            Operation.lifter_id == lifter_id,
            Operation.by != lifter_id,
            Operation.entity != "message",
            ~replanned,
        )
        .order_by(Operation.n.desc(), Operation.id)
        .limit(MOST)
    ).all()
    places = _places([one.entity_id for one, _ in found])
    return [
        change
        for one, name in found
        if one.entity_id in places
        for change in _changes(one, name, *places[one.entity_id])
    ]


def _of_programs(lifter_id: UUID) -> Iterator[Change]:
    given = sa.select(Assignment, User.name).join(User, User.id == Assignment.given_by)
    of_others = given.where(Assignment.lifter_id == lifter_id, Assignment.given_by != lifter_id)
    for assignment, name in db.session.execute(of_others.order_by(Assignment.created_at.desc()).limit(MOST)):
        yield Change(
            name, assignment.created_at, None, "Gave you a program", "–", assignment.program["title"]
        )
    changed = sa.select(ProgramChange, User.name).join(User, User.id == ProgramChange.by)
    by_others = changed.where(ProgramChange.lifter_id == lifter_id, ProgramChange.by != lifter_id)
    for one, name in db.session.execute(by_others.order_by(ProgramChange.at.desc()).limit(MOST)):
        for what, was, will in one.lines:
            yield Change(name, one.at, None, f"Changed your program: {what}", was, will)


def _changes(one: Operation, by: str, workout_id: UUID, about: str) -> Iterator[Change]:
    before: Mapping[str, Any] = one.before or {}
    if before.get("withdrawn") is not None and before["withdrawn"] != one.fields.get("withdrawn"):
        words = ("in", "out") if one.fields["withdrawn"] else ("out", "in")
        yield Change(by, one.eff, workout_id, f"{about}: in the plan", *words)
    for field, value in one.fields.items():
        if field == "position":
            if before.get(field) not in (None, value):  # a row that is new has a place, and wasn't moved
                yield Change(by, one.eff, workout_id, f"{about}: {NAMES[field]}", "as it was", "moved")
        elif field in NAMES and before.get(field) != value:
            what = f"{about}: {NAMES[field]}"
            yield Change(by, one.eff, workout_id, what, _text(field, before.get(field)), _text(field, value))


def _text(field: str, value: Any) -> str:
    if value is None:
        return "–"
    if field == "target_load":
        load = load_from_json(value)
        return f"{display(load, load.unit)} {load.unit}" if load else "–"
    if field == "target_reps":
        low, top = value["min"], value["max"]
        return f"{low}+" if top is None else str(low) if low == top else f"{low}–{top}"
    if field == "exercise":
        exercise = catalogue.exercise(value)
        return exercise.name if exercise else str(value)
    return str(value)


def _places(ids: list[UUID]) -> dict[UUID, tuple[UUID, str]]:
    """By row: the workout that it is of, and what it is in words."""
    if not ids:
        return {}
    rows = sa.union_all(
        sa.select(WORKOUT.c.id, WORKOUT.c.id.label("workout"), WORKOUT.c.title.label("name")).where(
            WORKOUT.c.id.in_(ids)
        ),
        sa.select(EXERCISE.c.id, EXERCISE.c.workout_id, EXERCISE.c.exercise).where(EXERCISE.c.id.in_(ids)),
        sa.select(SET.c.id, EXERCISE.c.workout_id, EXERCISE.c.exercise)
        .join(EXERCISE, EXERCISE.c.id == SET.c.workout_exercise_id)
        .where(SET.c.id.in_(ids)),
    )
    named = {}
    for row in db.session.execute(rows):
        exercise = catalogue.exercise(row.name)
        named[row.id] = (row.workout, exercise.name if exercise else row.name)
    return named
