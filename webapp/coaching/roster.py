"""What is known of all of a coach's clients, in as many statements for five hundred as for one.

Each statement asks for a few weeks of the clients who share what it is about; years of logs are never read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from webapp import catalogue
from webapp.coaching.log_page import ago
from webapp.coaching.queries import Client
from webapp.domain import adherence, order
from webapp.domain.attention import Attention, Best, Facts, Pain, attention
from webapp.domain.schedule import local_day
from webapp.extensions import db
from webapp.models import Assignment, CoachLink, Message, Session
from webapp.workouts.rows import TABLES

WORKOUT, EXERCISE, SET = TABLES["workout"], TABLES["workout_exercise"], TABLES["set"]

BACK, AHEAD = timedelta(days=28), timedelta(days=14)
A_DAY = timedelta(days=1)
"""The client's day may be the one before or after that of UTC."""

Shown = tuple[UUID, date]
"""A workout to lead to, and its day."""


@dataclass(frozen=True, slots=True)
class Known:
    """A client, what asks for their coach, and the workout it is about, if it is about one."""

    client: Client
    today: date
    attention: Attention
    about: Shown | None


@dataclass(slots=True)
class _Found:
    """What the statements found of one client, as rows."""

    heard_at: datetime | None = None
    workouts: Sequence[Any] = ()
    lifts: Sequence[Any] = ()
    pains: Sequence[Any] = ()
    questions: Sequence[Any] = ()
    assignment: Any = None


def read_roster(coach_id: UUID, clients: Sequence[Client], now: datetime) -> list[Known]:
    """Those of the clients who aren't archived, whoever needs the coach first, then by name; 6 statements."""
    wanted = [one for one in clients if one.archived_at is None]
    if not wanted:
        return []
    found = _find(coach_id, now.date())
    known = [_know(client, found[client.id], now) for client in wanted]
    return sorted(known, key=lambda one: one.attention.place)


def _find(coach_id: UUID, day: date) -> dict[UUID, _Found]:
    found: dict[UUID, _Found] = defaultdict(_Found)
    asked = {"coach": coach_id, "first": day - BACK - A_DAY, "day": day + A_DAY, "last": day + AHEAD + A_DAY}
    connection = db.session.connection()
    for lifter_id, heard_at in connection.execute(_HEARD, asked):
        found[lifter_id].heard_at = heard_at
    for name, statement in (
        ("workouts", _WORKOUTS),
        ("lifts", _LIFTS),
        ("pains", _PAINS),
        ("questions", _ASKED),
    ):
        for lifter_id, rows in _by_lifter(connection.execute(statement, asked)).items():
            setattr(found[lifter_id], name, rows)
    for row in connection.execute(_RUNNING, asked):
        found[row.lifter_id].assignment = row
    return found


def _by_lifter(rows: Any) -> Mapping[UUID, list[Any]]:
    grouped: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row[0]].append(row)
    return grouped


def _know(client: Client, found: _Found, now: datetime) -> Known:
    today = local_day(now, client.zone, client.day_start_min)
    heard_at = found.heard_at
    facts = Facts(
        today=today,
        began_on=local_day(client.began_at, client.zone, client.day_start_min),
        heard_on=local_day(heard_at, client.zone, client.day_start_min) if heard_at else None,
        heard=ago(heard_at, now) if heard_at else "",
    )
    workouts = {row.id: row for row in found.workouts if row.on >= client.since}
    facts = _with_days(facts, list(workouts.values()))
    facts = replace(facts, lifts=_lifts(found.lifts, workouts))
    pain = max((row for row in found.pains if row.on >= client.since), key=_score, default=None)
    asked = [row for row in found.questions if row.on >= client.since]
    if pain:
        facts = replace(facts, pain=_pain(pain))
    if asked:
        facts = replace(facts, questions=len(asked), question=_shortened(asked[-1].text))
    if found.assignment:
        title, weeks = _plan_of(found.assignment.program)
        ends_on = found.assignment.starts_on + timedelta(weeks=weeks, days=-1)
        facts = replace(facts, program=title, ends_on=ends_on)
    seen = attention(facts)
    about = {"pain": pain, "question": asked[-1] if asked else None}.get(seen.rank)
    return Known(client, today, seen, (about.workout_id, about.on) if about else None)


