"""What people deleted beside their workouts, 30 days later: comments, and coaches' programs."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from webapp import clock
from webapp.database import begin_reading, begin_writing
from webapp.extensions import db
from webapp.models import Comment, Template
from webapp.workouts.deletions import KEPT_FOR

_KINDS: tuple[type[Comment] | type[Template], ...] = (Comment, Template)


def forget() -> int:
    """Delete what is due, and commit; how many rows that were. Takes a lock only where something is."""
    now = clock.utc_now()
    begin_reading()
    gone = 0
    if any(db.session.scalar(sa.select(sa.exists().where(_is_due(kind, now)))) for kind in _KINDS):
        begin_writing()
        for kind in _KINDS:
            due = db.session.execute(sa.delete(kind).where(_is_due(kind, now)).returning(kind.id)).all()
            gone += len(due)
    db.session.commit()
    return gone


def _is_due(kind: type[Comment] | type[Template], now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(kind.deleted_at.is_not(None), kind.deleted_at <= now - KEPT_FOR)
