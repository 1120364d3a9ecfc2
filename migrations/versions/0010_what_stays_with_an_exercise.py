"""What stays with an exercise, a note for every time it is done; what was worn for a set; and which
sets are no records.

Why: seat height and grip width were noted in one workout and looked for in the next; a set with a belt is
another than one without; a typo made a record of 600 kg that nobody could take away.
What older phones still send: the same; they keep these rows and fields without showing them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"

ID = sa.LargeBinary(16).with_variant(postgresql.UUID(as_uuid=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "exercise_note",
        sa.Column("id", ID, nullable=False),
        sa.Column("lifter_id", ID, nullable=False),
        sa.Column("exercise", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercise_note")),
        sa.ForeignKeyConstraint(
            ["lifter_id"], ["user.id"], name=op.f("fk_exercise_note_lifter_id"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_exercise_note_lifter_id_n"), "exercise_note", ["lifter_id", "n"])

    op.add_column("workout_set", sa.Column("gear", sa.Text(), nullable=True))
    op.add_column("workout_set", sa.Column("struck", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("workout_set", "struck")
    op.drop_column("workout_set", "gear")
    op.drop_table("exercise_note")
