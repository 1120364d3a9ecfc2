"""Lifters with one year and with ten years of logs.

The first year is trained by the product's own rules; older ones are that year again, earlier, with ids of
their own, inserted straight into the tables.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bench.demo import FIRST
from bench.year import A_YEAR, Strength, train_until_today
from webapp import clock
from webapp.accounts import actions as accounts
from webapp.accounts.passwords import hash_password
from webapp.domain import order
from webapp.domain.ids import derived_id, new_id
from webapp.domain.load import parse_load
from webapp.domain.operations import Operation
from webapp.domain.program import RepTarget
from webapp.domain.schedule import local_day
from webapp.extensions import db
from webapp.models import Base, SyncHead, User
from webapp.workouts import actions

PASSWORD = secrets.token_urlsafe(12)
YEAR = timedelta(weeks=52)
"""Keeps the weekdays."""

COMMITS_A_YEAR = 1_000_000
"""Far more than there are: older years get numbers of their own below."""

_LOGGED = ("workout", "workout_exercise", "workout_set", "sync_commit", "operation")
_IDS = ("id", "workout_id", "workout_exercise_id", "entity_id")


def add_lifter(name: str, years: int, weeks: int = A_YEAR) -> User:
    """A lifter who has trained that long, with today's workout planned and not begun.

    weeks: of the year that is trained by the product's own rules.
    """
    now = clock.utc_now()
    lifter = accounts.create_user(
        email=f"{name}@example.com", name=name, password_hash=hash_password(PASSWORD), now=now - years * YEAR
    )
    db.session.add(SyncHead(lifter_id=lifter.id, n=(years - 1) * COMMITS_A_YEAR, at=now - years * YEAR))
    db.session.commit()
    today = local_day(now, lifter.zone, lifter.day_start_min)
    train_until_today(lifter, Strength(FIRST, 0.14, random.Random(7)), today, now, weeks)
    for back in range(1, years):
        _repeat_the_year(lifter, years, back, today)
    db.session.commit()
    return lifter


def fill_up_today(lifter: User, sets: int) -> str:
    """Add sets to the workout that is planned for today until it has that many; its path."""
    now = clock.utc_now()
    today = local_day(now, lifter.zone, lifter.day_start_min)
    tables = Base.metadata.tables
    workout, exercise, one = tables["workout"], tables["workout_exercise"], tables["workout_set"]
    workout_id = db.session.scalars(
        sa.select(workout.c.id).where(workout.c.lifter_id == lifter.id, workout.c.on == today)
    ).one()
    there = db.session.execute(
        sa.select(exercise.c.id, sa.func.count(), sa.func.max(one.c.position))
        .join(one, one.c.workout_exercise_id == exercise.c.id)
        .where(exercise.c.workout_id == workout_id)
        .group_by(exercise.c.id)
    ).all()
    part_id, _, position = max(there, key=lambda row: str(row[2]))
    operations = []
    for _ in range(sets - sum(count for _, count, _ in there)):
        position = order.after(position)
        aim = {"target_reps": RepTarget(5, 5), "target_load": parse_load("60", lifter.unit)}
        fields = {"workout_exercise": part_id, "position": position, **aim}
        operations.append(Operation(new_id(now), "set", new_id(now), fields))
    actions.apply(lifter.id, operations, now=now, by=lifter.id)
    db.session.commit()
    return f"/workouts/{workout_id}"


def count_sets(lifter: User) -> int:
    """How many sets the lifter has logged."""
    sets = Base.metadata.tables["workout_set"]
    ticked = sa.select(sa.func.count()).where(sets.c.lifter_id == lifter.id, sets.c.ticked_at.is_not(None))
    return db.session.scalar(ticked) or 0


def _repeat_the_year(lifter: User, years: int, back: int, today: date) -> None:
    for name in _LOGGED:
        table = Base.metadata.tables[name]
        really = _is_of_the_last_year(table, lifter, (years - 1) * COMMITS_A_YEAR, today)
        rows = db.session.execute(sa.select(table).where(really))
        db.session.execute(table.insert(), list(_earlier(rows.mappings(), back)))


def _is_of_the_last_year(table: sa.Table, lifter: User, since: int, today: date) -> sa.ColumnElement[bool]:
    """What is done, not what is planned. since: the commit with which the year begins that was trained."""
    mine = sa.and_(table.c.lifter_id == lifter.id, table.c.n > since)
    workout, exercise = Base.metadata.tables["workout"], Base.metadata.tables["workout_exercise"]
    match table.name:
        case "workout" | "workout_exercise":
            return sa.and_(mine, table.c.on < today)
        case "workout_set":
            done = sa.select(exercise.c.id).where(exercise.c.lifter_id == lifter.id, exercise.c.on < today)
            return sa.and_(mine, table.c.workout_exercise_id.in_(done))
        case _:
            return sa.and_(mine, table.c.n <= sa.select(sa.func.max(workout.c.n)).scalar_subquery())


def _earlier(rows: Any, back: int) -> Iterator[dict[str, Any]]:
    for found in rows:
        row = dict(found)
        for name, value in row.items():
            if name in _IDS and value is not None:
                row[name] = _older_id(value, back)
            elif isinstance(value, date | datetime):
                row[name] = value - back * YEAR
        row["n"] -= back * COMMITS_A_YEAR
        yield row


def _older_id(one: UUID, back: int) -> UUID:
    born = datetime.fromtimestamp((one.int >> 80) / 1000, clock.utc_now().tzinfo)
    return derived_id(born - back * YEAR, 0, one, back)
