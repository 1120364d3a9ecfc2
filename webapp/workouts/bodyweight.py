"""What a lifter weighed on a day: as measured last before it, else first after."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from webapp.domain.load import Load
from webapp.extensions import db
from webapp.models import Measurement


def read_bodyweights(lifter_id: UUID, zone: str) -> Callable[[date], Decimal | None]:
    """The same for every day, in kg; None for a lifter who was never weighed. 1 statement.

    zone: the lifter's, in which a measurement has its day.
    """
    found = db.session.execute(_measured(lifter_id).order_by(Measurement.at)).all()
    days = [at.astimezone(ZoneInfo(zone)).date() for at, _, _ in found]
    weights = [_in_kg(value, unit) for _, value, unit in found]

    def weight_on(day: date) -> Decimal | None:
        return weights[max(0, bisect_right(days, day) - 1)] if weights else None

    return weight_on


def read_bodyweight(lifter_id: UUID, zone: str, day: date) -> Decimal | None:
    """On that day alone, without reading years; 1 statement."""
    ends = datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(zone))
    at, measured = Measurement.at, _measured(lifter_id)
    before = measured.where(at < ends).order_by(at.desc()).limit(1).subquery()
    behind = measured.where(at >= ends).order_by(at).limit(1).subquery()
    found = db.session.execute(sa.union_all(sa.select(before), sa.select(behind)).order_by("at")).first()
    return _in_kg(found.value, found.unit) if found else None


def _measured(lifter_id: UUID) -> sa.Select[datetime, str, str]:
    return sa.select(Measurement.at, Measurement.value, Measurement.unit).where(
        Measurement.lifter_id == lifter_id,
        Measurement.kind == "bodyweight",
        Measurement.deleted_at.is_(None),
    )


def _in_kg(value: str, unit: str) -> Decimal:
    return Load(Decimal(value), "lb" if unit == "lb" else "kg").to("kg")
