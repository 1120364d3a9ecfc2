"""An index by lifter and commit on every table that a phone pulls from.

Why: a sync asks each table for the lifter's rows after a commit. Without the index that question reads all
that the lifter ever did, and a sync grows with the history. The index by lifter alone on workout_set goes:
the new one begins with the lifter and answers for it.
What older phones still send: the same; no column changes.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = ("workout", "workout_exercise", "workout_set", "measurement")


def upgrade() -> None:
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_lifter_id_n"), table, ["lifter_id", "n"])
    op.drop_index(op.f("ix_workout_set_lifter_id"), "workout_set")


def downgrade() -> None:
    op.create_index(op.f("ix_workout_set_lifter_id"), "workout_set", ["lifter_id"])
    for table in TABLES:
        op.drop_index(op.f(f"ix_{table}_lifter_id_n"), table)
