"""Reads of what is public, and by whom it is read. What isn't public is there for nobody but its coach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from markupsafe import Markup

from webapp.extensions import db
from webapp.models import Block, CoachLink, CoachProfile, Comment, Follow, News, Publication, User
from webapp.models.publishing import COACH_IS_PUBLIC, HANDLE, IS_PUBLISHED, news_of
from webapp.threads.links import linked

MOST = 200
"""Comments on a page, and news; the newest ones."""

MOST_PUBLISHED = 200
"""What a coach shows at a time."""
ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Coach:
    """A coach with a page that is switched on."""

    id: UUID
    name: str
    handle: str
    about: str
    takes_requests: bool

    @property
    def shown(self) -> Markup:
        """What they say of themselves, escaped, its addresses made links."""
        return linked(self.about)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at a coach's page. is_blocked: by the coach. link: with the coach, "" without one."""

    id: UUID | None = None
    is_coach: bool = False
    is_following: bool = False
    is_blocked: bool = False
    has_news: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One comment as one reader sees it. is_deleted: their own, which they may bring back."""

    id: UUID
    author_id: UUID
    author: str
    text: str
    written_at: datetime
    is_deleted: bool
    hidden_by: str

    @property
    def shown(self) -> Markup:
        """The text, escaped, its addresses made links."""
        return linked(self.text)


@dataclass(frozen=True, slots=True)
class Piece:
    """A publication that is new to somebody, or was."""

    publication_id: UUID
    title: str
    coach: str
    handle: str
    at: datetime
    is_unread: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """Twenty of a coach's publications, newest first. skipped: how many newer ones are left out.

    older: how many to leave out for the next twenty; None at the end.
    """

    publications: Sequence[Publication]
    skipped: int
    older: int | None


def find_coach(handle: str) -> Coach | None:
    """By the name in addresses; None while the page is off. 1 statement."""
    if not HANDLE.fullmatch(handle):
        return None
    row = db.session.execute(
        sa.select(User.id, User.name, CoachProfile.handle, CoachProfile.about, CoachProfile.takes_requests)
        .join(CoachProfile, CoachProfile.coach_id == User.id)
        .where(CoachProfile.handle == handle, *COACH_IS_PUBLIC)
    ).one_or_none()
    return Coach(*row) if row else None


def list_published(coach_id: UUID, skipped: int) -> Listed:
    """What everybody may see of a coach whose page is on; 1 statement."""
    return _list(sa.select(Publication).where(Publication.coach_id == coach_id, *IS_PUBLISHED), skipped)


def _list(asked: sa.Select[Publication], skipped: int) -> Listed:
    newest = asked.order_by(Publication.published_at.desc(), Publication.id.desc())
    found = db.session.scalars(newest.offset(skipped).limit(ON_A_PAGE + 1)).all()
    shown = found[:ON_A_PAGE]
    return Listed(shown, skipped, skipped + len(shown) if len(found) > ON_A_PAGE else None)


def is_full(coach_id: UUID) -> bool:
    """Whether the coach shows as much as there is room for."""
    shown = (Publication.coach_id == coach_id, Publication.unpublished_at.is_(None))
    count = db.session.scalar(sa.select(sa.func.count()).select_from(Publication).where(*shown))
    return (count or 0) >= MOST_PUBLISHED


def find_published(coach_id: UUID, publication_id: UUID) -> Publication | None:
    """One that everybody may see."""
    return db.session.scalar(
        sa.select(Publication).where(
            Publication.id == publication_id, Publication.coach_id == coach_id, *IS_PUBLISHED
        )
    )


def find_viewer(person_id: UUID | None, coach_id: UUID, publication_id: UUID | None = None) -> Viewer:
    """What is between a reader and a coach; 1 statement, none for who isn't signed in."""
    if person_id is None:
        return Viewer()
    row = db.session.execute(
        sa.select(
            _is_there(Follow.lifter_id == person_id, Follow.coach_id == coach_id),
            _is_there(Block.person_id == coach_id, Block.blocked_id == person_id),
            _is_there(
                News.lifter_id == person_id, News.publication_id == publication_id, News.read_at.is_(None)
            ),
            sa.select(CoachLink.state)
            .where(
                CoachLink.coach_id == coach_id,
                CoachLink.client_id == person_id,
                CoachLink.state != "ended",
            )
            .scalar_subquery(),
        )
    ).one()
    return Viewer(person_id, person_id == coach_id, bool(row[0]), bool(row[1]), bool(row[2]), row[3] or "")


