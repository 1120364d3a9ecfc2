"""Coaches and their clients: links, invitations, messages, a coach's own notes, and what an edit replaced.

Why: a coach sees a log with the client's consent, row by row, and both can see who changed what.
What older phones still send: the same; a phone that doesn't know messages passes them by.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

ID = sa.LargeBinary(16).with_variant(postgresql.UUID(as_uuid=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "coach_link",
        sa.Column("id", ID, nullable=False),
        sa.Column("coach_id", ID, nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("state", sa.String(length=7), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=True),
        sa.Column("began_on", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", ID, nullable=True),
        sa.Column("shares_logs", sa.Boolean(), nullable=False),
        sa.Column("shares_measurements", sa.Boolean(), nullable=False),
        sa.Column("shares_wellbeing", sa.Boolean(), nullable=False),
        sa.Column("shares_notes", sa.Boolean(), nullable=False),
        sa.Column("shares_past", sa.Boolean(), nullable=False),
        sa.Column("looked_n", sa.BigInteger(), nullable=False),
        sa.Column("looked_at", sa.BigInteger(), nullable=True),
        sa.Column("archived_at", sa.BigInteger(), nullable=True),
        *_people("coach_link", "coach_id", "client_id"),
    )
    for column in ("coach_id", "client_id"):
        op.create_index(op.f(f"ix_coach_link_{column}"), "coach_link", [column])
    living = sa.text("state != 'ended'")
    op.create_index(
        "uq_coach_link_living",
        "coach_link",
        ["coach_id", "client_id"],
        unique=True,
        sqlite_where=living,
        postgresql_where=living,
    )
    op.create_table(
        "coach_invitation",
        sa.Column("id", ID, nullable=False),
        sa.Column("coach_id", ID, nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("code_expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.Column("used_by", ID, nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        *_people("coach_invitation", "coach_id"),
        sa.ForeignKeyConstraint(
            ["used_by"], ["user.id"], name=op.f("fk_coach_invitation_used_by"), ondelete="SET NULL"
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_coach_invitation_token_hash")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_coach_invitation_code_hash")),
    )
    op.create_index(op.f("ix_coach_invitation_coach_id"), "coach_invitation", ["coach_id"])
    op.create_table(
        "coach_note",
        sa.Column("id", ID, nullable=False),
        sa.Column("coach_id", ID, nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=True),
        *_people("coach_note", "coach_id", "client_id"),
    )
    op.create_index(op.f("ix_coach_note_client_id"), "coach_note", ["client_id"])
    op.create_index(op.f("ix_coach_note_coach_id_client_id"), "coach_note", ["coach_id", "client_id"])
    op.create_table(
        "message",
        sa.Column("id", ID, nullable=False),
        sa.Column("lifter_id", ID, nullable=False),
        sa.Column("coach_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("workout_id", ID, nullable=False),
        sa.Column("set_id", ID, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=True),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("stamps", sa.Text(), nullable=False),
        *_people("message", "lifter_id", "coach_id"),
        sa.ForeignKeyConstraint(
            ["workout_id"], ["workout.id"], name=op.f("fk_message_workout_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["set_id"], ["workout_set.id"], name=op.f("fk_message_set_id"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_message_workout_id"), "message", ["workout_id"])
    op.create_index(op.f("ix_message_set_id"), "message", ["set_id"])
    op.create_index(op.f("ix_message_lifter_id_n"), "message", ["lifter_id", "n"])
    op.create_index(op.f("ix_message_coach_id_read_at"), "message", ["coach_id", "read_at"])
    op.add_column("operation", sa.Column("before", sa.Text(), nullable=True))
    others = sa.text("by != lifter_id")
    op.create_index(
        "ix_operation_by_others",
        "operation",
        ["lifter_id", "n"],
        sqlite_where=others,
        postgresql_where=others,
    )


def downgrade() -> None:
    op.drop_index("ix_operation_by_others", "operation")
    op.drop_column("operation", "before")
    for table in ("message", "coach_note", "coach_invitation", "coach_link"):
        op.drop_table(table)


def _people(table: str, *columns: str) -> list[sa.Constraint]:
    """The primary key, and that the row goes with each of these people."""
    return [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(
            sa.ForeignKeyConstraint([one], ["user.id"], name=op.f(f"fk_{table}_{one}"), ondelete="CASCADE")
            for one in columns
        ),
    ]
