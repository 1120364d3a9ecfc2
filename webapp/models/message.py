"""What a lifter and one of their coaches write to each other about a workout or one set of it.

Rows are written by `webapp.workouts.actions.apply` alone: a message is part of the lifter's data, and waits
in their phone's outbox like a set.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, Instant, Json


class Message(Base):
    __tablename__ = "message"
    __table_args__ = (
        sa.Index(None, "workout_id"),
        sa.Index(None, "lifter_id", "n"),
        # What a coach asks of all clients at once: what is there to read.
        sa.Index(None, "coach_id", "read_at"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    lifter_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"))
    coach_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"))
    """Which coach it is between: another coach of the same lifter doesn't see it."""
    author_id: Mapped[UUID] = mapped_column(Id)
    """The lifter or the coach."""
    workout_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("workout.id", ondelete="CASCADE"))
    set_id: Mapped[UUID | None] = mapped_column(
        Id, sa.ForeignKey("workout_set.id", ondelete="CASCADE"), index=True
    )
    """NULL where it is about the whole workout."""
    text: Mapped[str] = mapped_column(sa.Text)
    written_at: Mapped[datetime] = mapped_column(Instant)
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the one of the two who didn't write it had it in front of them."""
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)
    n: Mapped[int] = mapped_column(sa.BigInteger)
    stamps: Mapped[Any] = mapped_column(Json, deferred=True)
