"""Reads of links: the one who asks first. Without an active link there is no client."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from webapp.domain.consent import Shares
from webapp.domain.load import Unit
from webapp.extensions import db
from webapp.models import CoachLink, User
from webapp.workouts import plans


@dataclass(frozen=True, slots=True)
class Client:
    """A lifter as one coach may see them.

    since: the first local day that is shown. looked_n: the client's commit that the coach has seen.
    """

    link_id: UUID
    id: UUID
    name: str
    zone: str
    day_start_min: int
    unit: Unit
    shares: Shares
    since: date
    began_at: datetime
    looked_n: int
    looked_at: datetime | None
    archived_at: datetime | None


def find_client(coach_id: UUID, client_id: UUID) -> Client | None:
    """The coach's client; None without an active link, and for an account that was disabled. 1 statement."""
    asked = {"coach": coach_id, "client": client_id}
    row = db.session.connection().execute(_CLIENT, asked).one_or_none()
    return _client_from(row) if row else None


def list_clients(coach_id: UUID) -> Sequence[Client]:
    """All with an active link, archived ones too, by name; 1 statement."""
    found = db.session.connection().execute(_CLIENTS, {"coach": coach_id})
    return [_client_from(row) for row in found]


def find_link(person_id: UUID, link_id: UUID) -> CoachLink | None:
    """A link that hasn't ended, for either of the two it is between."""
    return db.session.scalar(
        sa.select(CoachLink).where(
            CoachLink.id == link_id,
            CoachLink.state != "ended",
            sa.or_(CoachLink.coach_id == person_id, CoachLink.client_id == person_id),
        )
    )


@dataclass(frozen=True, slots=True)
class RunningProgram:
    """What a client follows: `Heavy / light back`, week 6 of 8. ends_on: the last day of its last week."""

    title: str
    week: int
    weeks: int
    ends_on: date


def find_plan(client: Client, today: date) -> RunningProgram | None:
    """The program the client follows, where workouts are shared; 1 statement."""
    running = plans.find_running(client.id) if client.shares.logs else None
    if running is None:
        return None
    program, starts_on = running.plan.program, running.plan.starts_on
    week = min(max(1, 1 + (today - starts_on).days // 7), program.weeks)
    return RunningProgram(
        program.title, week, program.weeks, starts_on + timedelta(weeks=program.weeks, days=-1)
    )


def clients_of(
    lifter_id: Any, *conditions: sa.ColumnElement[bool] | InstrumentedAttribute[bool]
) -> sa.ColumnElement[bool]:
    """Whether a lifter is a client of `:coach` who isn't archived, for statements that join the link.

    It finds the clients in the statement itself: a list of five hundred ids would have to be sent with each.
    """
    return sa.and_(
        CoachLink.client_id == lifter_id,
        CoachLink.coach_id == sa.bindparam("coach"),
        CoachLink.state == "active",
        CoachLink.archived_at.is_(None),
        *conditions,
    )


# Made once: whoever watches a client asks for them every few seconds.
_LINKED = (
    sa.select(
        CoachLink.id.label("link_id"),
        User.id,
        User.name,
        User.zone,
        User.day_start_min,
        User.unit,
        CoachLink.shares_logs,
        CoachLink.shares_measurements,
        CoachLink.shares_wellbeing,
        CoachLink.shares_notes,
        CoachLink.shares_past,
        CoachLink.began_on,
        CoachLink.began_at,
        CoachLink.looked_n,
        CoachLink.looked_at,
        CoachLink.archived_at,
    )
    .join(User, User.id == CoachLink.client_id)
    .where(
        CoachLink.coach_id == sa.bindparam("coach"),
        CoachLink.state == "active",
        User.disabled_at.is_(None),
    )
)


_CLIENTS = _LINKED.order_by(User.name, User.id)
_CLIENT = _LINKED.where(CoachLink.client_id == sa.bindparam("client"))


def _client_from(row: Any) -> Client:
    """From a row of `_LINKED`."""
    (
        link_id,
        client_id,
        name,
        zone,
        day_start_min,
        unit,
        *shared,
        began_on,
        began_at,
        looked_n,
        looked_at,
        put_away,
    ) = row
    shares = Shares(*shared)
    return Client(
        link_id=link_id,
        id=client_id,
        name=name,
        zone=zone,
        day_start_min=day_start_min,
        unit=unit,
        shares=shares,
        since=shares.first_day(began_on),
        began_at=began_at,
        looked_n=looked_n,
        looked_at=looked_at,
        archived_at=put_away,
    )


def shares_of(link: Any) -> Shares:
    """What a link, or a row with its columns, shares."""
    return Shares(
        logs=link.shares_logs,
        measurements=link.shares_measurements,
        wellbeing=link.shares_wellbeing,
        notes=link.shares_notes,
        past=link.shares_past,
    )
