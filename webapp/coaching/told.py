"""What others did about somebody since they looked: wrote, changed, gave, ruled out, published, asked.

Messages and publications are read where they stand, one by one; of all else it counts when the person last
looked at the list of it (`User.told_at`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from webapp.extensions import db
from webapp.models import (
    Assignment,
    Block,
    CoachProfile,
    Comment,
    Limitation,
    Message,
    News,
    Operation,
    ProgramChange,
    Publication,
    User,
    Workout,
)
from webapp.models.base import Id, Instant
from webapp.models.publishing import COACH_IS_PUBLIC, IS_PUBLISHED, news_of
from webapp.threads.queries import TOLD_FOR

MOST = 50

Kind = Literal["wrote", "changed", "revised", "gave", "limited", "allowed", "published", "asked", "answered"]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that somebody did. about: a text, a title, words; of changes, how many; of a program, its
    document.

    of: the workout or the publication that it leads to. one: the message or the comment. handle: of the
    coach's page.
    """

    kind: Kind
    who: str
    about: str
    at: datetime
    of: UUID | None
    one: UUID | None
    handle: str | None


def list_told(person: User, now: datetime) -> Sequence[Told]:
    """What they haven't seen of the last four weeks, newest first, at most fifty; 1 statement."""
    found = db.session.connection().execute(_LISTED, _asked(person, now))
    return [Told(*row) for row in found]


def count_told(person: User, now: datetime) -> int:
    """How many there are; 1 statement."""
    return db.session.connection().execute(_COUNTED, _asked(person, now)).scalar() or 0


def note_seen(person: User, upto: datetime, now: datetime) -> None:
    """What there was up to then has been seen; a look never goes back, nor ahead of the clock."""
    upto = min(upto, now)
    if person.told_at is None or person.told_at < upto:
        person.told_at = upto


def _asked(person: User, now: datetime) -> dict[str, Any]:
    first = now - TOLD_FOR
    return {"person": person.id, "first": first, "since": max(person.told_at or first, first)}


# Made once, at import: most pages count.

_ME = sa.bindparam("person", type_=Id())
_SINCE = sa.bindparam("since", type_=Instant())
_FIRST = sa.bindparam("first", type_=Instant())
_NO_ID = sa.cast(sa.null(), Id())
_NO_TEXT = sa.cast(sa.null(), sa.Text)
_PROGRAM = sa.type_coerce(Assignment.program, sa.Text)


def _columns(
    kind: Kind,
    about: Any,
    at: Any,
    of: Any = _NO_ID,
    one: Any = _NO_ID,
    handle: Any = _NO_TEXT,
    who: Any = User,
) -> tuple[Any, ...]:
    """As `Told` has them. who: the person, or an alias of it."""
    return (
        sa.literal(kind, sa.Text).label("kind"),
        who.name.label("who"),
        sa.cast(about, sa.Text).label("about"),
        at.label("at"),
        of.label("of"),
        one.label("one"),
        handle.label("handle"),
    )


def _told(*columns: Any) -> Any:
    return sa.select(*_columns(*columns))


def _unblocked(other: Any) -> sa.ColumnElement[bool]:
    return ~sa.exists().where(Block.person_id == _ME, Block.blocked_id == other)


_WROTE = (
    _told("wrote", Message.text, Message.written_at, Message.workout_id, Message.id)
    .join(User, User.id == Message.author_id)
    .join(Workout, Workout.id == Message.workout_id)
    .where(
        Message.lifter_id == _ME,
        Message.author_id != _ME,
        Message.read_at.is_(None),
        Message.deleted_at.is_(None),
        Message.written_at > _FIRST,
        Workout.deleted_at.is_(None),
    )
)

_CHANGED = (
    _told("changed", sa.func.count(sa.distinct(Operation.n)), sa.func.max(Operation.eff))
    .join(User, User.id == Operation.by)
    .where(
        Operation.lifter_id == _ME,
        Operation.by != Operation.lifter_id,  # as the index has it
        Operation.entity != "message",
        Operation.eff > _SINCE,
        ~sa.exists().where(ProgramChange.lifter_id == Operation.lifter_id, ProgramChange.n == Operation.n),
    )
    .group_by(User.id, User.name)
)

_REVISED = (
    _told("revised", _PROGRAM, ProgramChange.at)
    .join(User, User.id == ProgramChange.by)
    .join(Assignment, Assignment.id == ProgramChange.assignment_id)
    .where(ProgramChange.lifter_id == _ME, ProgramChange.by != _ME, ProgramChange.at > _SINCE)
)

_GAVE = (
    _told("gave", _PROGRAM, Assignment.created_at)
    .join(User, User.id == Assignment.given_by)
    .where(Assignment.lifter_id == _ME, Assignment.given_by != _ME, Assignment.created_at > _SINCE)
)

_LIMITED = (
    _told("limited", Limitation.words, Limitation.set_at)
    .join(User, User.id == Limitation.set_by)
    .where(
        Limitation.lifter_id == _ME,
        Limitation.set_by != _ME,
        Limitation.set_at > _SINCE,
        Limitation.ended_at.is_(None),
    )
)

_ALLOWED = (
    _told("allowed", Limitation.words, Limitation.ended_at)
    .join(User, User.id == Limitation.ended_by)
    .where(Limitation.lifter_id == _ME, Limitation.ended_by != _ME, Limitation.ended_at > _SINCE)
)

_PUBLISHED = news_of(
    _ME, *_columns("published", Publication.title, News.at, Publication.id, handle=CoachProfile.handle)
).where(News.read_at.is_(None), News.at > _FIRST)

_OWN, _AUTHOR = aliased(Comment), aliased(User)


def _said(kind: Kind, *conditions: sa.ColumnElement[bool]) -> Any:
    """Comments under what is public, that are there for this reader."""
    return (
        sa.select(
            *_columns(
                *(kind, Comment.text, Comment.written_at, Comment.publication_id, Comment.id),
                handle=CoachProfile.handle,
                who=_AUTHOR,
            )
        )
        .select_from(Comment)
        .join(Publication, Publication.id == Comment.publication_id)
        .join(User, User.id == Comment.coach_id)
        .join(CoachProfile, CoachProfile.coach_id == Comment.coach_id)
        .join(_AUTHOR, _AUTHOR.id == Comment.author_id)
        .where(
            Comment.written_at > _SINCE,
            Comment.deleted_at.is_(None),
            Comment.hidden_by.is_(None),
            _unblocked(Comment.author_id),
            *COACH_IS_PUBLIC,
            *IS_PUBLISHED,
            *conditions,
        )
    )


_ASKED = _said("asked", Comment.coach_id == _ME, Comment.author_id != _ME)

_ANSWERED = _said(
    "answered",
    Comment.author_id == Comment.coach_id,
    Comment.coach_id != _ME,
    Comment.publication_id.in_(
        sa.select(_OWN.publication_id).where(_OWN.author_id == _ME, _OWN.deleted_at.is_(None))
    ),
    sa.exists().where(
        _OWN.publication_id == Comment.publication_id,
        _OWN.author_id == _ME,
        _OWN.deleted_at.is_(None),
        _OWN.written_at < Comment.written_at,
    ),
)

_ALL = sa.union_all(
    _WROTE, _CHANGED, _REVISED, _GAVE, _LIMITED, _ALLOWED, _PUBLISHED, _ASKED, _ANSWERED
).subquery()

_LISTED = sa.select(_ALL).order_by(_ALL.c.at.desc(), _ALL.c.kind).limit(MOST)
_COUNTED = sa.select(sa.func.count()).select_from(_ALL)
