"""What a lifter measures of their body."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, Instant, Json


class Measurement(Base):
    __tablename__ = "measurement"
    __table_args__ = (sa.Index(None, "lifter_id", "kind", "at"), sa.Index(None, "lifter_id", "n"))

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    lifter_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    """`bodyweight`, `body_fat`, `waist`, …: see `webapp.domain.body`."""
    value: Mapped[str] = mapped_column(sa.String(16))
    """A decimal as typed."""
    unit: Mapped[str] = mapped_column(sa.String(4))
    at: Mapped[datetime] = mapped_column(Instant)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    n: Mapped[int] = mapped_column(sa.BigInteger)
    """The lifter's commit that last changed this row."""
    stamps: Mapped[Any] = mapped_column(Json, deferred=True)
    """Who wrote each field when: see `webapp.domain.merge`."""
