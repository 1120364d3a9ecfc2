"""One person: may train, may coach, or both."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from flask_login import UserMixin
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.load import Unit
from webapp.models.base import Base, Id, Instant


class User(UserMixin, Base):  # type: ignore[misc]
    __tablename__ = "user"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    """Lower-case; what a person signs in with. Never shown to anybody else."""
    name: Mapped[str] = mapped_column(sa.String(80))
    password_hash: Mapped[str] = mapped_column(sa.String(200))
    """argon2id, with its own parameters in front."""
    unit: Mapped[Unit] = mapped_column(sa.String(2), default="kg")
    """What loads are shown and typed in. What was typed before keeps its own unit."""
    zone: Mapped[str] = mapped_column(sa.String(64), default="UTC")
    """IANA name; decides what today is when the device doesn't say."""
    day_start_min: Mapped[int] = mapped_column(default=240)
    """Minutes after midnight at which the lifter's day begins, 0 to 720."""
    effort: Mapped[str] = mapped_column(sa.String(3), default="rir")
    """How hard a set was is asked as `rpe` or `rir`."""
    is_coach: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    disabled_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    """NULL for everybody who may sign in."""
    told_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    """What others did about them was seen up to then (`webapp.coaching.told`); NULL before the first look."""
