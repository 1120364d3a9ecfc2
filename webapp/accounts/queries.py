"""Reads of accounts."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from flask import Response, after_this_request, request

from webapp.accounts.zones import is_zone
from webapp.domain.equipment import Equipment, default_equipment, equipment_from_json
from webapp.extensions import db
from webapp.models import Block, CoachProfile, Follow, Gym, News, Publication, ResetLink, User
from webapp.models.publishing import COACH_IS_PUBLIC, IS_PUBLISHED


def find_user_by_email(email: str) -> User | None:
    """Whoever signs in with that address (lower case)."""
    return db.session.scalar(sa.select(User).where(User.email == email))


def get_equipment(lifter: User) -> Equipment:
    """What the lifter's gym has to load with; an ordinary gym until they say otherwise. 1 statement."""
    gym = find_gym(lifter)
    return equipment_from_json(gym.equipment) if gym else default_equipment(lifter.unit)


def find_gym(lifter: User) -> Gym | None:
    """The lifter's gym, None until they describe it."""
    return db.session.scalar(sa.select(Gym).where(Gym.lifter_id == lifter.id).order_by(Gym.id).limit(1))


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
