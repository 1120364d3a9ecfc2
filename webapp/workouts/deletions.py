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
from webapp.models import Operation, SyncCommit, SyncHead
from webapp.workouts.rows import TABLES, is_kept

KEPT_FOR = timedelta(days=30)

EXERCISE, SET = TABLES["workout_exercise"], TABLES["set"]


@dataclass(frozen=True, slots=True)
class Deletion:
    """A deleted row that isn't purged yet.

    at: when this server heard of it, whatever the phone's clock said.
    has_arrivals: a phone that didn't know brought performed values after it, or brought before it ticks that
        are newer than it; never purged unasked.
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
    performed = _newest_performed(entity, list(operations))
    return [
        Deletion(row_id, commits[one].at, _is_arrival(performed.get(row_id), commits[one]))
        for row_id, one in operations.items()
        if one in commits
    ]


def list_due(lifter_id: UUID, now: datetime) -> dict[Entity, set[UUID]]:
    """The lifter's rows that are to be purged, without what lies in them; 5 to 12 statements.

    30 days are past when they are by the lifter's newest commit as well: on a server restored from a backup,
    what a phone is about to bring back was deleted long ago by the clock alone.
    """
    newest = db.session.scalar(sa.select(SyncHead.at).where(SyncHead.lifter_id == lifter_id))
    until = min(now, newest) if newest else now
    return {
        entity: {
            one.id
            for one in list_deletions(lifter_id, entity)
            if one.purged_at is not None and one.purged_at <= until
        }
        for entity in ENTITIES
    }


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
    """With which commit each operation came, when that was, and as of when it counts."""
    found = db.session.execute(
        sa.select(Operation.id, Operation.eff, SyncCommit.n, SyncCommit.at)
        .join(SyncCommit, sa.and_(SyncCommit.lifter_id == Operation.lifter_id, SyncCommit.n == Operation.n))
        .where(Operation.lifter_id == lifter_id, Operation.id.in_(operation_ids))
    )
    return {row.id: row for row in found}


_IS_PERFORMED = sa.or_(
    *(SET.c[name].is_not(None) for name in ("ticked_at", "load", "reps", "seconds", "distance"))
)


_TICKED_AT = sa.case(
    (SET.c.ticked_at <= SyncCommit.at, SET.c.ticked_at), (SET.c.ticked_at > SyncCommit.at, SyncCommit.at)
)
"""Never later than it came in: a clock in 2100 would keep its sets from being deleted for ever."""


def _newest_performed(entity: Entity, ids: list[UUID]) -> Mapping[UUID, Any]:
    """Of the performed sets of each row, by its id: the newest commit that touched one (n), the last tick."""
    if entity in ("exercise_note", "measurement", "message"):
        return {}
    owner = {"workout": EXERCISE.c.workout_id, "workout_exercise": EXERCISE.c.id, "set": SET.c.id}[entity]
    found = db.session.execute(
        sa.select(
            owner.label("id"),
            sa.func.max(SET.c.n).label("n"),
            sa.func.max(_TICKED_AT).label("ticked_at"),
        )
        .select_from(SET)
        .join(EXERCISE)
        .outerjoin(SyncCommit, sa.and_(SyncCommit.lifter_id == SET.c.lifter_id, SyncCommit.n == SET.c.n))
        .where(owner.in_(ids), _IS_PERFORMED)
        .group_by(owner)
    )
    return {row.id: row for row in found}


def _is_arrival(performed: Any, deletion: Any) -> bool:
    """Whether whoever deleted can't have known of all that was performed.

    Commits tell what came after the deletion; for what came before it or along with it, the ticks do: a phone
    with no signal may bring a deletion that is older than they are.
    """
    if performed is None:
        return False
    is_later = performed.ticked_at is not None and performed.ticked_at > deletion.eff
    return bool(performed.n > deletion.n or is_later)
