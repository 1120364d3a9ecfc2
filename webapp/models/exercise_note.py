"""What a lifter notes of an exercise for every time they do it: seat height, grip width.

Rows are written by `webapp.workouts.actions.apply` alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, Instant, Json


class ExerciseNote(Base):
    """Of several for one exercise, `webapp.domain.exercise_notes` says which counts."""

    __tablename__ = "exercise_note"
    __table_args__ = (sa.Index(None, "lifter_id", "n"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    lifter_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"))
    exercise: Mapped[str] = mapped_column(sa.String(80))
    """Slug in the catalogue."""
    text: Mapped[str] = mapped_column(sa.Text)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)
    n: Mapped[int] = mapped_column(sa.BigInteger)
    stamps: Mapped[Any] = mapped_column(Json, deferred=True)
