"""The one writer: whatever changes workout data arrives here as operations.

Forms, syncs and plans all end in `apply`. It never commits. The one
exception is the purge, which empties what was deleted 30 days ago.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from webapp import catalogue
from webapp.domain import body, merge, messages
from webapp.domain.merge import Row, Stamp
from webapp.domain.messages import Between
from webapp.domain.moment import ms_of
from webapp.domain.operations import (
    ENTITIES,
    FIELDS,
    PARENTS,
    Entity,
    Operation,
    Outcome,
    encode_fields,
    is_day_allowed,
)
from webapp.extensions import db
from webapp.models import CoachLink, SyncCommit, SyncHead
from webapp.models import Operation as OperationRow
from webapp.workouts.rows import TABLES

TICK_OF_CLOCK = timedelta(milliseconds=1)

GONE = ("unknown", "This isn't there any more, or never was.")
PURGED = ("gone", "This was deleted more than 30 days ago, and is gone for good.")


@dataclass(frozen=True, slots=True)
class Head:
    """Where a lifter's data stands. at: greater than every effective time before it."""

    n: int
    at: datetime

    def following(self, now: datetime) -> Head:
        """The next commit's: one step past the last, so that what is done now beats all that was before."""
        return Head(self.n + 1, max(now, self.at + TICK_OF_CLOCK))


def apply(lifter_id: UUID, operations: Sequence[Operation], *, now: datetime, by: UUID) -> list[Outcome]:
    """Write operations to a lifter's data, each at most once for ever; says what came of each.

    by: who asks, the lifter or a coach of theirs; whether they may is decided before.
    Costs a constant number of statements, however many the operations: 5 to 15.
    """
    connection = db.session.connection()
    head = _lock_head(connection, lifter_id, now)
    known = _known_ids(connection, lifter_id, operations)
    fresh = [one for one in operations if one.id not in known]
    batch = Batch(lifter_id, by, now, head, _load_rows(connection, fresh))
    if any(one.entity == "message" for one in fresh):
        batch.coaches = _coaches(connection, lifter_id)
    outcomes = {one_id: Outcome(one_id, "dup", eff) for one_id, eff in known.items()}
    for one in sorted(fresh, key=lambda operation: ENTITIES.index(operation.entity)):
        if one.id not in batch.effective:  # the same one twice in a batch
            outcomes[one.id] = batch.take(one)
    batch.write(connection)
    return [outcomes[one.id] for one in operations]


def queue_up(lifter_id: UUID, now: datetime) -> Head:
    """Wait until nobody else writes this lifter's data; until the commit, nobody else will."""
    return _lock_head(db.session.connection(), lifter_id, now)


def record_commit(connection: sa.Connection, lifter_id: UUID, head: Head) -> None:
    """Make this the lifter's newest commit."""
    token = secrets.token_hex(8)
    connection.execute(_COMMIT, {"lifter_id": lifter_id, "n": head.n, "token": token, "at": head.at})
    connection.execute(_ADVANCE, {"lifter": lifter_id, "new_n": head.n, "new_at": head.at})


