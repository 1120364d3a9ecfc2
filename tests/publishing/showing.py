"""A coach's page and what is on it, written straight to the tables."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from webapp import catalogue, clock
from webapp.domain.ids import new_id
from webapp.extensions import db
from webapp.models import Comment, Follow, News, Publication, User
from webapp.models.publishing import CoachProfile
from webapp.publishing.content import to_document

SLUG = "heavy-and-light-back"


def show_page(coach: User, **fields: Any) -> str:
    """The coach's page, on and open for requests; its address. fields: columns that differ."""
    profile = {
        "coach_id": coach.id,
        "handle": f"page-of-{coach.id.hex[-12:]}",
        "about": "",
        "is_public": True,
        "takes_requests": True,
        **fields,
    }
    db.session.add(CoachProfile(**profile))
    db.session.commit()
    return f"/coaches/{profile['handle']}"


def become_coach(person: User) -> None:
    """From now on."""
    db.session.execute(sa.update(User).where(User.id == person.id).values(is_coach=True))
    db.session.commit()


def publish(coach: User, title: str = "Heavy and light", **fields: Any) -> Publication:
    """A program on the coach's page; nobody is told. fields: columns that differ."""
    now = clock.utc_now()
    publication = Publication(
        **{
            **{"id": new_id(now), "coach_id": coach.id, "title": title, "source": f"built-in:{SLUG}"},
            **{"content": to_document(catalogue.programs()[SLUG]), "published_at": now},
            **fields,
        }
    )
    db.session.add(publication)
    db.session.commit()
    return publication


def tell(lifter: User, publication: Publication) -> None:
    """The lifter follows its coach, and hasn't seen it yet."""
    now = clock.utc_now()
    db.session.merge(Follow(lifter_id=lifter.id, coach_id=publication.coach_id, followed_at=now))
    news = {"lifter_id": lifter.id, "publication_id": publication.id, "coach_id": publication.coach_id}
    db.session.add(News(**news, at=now))
    db.session.commit()


def comment(publication: Publication, author: User, text: str, **fields: Any) -> Comment:
    """Under a publication. fields: columns that differ."""
    now = clock.utc_now()
    written = Comment(
        **{
            **{"id": new_id(now), "publication_id": publication.id, "coach_id": publication.coach_id},
            **{"author_id": author.id, "text": text, "written_at": now, **fields},
        }
    )
    db.session.add(written)
    db.session.commit()
    return written
