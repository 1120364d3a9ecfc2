"""A client's log as their coach may read it: what is shared, and nothing before the first day that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from webapp import catalogue
from webapp.coaching.queries import Client
from webapp.domain import adherence
from webapp.domain.consent import redact
from webapp.domain.exercise_notes import texts_of
from webapp.domain.records import Bests
from webapp.domain.schedule import local_day
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.history import queries as history
from webapp.models import Operation, Session, SyncHead
from webapp.threads import queries as threads
from webapp.threads.queries import Said
from webapp.workouts import queries as workouts
from webapp.workouts.bests import read_bests
from webapp.workouts.exercise_notes import list_exercise_notes
from webapp.workouts.rows import TABLES

WEEKS = 12
AHEAD = timedelta(days=14)

WORKOUT, EXERCISE, SET = TABLES["workout"], TABLES["workout_exercise"], TABLES["set"]


@dataclass(frozen=True, slots=True)
class Log:
    """Twelve weeks of a client's workouts, newest first, planned ones of the next two weeks among them.

    first: the earliest day of the twelve weeks. today: the client's local day.
    heard_on: `adherence.day_heard`.
    heard_at: when their phone last reached us, to the hour; to the minute where it brought something.
    n: the client's newest commit. looked_n: the client's commit up to which the coach had seen it.
    fresh: rows that others changed since.
    bests: by exercise, what was best of the shared days before `first`.
    """

    client: Client
    first: date
    today: date
    heard_at: datetime | None
    heard_on: date | None
    n: int
    looked_n: int
    workouts: tuple[Workout, ...]
    fresh: frozenset[UUID]
    said: tuple[Said, ...]
    bests: Mapping[str, Bests]


def read_log(
    coach_id: UUID, client: Client, now: datetime, *, opened_n: int | None = None, upto: date | None = None
) -> Log:
    """The twelve weeks before `upto`, or those until now with what is to come; 8 statements.

    opened_n: what had been seen as the page was opened: one that stands open keeps its marks.
    """
    heard_at, n = find_signs(client.id)  # first: what comes while the rest is read is newer than this
    seen_n = n if client.looked_at is None else client.looked_n  # before the first look nothing is new
    looked_n = seen_n if opened_n is None else min(opened_n, seen_n)
    today = local_day(now, client.zone, client.day_start_min)
    first = _first(client, upto or today)
    found = list_drawn(client, now, upto)
    known = catalogue.exercises()
    slugs = {part.exercise for one in found for part in one.exercises if part.exercise in known}
    return Log(
        client=client,
        first=first,
        today=today,
        heard_at=heard_at,
        heard_on=adherence.day_heard(heard_at, client.day_start_min),
        n=n,
        looked_n=looked_n,
        workouts=tuple(redact(one, client.shares) for one in found),
        fresh=_list_fresh(coach_id, client, looked_n) if looked_n < n else frozenset(),
        said=tuple(threads.list_said(client.id, [one.id for one in found], coach_id)),
        bests=read_bests(client.id, known, sorted(slugs), client.since, first),
    )


def list_drawn(client: Client, now: datetime, upto: date | None) -> list[Workout]:
    """The workouts of which the log consists, newest first, nothing left out of them; 3 statements."""
    if not client.shares.logs:
        return []
    today = local_day(now, client.zone, client.day_start_min)
    return history.list_planned_and_done(client.id, _first(client, upto or today), upto or today + AHEAD)


def read_workout(client: Client, workout_id: UUID) -> Workout | None:
    """One workout of the client's, as far as it is shared; None for one that isn't. 3 statements."""
    if not client.shares.logs:
        return None
    found = workouts.find_workout(client.id, workout_id)
    if found is None or found.deleted_at or found.on < client.since:
        return None
    return redact(found, client.shares)


def kept_note(client: Client, exercise: str) -> str:
    """What the client notes of an exercise for every time; "" for nothing, or where notes aren't shared.

    It says how they train now, whenever it was written: where the past begins doesn't matter. 1 statement.
    """
    return texts_of(list_exercise_notes(client.id)).get(exercise, "") if client.shares.notes else ""


def _first(client: Client, following: date) -> date:
    return max(_before(following), client.since)


def _before(day: date) -> date:
    """Twelve weeks earlier, or as early as there are days."""
    return date.fromordinal(max(1, day.toordinal() - 7 * WEEKS))


def find_signs(client_id: UUID) -> tuple[datetime | None, int]:
    """When a device of theirs last reached us, to the hour, and their newest commit; 1 statement."""
    row = db.session.connection().execute(_SIGNS, {"client": client_id}).one()
    return row[0], row[1] or 0


def _list_fresh(coach_id: UUID, client: Client, looked_n: int) -> frozenset[UUID]:
    """What changed after that commit, by id, but for what the coach changed last themselves; 1 statement."""
    asked = {"client": client.id, "looked": looked_n, "coach": coach_id}
    return frozenset(db.session.connection().execute(_FRESH, asked).scalars())


# Made once, at import.
_OWN = sa.select(Operation.n).where(
    Operation.lifter_id == sa.bindparam("client"),
    Operation.by != Operation.lifter_id,  # as the index has it
    Operation.by == sa.bindparam("coach"),
    Operation.n > sa.bindparam("looked"),
)
_FRESH = sa.union_all(
    *(
        sa.select(table.c.id).where(
            table.c.lifter_id == sa.bindparam("client"),
            table.c.n > sa.bindparam("looked"),
            table.c.n.not_in(_OWN),
        )
        for table in (WORKOUT, EXERCISE, SET)
    )
)

# Made once: whoever watches asks for it every few seconds.
_SIGNS = sa.select(
    sa.select(sa.func.max(Session.seen_at))
    .where(Session.user_id == sa.bindparam("client", type_=Session.user_id.type))
    .scalar_subquery(),
    sa.select(SyncHead.n)
    .where(SyncHead.lifter_id == sa.bindparam("client", type_=Session.user_id.type))
    .scalar_subquery(),
)
