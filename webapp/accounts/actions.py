"""Writes of accounts; the caller commits."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from webapp.accounts import queries
from webapp.domain.equipment import AT_HAND, AtHand, Equipment, default_equipment, usual_equipment
from webapp.domain.ids import new_id
from webapp.domain.load import UNITS, Unit
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


FIRST_GYM = "My gym"


def queue_up(user_id: UUID) -> None:
    """Wait until nobody else writes this person's gyms or coaches; until the commit, nobody else will."""
    db.session.execute(sa.select(User.id).where(User.id == user_id).with_for_update())


def add_first_gym(lifter: User, name: str, equipment: Equipment, now: datetime) -> Gym:
    """The place that was an ordinary gym until now, and is the usual one."""
    gym = add_gym(lifter, new_id(now), name, equipment)
    gym.chosen_at = now
    return gym


def equip(lifter: User, at_hand: AtHand, now: datetime) -> None:
    """Their gym has what is usual there; gyms that they have described themselves stay as they are."""
    queue_up(lifter.id)
    gym, usual = queries.find_usual_gym(lifter), usual_equipment(at_hand, lifter.unit)
    if gym is None and usual != default_equipment(lifter.unit):
        add_first_gym(lifter, FIRST_GYM, usual, now)
    elif gym is not None and _is_untouched(lifter, gym):
        gym.equipment = usual.as_json()


def _is_untouched(lifter: User, gym: Gym) -> bool:
    """Whether it is as an answer once made it, and the only one."""
    offered = [usual_equipment(at_hand, unit).as_json() for at_hand in AT_HAND for unit in UNITS]
    return gym.name == FIRST_GYM and gym.equipment in offered and len(queries.list_places(lifter)) == 1


def add_gym(lifter: User, gym_id: UUID, name: str, equipment: Equipment) -> Gym:
    """One more place to train in."""
    gym = Gym(id=gym_id, lifter_id=lifter.id, name=name, equipment=equipment.as_json())
    db.session.add(gym)
    return gym
