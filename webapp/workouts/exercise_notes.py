"""What a lifter notes of exercises for every time they do them."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from webapp.domain.exercise_notes import ExerciseNote
from webapp.extensions import db
from webapp.workouts.rows import TABLES

NOTE = TABLES["exercise_note"]


def list_exercise_notes(lifter_id: UUID) -> tuple[ExerciseNote, ...]:
    """All of the lifter's that aren't deleted: as many as they have exercises with one. 1 statement."""
    found = db.session.connection().execute(_NOTES, {"lifter": lifter_id})
    return tuple(ExerciseNote(*row) for row in found)


# Made once: every page of a workout runs it.
_NOTES = sa.select(NOTE.c.id, NOTE.c.exercise, NOTE.c.text).where(
    NOTE.c.lifter_id == sa.bindparam("lifter"), NOTE.c.deleted_at.is_(None)
)
