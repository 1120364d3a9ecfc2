"""What came from clients since their coach last looked at each, in as many statements for all as for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from webapp import catalogue
from webapp.coaching.queries import Client, clients_of
from webapp.domain import pain
from webapp.extensions import db
from webapp.models import CoachLink, Message, Operation
from webapp.workouts.rows import TABLES
from webapp.workouts.words import shortened

WORKOUT, EXERCISE, SET = TABLES["workout"], TABLES["workout_exercise"], TABLES["set"]

BACK = timedelta(days=28)
MOST = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that came. on: the workout's day. at: when, where that is known."""

    words: str
    workout_id: UUID
    on: date
    at: datetime | None

    @property
    def place(self) -> tuple[date, float, str]:
        return self.on, self.at.timestamp() if self.at else 0, self.words


@dataclass(frozen=True, slots=True)
class Since:
    """lines: newest first, at most twenty; more: how many others there are."""

    client: Client
    lines: Sequence[Line]
    more: int


def read_since(coach_id: UUID, clients: Sequence[Client], now: datetime) -> list[Since]:
    """The clients of whom something is new in the last four weeks, who came last first; 4 statements."""
    asked = {"coach": coach_id, "first": now.date() - BACK}
    news: dict[UUID, list[Line]] = defaultdict(list)
    known = {one.id: one for one in clients}
    for statement, read in ((_DONE, _done), (_PAINS, _pain), (_SAID, _said), (_CHANGED, _swapped)):
        for row in db.session.connection().execute(statement, asked):
            if row.lifter_id in known and row.on >= known[row.lifter_id].since:
                for line in read(row):
                    _add(news[row.lifter_id], line)
    found = []
    for client_id, lines in news.items():
        lines.sort(key=lambda one: one.place, reverse=True)
        found.append(Since(known[client_id], lines[:MOST], max(0, len(lines) - MOST)))
    return sorted(found, key=lambda one: one.lines[0].place, reverse=True)


def _add(lines: list[Line], line: Line) -> None:
    """What is so from now on is said of the first day only."""
    same = next((at for at, one in enumerate(lines) if one.words == line.words), None)
    if same is None or not line.words.endswith("from now on"):
        lines.append(line)
    elif line.on < lines[same].on:
        lines[same] = line


def count_unread(coach_id: UUID) -> int:
    """Messages of the coach's clients that wait to be read, as the roster tells of them; 1 statement."""
    return db.session.scalar(_UNREAD, {"coach": coach_id}) or 0


def _done(row: Any) -> Iterator[Line]:
    yield Line(f"Did {row.title}", row.id, row.on, row.finished_at)


def _pain(row: Any) -> Iterator[Line]:
    told = pain.worst([row.pain])
    if told is None:
        return
    score = "" if told.score is None else f"{told.score}/{pain.MOST}"
    words = " ".join(filter(None, ("Pain", score, told.where)))
    yield Line(f"{words}, {_name(row.exercise)}", row.workout_id, row.on, row.ticked_at)


def _said(row: Any) -> Iterator[Line]:
    yield Line(f"Wrote: {shortened(row.text)}", row.workout_id, row.on, row.written_at)


def _swapped(row: Any) -> Iterator[Line]:
    """For the day, or by the program's copy from now on."""
    before = row.plan.get("instead_of") if isinstance(row.plan, dict) else None
    if before:
        words = f"{_name(row.exercise)} instead of {_name(before)}, from now on"
        yield Line(words, row.workout_id, row.on, None)
    planned = row.plan.get("exercise", row.exercise) if isinstance(row.plan, dict) else row.exercise
    if planned != row.exercise:
        yield Line(f"{_name(row.exercise)} instead of {_name(planned)}", row.workout_id, row.on, None)


def _name(slug: str) -> str:
    exercise = catalogue.exercise(slug)
    return exercise.name if exercise else slug


# Made once, at import.

