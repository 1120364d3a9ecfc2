"""A coach's own notes about a client: for nobody else's eyes, nor the client's. None commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from webapp.extensions import db
from webapp.models import CoachNote


def list_notes(coach_id: UUID, client_id: UUID) -> Sequence[CoachNote]:
    """Newest first."""
    return db.session.scalars(
        sa.select(CoachNote)
        .where(CoachNote.coach_id == coach_id, CoachNote.client_id == client_id)
        .order_by(CoachNote.written_at.desc(), CoachNote.id.desc())
    ).all()


def find_note(coach_id: UUID, note_id: UUID) -> CoachNote | None:
    """A note of this coach's."""
    return db.session.scalar(
        sa.select(CoachNote).where(CoachNote.id == note_id, CoachNote.coach_id == coach_id)
    )


def write(coach_id: UUID, client_id: UUID, note_id: UUID, text: str, now: datetime) -> None:
    """A note; the same form sent twice writes it once."""
    if find_note(coach_id, note_id) is None:
        note = CoachNote(id=note_id, coach_id=coach_id, client_id=client_id, text=text, written_at=now)
        db.session.add(note)
