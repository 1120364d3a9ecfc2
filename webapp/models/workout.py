"""One training session: exercises in order, sets in order, what was prescribed and what was done.

Rows are written by `webapp.workouts.actions.apply` alone.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.domain.load import Load
from webapp.domain.program import RepTarget, SetKind
from webapp.models.base import Base, Id, Instant, Json, LoadText, RepsText

_HURTS = sa.text("pain IS NOT NULL")


class Workout(Base):
    __tablename__ = "workout"
    __table_args__ = (
        sa.Index(None, "lifter_id", "on"),
        # What a phone asks with every sync: this lifter's rows after a commit.
        sa.Index(None, "lifter_id", "n"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    lifter_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"))
    on: Mapped[date]
    """The lifter's local day; fixed when the workout starts, whatever zone comes later."""
    zone: Mapped[str] = mapped_column(sa.String(64))
    title: Mapped[str] = mapped_column(sa.String(120))
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    """NULL while it is only planned; the first tick sets it."""
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    readiness: Mapped[Any] = mapped_column(Json, nullable=True)
    gym_id: Mapped[UUID | None] = mapped_column(Id)
    """Which of the lifter's gyms it is done in; NULL, or one that is gone, is the usual one.

    A phone says it, maybe after the gym was removed elsewhere: so it isn't a foreign key.
    """
    unit: Mapped[str | None] = mapped_column(sa.String(2))
    """What its loads are shown and typed in; NULL is the lifter's own. What was typed keeps its unit."""
    note: Mapped[str | None] = mapped_column(sa.Text)
    plan: Mapped[Any] = mapped_column(Json, nullable=True)
    """Where it comes from, as prescribed then; NULL if unplanned.

    `{assignment, occurrence, day, week, focus, minutes}`
    """
    withdrawn: Mapped[bool]
    """The plan moved on without it; a tick overrules that."""
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)
    n: Mapped[int] = mapped_column(sa.BigInteger)
    """The lifter's commit that last changed this row."""
    stamps: Mapped[Any] = mapped_column(Json, deferred=True)
    """Who wrote each field when: see `webapp.domain.merge`."""

    exercises: Mapped[list[WorkoutExercise]] = relationship(
        order_by="WorkoutExercise.position, WorkoutExercise.id", viewonly=True
    )


class WorkoutExercise(Base):
    __tablename__ = "workout_exercise"
    __table_args__ = (
        sa.Index(None, "workout_id"),
        # The way to "last time": newest day of one exercise first.
        sa.Index(None, "lifter_id", "exercise", "on"),
        sa.Index(None, "lifter_id", "n"),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    lifter_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"))
    workout_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("workout.id", ondelete="CASCADE"))
    on: Mapped[date]
    """The workout's day, kept here for the index."""
    exercise: Mapped[str] = mapped_column(sa.String(80))
    """Slug in the catalogue."""
    position: Mapped[str] = mapped_column(sa.String(40))
    """Sorts as text; ties by id."""
    skipped: Mapped[bool]
    superset: Mapped[str | None] = mapped_column(sa.String(8))
    note: Mapped[str | None] = mapped_column(sa.Text)
    plan: Mapped[Any] = mapped_column(Json, nullable=True)
    """As prescribed then: `{prescription, exercise, position, purpose, scheme, rest_s, warmup_rest_s}`.

    NULL if added by hand.
    """
    withdrawn: Mapped[bool]
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)
    n: Mapped[int] = mapped_column(sa.BigInteger)
    stamps: Mapped[Any] = mapped_column(Json, deferred=True)

    sets: Mapped[list[WorkoutSet]] = relationship(
        order_by="WorkoutSet.position, WorkoutSet.id", viewonly=True
    )


class WorkoutSet(Base):
    __tablename__ = "workout_set"
    __table_args__ = (
        sa.Index(None, "workout_exercise_id"),
        sa.Index(None, "lifter_id", "n"),
        # What a coach asks of all clients at once.
        sa.Index("ix_workout_set_pain", "lifter_id", sqlite_where=_HURTS, postgresql_where=_HURTS),
    )

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    lifter_id: Mapped[UUID] = mapped_column(Id, sa.ForeignKey("user.id", ondelete="CASCADE"))
    workout_exercise_id: Mapped[UUID] = mapped_column(
        Id, sa.ForeignKey("workout_exercise.id", ondelete="CASCADE")
    )
    position: Mapped[str] = mapped_column(sa.String(40))
    kind: Mapped[SetKind] = mapped_column(sa.String(8))
    side: Mapped[str | None] = mapped_column(sa.String(5))
    """`left` or `right` for one-sided exercises, else NULL."""
    target_reps: Mapped[RepTarget | None] = mapped_column(RepsText)
    target_load: Mapped[Load | None] = mapped_column(LoadText)
    told_load: Mapped[Load | None] = mapped_column(LoadText)
    """What a coach told for this very set; while it is the target, no other set's load takes its place."""
    load: Mapped[Load | None] = mapped_column(LoadText)
    """As typed; NULL until ticked or typed."""
    reps: Mapped[int | None]
    """NULL until told; 0 is a failed set, which is not the same thing."""
    seconds: Mapped[int | None]
    distance: Mapped[int | None]
    """In metres."""
    rpe: Mapped[str | None] = mapped_column(sa.String(4))
    """1 to 10 in halves, as a decimal: how hard it was."""
    rir: Mapped[int | None]
    """Reps left in the tank, 0 to 10."""
    grip: Mapped[str | None] = mapped_column(sa.String(40))
    gear: Mapped[Any] = mapped_column(Json, nullable=True)
    """What was worn: pieces of `webapp.domain.gear`; NULL until told, [] for nothing."""
    pain: Mapped[Any] = mapped_column(Json, nullable=True)
    struck: Mapped[bool | None]
    """Whether the lifter said that it is no record, though its numbers would be: a typo, a bouncing bar."""
    note: Mapped[str | None] = mapped_column(sa.Text)
    ticked_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn: Mapped[bool]
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)
    n: Mapped[int] = mapped_column(sa.BigInteger)
    stamps: Mapped[Any] = mapped_column(Json, deferred=True)
