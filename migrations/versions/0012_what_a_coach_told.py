"""A set knows which load a coach told for it.

Why: what was lifted of the set before took its place, if ticked on a phone that didn't know of it yet.
What older phones still send: the same; only the server sets it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("workout_set", sa.Column("told_load", sa.String(length=16), nullable=True))


def downgrade() -> None:
    op.drop_column("workout_set", "told_load")
