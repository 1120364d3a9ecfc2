"""Since when a person hasn't looked at what others did about them.

Why: what a coach changed, gave or ruled out, and what was answered, is told once; only messages and news are
marked as read one by one. What older phones still send: the same, nothing of this is synced.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("user", sa.Column("told_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("user", "told_at")
