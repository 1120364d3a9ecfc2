"""What coaches show to everybody, what is said under it, and who follows whom."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, Instant, Json
from webapp.models.user import User

HiddenBy = Literal["coach", "operator"]

HANDLE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
"""A coach's name in addresses; what doesn't look like one is nobody's, and no database is asked."""


class CoachProfile(Base):
    """A coach's page. Nothing of a coach is public without one that is switched on."""

    __tablename__ = "coach_profile"

    coach_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    handle: Mapped[str] = mapped_column(sa.String(40), unique=True)
    """The coach's name in addresses: small letters, digits and hyphens."""
    about: Mapped[str] = mapped_column(sa.Text, default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    takes_requests: Mapped[bool] = mapped_column(default=False)
    """Whether a lifter may ask to be coached."""


class Publication(Base):
    """A program or a workout that a coach shows. The content is a copy, so that it never changes unasked."""

    __tablename__ = "publication"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    coach_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(sa.String(120))
    about: Mapped[str] = mapped_column(sa.Text, default="")
    video: Mapped[str] = mapped_column(sa.String(500), default="")
    """An address that `webapp.domain.video` let through, or ""."""
    source: Mapped[str] = mapped_column(sa.String(160))
    """The key of what was copied; see `webapp.publishing.sources`."""
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    """A `webapp.domain.program.Program` as a document."""
    published_at: Mapped[datetime] = mapped_column(Instant)
    edited_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    unpublished_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    """Taken back by the coach, who can publish it again."""
    hidden_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    """Hidden by whoever runs the server, who alone can show it again."""


class Comment(Base):
    """A question under a publication, or the coach's answer. Public, as is its author's name."""

    __tablename__ = "publication_comment"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    publication_id: Mapped[UUID] = mapped_column(
        Id, sa.ForeignKey("publication.id", ondelete="CASCADE"), index=True
    )
    coach_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    """Whose publication it is, and who may hide it."""
    author_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(sa.Text)
    written_at: Mapped[datetime] = mapped_column(Instant)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    """By its author."""
    hidden_by: Mapped[HiddenBy | None] = mapped_column(sa.String(8), default=None)
    """NULL while everybody sees it."""


class Follow(Base):
    """A lifter who wants to hear of a coach's publications. The coach sees neither who nor how many."""

    __tablename__ = "coach_follow"

    lifter_id: Mapped[UUID] = mapped_column(
        Id, sa.ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    coach_id: Mapped[UUID] = mapped_column(
        Id, sa.ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    followed_at: Mapped[datetime] = mapped_column(Instant)


class News(Base):
    """That a publication is new, for one follower; made as it was published."""

    __tablename__ = "publication_news"

    lifter_id: Mapped[UUID] = mapped_column(
        Id, sa.ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    publication_id: Mapped[UUID] = mapped_column(
        Id, sa.ForeignKey("publication.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    coach_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    read_at: Mapped[datetime | None] = mapped_column(Instant, default=None)


class Report(Base):
    """Somebody says that a publication or a comment shouldn't stand there. Only the operator sees it."""

    __tablename__ = "publication_report"
    __table_args__ = (sa.UniqueConstraint("reporter_id", "thing_id"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    reporter_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"))
    publication_id: Mapped[UUID] = mapped_column(
        Id, sa.ForeignKey("publication.id", ondelete="CASCADE"), index=True
    )
    thing_id: Mapped[UUID] = mapped_column(Id)
    """The publication itself, or a comment under it."""
    reason: Mapped[str] = mapped_column(sa.String(300))
    reported_at: Mapped[datetime] = mapped_column(Instant)
    settled_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    """When the operator hid it, or decided that it may stand."""


class Block(Base):
    """What one person writes, the other doesn't see; and a coach gets no questions from whom they block."""

    __tablename__ = "person_block"

    person_id: Mapped[UUID] = mapped_column(
        Id, sa.ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    """Who doesn't want to see."""
    blocked_id: Mapped[UUID] = mapped_column(
        Id, sa.ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    blocked_at: Mapped[datetime] = mapped_column(Instant)


COACH_IS_PUBLIC = (CoachProfile.is_public, User.is_coach, User.disabled_at.is_(None))
"""Whose page anybody may open: for queries that join profile and person."""

IS_PUBLISHED = (Publication.unpublished_at.is_(None), Publication.hidden_at.is_(None))
"""Which publications may be seen, where the coach's page may."""


def news_of(lifter: Any, *columns: Any) -> sa.Select[tuple[Any, ...]]:
    """What whom the lifter follows, and hasn't blocked, published, as far as it is public.

    lifter: an id, or the parameter that will have it. columns: of News, Publication, User (the coach) and
    CoachProfile.
    """
    is_blocked = sa.exists().where(Block.person_id == lifter, Block.blocked_id == News.coach_id)
    return (
        sa.select(*columns)
        .select_from(News)
        .join(Publication, Publication.id == News.publication_id)
        .join(User, User.id == News.coach_id)
        .join(CoachProfile, CoachProfile.coach_id == News.coach_id)
        .join(Follow, sa.and_(Follow.coach_id == News.coach_id, Follow.lifter_id == News.lifter_id))
        .where(News.lifter_id == lifter, ~is_blocked, *COACH_IS_PUBLIC, *IS_PUBLISHED)
    )