class Batch:
    """Operations being merged into rows that were read once and are written once."""

    def __init__(
        self, lifter_id: UUID, by: UUID, now: datetime, head: Head, rows: dict[tuple[Entity, UUID], Row]
    ):
        self.lifter_id = lifter_id
        self.by = by
        self.coaches: frozenset[UUID] = frozenset()
        """To whom the lifter may write, where anything is written."""
        self.now = now
        self.head = head.following(now)
        self.rows = rows
        self.made: set[tuple[Entity, UUID]] = set()
        """Which of the rows aren't there yet."""
        self.effective: dict[UUID, datetime] = {}
        self.accepted: list[Operation] = []
        self.before: dict[UUID, dict[str, Any]] = {}
        """What operations of somebody else than the lifter replaced."""
        self.moved: list[UUID] = []
        """Workouts that changed their day and take their exercises along."""

    def take(self, one: Operation) -> Outcome:
        """Merge one operation into its row, or say why not."""
        row = self.rows.get((one.entity, one.entity_id))
        refusal = self._refusal(one, row)
        if refusal:
            return Outcome(one.id, "rejected", None, *refusal)
        ts = one.ts or self.head.at
        eff = min(one.eff or ts, self.head.at)
        if row is None:
            row = self._new_row(one, eff)
        elif row.is_purged:
            return Outcome(one.id, "noop", eff)  # it asks for a deleted row, and has one
        elif one.entity == "workout" and "on" in one.fields:
            self.moved.append(one.entity_id)
        if self.by != self.lifter_id:
            self.before[one.id] = encode_fields(one.entity, {name: row.values[name] for name in one.fields})
        stamp: Stamp = (ms_of(eff), ms_of(ts), one.id.hex)
        self.effective[one.id] = eff
        self.accepted.append(one)
        return Outcome(one.id, "ok" if row.take(one.fields, stamp) else "noop", eff)

    def _refusal(self, one: Operation, row: Row | None) -> tuple[str, str] | None:
        if row is not None and row.values["lifter_id"] != self.lifter_id:
            return GONE  # somebody else's: not told apart from nobody's
        if row is not None and row.is_purged and one.fields.get("deleted_at") is None:
            return PURGED
        if row is None and not _required(one.entity) <= set(one.fields):
            return GONE
        if one.entity in PARENTS and PARENTS[one.entity][0] in one.fields:
            refusal = self._parent_refusal(one, row)
            if refusal:
                return refusal
        if one.entity == "message":
            return self._message_refusal(one, row)
        if one.entity == "measurement" and not _MEASURED.isdisjoint(one.fields):
            return _measurement_refusal(one, row)
        if "exercise" in one.fields and catalogue.exercise(one.fields["exercise"]) is None:
            return ("exercise", "There is no such exercise.")
        if "on" in one.fields and not is_day_allowed(one.fields["on"], self.now.date()):
            return ("day", "A workout lies between 1950 and 400 days from now.")
        return None

    def _parent_refusal(self, one: Operation, row: Row | None) -> tuple[str, str] | None:
        name, entity = PARENTS[one.entity]
        parent = self.rows.get((entity, one.fields[name]))
        if parent is None or parent.values["lifter_id"] != self.lifter_id:
            return GONE
        if row is None and parent.is_purged:
            return PURGED
        if row is not None and row.values[name] != one.fields[name]:
            return ("moved", "It belongs to another workout.")
        return None

    def _message_refusal(self, one: Operation, row: Row | None) -> tuple[str, str] | None:
        about = one.fields.get("set")
        if about is not None and self._owner(("set", about)) != self.lifter_id:
            return GONE
        between = Between(self.lifter_id, self.by, self.coaches)
        return messages.refusal(one.fields, row.values if row else None, between)

    def _owner(self, key: tuple[Entity, UUID]) -> UUID | None:
        return self.rows[key].values["lifter_id"] if key in self.rows else None

    def _new_row(self, one: Operation, eff: datetime) -> Row:
        values = {name: field.default for name, field in FIELDS[one.entity].items()}
        if one.entity == "message":
            values |= {"author": self.by, "written_at": eff}
        row = Row({**values, "lifter_id": self.lifter_id}, {})
        self.rows[one.entity, one.entity_id] = row
        self.made.add((one.entity, one.entity_id))
        return row

    def write(self, connection: sa.Connection) -> None:
        """Store what changed: rows, operations, the commit."""
        if not self.accepted:
            return
        for entity in ENTITIES:
            changed = {key: row for key, row in self.rows.items() if key[0] == entity and row.changed}
            if made := [self._made(entity, key[1], row) for key, row in changed.items() if key in self.made]:
                connection.execute(_upsert(entity, connection.dialect.name), made)
            if kept := {key[1]: row for key, row in changed.items() if key not in self.made}:
                self._write_changed(connection, entity, kept)
        if self.moved:
            connection.execute(_CARRY, [{"workout": one, "new_n": self.head.n} for one in self.moved])
            connection.execute(_CARRY_SETS, [{"workout": one, "new_n": self.head.n} for one in self.moved])
        connection.execute(_RECORD, [self._record(one) for one in self.accepted])
        record_commit(connection, self.lifter_id, self.head)

    def _made(self, entity: Entity, row_id: UUID, row: Row) -> dict[str, Any]:
        made = {field.column: row.values[name] for name, field in FIELDS[entity].items()}
        made |= {
            "id": row_id,
            "lifter_id": self.lifter_id,
            "n": self.head.n,
            "stamps": merge.pack_stamps(row.stamps),
        }
        if entity == "workout_exercise":
            made["on"] = self.rows["workout", row.values["workout"]].values["on"]
        return made

    def _write_changed(self, connection: sa.Connection, entity: Entity, rows: Mapping[UUID, Row]) -> None:
        """What changed of rows that were there, and nothing else: other fields' indexes stay as they are."""
        names = frozenset[str]().union(*(row.changed for row in rows.values()))
        changed = [
            {
                **{FIELDS[entity][name].column: row.values[name] for name in names},
                "row_id": row_id,
                "n": self.head.n,
                "stamps": merge.pack_stamps(row.stamps),
            }
            for row_id, row in rows.items()
        ]
        connection.execute(_update(entity, names), changed)

    def _record(self, one: Operation) -> dict[str, Any]:
        return {
            "lifter_id": self.lifter_id,
            "id": one.id,
            "by": self.by,
            "entity": one.entity,
            "entity_id": one.entity_id,
            "fields": encode_fields(one.entity, one.fields),
            "before": self.before.get(one.id),
            "ts": one.ts or self.head.at,
            "eff": self.effective[one.id],
            "n": self.head.n,
        }


