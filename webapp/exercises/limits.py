"""What a lifter must not do, as whatever suggests an exercise asks for it."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa

from webapp.domain.limitations import Limit
from webapp.extensions import db
from webapp.models import Limitation, User


def list_limits(lifter_id: UUID) -> tuple[Limit, ...]:
    """The lifter's own, and their coaches', oldest first; 1 statement."""
    return list_limits_of([lifter_id])[lifter_id]


def list_limits_of(lifter_ids: Collection[UUID]) -> dict[UUID, tuple[Limit, ...]]:
    """The same for each of them; 1 statement for all."""
    found: dict[UUID, list[Limit]] = {one: [] for one in lifter_ids}
    for row in db.session.connection().execute(_LIMITS, {"lifters": list(lifter_ids)}):
        by = "You" if row.set_by == row.lifter_id else row.name or "A coach"
        found[row.lifter_id].append(Limit(row.kind, row.key, row.words, by))
    return {one: tuple(limits) for one, limits in found.items()}


# Made once: every page of a workout runs it.
_LIMITS = (
    sa.select(
        Limitation.lifter_id, Limitation.kind, Limitation.key, Limitation.words, Limitation.set_by, User.name
    )
    .outerjoin(User, User.id == Limitation.set_by)
    .where(Limitation.lifter_id.in_(sa.bindparam("lifters", expanding=True)), Limitation.ended_at.is_(None))
    .order_by(Limitation.set_at, Limitation.id)
)
