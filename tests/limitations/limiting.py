"""What somebody must not do, written straight to the table."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from webapp import clock
from webapp.domain.ids import new_id
from webapp.domain.limitations import Kind
from webapp.extensions import db
from webapp.models import Limitation, User


def limit(lifter: User, kind: Kind, key: str, words: str = "not that", **fields: Any) -> UUID:
    """By themselves, as of now. fields: columns of `Limitation` that differ."""
    now = clock.utc_now()
    its = {"id": new_id(now), "lifter_id": lifter.id, "set_by": lifter.id, "set_at": now, **fields}
    one = Limitation(kind=kind, key=key, words=words, **its)
    db.session.add(one)
    db.session.commit()
    return one.id
