"""What a lifter must not do."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.limitations import Kind
from webapp.models.base import Base, Id, Instant

MAX_WORDS = 80


class Limitation(Base):
    """Holds until somebody takes it away; what was taken away stays, to be put back and to say who did."""

    __tablename__ = "limitation"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    lifter_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Kind] = mapped_column(sa.String(8))
    key: Mapped[str] = mapped_column(sa.String(80))
    """A movement or `loaded_hinge`, a muscle, or an exercise's slug."""
    words: Mapped[str] = mapped_column(sa.String(MAX_WORDS))
    set_by: Mapped[UUID | None] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="SET NULL"))
    """The lifter, or a coach; NULL once that account is gone."""
    set_at: Mapped[datetime] = mapped_column(Instant)
    ended_by: Mapped[UUID | None] = mapped_column(
        Id, sa.ForeignKey("user.id", ondelete="SET NULL"), default=None
    )
    ended_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
