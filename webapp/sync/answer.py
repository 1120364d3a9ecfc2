"""From a phone's request to its answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from webapp.database import begin_writing
from webapp.domain.moment import ms_of
from webapp.domain.operations import Operation, Outcome
from webapp.extensions import db
from webapp.sync import days, queries
from webapp.sync.queries import START
from webapp.sync.wire import MIN_SCHEMA, Request, Unreadable, decode_operation
from webapp.workouts import actions, plans
from webapp.workouts.desk import Desk

Acks = list[dict[str, Any]]


def answer(at: Desk, request: Request) -> dict[str, Any]:
    """Apply what the phone sent, and tell it what it hasn't got.

    Operations, changes and cursor belong to one transaction. The days are drawn after it, in a reading one:
    drawing takes longer than writing, and other lifters wait for the write lock.
    """
    since = queries.find_cursor(at.lifter.id, request.cursor)
    reset = request.cursor is not None and since is None
    # What the operations rest on may be gone with the restored server. The phone keeps them, sends the rows
    # first and then these again.
    acks = [] if reset else _push(at, request)
    changes, cursor, more = _pull(at, request, (since or START).n)
    db.session.commit()
    wants_days = request.have is not None and not more
    return {
        "v": 1,
        "now": ms_of(at.now),
        "acks": acks,
        "changes": changes,
        "days": days.changed(at, request.have or {}) if wants_days else {},
        "reset": reset,
        "cursor": cursor,
        "more": more,
        "min_schema": MIN_SCHEMA,
    }


def _push(at: Desk, request: Request) -> Acks:
    decoded = [decode_operation(raw) for raw in request.ops]
    operations = [one for one in decoded if isinstance(one, Operation)]
    lacks_plan = at.running is not None and plans.lacks_rows(at.lifter, at.running, at.today)
    if operations or lacks_plan:
        begin_writing()
    if lacks_plan and at.running is not None:
        plans.write_ahead(at.lifter, at.running, at.today, at.now, at.lifter.id)
    outcomes = apply_or_one_by_one(at.lifter.id, operations, at.now)
    by_id = {one.id: one for one in outcomes}
    return [_refused(one) if isinstance(one, Unreadable) else _ack(by_id[one.id]) for one in decoded]


def apply_or_one_by_one(lifter_id: UUID, operations: Sequence[Operation], now: datetime) -> list[Outcome]:
    """All at once; should the database refuse the batch, each by itself: one never blocks the rest."""
    if not operations:
        return []
    try:
        # A savepoint of the connection's: the session's own looks after objects, and there are none.
        with db.session.connection().begin_nested():
            return actions.apply(lifter_id, operations, now=now, by=lifter_id)
    except (sa.exc.DataError, sa.exc.IntegrityError):
        return [_apply_alone(lifter_id, one, now) for one in operations]


def _apply_alone(lifter_id: UUID, one: Operation, now: datetime) -> Outcome:
    try:
        with db.session.connection().begin_nested():
            return actions.apply(lifter_id, [one], now=now, by=lifter_id)[0]
    except (sa.exc.DataError, sa.exc.IntegrityError):
        return Outcome(one.id, "rejected", None, "refused", "The database can't keep this.")


def _pull(at: Desk, request: Request, since: int) -> tuple[list[dict[str, Any]], str, bool]:
    """Changes after a commit, the cursor after them, whether there are more."""
    newest = queries.find_newest_cursor(at.lifter.id)
    changes, upto = queries.list_changes(at.lifter.id, since, newest.n, at.today, request.limit)
    complete = newest if upto is None else queries.find_cursor_at(at.lifter.id, upto)
    return changes, queries.cursor_text(complete, newest), upto is not None


def _ack(outcome: Outcome) -> dict[str, Any]:
    ack = {"id": str(outcome.id), "s": outcome.status, "eff": ms_of(outcome.eff) if outcome.eff else 0}
    return ack | {"code": outcome.code, "msg": outcome.message} if outcome.status == "rejected" else ack


def _refused(one: Unreadable) -> dict[str, Any]:
    return {"id": one.id, "s": "rejected", "eff": 0, "code": "unreadable", "msg": one.message}
