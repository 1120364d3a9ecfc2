"""A program that a coach keeps, and what changed in a copy of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, Instant, Json


class Template(Base):
    """A coach's own program, to be given to many. One of a single day is a workout for one date."""

    __tablename__ = "template"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    coach_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(sa.String(80))
    """The document's title, for lists."""
    document: Mapped[dict[str, Any]] = mapped_column(Json)
    """A `webapp.domain.program.Program`; one that is being written may still lack days, exercises or sets."""
    before: Mapped[dict[str, Any] | None] = mapped_column(Json)
    """The document before the last edit, for its undo; NULL before the first."""
    version: Mapped[int]
    """From 1; every edit that changes the document counts."""
    created_at: Mapped[datetime] = mapped_column(Instant)
    edited_at: Mapped[datetime] = mapped_column(Instant)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    """What was given stays with whoever has it."""


class ProgramChange(Base):
    """What a coach changed in a program that a lifter follows, for the lifter to read."""

    __tablename__ = "program_change"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    lifter_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    assignment_id: Mapped[UUID] = mapped_column(
        Id, sa.ForeignKey("assignment.id", ondelete="CASCADE"), index=True
    )
    by: Mapped[UUID | None] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int]
    """The template's, which the copy has from now on."""
    lines: Mapped[list[list[str]]] = mapped_column(Json)
    """In words: what, as it was, as it is."""
    n: Mapped[int | None] = mapped_column(sa.BigInteger)
    """The lifter's commit that re-planned the coming days, whose rows need no lines; NULL if none waited."""
