"""A coach's note says when it was written, and nothing of when it was edited.

Why: nothing ever wrote that column; a note is deleted and written anew.
What older phones still send: the same; they know nothing of these notes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.drop_column("coach_note", "edited_at")


def downgrade() -> None:
    op.add_column("coach_note", sa.Column("edited_at", sa.BigInteger(), nullable=True))
