"""The same few people in every test, written straight to the tables.

alice lifts, carol is her coach, dana coaches others, bob is a stranger.
"""

from __future__ import annotations

import secrets
from dataclasses import fields as dataclass_fields
from datetime import timedelta
from functools import cache
from typing import Any

from webapp import clock
from webapp.access import hash_token
from webapp.accounts.passwords import hash_password
from webapp.domain.consent import Shares
from webapp.domain.ids import new_id
from webapp.extensions import db
from webapp.models import CoachLink, Session, User
from webapp.models.coaching import LinkState

PASSWORD = "six plates and a squeaky bench"
"""Everybody's."""


def make_person(name: str = "Alice", **fields: Any) -> User:
    """A person who has signed up and done nothing else; fields: columns of `User` that differ."""
    now = clock.utc_now()
    person = User(
        **{
            "id": new_id(now),
            "email": f"{name.lower().replace(' ', '.')}@example.com",
            "name": name,
            "password_hash": password_hash(),
            "unit": "kg",
            "zone": "Europe/London",
            "created_at": now,
            **fields,
        }
    )
    db.session.add(person)
    db.session.commit()
    return person


@cache
def password_hash() -> str:
    """Of PASSWORD; made once, because being slow is its job."""
    return hash_password(PASSWORD)


def make_link(coach: User, client: User, *, state: LinkState = "active", **fields: Any) -> CoachLink:
    """A coach and a client since yesterday, everything shared; fields: columns of `CoachLink` that differ."""
    now = clock.utc_now()
    link = CoachLink(
        **{
            **{"id": new_id(now), "coach_id": coach.id, "client_id": client.id, "state": state},
            **{"asked_at": now, "began_at": now, "began_on": now.date() - timedelta(days=1)},
            **{f"shares_{one.name}": True for one in dataclass_fields(Shares)},
            **fields,
        }
    )
    db.session.add(link)
    db.session.commit()
    return link


def sign_in(person: User, **fields: Any) -> str:
    """A signed-in session of theirs; the token belongs in the cookie `sid`.

    fields: columns of `Session` that differ.
    """
    token, now = secrets.token_urlsafe(32), clock.utc_now()
    session = {
        "id": new_id(now),
        "id_hash": hash_token(token),
        "user_id": person.id,
        "device": "Safari on iPhone",
        "born_at": now,
        "seen_at": now,
        "auth_at": now,
        **fields,
    }
    db.session.add(Session(**session))
    db.session.commit()
    return token
