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
from webapp.domain.program import RepTarget
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


A_SET_OUT, A_SET_IN = ": a set taken out", ": a set added"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a changed row stands. about: what it is in words; ticked_at: its first tick that is there."""

    workout_id: UUID
    about: str
    ticked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Change:
    """One field as it was and as it is, in words. what: "Barbell row: load to aim for".

    workout_id: None where it is about the program. sets: how many changed alike. before, after: "" where
    something came or went.
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
    return [_of_several(one, count) for one, count in Counter(changes).items()]


def _of_several(one: Change, count: int) -> Change:
    if count > 1 and one.what.endswith((A_SET_OUT, A_SET_IN)):
        return replace(one, what=one.what.replace(": a set ", f": {count} sets "))
    return replace(one, sets=count)


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
        for change in _changes(one, name, places[one.entity_id])
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


def _changes(one: Operation, by: str, place: Place) -> Iterator[Change]:
    before: Mapping[str, Any] = one.before or {}
    is_new = one.entity in ("set", "workout_exercise") and before.get("position", "") is None
    if is_new or before.get("withdrawn", one.fields.get("withdrawn")) != one.fields.get("withdrawn"):
        is_out = bool(one.fields.get("withdrawn"))
        if not (is_out and place.ticked_at):  # a tick overrules what was taken out
            what = _came_or_went(one.entity, is_new=is_new, is_out=is_out)
            yield Change(by, one.eff, place.workout_id, place.about + what, "", _aim(one.fields))
        return
    for field, value in one.fields.items():
        if field not in NAMES or before.get(field) == value or _is_overruled(one, field, place):
            continue
        words = (
            ("as it was", "moved")
            if field == "position"
            else (_text(field, before.get(field)), _text(field, value))
        )
        yield Change(by, one.eff, place.workout_id, f"{place.about}: {NAMES[field]}", *words)


def _came_or_went(entity: str, *, is_new: bool, is_out: bool) -> str:
    if entity == "set":
        return A_SET_OUT if is_out else A_SET_IN
    return ": taken out" if is_out else ": added" if is_new else ": put back"


def _is_overruled(one: Operation, field: str, place: Place) -> bool:
    """Whether a set was done before it was asked for otherwise, on a phone that sent it later."""
    is_target = field in ("target_load", "target_reps")
    return is_target and place.ticked_at is not None and place.ticked_at <= one.eff


def _aim(fields: Mapping[str, Any]) -> str:
    """`60 kg × 5`; "" where nothing is asked for."""
    told = (_text(name, fields[name]) for name in ("target_load", "target_reps") if fields.get(name))
    return " × ".join(told)


def _text(field: str, value: Any) -> str:
    if value is None:
        return "–"
    if field == "target_load":
        load = load_from_json(value)
        return f"{display(load, load.unit)} {load.unit}" if load else "–"
    if field == "target_reps":
        return RepTarget(**value).words
    if field == "exercise":
        exercise = catalogue.exercise(value)
        return exercise.name if exercise else str(value)
    return str(value)


def _places(ids: list[UUID]) -> dict[UUID, Place]:
    """By row, where it stands; 1 statement."""
    if not ids:
        return {}
    never = sa.type_coerce(sa.null(), SET.c.ticked_at.type)
    ticked = sa.select(sa.func.min(SET.c.ticked_at)).where(
        SET.c.workout_exercise_id == EXERCISE.c.id, SET.c.deleted_at.is_(None)
    )
    names = (WORKOUT.c.id.label("workout"), WORKOUT.c.title.label("name"), never.label("ticked_at"))
    rows = sa.union_all(
        sa.select(WORKOUT.c.id, *names).where(WORKOUT.c.id.in_(ids)),
        sa.select(EXERCISE.c.id, EXERCISE.c.workout_id, EXERCISE.c.exercise, ticked.scalar_subquery()).where(
            EXERCISE.c.id.in_(ids)
        ),
        sa.select(SET.c.id, EXERCISE.c.workout_id, EXERCISE.c.exercise, SET.c.ticked_at)
        .join(EXERCISE, EXERCISE.c.id == SET.c.workout_exercise_id)
        .where(SET.c.id.in_(ids)),
    )
    found = {}
    for row in db.session.execute(rows):
        exercise = catalogue.exercise(row.name)
        found[row.id] = Place(row.workout, exercise.name if exercise else row.name, row.ticked_at)
    return found
