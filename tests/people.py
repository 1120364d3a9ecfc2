"""The same few people in every test, written straight to the tables.

alice lifts, carol is her coach, dana coaches others, bob is a stranger.
"""

from __future__ import annotations

import secrets
from functools import cache
from typing import Any

from webapp import clock
from webapp.access import hash_token
from webapp.accounts.passwords import hash_password
from webapp.domain.ids import new_id
from webapp.extensions import db
from webapp.models import Session, User

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