def _with_days(facts: Facts, workouts: Sequence[Any]) -> Facts:
    """What the client's days say: rows of `_WORKOUTS`, oldest first."""
    today = facts.today
    monday = today - timedelta(days=today.weekday())
    week = [row for row in workouts if monday <= row.on < monday + timedelta(days=7)]
    waiting = [row for row in workouts if not row.is_done]
    return replace(
        facts,
        missed=tuple(
            (row.title, row.on)
            for row in waiting
            if row.is_planned and row.on < today and adherence.is_certain(row.on, facts.heard_on)
        ),
        planned_today=next((row.title for row in waiting if row.on == today and row.is_planned), ""),
        done_today=next((row.title for row in week if row.on == today and row.is_done), ""),
        next_on=next((row.on for row in waiting if row.on > today), None),
        next_title=next((row.title for row in waiting if row.on > today), ""),
        done=sum(bool(row.is_done) for row in week),
        planned=sum(bool(row.is_done or row.is_planned) for row in week),
    )


def _lifts(rows: Sequence[Any], workouts: Mapping[UUID, Any]) -> tuple[tuple[str, tuple[Best, ...]], ...]:
    """The best of each main lift, newest first; heavy days beside heavy days, by the workout's title."""
    found: dict[tuple[str, str], list[tuple[date, Best]]] = defaultdict(list)
    for row in rows:
        if workout := workouts.get(row.workout_id):
            best = Best(Decimal(row.best // _REPS), row.best % _REPS)
            found[row.exercise, workout.title].append((workout.on, best))
    exercises = catalogue.exercises()
    return tuple(
        (exercises[slug].name, tuple(best for _, best in sorted(times, key=lambda one: one[0], reverse=True)))
        for (slug, _), times in found.items()
        if slug in exercises
    )


def _score(row: Any) -> tuple[int, date]:
    score = row.pain.get("score") if isinstance(row.pain, dict) else None
    return (score if isinstance(score, int) else -1), row.on


def _pain(row: Any) -> Pain:
    score, on = _score(row)
    exercise = catalogue.exercises().get(row.exercise)
    where = str(row.pain.get("where") or "") if isinstance(row.pain, dict) else ""
    return Pain(score if score >= 0 else None, where, exercise.name if exercise else "", on)


def _shortened(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 80 else f"{one_line[:79]}…"


class _Length(msgspec.Struct):
    weeks: int


class _Outline(msgspec.Struct):
    """As much of a program's document as tells when it ends."""

    title: str
    blocks: list[_Length]


@lru_cache(maxsize=256)
def _plan_of(document: str) -> tuple[str, int]:
    """Title and weeks of a program, from its text: most clients of a coach follow one of a few."""
    outline = msgspec.json.decode(document, type=_Outline)
    return outline.title, sum(one.weeks for one in outline.blocks)


# Made once, at import. The clients are found by the link in each of them: a list of five hundred ids would
# have to be sent, and forgotten, with every one.

_REPS = 10_000


def _clients_of(
    lifter_id: Any, *conditions: sa.ColumnElement[bool] | InstrumentedAttribute[bool]
) -> sa.ColumnElement[bool]:
    return sa.and_(
        CoachLink.client_id == lifter_id,
        CoachLink.coach_id == sa.bindparam("coach"),
        CoachLink.state == "active",
        CoachLink.archived_at.is_(None),
        *conditions,
    )


_HEARD = (
    sa.select(CoachLink.client_id, sa.func.max(Session.seen_at))
    .join(Session, Session.user_id == CoachLink.client_id)
    .where(_clients_of(CoachLink.client_id))
    .group_by(CoachLink.client_id)
)

_TICKED = sa.exists().where(
    EXERCISE.c.workout_id == WORKOUT.c.id,
    SET.c.workout_exercise_id == EXERCISE.c.id,
    SET.c.ticked_at.is_not(None),
)

_WORKOUTS = (
    sa.select(
        WORKOUT.c.lifter_id,
        WORKOUT.c.id,
        WORKOUT.c.on,
        WORKOUT.c.title,
        WORKOUT.c.plan.is_not(None).label("is_planned"),
        sa.case(
            (WORKOUT.c.finished_at.is_not(None), sa.true()),
            (WORKOUT.c.on > sa.bindparam("day"), sa.false()),
            else_=_TICKED,
        ).label("is_done"),
    )
    .select_from(CoachLink)
    .join(WORKOUT, WORKOUT.c.lifter_id == CoachLink.client_id)
    .where(
        _clients_of(WORKOUT.c.lifter_id, CoachLink.shares_logs),
        WORKOUT.c.on >= sa.bindparam("first"),
        WORKOUT.c.on <= sa.bindparam("last"),
        WORKOUT.c.deleted_at.is_(None),
        WORKOUT.c.withdrawn.is_(False),
    )
    .order_by(WORKOUT.c.lifter_id, WORKOUT.c.on)
)

_NUMBER = sa.cast(sa.func.substr(SET.c.load, 1, sa.func.length(SET.c.load) - 3), sa.Float)
_HUNDREDTHS = sa.case(
    (sa.func.substr(SET.c.load, sa.func.length(SET.c.load) - 1) == "kg", 100), else_=45.359237
)
_BEST = sa.cast(sa.func.coalesce(_NUMBER * _HUNDREDTHS, 0), sa.BigInteger) * _REPS + SET.c.reps
"""Load before reps in one number, so that the greatest is the best: hundredths of a kg, then reps."""

_LIFTS = (
    sa.select(
        WORKOUT.c.lifter_id, EXERCISE.c.workout_id, EXERCISE.c.exercise, sa.func.max(_BEST).label("best")
    )
    .select_from(CoachLink)
    .join(WORKOUT, WORKOUT.c.lifter_id == CoachLink.client_id)
    .join(EXERCISE, EXERCISE.c.workout_id == WORKOUT.c.id)
    .join(SET, SET.c.workout_exercise_id == EXERCISE.c.id)
    .where(
        _clients_of(WORKOUT.c.lifter_id, CoachLink.shares_logs),
        WORKOUT.c.on >= sa.bindparam("first"),
        WORKOUT.c.on <= sa.bindparam("day"),
        WORKOUT.c.deleted_at.is_(None),
        EXERCISE.c.position == order.at(0),
        EXERCISE.c.deleted_at.is_(None),
        SET.c.ticked_at.is_not(None),
        SET.c.deleted_at.is_(None),
        SET.c.kind != "warmup",
        SET.c.reps.is_not(None),
    )
    .group_by(WORKOUT.c.lifter_id, EXERCISE.c.workout_id, EXERCISE.c.exercise)
)

_PAINS = (
    sa.select(SET.c.lifter_id, EXERCISE.c.workout_id, WORKOUT.c.on, EXERCISE.c.exercise, SET.c.pain)
    .select_from(CoachLink)
    .join(SET, SET.c.lifter_id == CoachLink.client_id)
    .join(EXERCISE, EXERCISE.c.id == SET.c.workout_exercise_id)
    .join(WORKOUT, WORKOUT.c.id == EXERCISE.c.workout_id)
    .where(
        _clients_of(SET.c.lifter_id, CoachLink.shares_logs, CoachLink.shares_wellbeing),
        SET.c.pain.is_not(None),
        SET.c.n + 0 > CoachLink.looked_n,  # + 0, or SQLite walks all sets since by the index of commits
        SET.c.deleted_at.is_(None),
        EXERCISE.c.deleted_at.is_(None),
        WORKOUT.c.deleted_at.is_(None),
        WORKOUT.c.on >= sa.bindparam("first"),
    )
)

_ASKED = (
    sa.select(Message.lifter_id, Message.workout_id, WORKOUT.c.on, Message.text)
    .select_from(CoachLink)
    .join(Message, sa.and_(Message.lifter_id == CoachLink.client_id, Message.coach_id == CoachLink.coach_id))
    .join(WORKOUT, WORKOUT.c.id == Message.workout_id)
    .where(
        _clients_of(Message.lifter_id, CoachLink.shares_logs),
        Message.coach_id == sa.bindparam("coach"),
        Message.author_id != sa.bindparam("coach"),
        Message.read_at.is_(None),
        Message.deleted_at.is_(None),
        WORKOUT.c.deleted_at.is_(None),
    )
    .order_by(Message.written_at)
)

_RUNNING = (
    sa.select(
        Assignment.lifter_id,
        Assignment.starts_on,
        sa.type_coerce(Assignment.program, sa.Text).label("program"),
    )
    .select_from(CoachLink)
    .join(Assignment, Assignment.lifter_id == CoachLink.client_id)
    .where(_clients_of(Assignment.lifter_id, CoachLink.shares_logs), Assignment.ended_at.is_(None))
    .order_by(Assignment.created_at)
)
