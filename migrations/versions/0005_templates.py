"""A coach's own programs, which copies were made of them, and what an edit changed in a copy.

Why: a coach writes a program once and gives it to many; the lifter reads who changed theirs, and how.
What older phones still send: the same; nothing that a phone writes changes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"

ID = sa.LargeBinary(16).with_variant(postgresql.UUID(as_uuid=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "template",
        sa.Column("id", ID, nullable=False),
        sa.Column("coach_id", ID, nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["coach_id"], ["user.id"], name=op.f("fk_template_coach_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template")),
    )
    op.create_index(op.f("ix_template_coach_id"), "template", ["coach_id"])
    with op.batch_alter_table("assignment") as table:
        table.add_column(sa.Column("template_id", ID, nullable=True))
        table.add_column(sa.Column("template_version", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_assignment_template_id"), "template", ["template_id"], ["id"], ondelete="SET NULL"
        )
        table.create_index(op.f("ix_assignment_template_id"), ["template_id"])
    op.create_table(
        "program_change",
        sa.Column("id", ID, nullable=False),
        sa.Column("lifter_id", ID, nullable=False),
        sa.Column("assignment_id", ID, nullable=False),
        sa.Column("by", ID, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["lifter_id"], ["user.id"], name=op.f("fk_program_change_lifter_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_program_change_assignment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_program_change_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program_change")),
    )
    op.create_index(op.f("ix_program_change_lifter_id"), "program_change", ["lifter_id"])
    op.create_index(op.f("ix_program_change_assignment_id"), "program_change", ["assignment_id"])


def downgrade() -> None:
    op.drop_table("program_change")
    with op.batch_alter_table("assignment") as table:
        table.drop_index(op.f("ix_assignment_template_id"))
        table.drop_constraint(op.f("fk_assignment_template_id"), type_="foreignkey")
        table.drop_column("template_version")
        table.drop_column("template_id")
    op.drop_table("template")
