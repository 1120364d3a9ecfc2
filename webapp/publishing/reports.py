"""What people reported, for whoever runs the server. None of these commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from webapp.extensions import db
from webapp.models import Comment, Publication, Report, User

SHOWN = 200
"""Characters of what was reported."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report that nobody has looked at yet. why: `Alice: rude`. what: who wrote what. Both on one line."""

    id: UUID
    reported_at: datetime
    why: str
    what: str


def list_waiting() -> Sequence[Waiting]:
    """Oldest first; 1 statement."""
    author, coach = aliased(User), aliased(User)
    found = db.session.execute(
        sa.select(Report, User.name, Publication.title, coach.name, Comment.text, author.name)
        .join(User, User.id == Report.reporter_id)
        .join(Publication, Publication.id == Report.publication_id)
        .join(coach, coach.id == Publication.coach_id)
        .outerjoin(Comment, Comment.id == Report.thing_id)
        .outerjoin(author, author.id == Comment.author_id)
        .where(Report.settled_at.is_(None))
        .order_by(Report.reported_at, Report.id)
    )
    return [
        Waiting(
            id=one.id,
            reported_at=one.reported_at,
            why=_on_one_line(f"{reporter}: {one.reason}"),
            what=_on_one_line(_what(one, f"“{title}” by {coach_name}", writer, text)),
        )
        for one, reporter, title, coach_name, text, writer in found
    ]


def _what(report: Report, place: str, writer: str | None, text: str | None) -> str:
    if report.thing_id == report.publication_id:
        return f"publication {place}"
    return f"comment, deleted, under {place}" if text is None else f"{writer} under {place}: {text}"


def settle(report_id: UUID, is_hidden: bool, now: datetime) -> bool:
    """Hide what was reported, or let it stand; every report of the same thing is settled with it.

    A comment that its author deleted may be gone by then. False if there is no such report.
    """
    report = db.session.get(Report, report_id)
    if report is None:
        return False
    if report.thing_id == report.publication_id:
        publication = db.session.get_one(Publication, report.publication_id)
        publication.hidden_at = now if is_hidden else None
    elif comment := db.session.get(Comment, report.thing_id):
        comment.hidden_by = "operator" if is_hidden else None
    waiting = sa.update(Report).where(Report.thing_id == report.thing_id, Report.settled_at.is_(None))
    db.session.execute(waiting.values(settled_at=now))
    return True


def _on_one_line(text: str) -> str:
    """Without what could move a terminal's cursor."""
    line = "".join(letter if letter.isprintable() else " " for letter in " ".join(text.split()))
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"
