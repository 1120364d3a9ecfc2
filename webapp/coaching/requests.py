"""A lifter asks a coach, who accepts or declines. Until then nothing is seen. None of these commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from webapp.accounts import actions as accounts
from webapp.accounts import throttling
from webapp.coaching import links
from webapp.domain.consent import Shares
from webapp.domain.ids import new_id
from webapp.domain.schedule import local_day
from webapp.extensions import db
from webapp.models import Block, CoachLink, CoachProfile, User
from webapp.models.publishing import COACH_IS_PUBLIC, HANDLE

Standing = Literal["", "oneself", "closed", "blocked", "pending", "active"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A coach with a public page, as the one who may ask them sees it.

    standing: why there is nothing to ask: it is themselves, the coach takes no requests, has blocked them,
    was asked already, or coaches them; "" where they may.
    """

    id: UUID
    name: str
    handle: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody who asks to be coached, as far as the coach may know them."""

    id: UUID
    name: str
    asked_at: datetime


def find_coach(lifter_id: UUID, handle: str) -> Asked | None:
    """By the name in addresses; None while the page is off. 1 statement."""
    if not HANDLE.fullmatch(handle):
        return None
    row = db.session.execute(
        sa.select(
            User.id,
            User.name,
            CoachProfile.handle,
            CoachProfile.takes_requests,
            sa.exists().where(Block.person_id == User.id, Block.blocked_id == lifter_id).label("is_blocked"),
            CoachLink.state,
        )
        .join(CoachProfile, CoachProfile.coach_id == User.id)
        .outerjoin(
            CoachLink,
            sa.and_(
                CoachLink.coach_id == User.id, CoachLink.client_id == lifter_id, CoachLink.state != "ended"
            ),
        )
        .where(CoachProfile.handle == handle, *COACH_IS_PUBLIC)
    ).one_or_none()
    if row is None:
        return None
    standing: Standing = ""
    if row.id == lifter_id:
        standing = "oneself"
    elif row.state:
        standing = row.state
    elif row.is_blocked:
        standing = "blocked"
    elif not row.takes_requests:
        standing = "closed"
    return Asked(row.id, row.name, row.handle, standing)


def ask(lifter: User, coach: Asked, shares: Shares, now: datetime) -> int:
    """Ask to be coached, sharing this once the coach accepts.

    Returns the whole seconds to wait if it was too often, else 0.
    """
    accounts.queue_up(lifter.id)
    if links.find_living(coach.id, lifter.id):
        return 0
    if wait_s := throttling.take_turn("ask", lifter.id, now):
        return wait_s
    link = CoachLink(id=new_id(now), coach_id=coach.id, client_id=lifter.id, state="pending", asked_at=now)
    links.share(link, shares)
    db.session.add(link)
    return 0


def list_requests(coach_id: UUID) -> Sequence[Request]:
    """Who waits for this coach's answer, but for whom they blocked, longest first; 1 statement."""
    found = db.session.execute(
        sa.select(CoachLink.id, User.name, CoachLink.asked_at)
        .join(User, User.id == CoachLink.client_id)
        .where(
            CoachLink.coach_id == coach_id,
            CoachLink.state == "pending",
            User.disabled_at.is_(None),
            ~sa.exists().where(Block.person_id == coach_id, Block.blocked_id == CoachLink.client_id),
        )
        .order_by(CoachLink.asked_at, CoachLink.id)
    )
    return [Request(*row) for row in found]


def find_request(coach_id: UUID, link_id: UUID) -> CoachLink | None:
    """What somebody asked this coach, answered or not; None once it has ended."""
    return db.session.scalar(
        sa.select(CoachLink).where(
            CoachLink.id == link_id, CoachLink.coach_id == coach_id, CoachLink.state != "ended"
        )
    )


def accept(link: CoachLink, now: datetime) -> bool:
    """The coach sees from now on what the lifter chose as they asked.

    False where it was ended or answered meanwhile.
    """
    if link.state == "active":
        return True
    client = db.session.get_one(User, link.client_id)
    today = local_day(now, client.zone, client.day_start_min)
    # The lifter may take it back between our read and our write: the row decides.
    accepted = db.session.execute(
        sa.update(CoachLink)
        .where(CoachLink.id == link.id, CoachLink.state == "pending")
        .values(state="active", began_at=now, began_on=today)
        .returning(CoachLink.id)
    )
    return accepted.first() is not None
