"""Writes of accounts; the caller commits."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from webapp.accounts import queries
from webapp.domain.equipment import Equipment
from webapp.domain.ids import new_id
from webapp.domain.load import Unit
from webapp.extensions import db
from webapp.models import Gym, ResetLink, User


class EmailTakenError(Exception):
    """There is an account with that address."""


def create_user(
    *,
    email: str,
    name: str,
    password_hash: str,
    now: datetime,
    zone: str = "UTC",
    unit: Unit = "kg",
    is_coach: bool = False,
) -> User:
    """A new person. email: lower case. Raises EmailTakenError."""
    user = User(
        id=new_id(now),
        email=email,
        name=name,
        password_hash=password_hash,
        zone=zone,
        unit=unit,
        is_coach=is_coach,
        created_at=now,
    )
    try:
        with db.session.begin_nested():  # the constraint decides, so two at once get one account
            db.session.add(user)
    except IntegrityError as taken:
        raise EmailTakenError from taken
    return user


def set_password(user: User, password_hash: str, now: datetime) -> None:
    """A new password; links that were to reset the old one end. The caller ends sessions."""
    user.password_hash = password_hash
    unused = sa.update(ResetLink).where(ResetLink.user_id == user.id, ResetLink.used_at.is_(None))
    db.session.execute(unused.values(expires_at=now))


def save_equipment(lifter: User, equipment: Equipment, now: datetime) -> None:
    """What the lifter's gym has from now on."""
    gym = queries.find_gym(lifter)
    if gym is None:
        gym = Gym(id=new_id(now), lifter_id=lifter.id, name="Gym")
        db.session.add(gym)
    gym.equipment = equipment.as_json()
