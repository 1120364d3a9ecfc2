"""Reads of accounts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from flask import Response, after_this_request, request

from webapp.accounts.zones import is_zone
from webapp.domain.equipment import Equipment, default_equipment, equipment_from_json
from webapp.domain.gyms import Place
from webapp.extensions import db
from webapp.models import Block, CoachProfile, Follow, Gym, News, Publication, ResetLink, User
from webapp.models.publishing import COACH_IS_PUBLIC, IS_PUBLISHED


def find_user_by_email(email: str) -> User | None:
    """Whoever signs in with that address (lower case)."""
    return db.session.scalar(sa.select(User).where(User.email == email))


def get_equipment(lifter: User) -> Equipment:
    """What the lifter's usual gym has to load with; an ordinary gym until they say otherwise. 1 statement."""
    gym = find_usual_gym(lifter)
    return equipment_from_json(gym.equipment) if gym else default_equipment(lifter.unit)


def list_places(lifter: User) -> list[Place]:
    """The lifter's gyms, the usual one first; none until they describe one. 1 statement."""
    found = db.session.scalars(_gyms_of(lifter).order_by(*USUAL_FIRST))
    return [Place(one.id, one.name, equipment_from_json(one.equipment)) for one in found]


def find_usual_gym(lifter: User) -> Gym | None:
    """The gym that was chosen last, else the oldest; None until they describe one."""
    return db.session.scalar(_gyms_of(lifter).order_by(*USUAL_FIRST).limit(1))


def find_gym(lifter: User, gym_id: UUID) -> Gym | None:
    """One of the lifter's, removed or not."""
    return db.session.scalar(sa.select(Gym).where(Gym.id == gym_id, Gym.lifter_id == lifter.id))


USUAL_FIRST = (Gym.chosen_at.desc().nulls_last(), Gym.id)


def _gyms_of(lifter: User) -> sa.Select[Gym]:
    return sa.select(Gym).where(Gym.lifter_id == lifter.id, Gym.removed_at.is_(None))


def find_last_reset(user: User) -> datetime | None:
    """When a one-time link last set this person's password."""
    return db.session.scalar(sa.select(sa.func.max(ResetLink.used_at)).where(ResetLink.user_id == user.id))


def count_news(lifter: User) -> int:
    """How many publications of coaches whom they follow, and haven't blocked, are unseen. 1 statement."""
    unread = (
        sa.select(sa.func.count())
        .select_from(News)
        .join(Publication, Publication.id == News.publication_id)
        .join(User, User.id == News.coach_id)
        .join(CoachProfile, CoachProfile.coach_id == News.coach_id)
        .join(Follow, sa.and_(Follow.coach_id == News.coach_id, Follow.lifter_id == News.lifter_id))
        .where(
            News.lifter_id == lifter.id,
            News.read_at.is_(None),
            ~sa.exists().where(Block.person_id == lifter.id, Block.blocked_id == News.coach_id),
            *COACH_IS_PUBLIC,
            *IS_PUBLISHED,
        )
    )
    return db.session.scalar(unread) or 0


ZONE_COOKIE = "zone"

A_WEEK_S = 7 * 24 * 3600


def told_zone(lifter: User, told: str | None) -> str:
    """The zone this device told, now or with an earlier form, if it is one; else the profile's.

    What is told is kept in a cookie, so that pages agree with the form that went before them.
    """
    if told and is_zone(told):
        after_this_request(lambda response: _keep_zone(response, told))
        return told
    kept = request.cookies.get(ZONE_COOKIE, "")
    return kept if is_zone(kept) else lifter.zone


def _keep_zone(response: Response, zone: str) -> Response:
    if request.cookies.get(ZONE_COOKIE) != zone:
        response.set_cookie(
            ZONE_COOKIE, zone, max_age=A_WEEK_S, secure=request.is_secure, httponly=True, samesite="Lax"
        )
    return response
