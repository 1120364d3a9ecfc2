"""Setting a limitation, taking it away, putting it back; none commits."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from webapp.extensions import db
from webapp.limitations import queries
from webapp.limitations.forms import Subject
from webapp.models import Limitation

MOST = 30
FULL = f"There are {MOST} already. Take one away first."


def find_refusal(lifter_id: UUID, limitation_id: UUID, subject: Subject) -> str | None:
    """Why it can't be set: it is there, or there are too many. None if it can, or was by this form."""
    living = queries.list_living(lifter_id)
    if any(one.id == limitation_id for one in living):
        return None
    if any((one.kind, one.key) == (subject.kind, subject.key) for one in living):
        return "That is on the list already. Take it away first to say it in other words."
    return FULL if len(living) >= MOST else None


def set_limitation(
    lifter_id: UUID, by: UUID, limitation_id: UUID, subject: Subject, words: str, now: datetime
) -> None:
    """From now on. The same form sent twice sets it once."""
    if queries.find_limitation(lifter_id, limitation_id) is None:
        its = {"kind": subject.kind, "key": subject.key, "words": words}
        db.session.add(Limitation(id=limitation_id, lifter_id=lifter_id, set_by=by, set_at=now, **its))


def take_away(limitation: Limitation, by: UUID, now: datetime) -> None:
    """Whoever did it first is who did it."""
    if limitation.ended_at is None:
        limitation.ended_at, limitation.ended_by = now, by


def put_back(limitation: Limitation) -> str | None:
    """As it was; nothing where the same was set anew meanwhile. Why it can't be, where there are too many."""
    living = queries.list_living(limitation.lifter_id)
    if any((one.kind, one.key) == (limitation.kind, limitation.key) for one in living):
        return None
    if len(living) >= MOST:
        return FULL
    limitation.ended_at, limitation.ended_by = None, None
    return None
