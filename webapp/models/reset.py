"""A one-time link for somebody who forgot their password."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, Instant

RESET_LINK_LIFETIME = timedelta(minutes=30)


class ResetLink(Base):
    __tablename__ = "reset_link"

    id_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)
    """SHA-256 of the 256-bit token in the link."""
    user_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    """When it set a password; NULL if it never did."""