_MEASURED = frozenset({"kind", "value", "unit"})
"""What makes sense only together."""


def _measurement_refusal(one: Operation, row: Row | None) -> tuple[str, str] | None:
    """By what the operation names, and what the row has of the rest."""
    its = {**(row.values if row else {}), **one.fields}
    refusal = body.find_refusal(its["kind"], Decimal(its["value"]), its["unit"])
    return ("measured", refusal) if refusal else None


def _required(entity: Entity) -> set[str]:
    """What an operation must bring to make a row."""
    return {name for name, field in FIELDS[entity].items() if field.required}


def _lock_head(connection: sa.Connection, lifter_id: UUID, now: datetime) -> Head:
    """The lifter's head, locked until the commit: writers of one lifter queue here."""
    row = connection.execute(_HEAD, {"lifter": lifter_id}).one_or_none()
    if row is None:
        made = {"lifter_id": lifter_id, "n": 0, "at": now}
        connection.execute(_insert(_HEADS, connection.dialect.name).on_conflict_do_nothing(), made)
        row = connection.execute(_HEAD, {"lifter": lifter_id}).one()
    return Head(row.n, row.at)


def _known_ids(
    connection: sa.Connection, lifter_id: UUID, operations: Sequence[Operation]
) -> dict[UUID, datetime]:
    """Those of the operations that were taken before, and as of when they count."""
    asked = {"lifter": lifter_id, "ids": [one.id for one in operations]}
    return {row.id: row.eff for row in connection.execute(_KNOWN, asked)}


def _coaches(connection: sa.Connection, lifter_id: UUID) -> frozenset[UUID]:
    """Who coaches the lifter now."""
    return frozenset(connection.execute(_COACHES, {"lifter": lifter_id}).scalars())


def _load_rows(connection: sa.Connection, operations: Iterable[Operation]) -> dict[tuple[Entity, UUID], Row]:
    """The rows that operations name, and their parents; one statement for each kind of row.

    Of each row, only what the rules ask of it and the fields that operations name.
    """
    wanted: dict[Entity, set[UUID]] = {}
    named: dict[Entity, set[str]] = {}
    for one in operations:
        wanted.setdefault(one.entity, set()).add(one.entity_id)
        named.setdefault(one.entity, set()).update(one.fields)
        parent = PARENTS.get(one.entity)
        if parent and parent[0] in one.fields:
            wanted.setdefault(parent[1], set()).add(one.fields[parent[0]])
        if one.entity == "message" and one.fields.get("set"):
            wanted.setdefault("set", set()).add(one.fields["set"])
    rows: dict[tuple[Entity, UUID], Row] = {}
    for entity in reversed(ENTITIES):  # children first: the parents they name are wanted by then
        if ids := wanted.get(entity):
            names = _ASKED_OF[entity] | named.get(entity, set())
            for row_id, stamps, lifter_id, *values in connection.execute(
                _select(entity, names), {"ids": list(ids)}
            ):
                held = dict(zip(sorted(names), values, strict=True), lifter_id=lifter_id)
                rows[entity, row_id] = Row(held, merge.unpack_stamps(stamps))
    return rows


