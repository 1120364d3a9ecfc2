"""Reads of limitations: whose they are first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from webapp.extensions import db
from webapp.models import Limitation, User
from webapp.workouts.deletions import KEPT_FOR


class Told(NamedTuple):
    """A limitation with the names of who set it and who took it away; None for nobody, or one who is gone."""

    limitation: Limitation
    set_by: str | None
    ended_by: str | None


def list_told(lifter_id: UUID, now: datetime) -> Sequence[Told]:
    """What holds, and what was taken away in the last 30 days, oldest first; 1 statement."""
    setter, ender = aliased(User), aliased(User)
    found = db.session.execute(
        sa.select(Limitation, setter.name, ender.name)
        .outerjoin(setter, setter.id == Limitation.set_by)
        .outerjoin(ender, ender.id == Limitation.ended_by)
        .where(Limitation.lifter_id == lifter_id, _is_told(now))
        .order_by(Limitation.set_at, Limitation.id)
    )
    return [Told(*row) for row in found]


def find_told(lifter_id: UUID, limitation_id: UUID, now: datetime) -> Limitation | None:
    """One of those that `list_told` lists: what was taken away earlier is gone."""
    its = (Limitation.id == limitation_id, Limitation.lifter_id == lifter_id)
    return db.session.scalar(sa.select(Limitation).where(*its, _is_told(now)))


def find_limitation(lifter_id: UUID, limitation_id: UUID) -> Limitation | None:
    """One of the lifter's, whether it holds or not."""
    return db.session.scalar(
        sa.select(Limitation).where(Limitation.id == limitation_id, Limitation.lifter_id == lifter_id)
    )


def list_living(lifter_id: UUID) -> Sequence[Limitation]:
    """What holds."""
    return db.session.scalars(
        sa.select(Limitation).where(Limitation.lifter_id == lifter_id, Limitation.ended_at.is_(None))
    ).all()


def _is_told(now: datetime) -> sa.ColumnElement[bool]:
    return sa.or_(Limitation.ended_at.is_(None), Limitation.ended_at > now - KEPT_FOR)
