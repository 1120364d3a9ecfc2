"""What a coach does about a client; none of these commits. The client's goes through the one writer."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from webapp.coaching import log
from webapp.coaching.queries import Client
from webapp.domain.ids import new_id
from webapp.domain.operations import Operation, Outcome
from webapp.extensions import db
from webapp.models import CoachLink
from webapp.threads import queries as threads
from webapp.workouts import actions as workouts


def look(coach_id: UUID, client: Client, n: int, upto: date | None, now: datetime) -> None:
    """What a page showed has been seen, and the messages to the coach that stood on it are read.

    n: the client's commit that it was drawn at; one that is to come counts as the newest.
    upto: as `read_log` had it. Where workouts aren't shared the page shows none, and none has been seen.
    """
    if not client.shares.logs:
        return
    _, newest = log.find_signs(client.id)
    n = min(n, newest)
    unread = threads.list_unread(coach_id, client.id, coach_id, n)
    drawn = {one.id for one in log.list_drawn(client, now, upto)} if unread else set()
    reads = [Operation(new_id(now), "message", one, {"read_at": now}) for one, of in unread if of in drawn]
    if reads:
        workouts.apply(client.id, reads, now=now, by=coach_id)
    is_news = sa.or_(CoachLink.looked_n < n, CoachLink.looked_at.is_(None))
    looked = sa.update(CoachLink).where(CoachLink.id == client.link_id, is_news)
    further = sa.case((CoachLink.looked_n < n, n), else_=CoachLink.looked_n)
    db.session.execute(looked.values(looked_n=further, looked_at=now))


def say(
    coach_id: UUID,
    client: Client,
    workout_id: UUID,
    about: UUID | None,
    text: str,
    ids: tuple[UUID, UUID],
    now: datetime,
) -> Outcome:
    """Write to the client. about: a set of the workout. ids: of the operation and of the message."""
    fields = {"workout": workout_id, "set": about, "coach": coach_id, "text": text}
    return workouts.apply(client.id, [Operation(ids[0], "message", ids[1], fields)], now=now, by=coach_id)[0]


def archive(client: Client, at: datetime | None) -> None:
    """Put a client off the roster, or back on it with None."""
    differs = CoachLink.archived_at.is_(None) if at else CoachLink.archived_at.is_not(None)
    put = sa.update(CoachLink).where(CoachLink.id == client.link_id, differs)
    db.session.execute(put.values(archived_at=at))
