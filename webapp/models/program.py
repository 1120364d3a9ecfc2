"""A program given to a lifter."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, Instant, Json


class Assignment(Base):
    __tablename__ = "assignment"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    lifter_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"), index=True)
    given_by: Mapped[UUID | None] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="SET NULL"))
    """The lifter, or a coach; NULL once that account is gone."""
    created_at: Mapped[datetime] = mapped_column(Instant)
    """Also the time in the derived ids of everything planned from it: never changes."""
    starts_on: Mapped[date]
    """The lifter's local day from which its days are counted."""
    ended_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    """NULL while it runs; set when the lifter stops it or takes another program."""
    source: Mapped[str] = mapped_column(sa.String(80))
    """Slug of the program that was copied."""
    program: Mapped[dict[str, Any]] = mapped_column(Json)
    """The assignment's own copy: a `webapp.domain.program.Program` as a document."""
    first_loads: Mapped[dict[str, Any]] = mapped_column(Json)
    """Exercise slug to the load it starts with (`{"v","u"}`); slugs left out are found while training."""
    said_loads: Mapped[dict[str, Any] | None] = mapped_column(Json, default=None)
    """Exercise slug to the load that somebody said since (`{"v","u","at"}`, `at` in ms); never rounded."""
    template_id: Mapped[UUID | None] = mapped_column(
        Id, sa.ForeignKey("template.id", ondelete="SET NULL"), index=True, default=None
    )
    """The coach's own program that was copied; NULL for a built-in one."""
    template_version: Mapped[int | None] = mapped_column(default=None)
    """Which version of it the copy has."""
