"""How often something was tried, kept where all processes see it."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Instant


class Throttle(Base):
    __tablename__ = "throttle"

    key: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)
    """HMAC-SHA-256 of what is counted, an account or a network, by the instance's key; no way back to it."""
    tries: Mapped[int]
    first_at: Mapped[datetime] = mapped_column(Instant)
    """When the count began."""
    last_at: Mapped[datetime] = mapped_column(Instant, index=True)
