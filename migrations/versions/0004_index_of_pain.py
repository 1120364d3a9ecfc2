"""An index of the sets on which pain was reported.

Why: a coach's roster asks all clients at once for it. Reading every set since the coach's last look took
80 ms for forty clients; there are few sets with pain, so the index costs a tick nothing.
What older phones still send: the same; no column changes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    reported = sa.text("pain IS NOT NULL")
    op.create_index(
        "ix_workout_set_pain", "workout_set", ["lifter_id"], sqlite_where=reported, postgresql_where=reported
    )


def downgrade() -> None:
    op.drop_index("ix_workout_set_pain", "workout_set")
