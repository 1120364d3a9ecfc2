"""Since when a person hasn't looked at what others did about them; working loads that somebody said.

Why: what a coach changed, gave or ruled out is told once, and only messages and news are marked as read one
by one. A coach, or the lifter, says with which load an exercise goes on; the program's rules take over.
What older phones still send: the same, nothing of either is synced.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("user", sa.Column("told_at", sa.BigInteger(), nullable=True))
    op.add_column("assignment", sa.Column("said_loads", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("assignment", "said_loads")
    op.drop_column("user", "told_at")
