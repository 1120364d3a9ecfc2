"""What was asked to change, by whom, and the order in which it was committed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, Instant, Json


class Operation(Base):
    """One accepted operation. Its key makes a retry harmless: known means done."""

    __tablename__ = "operation"
    __table_args__ = (
        # What a coach changed, among all that the lifter did.
        sa.Index(
            "ix_operation_by_others",
            "lifter_id",
            "n",
            sqlite_where=sa.text("by != lifter_id"),
            postgresql_where=sa.text("by != lifter_id"),
        ),
    )

    lifter_id: Mapped[UUID] = mapped_column(
        Id, sa.ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    by: Mapped[UUID] = mapped_column(Id)
    """Who did it: the lifter, or a coach."""
    entity: Mapped[str] = mapped_column(sa.String(20))
    entity_id: Mapped[UUID] = mapped_column(Id)
    fields: Mapped[Any] = mapped_column(Json)
    """As sent; purged 30 days after the row's deletion."""
    before: Mapped[Any] = mapped_column(Json, nullable=True)
    """What these fields held before; NULL where the lifter changed them: a coach's edits can be read back."""
    ts: Mapped[datetime] = mapped_column(Instant)
    """What the sender's clock said."""
    eff: Mapped[datetime] = mapped_column(Instant)
    """The same, never later than the server's clock."""
    n: Mapped[int] = mapped_column(sa.BigInteger)
    """The commit it came in with."""


class SyncCommit(Base):
    """One commit of one lifter's data. The token tells a restored server from the one it was."""

    __tablename__ = "sync_commit"

    lifter_id: Mapped[UUID] = mapped_column(
        Id, sa.ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    n: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)
    token: Mapped[str] = mapped_column(sa.String(16))
    at: Mapped[datetime] = mapped_column(Instant)


class SyncHead(Base):
    """The newest commit of a lifter. Whoever writes their data locks this row first."""

    __tablename__ = "sync_head"

    lifter_id: Mapped[UUID] = mapped_column(
        Id, sa.ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    n: Mapped[int] = mapped_column(sa.BigInteger)
    at: Mapped[datetime] = mapped_column(Instant)
    """Never goes back, even if the server's clock does: what operations are clamped to."""
