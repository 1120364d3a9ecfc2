"""Reads of programs given to a lifter."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from webapp.extensions import db
from webapp.models import Assignment, User, Workout


def list_running(lifter_id: UUID) -> Sequence[Assignment]:
    """The assignments that haven't ended, newest first; usually one."""
    return db.session.scalars(
        sa.select(Assignment)
        .where(Assignment.lifter_id == lifter_id, Assignment.ended_at.is_(None))
        .order_by(Assignment.created_at.desc())
    ).all()


def find_assignment(lifter_id: UUID, assignment_id: UUID) -> Assignment | None:
    """The lifter's assignment, ended or not."""
    return db.session.scalar(
        sa.select(Assignment).where(Assignment.id == assignment_id, Assignment.lifter_id == lifter_id)
    )


def find_giver(assignment: Assignment) -> str | None:
    """The name of the coach who gave it; None for what the lifter took, and once that account is gone."""
    if assignment.given_by in (None, assignment.lifter_id):
        return None
    return db.session.scalar(sa.select(User.name).where(User.id == assignment.given_by))


def list_waiting_workouts(lifter_id: UUID, workout_ids: Sequence[UUID]) -> Sequence[UUID]:
    """Those of the workouts that were planned and never begun."""
    return db.session.scalars(
        sa.select(Workout.id).where(
            Workout.lifter_id == lifter_id,
            Workout.id.in_(workout_ids),
            Workout.started_at.is_(None),
            Workout.finished_at.is_(None),
            Workout.deleted_at.is_(None),
        )
    ).all()
