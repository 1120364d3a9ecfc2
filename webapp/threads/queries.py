"""Reads of messages: whose workout it is first, then which conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.orm import aliased

from webapp.extensions import db
from webapp.models import CoachLink, Message, User, Workout
from webapp.threads.links import linked

TOLD_FOR = timedelta(days=28)
"""How far back a person is told what others wrote or did."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message. set_id: which set it is about, None for the whole workout. is_read: by whom it was for."""

    id: UUID
    workout_id: UUID
    set_id: UUID | None
    coach_id: UUID
    coach: str
    author_id: UUID
    author: str
    text: str
    written_at: datetime
    is_read: bool

    @property
    def shown(self) -> Markup:
        """The text, escaped, its addresses made links."""
        return linked(self.text)


def list_said(lifter_id: UUID, workout_ids: Sequence[UUID], coach_id: UUID | None = None) -> list[Said]:
    """What was said about these workouts, oldest first, without what was deleted; 1 statement.

    coach_id: with this coach only; else with each.
    """
    if not workout_ids:
        return []
    author, coach = aliased(User), aliased(User)
    asked = (
        sa.select(
            Message.id,
            Message.workout_id,
            Message.set_id,
            Message.coach_id,
            coach.name.label("coach"),
            Message.author_id,
            author.name.label("author"),
            Message.text,
            Message.written_at,
            Message.read_at.is_not(None).label("is_read"),
        )
        .join(author, author.id == Message.author_id)
        .join(coach, coach.id == Message.coach_id)
        .where(
            Message.lifter_id == lifter_id,
            Message.workout_id.in_(workout_ids),
            Message.deleted_at.is_(None),
            *([Message.coach_id == coach_id] if coach_id else []),
        )
        .order_by(Message.written_at, Message.id)
    )
    return [Said(**row) for row in db.session.execute(asked).mappings()]


def list_unread(reader_id: UUID, lifter_id: UUID, coach_id: UUID, n: int) -> list[tuple[UUID, UUID]]:
    """Messages of one conversation that were written to this one of the two and not read yet. 1 statement.

    Each with the workout it is about. n: the lifter's commit up to which they count.
    """
    asked = sa.select(Message.id, Message.workout_id).where(
        Message.lifter_id == lifter_id,
        Message.coach_id == coach_id,
        Message.author_id != reader_id,
        Message.read_at.is_(None),
        Message.deleted_at.is_(None),
        Message.n <= n,
    )
    return [(row.id, row.workout_id) for row in db.session.execute(asked)]


@dataclass(frozen=True, slots=True)
class Coach:
    """Who coaches a lifter, or did. is_linked: now, and sees workouts, so that they can be written to."""

    id: UUID
    name: str
    is_linked: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """A lifter's coaches by name, past ones too, and what was said with each about one workout."""

    coaches: tuple[Coach, ...] = ()
    said: tuple[Said, ...] = ()
    unread_elsewhere: int = 0
    """Under other workouts, as far back as the lifter is told of it."""


def list_coaches(lifter_id: UUID) -> tuple[Coach, ...]:
    """Everybody who coaches the lifter or did, by name; 1 statement."""
    found = db.session.connection().execute(_COACHES, {"lifter": lifter_id})
    return tuple(Coach(row.id, row.name, bool(row.is_linked)) for row in found)


def read_talk(lifter_id: UUID, lifter: str, workout_id: UUID, now: datetime) -> Talk:
    """The lifter's side of a workout: with whom they may talk and what was said; 1 statement for all.

    lifter: their name. Messages come oldest first, deleted ones not at all.
    """
    asked = {"lifter": lifter_id, "workout": workout_id, "since": now - TOLD_FOR}
    found = db.session.connection().execute(_TALK, asked).all()
    coaches = {row.coach_id: Coach(row.coach_id, row.coach, bool(row.is_linked)) for row in found}
    said = [
        Said(
            id=row.id,
            workout_id=workout_id,
            set_id=row.set_id,
            coach_id=row.coach_id,
            coach=row.coach,
            author_id=row.author_id,
            author=lifter if row.author_id == lifter_id else row.coach,
            text=row.text,
            written_at=row.written_at,
            is_read=row.read_at is not None,
        )
        for row in found
        if row.id is not None
    ]
    ordered = sorted(said, key=lambda one: (one.written_at, one.id))
    named = tuple(sorted(coaches.values(), key=lambda one: (one.name, one.id)))
    return Talk(named, tuple(ordered), found[0].elsewhere if found else 0)


