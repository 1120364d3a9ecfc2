"""One-time links for people who forgot their password; none of these commits."""

from __future__ import annotations

import secrets
from datetime import datetime

import sqlalchemy as sa

from webapp.access import hash_token
from webapp.extensions import db
from webapp.models import ResetLink, User
from webapp.models.reset import RESET_LINK_LIFETIME


def issue_link(user: User, now: datetime) -> str:
    """A new link, in place of any other that is unused. Returns its token, which is kept nowhere else."""
    unused = sa.delete(ResetLink).where(ResetLink.user_id == user.id, ResetLink.used_at.is_(None))
    db.session.execute(unused)
    token = secrets.token_urlsafe(32)
    expires_at = now + RESET_LINK_LIFETIME
    db.session.add(
        ResetLink(id_hash=hash_token(token), user_id=user.id, created_at=now, expires_at=expires_at)
    )
    return token


def find_user_by_link(token: str, now: datetime) -> User | None:
    """Whose link it is; None when it is unknown, used or too old, or its user is disabled."""
    whose = sa.select(User).join(ResetLink, ResetLink.user_id == User.id)
    return db.session.scalar(whose.where(_is_good(token, now), User.disabled_at.is_(None)))


def use_link(token: str, now: datetime) -> bool:
    """Use it up; False when somebody else was first."""
    used = sa.update(ResetLink).where(_is_good(token, now)).values(used_at=now)
    return bool(db.session.execute(used).rowcount)  # type: ignore[attr-defined]


def _is_good(token: str, now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(
        ResetLink.id_hash == hash_token(token), ResetLink.used_at.is_(None), ResetLink.expires_at > now
    )
