"""What people deleted and may still take back; and what of it isn't purged unasked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from webapp.domain.merge import unpack_stamps
from webapp.domain.operations import ENTITIES, Entity
from webapp.extensions import db
from webapp.models import Operation, SyncCommit
from webapp.workouts.rows import TABLES, is_kept

KEPT_FOR = timedelta(days=30)

EXERCISE, SET = TABLES["workout_exercise"], TABLES["set"]


@dataclass(frozen=True, slots=True)
class Deletion:
    """A deleted row that isn't purged yet.

    at: when this server heard of it, whatever the phone's clock said.
    has_arrivals: performed values came in after it, from a phone that didn't know; never purged unasked.
    """

    id: UUID
    at: datetime
    has_arrivals: bool

    @property
    def purged_at(self) -> datetime | None:
        """When it is gone for good; None if never."""
        return None if self.has_arrivals else self.at + KEPT_FOR


def list_deletions(lifter_id: UUID, entity: Entity) -> list[Deletion]:
    """The lifter's deleted rows of a kind; 1 to 3 statements."""
    table = TABLES[entity]
    deleted = (table.c.lifter_id == lifter_id, table.c.deleted_at.is_not(None), is_kept(entity))
    rows = db.session.execute(sa.select(table.c.id, table.c.stamps).where(*deleted)).all()
    if not rows:
        return []
    operations = {row.id: UUID(unpack_stamps(row.stamps)["deleted_at"][2]) for row in rows}
    commits = _commits(lifter_id, list(operations.values()))
    arrivals = _newest_performed(entity, list(operations))
    return [
        Deletion(row_id, commits[one].at, arrivals.get(row_id, 0) > commits[one].n)
        for row_id, one in operations.items()
        if one in commits
    ]


def list_lifters() -> Sequence[UUID]:
    """Who has deleted anything that isn't purged; 1 statement, which looks at everybody's rows."""
    return db.session.scalars(
        sa.union(
            *(
                sa.select(TABLES[entity].c.lifter_id).where(
                    TABLES[entity].c.deleted_at.is_not(None), is_kept(entity)
                )
                for entity in ENTITIES
            )
        )
    ).all()


def _commits(lifter_id: UUID, operation_ids: list[UUID]) -> Mapping[UUID, Any]:
    """With which commit each operation came, and when that was."""
    found = db.session.execute(
        sa.select(Operation.id, SyncCommit.n, SyncCommit.at)
        .join(SyncCommit, sa.and_(SyncCommit.lifter_id == Operation.lifter_id, SyncCommit.n == Operation.n))
        .where(Operation.lifter_id == lifter_id, Operation.id.in_(operation_ids))
    )
    return {row.id: row for row in found}


_IS_PERFORMED = sa.or_(
    *(SET.c[name].is_not(None) for name in ("ticked_at", "load", "reps", "seconds", "distance"))
)


def _newest_performed(entity: Entity, ids: list[UUID]) -> Mapping[UUID, int]:
    """The newest commit that touched a performed set of each row, by the row's id."""
    if entity == "measurement":
        return {}
    owner = {"workout": EXERCISE.c.workout_id, "workout_exercise": EXERCISE.c.id, "set": SET.c.id}[entity]
    found = db.session.execute(
        sa.select(owner, sa.func.max(SET.c.n))
        .select_from(SET)
        .join(EXERCISE)
        .where(owner.in_(ids), _IS_PERFORMED)
        .group_by(owner)
    )
    return {row[0]: row[1] for row in found}
