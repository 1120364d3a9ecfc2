"""Opening and ending sessions; none of these commits."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from flask import Response, request

from webapp.access import alive_at, cookie_name, current_session, hash_token, is_alive
from webapp.accounts.devices import device_label
from webapp.domain.ids import new_id
from webapp.extensions import db
from webapp.models import Session, User
from webapp.models.session import LIFETIME


def open_session(user: User, now: datetime) -> str:
    """A new session on the asking device, in place of any it had. Returns the token for its cookie."""
    old = current_session()
    if old:
        end_session(old.user_id, old.id, now)
    _forget_dead_sessions(user.id, now)
    token = secrets.token_urlsafe(32)
    db.session.add(
        Session(
            id=new_id(now),
            id_hash=hash_token(token),
            user_id=user.id,
            device=device_label(request.user_agent.string),
            born_at=now,
            seen_at=now,
            auth_at=now,
        )
    )
    return token


def list_sessions(user: User, now: datetime) -> Sequence[Session]:
    """The user's living sessions, last used first."""
    mine = sa.select(Session).where(Session.user_id == user.id, is_alive())
    return db.session.scalars(mine.order_by(Session.seen_at.desc(), Session.id.desc()), alive_at(now)).all()


def is_living(session_id: UUID, now: datetime) -> bool:
    """Whether the session may still be used, as of this very statement."""
    living = sa.select(Session.id).where(Session.id == session_id, is_alive())
    return db.session.scalar(living, alive_at(now)) is not None


def end_session(user_id: UUID, session_id: UUID, now: datetime) -> bool:
    """End one session of the user's; False if there is no such living one."""
    return _end(Session.user_id == user_id, Session.id == session_id, now=now) > 0


def end_sessions(user_id: UUID, now: datetime, *, except_id: UUID | None = None) -> None:
    """End all of the user's sessions, but the one."""
    conditions = [Session.user_id == user_id]
    if except_id:
        conditions.append(Session.id != except_id)
    _end(*conditions, now=now)


def _end(*conditions: sa.ColumnElement[bool], now: datetime) -> int:
    living = sa.update(Session).where(Session.revoked_at.is_(None), *conditions)
    return db.session.execute(living.values(revoked_at=now)).rowcount  # type: ignore[attr-defined,no-any-return]


def _forget_dead_sessions(user_id: UUID, now: datetime) -> None:
    dead = sa.delete(Session).where(Session.user_id == user_id, sa.not_(is_alive()))
    db.session.execute(dead, alive_at(now), execution_options={"synchronize_session": False})


def send_cookie(response: Response, token: str) -> None:
    """Survives the browser being closed; no script can read it; not sent with other sites' forms."""
    response.set_cookie(
        cookie_name(),
        token,
        max_age=int(LIFETIME.total_seconds()),
        path="/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )


def drop_cookie(response: Response) -> None:
    """Take the cookie back."""
    response.delete_cookie(cookie_name(), path="/", secure=request.is_secure, httponly=True, samesite="Lax")