_ASKED_OF: dict[Entity, frozenset[str]] = {
    "workout": frozenset({"on"}),
    "workout_exercise": frozenset({"workout"}),
    "set": frozenset({"workout_exercise"}),
    "exercise_note": frozenset(),
    "measurement": _MEASURED,
    "message": frozenset(FIELDS["message"]),
}
"""Which fields of a row the rules ask for, whatever is to be changed."""


@lru_cache(maxsize=512)
def _select(entity: Entity, names: frozenset[str]) -> sa.Select[Any]:
    """Rows by their ids: id, stamps, lifter, and these fields in the order of their names."""
    table, fields = TABLES[entity], FIELDS[entity]
    columns = [table.c[fields[name].column] for name in sorted(names)]
    rows = sa.select(table.c.id, table.c.stamps, table.c.lifter_id, *columns)
    return rows.where(table.c.id.in_(sa.bindparam("ids", expanding=True)))


@lru_cache(maxsize=512)
def _update(entity: Entity, names: frozenset[str]) -> sa.Update:
    """These fields of a row that is there."""
    table, fields = TABLES[entity], FIELDS[entity]
    columns = [*(fields[name].column for name in sorted(names)), "n", "stamps"]
    row = sa.update(table).where(table.c.id == sa.bindparam("row_id"))
    return row.values({column: sa.bindparam(column) for column in columns})


@cache
def _upsert(entity: Entity, dialect: str) -> Any:
    """Whole rows: part of one would fail NOT NULL before the conflict is seen."""
    table = TABLES[entity]
    insert = _insert(table, dialect)
    kept = ("id", "lifter_id")
    updated = {column.name: insert.excluded[column.name] for column in table.c if column.name not in kept}
    # Of two lifters who make a row with the same id at the same moment, the first keeps it.
    own = table.c.lifter_id == insert.excluded.lifter_id
    return insert.on_conflict_do_update(index_elements=["id"], set_=updated, where=own)


def _insert(table: sa.Table, dialect: str) -> Any:
    """An insert that knows ON CONFLICT, in the words of the database in use."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


# Statements are made once: putting one together costs several times what SQLite needs to run it.

_HEADS: sa.Table = SyncHead.__table__  # type: ignore[assignment]
_HEAD = (
    sa.select(SyncHead.n, SyncHead.at).where(SyncHead.lifter_id == sa.bindparam("lifter")).with_for_update()
)
_KNOWN = sa.select(OperationRow.id, OperationRow.eff).where(
    OperationRow.lifter_id == sa.bindparam("lifter"), OperationRow.id.in_(sa.bindparam("ids", expanding=True))
)
_COACHES = sa.select(CoachLink.coach_id).where(
    CoachLink.client_id == sa.bindparam("lifter"), CoachLink.state == "active"
)
_RECORD = sa.insert(OperationRow)
_COMMIT = sa.insert(SyncCommit)
_ADVANCE = (
    sa.update(_HEADS)
    .where(_HEADS.c.lifter_id == sa.bindparam("lifter"))
    .values(n=sa.bindparam("new_n"), at=sa.bindparam("new_at"))
)
_CARRY = (
    sa.update(TABLES["workout_exercise"])
    .where(TABLES["workout_exercise"].c.workout_id == sa.bindparam("workout"))
    .values(
        n=sa.bindparam("new_n"),
        on=sa.select(TABLES["workout"].c.on)
        .where(TABLES["workout"].c.id == TABLES["workout_exercise"].c.workout_id)
        .scalar_subquery(),
    )
)
_CARRY_SETS = (
    sa.update(TABLES["set"])
    .where(
        TABLES["set"].c.workout_exercise_id.in_(
            sa.select(TABLES["workout_exercise"].c.id).where(
                TABLES["workout_exercise"].c.workout_id == sa.bindparam("workout")
            )
        )
    )
    .values(n=sa.bindparam("new_n"))
)
"""With the commit's number, so that a phone to whose window the workout moves gets them."""
