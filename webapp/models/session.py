"""One signed-in device."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, Instant

IDLE = timedelta(days=30)
"""A session unused for this long is over."""

LIFETIME = timedelta(days=180)
"""However much it is used, a session is over after this."""


class Session(Base):
    __tablename__ = "session"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    """What the list of devices calls it; no key to anything."""
    id_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), unique=True)
    """SHA-256 of the 256-bit token that the cookie carries; the token itself is kept nowhere."""
    user_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    device: Mapped[str] = mapped_column(sa.String(80))
    """Browser and system in words, as they were at sign-in ("Safari on iPhone")."""
    born_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    """Written at most hourly, and only by requests that write anyway."""
    auth_at: Mapped[datetime] = mapped_column(Instant)
    """When the password was last typed in it."""
    revoked_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    """NULL while it may be used."""
