"""What a lifter must not do.

Why: exercises that load what hurts must not be suggested, and both the lifter and the coach can say which.
What older phones still send: the same; limitations reach a phone with the days that it keeps.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"

ID = sa.LargeBinary(16).with_variant(postgresql.UUID(as_uuid=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "limitation",
        sa.Column("id", ID, nullable=False),
        sa.Column("lifter_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("words", sa.String(length=80), nullable=False),
        sa.Column("set_by", ID, nullable=True),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_by", ID, nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_limitation")),
        _person("lifter_id", "CASCADE"),
        _person("set_by", "SET NULL"),
        _person("ended_by", "SET NULL"),
    )
    op.create_index(op.f("ix_limitation_lifter_id"), "limitation", ["lifter_id"])


def downgrade() -> None:
    op.drop_table("limitation")


def _person(column: str, ondelete: str) -> sa.Constraint:
    return sa.ForeignKeyConstraint(
        [column], ["user.id"], name=op.f(f"fk_limitation_{column}"), ondelete=ondelete
    )