def find_author(lifter_id: UUID, workout_id: UUID, message_id: UUID) -> UUID | None:
    """Who wrote a message about this workout of the lifter's, deleted or not; None if there is none."""
    return db.session.scalar(
        sa.select(Message.author_id).where(
            Message.id == message_id, Message.workout_id == workout_id, Message.lifter_id == lifter_id
        )
    )


@dataclass(frozen=True, slots=True)
class Latest:
    """A message in the list of all, with the workout it leads to."""

    id: UUID
    workout_id: UUID
    title: str
    on: date
    coach: str
    is_mine: bool
    text: str
    written_at: datetime
    is_unread: bool


def list_latest(lifter_id: UUID, limit: int) -> list[Latest]:
    """What the lifter and their coaches said: the unread first, then newest first; 1 statement."""
    is_unread = sa.and_(Message.read_at.is_(None), Message.author_id != lifter_id)
    asked = (
        sa.select(
            Message.id,
            Message.workout_id,
            Workout.title,
            Workout.on,
            User.name.label("coach"),
            (Message.author_id == lifter_id).label("is_mine"),
            Message.text,
            Message.written_at,
            is_unread.label("is_unread"),
        )
        .join(Workout, Workout.id == Message.workout_id)
        .join(User, User.id == Message.coach_id)
        .where(Message.lifter_id == lifter_id, Message.deleted_at.is_(None), Workout.deleted_at.is_(None))
        .order_by(sa.case((is_unread, 0), else_=1), Message.written_at.desc(), Message.id.desc())
        .limit(limit)
    )
    return [Latest(**row) for row in db.session.execute(asked).mappings()]


# Made once: a workout's page runs them each time.

_READS = sa.and_(CoachLink.state == "active", CoachLink.shares_logs)  # messages stand under workouts
_LINKS = (
    sa.select(CoachLink.coach_id, sa.func.max(sa.case((_READS, 1), else_=0)).label("is_linked"))
    .where(CoachLink.client_id == sa.bindparam("lifter"), CoachLink.state != "pending")
    .group_by(CoachLink.coach_id)
    .subquery()
)
_COACHES = (
    sa.select(User.id, User.name, _LINKS.c.is_linked)
    .join(_LINKS, _LINKS.c.coach_id == User.id)
    .order_by(User.name, User.id)
)
_OTHER = aliased(Message)
_ELSEWHERE = (
    sa.select(sa.func.count())
    .select_from(_OTHER)
    .join(Workout, Workout.id == _OTHER.workout_id)
    .where(
        _OTHER.lifter_id == sa.bindparam("lifter"),
        _OTHER.author_id != sa.bindparam("lifter"),
        _OTHER.workout_id != sa.bindparam("workout"),
        _OTHER.read_at.is_(None),
        _OTHER.deleted_at.is_(None),
        _OTHER.written_at > sa.bindparam("since"),
        Workout.deleted_at.is_(None),
    )
    .scalar_subquery()
)
_TALK = (
    sa.select(
        _ELSEWHERE.label("elsewhere"),
        _LINKS.c.coach_id,
        User.name.label("coach"),
        _LINKS.c.is_linked,
        Message.id,
        Message.set_id,
        Message.author_id,
        Message.text,
        Message.written_at,
        Message.read_at,
    )
    .select_from(_LINKS)
    .join(User, User.id == _LINKS.c.coach_id)
    .outerjoin(
        Message,
        sa.and_(
            Message.coach_id == _LINKS.c.coach_id,
            Message.workout_id == sa.bindparam("workout"),
            Message.lifter_id == sa.bindparam("lifter"),
            Message.deleted_at.is_(None),
        ),
    )
)
