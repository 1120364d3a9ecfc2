"""Beginning a link, what it shares, ending it. None of these commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from webapp.accounts import actions as accounts
from webapp.coaching import invitations
from webapp.coaching.queries import shares_of
from webapp.domain.consent import Shares
from webapp.domain.ids import new_id
from webapp.extensions import db
from webapp.models import CoachLink, User

Acceptance = Literal["linked", "gone", "oneself"]


@dataclass(frozen=True, slots=True)
class Coach:
    """A coach as their client sees them. since: when the link began; None while it is only asked for."""

    link_id: UUID
    id: UUID
    name: str
    since: datetime | None
    shares: Shares


def accept(client: User, key: str, shares: Shares, today: date, now: datetime) -> Acceptance:
    """Become the client of whoever made the offer; sharing this from now on.

    linked: also where the two were linked already, or the same form came twice. gone: the offer is unknown,
    used by another, revoked or too old, or it was used for a link that has ended. today: the client's local
    day, where the past ends.
    """
    opened = invitations.open_invitation(key, now)
    if opened is None:
        return _came_twice(client.id, key)
    if opened.coach.id == client.id:
        return "oneself"
    if not invitations.use(opened.id, client.id, now):
        return _came_twice(client.id, key)
    accounts.queue_up(client.id)  # one after the other: there is at most one link to a coach
    living = find_living(opened.coach.id, client.id)
    if living is None:
        living = CoachLink(id=new_id(now), coach_id=opened.coach.id, client_id=client.id, asked_at=now)
        db.session.add(living)
    if living.state != "active":
        living.state, living.began_at, living.began_on = "active", now, today
    share(living, shares)
    return "linked"


def share(link: CoachLink, shares: Shares) -> None:
    """What this link lets the coach see, at once."""
    link.shares_logs = shares.logs
    link.shares_measurements = shares.measurements
    link.shares_wellbeing = shares.wellbeing
    link.shares_notes = shares.notes
    link.shares_past = shares.past


def end(link: CoachLink, by: UUID, now: datetime) -> None:
    """For good, from this second. What was said stays with the client."""
    link.state, link.ended_at, link.ended_by = "ended", now, by


def list_coaches(client_id: UUID) -> Sequence[Coach]:
    """Everybody who sees something of this lifter, or was asked to, by name; 1 statement."""
    found = db.session.execute(
        sa.select(CoachLink, User.name)
        .join(User, User.id == CoachLink.coach_id)
        .where(CoachLink.client_id == client_id, CoachLink.state != "ended")
        .order_by(User.name, CoachLink.id)
    )
    return [Coach(link.id, link.coach_id, name, link.began_at, shares_of(link)) for link, name in found]


def what_is_shared(coach_id: UUID, client_id: UUID) -> Shares | None:
    """What their link shares, or will once it is accepted; None where none lives. 1 statement."""
    found = db.session.scalar(sa.select(CoachLink).where(_is_living(coach_id, client_id)))
    return shares_of(found) if found else None


def _came_twice(client_id: UUID, key: str) -> Acceptance:
    """What to say to an offer that is no longer open: whoever used it up may send their form again."""
    coach_id = invitations.find_used(client_id, key)
    living = find_living(coach_id, client_id) if coach_id else None
    return "linked" if living and living.state == "active" else "gone"


def find_living(coach_id: UUID, client_id: UUID) -> CoachLink | None:
    """The link of the two that hasn't ended, active or asked for; nobody ends it until the commit."""
    return db.session.scalar(sa.select(CoachLink).where(_is_living(coach_id, client_id)).with_for_update())


def _is_living(coach_id: UUID, client_id: UUID) -> sa.ColumnElement[bool]:
    return sa.and_(
        CoachLink.coach_id == coach_id, CoachLink.client_id == client_id, CoachLink.state != "ended"
    )
