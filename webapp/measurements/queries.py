"""Reads of what a lifter measured."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from webapp.extensions import db
from webapp.models import Measurement

MOST = 400


def list_newest(lifter_id: UUID, kind: str) -> Sequence[Measurement]:
    """The newest measurements of a kind, newest first; the last 400. 1 statement."""
    return db.session.scalars(
        sa.select(Measurement)
        .where(
            Measurement.lifter_id == lifter_id,
            Measurement.kind == kind,
            Measurement.deleted_at.is_(None),
        )
        .order_by(Measurement.at.desc())
        .limit(MOST)
    ).all()


def find_measurement(lifter_id: UUID, measurement_id: UUID) -> Measurement | None:
    """The lifter's measurement, deleted or not."""
    return db.session.scalar(
        sa.select(Measurement).where(Measurement.id == measurement_id, Measurement.lifter_id == lifter_id)
    )