def list_comments(
    publication: Publication, reader_id: UUID | None, removed: UUID | None = None
) -> list[Said]:
    """What one reader sees of what was said, oldest first; 1 statement.

    Not from whom they blocked, nor what is hidden, except one's own and, for the coach, under their own
    publication. removed: a comment of the reader's own that they have just deleted.
    """
    shown: Any = Comment.hidden_by.is_(None)
    alive: Any = Comment.deleted_at.is_(None)
    conditions = []
    if reader_id is not None:
        shown = sa.or_(shown, Comment.author_id == reader_id, Comment.coach_id == reader_id)
        alive = sa.or_(alive, sa.and_(Comment.id == removed, Comment.author_id == reader_id))
        is_blocked = _is_there(Block.person_id == reader_id, Block.blocked_id == Comment.author_id)
        conditions.append(~is_blocked)
    found = db.session.execute(
        sa.select(
            Comment.id,
            Comment.author_id,
            User.name,
            Comment.text,
            Comment.written_at,
            Comment.deleted_at.is_not(None),
            sa.func.coalesce(Comment.hidden_by, ""),
        )
        .join(User, User.id == Comment.author_id)
        .where(
            Comment.publication_id == publication.id, shown, alive, User.disabled_at.is_(None), *conditions
        )
        .order_by(Comment.written_at.desc(), Comment.id.desc())
        .limit(MOST)
    )
    return [Said(*row) for row in reversed(found.all())]


# A coach's own


def find_profile(coach_id: UUID) -> CoachProfile | None:
    """The coach's page, on or off."""
    return db.session.get(CoachProfile, coach_id)


def list_publications(coach_id: UUID, skipped: int) -> Listed:
    """All of a coach's, published or not; 1 statement."""
    return _list(sa.select(Publication).where(Publication.coach_id == coach_id), skipped)


def find_publication(coach_id: UUID, publication_id: UUID) -> Publication | None:
    """One of a coach's, published or not."""
    return db.session.scalar(
        sa.select(Publication).where(Publication.id == publication_id, Publication.coach_id == coach_id)
    )


def find_own_comment(author_id: UUID, comment_id: UUID) -> Comment | None:
    """A comment by this person, deleted or not."""
    return db.session.scalar(
        sa.select(Comment).where(Comment.id == comment_id, Comment.author_id == author_id)
    )


def find_comment_under(coach_id: UUID, comment_id: UUID) -> Comment | None:
    """A comment under one of this coach's publications."""
    return db.session.scalar(sa.select(Comment).where(Comment.id == comment_id, Comment.coach_id == coach_id))


def find_address(publication_id: UUID) -> tuple[str, UUID] | None:
    """Handle and id, for the way back to a publication; None where its page is off or it was taken back."""
    row = db.session.execute(
        sa.select(CoachProfile.handle, Publication.id)
        .join(Publication, Publication.coach_id == CoachProfile.coach_id)
        .join(User, User.id == CoachProfile.coach_id)
        .where(Publication.id == publication_id, *COACH_IS_PUBLIC, *IS_PUBLISHED)
    ).one_or_none()
    return (row[0], row[1]) if row else None


# A follower's own


def list_news(lifter_id: UUID) -> list[Piece]:
    """What is new from whom the lifter follows and hasn't blocked: unread first, then newest; 1 statement."""
    found = db.session.execute(
        news_of(
            lifter_id,
            Publication.id,
            Publication.title,
            User.name,
            CoachProfile.handle,
            News.at,
            News.read_at.is_(None),
        )
        .order_by(sa.case((News.read_at.is_(None), 0), else_=1), News.at.desc(), Publication.id)
        .limit(MOST)
    )
    return [Piece(*row) for row in found]


def list_followed(lifter_id: UUID) -> list[tuple[str, str]]:
    """Name and handle of whom the lifter follows, as far as they have a page; 1 statement."""
    found = db.session.execute(
        sa.select(User.name, CoachProfile.handle)
        .join(CoachProfile, CoachProfile.coach_id == User.id)
        .join(Follow, Follow.coach_id == User.id)
        .where(Follow.lifter_id == lifter_id, *COACH_IS_PUBLIC)
        .order_by(User.name, User.id)
    )
    return [(name, handle) for name, handle in found]


def list_blocked(person_id: UUID) -> list[tuple[UUID, str]]:
    """Id and name of whom this person has blocked; 1 statement."""
    found = db.session.execute(
        sa.select(User.id, User.name)
        .join(Block, Block.blocked_id == User.id)
        .where(Block.person_id == person_id)
        .order_by(User.name, User.id)
    )
    return [(blocked_id, name) for blocked_id, name in found]


def _is_there(*conditions: sa.ColumnElement[bool]) -> sa.Exists:
    return sa.exists().where(*conditions)
