"""What people deleted beside their workouts, 30 days later: comments, coaches' programs, limitations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from webapp import clock
from webapp.database import begin_reading, begin_writing
from webapp.extensions import db
from webapp.models import Comment, Limitation, Template
from webapp.workouts.deletions import KEPT_FOR

_KINDS: tuple[tuple[Any, Any], ...] = (
    (Comment, Comment.deleted_at),
    (Template, Template.deleted_at),
    (Limitation, Limitation.ended_at),
)
"""What is forgotten, and since when it counts as deleted."""


def forget() -> int:
    """Delete what is due, and commit; how many rows that were. Takes a lock only where something is."""
    now = clock.utc_now()
    begin_reading()
    gone = 0
    if any(db.session.scalar(sa.select(sa.exists().where(_is_due(since, now)))) for _, since in _KINDS):
        begin_writing()
        for kind, since in _KINDS:
            due = db.session.execute(sa.delete(kind).where(_is_due(since, now)).returning(kind.id)).all()
            gone += len(due)
    db.session.commit()
    return gone


def _is_due(since: Any, now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(since.is_not(None), since <= now - KEPT_FOR)
