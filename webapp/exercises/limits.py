"""What a lifter must not do, as whatever suggests an exercise asks for it."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from webapp.domain.limitations import Limit
from webapp.extensions import db
from webapp.models import Limitation, User


def list_limits(lifter_id: UUID) -> tuple[Limit, ...]:
    """The lifter's own, and their coaches', oldest first; 1 statement."""
    found = db.session.connection().execute(_LIMITS, {"lifter": lifter_id})
    return tuple(
        Limit(row.kind, row.key, row.words, "You" if row.set_by == lifter_id else row.name or "A coach")
        for row in found
    )


# Made once: every page of a workout runs it.
_LIMITS = (
    sa.select(Limitation.kind, Limitation.key, Limitation.words, Limitation.set_by, User.name)
    .outerjoin(User, User.id == Limitation.set_by)
    .where(Limitation.lifter_id == sa.bindparam("lifter"), Limitation.ended_at.is_(None))
    .order_by(Limitation.set_at, Limitation.id)
)
