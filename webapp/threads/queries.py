"""Reads of messages: whose workout it is first, then which conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from webapp.extensions import db
from webapp.models import Message, User


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


def list_unread(reader_id: UUID, lifter_id: UUID, coach_id: UUID) -> list[UUID]:
    """Messages of one conversation that were written to this one of the two and not read yet. 1 statement."""
    return list(
        db.session.scalars(
            sa.select(Message.id).where(
                Message.lifter_id == lifter_id,
                Message.coach_id == coach_id,
                Message.author_id != reader_id,
                Message.read_at.is_(None),
                Message.deleted_at.is_(None),
            )
        )
    )
