"""What coaches publish and what is done about it; none of these commits. Sent twice, each has one effect."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from webapp.extensions import db
from webapp.models import Base, Block, CoachProfile, Comment, Follow, News, Publication, Report, User
from webapp.models.base import Instant
from webapp.publishing import content, queries
from webapp.publishing.forms import ProfileForm, PublicationForm
from webapp.publishing.sources import Source


class HandleTakenError(Exception):
    """Another coach has that address."""


def save_profile(coach_id: UUID, form: ProfileForm) -> None:
    """The coach's page as it is from now on. Raises HandleTakenError."""
    profile = queries.find_profile(coach_id) or CoachProfile(coach_id=coach_id)
    try:
        with db.session.begin_nested():  # the constraint decides between two at once
            profile.handle, profile.about = form.handle, form.about
            profile.is_public, profile.takes_requests = form.is_public, form.takes_requests
            db.session.add(profile)
    except IntegrityError as taken:
        raise HandleTakenError from taken


def publish(
    coach_id: UUID, form: PublicationForm, source: Source, publication_id: UUID, now: datetime
) -> None:
    """A new publication with a copy of its source, and news of it for every follower; 4 statements."""
    if queries.find_publication(coach_id, publication_id):
        return
    publication = Publication(
        id=publication_id,
        coach_id=coach_id,
        title=form.title,
        about=form.about,
        video=form.video,
        source=source.key,
        content=content.to_document(source.program),
        published_at=now,
    )
    db.session.add(publication)
    db.session.flush()
    _tell_followers(publication, now)


def _tell_followers(publication: Publication, now: datetime) -> None:
    """One statement, however many there are."""
    told = sa.select(
        Follow.lifter_id,
        sa.literal(publication.id, Publication.id.type),
        Follow.coach_id,
        sa.literal(now, Instant()),
    ).where(Follow.coach_id == publication.coach_id)
    columns = [News.lifter_id, News.publication_id, News.coach_id, News.at]
    db.session.execute(sa.insert(News).from_select(columns, told, include_defaults=False))


def edit(publication: Publication, form: PublicationForm, now: datetime) -> None:
    """Other words around the same content; followers aren't told again."""
    fresh = (form.title, form.about, form.video)
    if fresh != (publication.title, publication.about, publication.video):
        publication.title, publication.about, publication.video = fresh
        publication.edited_at = now


def unpublish(publication: Publication, now: datetime) -> None:
    """Gone for everybody but the coach; what was said under it waits with it."""
    publication.unpublished_at = publication.unpublished_at or now


def publish_again(publication: Publication) -> None:
    """The undo of `unpublish`; followers aren't told again."""
    publication.unpublished_at = None


def say(publication: Publication, author_id: UUID, comment_id: UUID, text: str, now: datetime) -> None:
    """A question, or the coach's answer."""
    _add_once(
        Comment,
        id=comment_id,
        publication_id=publication.id,
        coach_id=publication.coach_id,
        author_id=author_id,
        text=text,
        written_at=now,
    )


def hide(comment: Comment) -> None:
    """By the coach, for everybody but its author."""
    comment.hidden_by = comment.hidden_by or "coach"


def unhide(comment: Comment) -> None:
    """What the operator hid stays hidden."""
    if comment.hidden_by == "coach":
        comment.hidden_by = None


def follow(lifter_id: UUID, coach_id: UUID, now: datetime) -> None:
    """Be told of what this coach publishes from now on."""
    _add_once(Follow, lifter_id=lifter_id, coach_id=coach_id, followed_at=now)


def unfollow(lifter_id: UUID, coach_id: UUID) -> None:
    """No more. What there was to read is there again for who follows again."""
    its = sa.delete(Follow).where(Follow.lifter_id == lifter_id, Follow.coach_id == coach_id)
    db.session.execute(its)


def read_news(lifter_id: UUID, now: datetime, publication_id: UUID | None = None) -> None:
    """The lifter has seen this one, or all that there are."""
    unread = sa.update(News).where(News.lifter_id == lifter_id, News.read_at.is_(None))
    if publication_id is not None:
        unread = unread.where(News.publication_id == publication_id)
    db.session.execute(unread.values(read_at=now))


def report(about: tuple[UUID, UUID], reporter_id: UUID, report_id: UUID, reason: str, now: datetime) -> None:
    """For the operator. The first of a person about a thing counts.

    about: the publication, and the thing itself: the same again, or a comment under it.
    """
    publication_id, thing_id = about
    _add_once(
        Report,
        id=report_id,
        reporter_id=reporter_id,
        publication_id=publication_id,
        thing_id=thing_id,
        reason=reason,
        reported_at=now,
    )


def block(person_id: UUID, blocked_id: UUID, now: datetime) -> bool:
    """Not to see what they write; False if there is nobody of that id."""
    if db.session.get(User, blocked_id) is None:
        return False
    _add_once(Block, person_id=person_id, blocked_id=blocked_id, blocked_at=now)
    return True


def unblock(person_id: UUID, blocked_id: UUID) -> None:
    """See it again."""
    its = sa.delete(Block).where(Block.person_id == person_id, Block.blocked_id == blocked_id)
    db.session.execute(its)


def _add_once(table: type[Base], **values: Any) -> None:
    """A row, unless one with its key is there: two at once make one."""
    insert: Any = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    db.session.execute(insert(table).values(**values).on_conflict_do_nothing())
