"""The first tables: people and their sign-ins, programs given to lifters, workouts, operations.

Why: there was nothing. The rows of a lifter go with the lifter (ON DELETE CASCADE); what a lifter deletes
keeps its row and gets `deleted_at`.
What older phones still send: there are none.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

ID = sa.LargeBinary(16).with_variant(postgresql.UUID(as_uuid=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "throttle",
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttle")),
    )
    op.create_index(op.f("ix_throttle_last_at"), "throttle", ["last_at"])

    op.create_table(
        "user",
        sa.Column("id", ID, nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=2), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("day_start_min", sa.Integer(), nullable=False),
        sa.Column("effort", sa.String(length=3), nullable=False),
        sa.Column("is_coach", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("disabled_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
    )
    op.create_table(
        "assignment",
        sa.Column("id", ID, nullable=False),
        sa.Column("lifter_id", ID, nullable=False),
        sa.Column("given_by", ID, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("first_loads", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["given_by"], ["user.id"], name=op.f("fk_assignment_given_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["lifter_id"], ["user.id"], name=op.f("fk_assignment_lifter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_lifter_id"), "assignment", ["lifter_id"])

    op.create_table(
        "gym",
        sa.Column("id", ID, nullable=False),
        sa.Column("lifter_id", ID, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("equipment", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lifter_id"], ["user.id"], name=op.f("fk_gym_lifter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gym")),
    )
    op.create_index(op.f("ix_gym_lifter_id"), "gym", ["lifter_id"])

    op.create_table(
        "measurement",
        sa.Column("id", ID, nullable=False),
        sa.Column("lifter_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=16), nullable=False),
        sa.Column("unit", sa.String(length=4), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lifter_id"], ["user.id"], name=op.f("fk_measurement_lifter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
    )
    op.create_index(op.f("ix_measurement_lifter_id_kind_at"), "measurement", ["lifter_id", "kind", "at"])

    op.create_table(
        "operation",
        sa.Column("lifter_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("entity", sa.String(length=20), nullable=False),
        sa.Column("entity_id", ID, nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("ts", sa.BigInteger(), nullable=False),
        sa.Column("eff", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lifter_id"], ["user.id"], name=op.f("fk_operation_lifter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lifter_id", "id", name=op.f("pk_operation")),
    )
    op.create_table(
        "reset_link",
        sa.Column("id_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_reset_link_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id_hash", name=op.f("pk_reset_link")),
    )
    op.create_index(op.f("ix_reset_link_user_id"), "reset_link", ["user_id"])

    op.create_table(
        "session",
        sa.Column("id", ID, nullable=False),
        sa.Column("id_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("device", sa.String(length=80), nullable=False),
        sa.Column("born_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("auth_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_session_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint("id_hash", name=op.f("uq_session_id_hash")),
    )
    op.create_index(op.f("ix_session_user_id"), "session", ["user_id"])

    op.create_table(
        "sync_commit",
        sa.Column("lifter_id", ID, nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lifter_id"], ["user.id"], name=op.f("fk_sync_commit_lifter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lifter_id", "n", name=op.f("pk_sync_commit")),
    )
    op.create_table(
        "sync_head",
        sa.Column("lifter_id", ID, nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lifter_id"], ["user.id"], name=op.f("fk_sync_head_lifter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lifter_id", name=op.f("pk_sync_head")),
    )
    op.create_table(
        "workout",
        sa.Column("id", ID, nullable=False),
        sa.Column("lifter_id", ID, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=True),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.Column("readiness", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lifter_id"], ["user.id"], name=op.f("fk_workout_lifter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workout")),
    )
    op.create_index(op.f("ix_workout_lifter_id_on"), "workout", ["lifter_id", "on"])

    op.create_table(
        "workout_exercise",
        sa.Column("id", ID, nullable=False),
        sa.Column("lifter_id", ID, nullable=False),
        sa.Column("workout_id", ID, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("exercise", sa.String(length=80), nullable=False),
        sa.Column("position", sa.String(length=40), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("superset", sa.String(length=8), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lifter_id"], ["user.id"], name=op.f("fk_workout_exercise_lifter_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workout_id"], ["workout.id"], name=op.f("fk_workout_exercise_workout_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workout_exercise")),
    )
    op.create_index(
        op.f("ix_workout_exercise_lifter_id_exercise_on"), "workout_exercise", ["lifter_id", "exercise", "on"]
    )
    op.create_index(op.f("ix_workout_exercise_workout_id"), "workout_exercise", ["workout_id"])

    op.create_table(
        "workout_set",
        sa.Column("id", ID, nullable=False),
        sa.Column("lifter_id", ID, nullable=False),
        sa.Column("workout_exercise_id", ID, nullable=False),
        sa.Column("position", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("side", sa.String(length=5), nullable=True),
        sa.Column("target_reps", sa.String(length=16), nullable=True),
        sa.Column("target_load", sa.String(length=16), nullable=True),
        sa.Column("load", sa.String(length=16), nullable=True),
        sa.Column("reps", sa.Integer(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("distance", sa.Integer(), nullable=True),
        sa.Column("rpe", sa.String(length=4), nullable=True),
        sa.Column("rir", sa.Integer(), nullable=True),
        sa.Column("grip", sa.String(length=40), nullable=True),
        sa.Column("pain", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("ticked_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lifter_id"], ["user.id"], name=op.f("fk_workout_set_lifter_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workout_exercise_id"],
            ["workout_exercise.id"],
            name=op.f("fk_workout_set_workout_exercise_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workout_set")),
    )
    op.create_index(op.f("ix_workout_set_lifter_id"), "workout_set", ["lifter_id"])
    op.create_index(op.f("ix_workout_set_workout_exercise_id"), "workout_set", ["workout_exercise_id"])


def downgrade() -> None:
    for table in (
        "workout_set",
        "workout_exercise",
        "workout",
        "sync_head",
        "sync_commit",
        "session",
        "reset_link",
        "operation",
        "measurement",
        "gym",
        "assignment",
        "user",
        "throttle",
    ):
        op.drop_table(table)
