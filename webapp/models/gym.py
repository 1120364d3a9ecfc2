"""Where a lifter trains, and with what."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, Instant, Json


class Gym(Base):
    __tablename__ = "gym"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    lifter_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    chosen_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was last said to be the usual one; the latest is. NULL: never."""
    removed_at: Mapped[datetime | None] = mapped_column(Instant)
    """NULL while it is there. Workouts may still name one that was removed."""
    equipment: Mapped[dict[str, Any]] = mapped_column(Json)
    """The document of `webapp.domain.equipment.Equipment.as_json`."""
