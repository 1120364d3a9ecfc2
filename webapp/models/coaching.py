"""Who coaches whom, what a client lets a coach see, and what a coach writes for themselves."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, Instant

LinkState = Literal["pending", "active", "ended"]

INVITATION_LIFETIME = timedelta(days=7)
CODE_LIFETIME = timedelta(hours=24)
"""Shorter than the link's: a code can be typed, and so guessed."""

_LIVING = sa.text("state != 'ended'")


class CoachLink(Base):
    """A coach and a client. Nothing is seen through it unless it is active.

    pending: the client asked, the coach hasn't answered. ended: for good; another link begins anew.
    """

    __tablename__ = "coach_link"
    __table_args__ = (
        sa.Index(
            "uq_coach_link_living",
            "coach_id",
            "client_id",
            unique=True,
            sqlite_where=_LIVING,
            postgresql_where=_LIVING,
        ),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    coach_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    client_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    state: Mapped[LinkState] = mapped_column(sa.String(7))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    began_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    began_on: Mapped[date | None] = mapped_column(default=None)
    """The client's local day on which it became active; what lies before is the past."""
    ended_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    ended_by: Mapped[UUID | None] = mapped_column(Id, default=None)
    """Which of the two."""

    shares_logs: Mapped[bool] = mapped_column(default=True)
    shares_measurements: Mapped[bool] = mapped_column(default=True)
    shares_wellbeing: Mapped[bool] = mapped_column(default=True)
    """Pain and readiness."""
    shares_notes: Mapped[bool] = mapped_column(default=True)
    shares_past: Mapped[bool] = mapped_column(default=True)

    looked_n: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    """The client's commit that the coach has seen; what is newer is marked."""
    looked_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    archived_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    """Put away by the coach: off the roster, the link goes on."""


class Invitation(Base):
    """A coach's offer to whoever holds it: single use, expiring, revocable."""

    __tablename__ = "coach_invitation"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    coach_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    label: Mapped[str] = mapped_column(sa.String(80), default="")
    """For whom it is, in the coach's own words; nobody else sees it."""
    token_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), unique=True)
    """SHA-256 of the 256-bit token in the link."""
    code_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), unique=True)
    """SHA-256 of the code for those who type: 12 letters and digits."""
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    code_expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    used_by: Mapped[UUID | None] = mapped_column(
        Id, sa.ForeignKey("user.id", ondelete="SET NULL"), default=None
    )
    revoked_at: Mapped[datetime | None] = mapped_column(Instant, default=None)


class CoachNote(Base):
    """What a coach writes about a client for nobody but themselves."""

    __tablename__ = "coach_note"
    __table_args__ = (sa.Index(None, "coach_id", "client_id"),)

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    coach_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"))
    client_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(sa.Text)
    written_at: Mapped[datetime] = mapped_column(Instant)