_IS_THERE = (WORKOUT.c.deleted_at.is_(None), WORKOUT.c.on >= sa.bindparam("first"))

_DONE = (
    sa.select(WORKOUT.c.lifter_id, WORKOUT.c.id, WORKOUT.c.title, WORKOUT.c.on, WORKOUT.c.finished_at)
    .select_from(CoachLink)
    .join(WORKOUT, WORKOUT.c.lifter_id == CoachLink.client_id)
    .where(
        clients_of(WORKOUT.c.lifter_id, CoachLink.shares_logs),
        WORKOUT.c.finished_at.is_not(None),
        WORKOUT.c.n > CoachLink.looked_n,
        *_IS_THERE,
    )
)

_PAINS = (
    sa.select(
        SET.c.lifter_id, EXERCISE.c.workout_id, WORKOUT.c.on, EXERCISE.c.exercise, SET.c.pain, SET.c.ticked_at
    )
    .select_from(CoachLink)
    .join(SET, SET.c.lifter_id == CoachLink.client_id)
    .join(EXERCISE, EXERCISE.c.id == SET.c.workout_exercise_id)
    .join(WORKOUT, WORKOUT.c.id == EXERCISE.c.workout_id)
    .where(
        clients_of(SET.c.lifter_id, CoachLink.shares_logs, CoachLink.shares_wellbeing),
        SET.c.pain.is_not(None),
        SET.c.n + 0 > CoachLink.looked_n,  # + 0, or SQLite walks all sets since by the index of commits
        SET.c.deleted_at.is_(None),
        EXERCISE.c.deleted_at.is_(None),
        *_IS_THERE,
    )
)

_CHANGED = (
    sa.select(EXERCISE.c.lifter_id, EXERCISE.c.workout_id, WORKOUT.c.on, EXERCISE.c.exercise, EXERCISE.c.plan)
    .select_from(CoachLink)
    .join(WORKOUT, WORKOUT.c.lifter_id == CoachLink.client_id)
    .join(EXERCISE, EXERCISE.c.workout_id == WORKOUT.c.id)
    .where(
        clients_of(WORKOUT.c.lifter_id, CoachLink.shares_logs),
        EXERCISE.c.n > CoachLink.looked_n,
        EXERCISE.c.plan.is_not(None),
        EXERCISE.c.deleted_at.is_(None),
        ~sa.exists().where(
            Operation.lifter_id == EXERCISE.c.lifter_id,
            Operation.n == EXERCISE.c.n,
            Operation.by != Operation.lifter_id,  # as the index has it
            Operation.by == sa.bindparam("coach"),
        ),
        *_IS_THERE,
    )
)
"""What the coach changed last is no news to them: a swap that they saw stays old when they move it."""

_WRITTEN = (
    CoachLink.client_id == Message.lifter_id,
    Message.coach_id == sa.bindparam("coach"),
    Message.author_id != sa.bindparam("coach"),
    Message.deleted_at.is_(None),
    WORKOUT.c.deleted_at.is_(None),
)

_SAID = (
    sa.select(Message.lifter_id, Message.workout_id, WORKOUT.c.on, Message.text, Message.written_at)
    .select_from(CoachLink)
    .join(Message, Message.lifter_id == CoachLink.client_id)
    .join(WORKOUT, WORKOUT.c.id == Message.workout_id)
    .where(
        clients_of(Message.lifter_id, CoachLink.shares_logs), *_WRITTEN, Message.read_at.is_(None), *_IS_THERE
    )
)

_UNREAD = (
    sa.select(sa.func.count())
    .select_from(Message)
    .join(CoachLink, CoachLink.client_id == Message.lifter_id)
    .join(WORKOUT, WORKOUT.c.id == Message.workout_id)
    .where(
        clients_of(Message.lifter_id, CoachLink.shares_logs),
        *_WRITTEN,
        Message.read_at.is_(None),
        sa.or_(CoachLink.shares_past, WORKOUT.c.on >= CoachLink.began_on),
    )
)
