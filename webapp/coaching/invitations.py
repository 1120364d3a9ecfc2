"""A coach's offers: a link for a phone, a code for whoever types; single use, expiring, revocable.

What is stored of either is a hash. None of these commits.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from webapp.access import hash_token
from webapp.domain.ids import new_id
from webapp.extensions import db
from webapp.models import Invitation, User
from webapp.models.coaching import CODE_LIFETIME, INVITATION_LIFETIME

CODE_LENGTH = 12
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without what is taken for something else: I, O, 0, 1. 12 of 32 are 60 bits."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Offer:
    """A new invitation, in the one moment in which its token and code are known. code: in groups of four."""

    invitation: Invitation
    token: str
    code: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An invitation that can be accepted now, and whose it is."""

    id: UUID
    coach: User


def is_made(coach_id: UUID, invitation_id: UUID) -> bool:
    """Whether the coach has made this offer already, whatever became of it."""
    made = sa.select(Invitation.id).where(Invitation.id == invitation_id, Invitation.coach_id == coach_id)
    return db.session.scalar(made) is not None


def invite(coach: User, label: str, now: datetime, invitation_id: UUID | None = None) -> Offer:
    """A new offer of this coach's. label: for whom it is, for the coach alone."""
    token = secrets.token_urlsafe(32)
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    invitation = Invitation(
        id=invitation_id or new_id(now),
        coach_id=coach.id,
        label=label,
        token_hash=hash_token(token),
        code_hash=hash_token(code),
        created_at=now,
        expires_at=now + INVITATION_LIFETIME,
        code_expires_at=now + CODE_LIFETIME,
    )
    db.session.add(invitation)
    return Offer(invitation, token, "-".join(re.findall("....", code)))


def open_invitation(key: str, now: datetime) -> Opened | None:
    """Whose offer a token or a typed code is; None if unknown, used, revoked or too old. 1 statement."""
    found = db.session.execute(
        sa.select(Invitation.id, User)
        .join(User, User.id == Invitation.coach_id)
        .where(_fits(key, now), Invitation.used_at.is_(None), Invitation.revoked_at.is_(None))
        .where(User.disabled_at.is_(None))
    ).one_or_none()
    return Opened(found.id, found.User) if found else None


def use(invitation_id: UUID, by: UUID, now: datetime) -> bool:
    """Use it up; False when somebody else was first, or it was revoked meanwhile."""
    taken = db.session.execute(
        sa.update(Invitation)
        .where(
            Invitation.id == invitation_id,
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
        )
        .values(used_at=now, used_by=by)
    )
    return bool(taken.rowcount)  # type: ignore[attr-defined]


def find_used(person_id: UUID, key: str) -> UUID | None:
    """The coach whose offer this person used up; None for everybody else."""
    used = sa.select(Invitation.coach_id).where(_names(key), Invitation.used_by == person_id)
    return db.session.scalar(used)


def revoke(coach_id: UUID, invitation_id: UUID, now: datetime) -> bool:
    """Take an offer back; False if the coach has no such offer. A used one stays used."""
    owned = sa.and_(Invitation.id == invitation_id, Invitation.coach_id == coach_id)
    if db.session.scalar(sa.select(Invitation.id).where(owned)) is None:
        return False
    open_ones = sa.update(Invitation).where(owned, Invitation.used_at.is_(None))
    db.session.execute(open_ones.values(revoked_at=sa.func.coalesce(Invitation.revoked_at, _at(now))))
    return True


def list_open(coach_id: UUID, now: datetime) -> Sequence[Invitation]:
    """The coach's offers that can still be accepted, newest first."""
    return db.session.scalars(
        sa.select(Invitation)
        .where(
            Invitation.coach_id == coach_id,
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > now,
        )
        .order_by(Invitation.created_at.desc())
    ).all()


def is_token(key: str) -> bool:
    """Whether this came with a link; else it was typed, and tries are counted."""
    return _TOKEN.fullmatch(key) is not None


def _fits(key: str, now: datetime) -> sa.ColumnElement[bool]:
    """The offer of this token or code, while it holds."""
    expires_at = Invitation.expires_at if is_token(key) else Invitation.code_expires_at
    return sa.and_(_names(key), expires_at > now)


def _names(key: str) -> sa.ColumnElement[bool]:
    if is_token(key):
        return Invitation.token_hash == hash_token(key)
    typed = re.sub(r"[^A-Z0-9]", "", key.upper()[:100], flags=re.ASCII)
    return Invitation.code_hash == hash_token(typed)


def _at(now: datetime) -> sa.ColumnElement[datetime]:
    return sa.literal(now, Invitation.revoked_at.type)
