"""What is known of all of a coach's clients, in as many statements for five hundred as for one.

The switches and the links are read each time; what a client did lately is kept until their next commit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from webapp import catalogue
from webapp.coaching.lately import Day, Lately, read_lately
from webapp.coaching.log_page import ago
from webapp.coaching.queries import Client, clients_of
from webapp.domain import adherence, pain
from webapp.domain.attention import Attention, Facts, Pain, attention
from webapp.domain.schedule import local_day
from webapp.extensions import db
from webapp.models import Assignment, CoachLink, Message, Session, SyncHead
from webapp.workouts.rows import TABLES
from webapp.workouts.words import shortened

WORKOUT = TABLES["workout"]

Shown = tuple[UUID, date]
"""A workout to lead to, and its day."""


@dataclass(frozen=True, slots=True)
class Known:
    """A client, what asks for their coach, and the workout it is about, if it is about one."""

    client: Client
    today: date
    attention: Attention
    about: Shown | None


@dataclass(frozen=True, slots=True)
class _Found:
    """What there is of one client, as rows; of their training, only what they share."""

    heard_at: datetime | None
    lately: Lately
    questions: Sequence[Any]
    assignment: Any


def read_roster(coach_id: UUID, clients: Sequence[Client], now: datetime) -> list[Known]:
    """Those of the clients who aren't archived, whoever needs the coach first, then by name.

    3 statements, and 3 more for clients whose last weeks aren't kept.
    """
    wanted = [one for one in clients if one.archived_at is None]
    if not wanted:
        return []
    found = _find(coach_id, wanted, now.date())
    known = [_know(client, found[client.id], now) for client in wanted]
    return sorted(known, key=lambda one: one.attention.place)


def _find(coach_id: UUID, clients: Sequence[Client], day: date) -> dict[UUID, _Found]:
    connection, asked = db.session.connection(), {"coach": coach_id}
    signs = {row.client_id: row for row in connection.execute(_SIGNS, asked)}
    shared = [one.id for one in clients if one.shares.logs and one.id in signs]
    lately = read_lately({one: (signs[one].n, signs[one].at) for one in shared if signs[one].at}, day)
    running = {row.lifter_id: row for row in connection.execute(_RUNNING, asked)}
    questions: dict[UUID, list[Any]] = defaultdict(list)
    for row in connection.execute(_ASKED, asked):
        questions[row.lifter_id].append(row)
    return {
        one.id: _Found(
            signs[one.id].heard_at if one.id in signs else None,
            lately.get(one.id, Lately()),
            questions.get(one.id, ()),
            running.get(one.id),
        )
        for one in clients
    }


def _know(client: Client, found: _Found, now: datetime) -> Known:
    today = local_day(now, client.zone, client.day_start_min)
    heard_at, since = found.heard_at, client.since
    heard_on = local_day(heard_at, client.zone, client.day_start_min) if heard_at else None
    certain_on = adherence.day_heard(heard_at, client.day_start_min)
    hurt = max(_pains(client, found.lately), key=_score, default=None)
    asked = [row for row in found.questions if row.on >= since]
    facts = Facts(
        today=today,
        began_on=local_day(client.began_at, client.zone, client.day_start_min),
        heard_on=heard_on,
        heard=ago(heard_at, now) if heard_at else "",
        pain=_pain(hurt) if hurt else None,
        questions=len(asked),
        question=shortened(asked[-1].text) if asked else "",
        lifts=tuple(
            (lift.name, tuple(best for on, best in lift.times if on >= since)) for lift in found.lately.lifts
        ),
        **_program(found.assignment),
        **_days([day for day in found.lately.days if day.on >= since], today, certain_on),
    )
    seen = attention(facts)
    about = {"pain": hurt, "question": asked[-1] if asked else None}.get(seen.rank)
    return Known(client, today, seen, (about.workout_id, about.on) if about else None)


def _pains(client: Client, lately: Lately) -> list[Any]:
    """What hurt since the coach looked, where that is shared."""
    if not client.shares.wellbeing:
        return []
    fresh = (row for row in lately.pains if row.n > client.looked_n and row.on >= client.since)
    return [row for row in fresh if pain.worst([row.pain])]


def _program(assignment: Any) -> dict[str, Any]:
    """What the running program says."""
    if assignment is None:
        return {}
    title, weeks = _plan_of(assignment.program)
    return {"program": title, "ends_on": assignment.starts_on + timedelta(weeks=weeks, days=-1)}


def _days(days: Sequence[Day], today: date, certain_on: date | None) -> dict[str, Any]:
    """What the client's days say, oldest first."""
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    week = [one for one in days if monday <= one.on <= sunday]
    waiting = [one for one in days if not one.is_done]
    on_today = [one for one in week if one.on == today and one.is_done]
    ahead_today = [one for one in waiting if one.on == today and one.is_planned and not one.is_over]
    following = next((one for one in waiting if one.on > today), None)
    return {
        "missed": tuple(
            (one.title, one.on)
            for one in waiting
            if one.is_planned
            and not one.is_over
            and one.on < today
            and adherence.is_certain(one.on, certain_on)
        ),
        "planned_today": next((one.title for one in ahead_today), ""),
        "training_today": next((one.title for one in on_today if not one.is_over), ""),
        "done_today": next((one.title for one in on_today if one.is_over), ""),
        "next_on": following.on if following else None,
        "next_title": following.title if following else "",
        "done": sum(one.is_done for one in week),
        "planned": sum(one.is_done or one.is_planned for one in week),
    }


def _score(row: Any) -> tuple[int, date]:
    told = pain.read(row.pain)
    return (told.score if told and told.score is not None else -1), row.on


def _pain(row: Any) -> Pain:
    score, on = _score(row)
    exercise = catalogue.exercises().get(row.exercise)
    told = pain.read(row.pain)
    where = told.where if told else ""
    return Pain(score if score >= 0 else None, where, exercise.name if exercise else "", on)


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


# Made once, at import.

_SIGNS = (
    sa.select(
        CoachLink.client_id,
        SyncHead.n,
        SyncHead.at,
        sa.select(sa.func.max(Session.seen_at))
        .where(Session.user_id == CoachLink.client_id)
        .scalar_subquery()
        .label("heard_at"),
    )
    .outerjoin(SyncHead, SyncHead.lifter_id == CoachLink.client_id)
    .where(clients_of(CoachLink.client_id))
)

_ASKED = (
    sa.select(Message.lifter_id, Message.workout_id, WORKOUT.c.on, Message.text)
    .select_from(CoachLink)
    .join(Message, sa.and_(Message.lifter_id == CoachLink.client_id, Message.coach_id == CoachLink.coach_id))
    .join(WORKOUT, WORKOUT.c.id == Message.workout_id)
    .where(
        clients_of(Message.lifter_id, CoachLink.shares_logs),
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
    .where(clients_of(Assignment.lifter_id, CoachLink.shares_logs), Assignment.ended_at.is_(None))
    .order_by(Assignment.created_at)
)
