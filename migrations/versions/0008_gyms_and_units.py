"""Several gyms, and which gym and unit a workout is done in.

Why: who trains in two places has two racks of plates, and may switch in the middle of a workout.
What older phones still send: the same; both new fields of a workout stay NULL, the usual gym and unit.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"

ID = sa.LargeBinary(16).with_variant(postgresql.UUID(as_uuid=True), "postgresql")
GYM = sa.table("gym", sa.column("name", sa.String), sa.column("chosen_at", sa.BigInteger))


def upgrade() -> None:
    op.add_column("workout", sa.Column("gym_id", ID, nullable=True))
    op.add_column("workout", sa.Column("unit", sa.String(length=2), nullable=True))
    op.add_column("gym", sa.Column("chosen_at", sa.BigInteger(), nullable=True))
    op.add_column("gym", sa.Column("removed_at", sa.BigInteger(), nullable=True))
    op.execute(GYM.update().values(chosen_at=0))  # there was one for each lifter
    op.execute(GYM.update().where(GYM.c.name == "Gym").values(name="My gym"))


def downgrade() -> None:
    op.drop_column("gym", "removed_at")
    op.drop_column("gym", "chosen_at")
    op.drop_column("workout", "unit")
    op.drop_column("workout", "gym_id")
