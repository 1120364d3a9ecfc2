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
    """On that day alone, in kg, without reading years; 1 statement."""
    found = db.session.scalar(_UNTIL, {"lifter": lifter_id, "until": end_of(day, zone)})
    return read_weight(found) if found else None


def end_of(day: date, zone: str) -> datetime:
    """When the day is over in the lifter's zone."""
    return datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(zone))


def weight_until(
    lifter_id: sa.ColumnElement[UUID] | UUID, until: sa.ColumnElement[datetime]
) -> sa.ColumnElement[str]:
    """For a statement that reads other things, too: `81.4 kg`, as `read_weight` reads it; NULL until NULL."""
    at = Measurement.at
    text = _measured(lifter_id).with_only_columns(Measurement.value + " " + Measurement.unit).limit(1)
    before = text.where(at < until).order_by(at.desc()).scalar_subquery()
    behind = text.where(at >= until).order_by(at).scalar_subquery()
    return sa.func.coalesce(before, behind)


def read_weight(text: str) -> Decimal:
    """In kg."""
    value, _, unit = text.partition(" ")
    return _in_kg(value, unit)


def _measured(lifter_id: sa.ColumnElement[UUID] | UUID) -> sa.Select[datetime, str, str]:
    return sa.select(Measurement.at, Measurement.value, Measurement.unit).where(
        Measurement.lifter_id == lifter_id,
        Measurement.kind == "bodyweight",
        Measurement.deleted_at.is_(None),
    )


def _in_kg(value: str, unit: str) -> Decimal:
    return Load(Decimal(value), "lb" if unit == "lb" else "kg").to("kg")


_UNTIL = sa.select(
    weight_until(
        sa.bindparam("lifter", type_=Measurement.lifter_id.type),
        sa.bindparam("until", type_=Measurement.at.type),
    )
)
"""Made once, at import."""
