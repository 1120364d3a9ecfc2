"""Reads of accounts."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from webapp.accounts.zones import is_zone
from webapp.domain.equipment import Equipment, default_equipment, equipment_from_json
from webapp.extensions import db
from webapp.models import Gym, ResetLink, User


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


def zone_of(lifter: User, told: str | None) -> str:
    """The zone a device told, if there is one of that name, else the profile's."""
    return told if told and is_zone(told) else lifter.zone
