"""What was best of each exercise up to a day, read without reading every set.

What was lifted more than a year ago is read once and kept in this process's memory, for it hardly ever
changes: else ten years would cost ten times one with every page. Each read asks whether it has changed
(decision 0028).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from webapp.domain import strength
from webapp.domain.exercise import Exercise
from webapp.domain.records import Bests, Lift, hangs, lift_of
from webapp.extensions import db
from webapp.models import Measurement, SyncCommit, SyncHead
from webapp.models.base import load_from_text
from webapp.workouts.bodyweight import end_of, read_weight, weight_until
from webapp.workouts.rows import TABLES

WORKOUT, EXERCISE, SET = TABLES["workout"], TABLES["workout_exercise"], TABLES["set"]

AMOUNTS = {"reps": SET.c.reps, "seconds": SET.c.seconds, "distance": SET.c.distance}

NEVER = datetime.min.replace(tzinfo=UTC)

KEPT = 500
"""Lifters whose early years are kept, up to some 100 kB each; who wasn't asked for longest goes first."""


@dataclass(frozen=True, slots=True)
class Achieved:
    """The most that went at one load. on: the day, None for all days before those that are told apart."""

    exercise: str
    on: date | None
    lifts: tuple[Lift, ...]


@dataclass(frozen=True, slots=True)
class Achievements:
    """long_ago: by exercise, what was best of the early years. later: what came behind them.

    body: the bodyweight, kg, at which it is to be beaten in exercises that are `hanging`; None if unknown.
    """

    long_ago: Mapping[str, Bests]
    later: Sequence[Achieved]
    hanging: frozenset[str] = frozenset()
    body: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Early:
    """Of the years before a day, as they stood at commit n, whose token is `token`."""

    n: int
    token: str
    bests: Mapping[str, Bests]


_kept: OrderedDict[tuple[UUID, date], _Early] = OrderedDict()


def read_bests(
    lifter_id: UUID,
    exercises: Mapping[str, Exercise],
    slugs: Sequence[str],
    since: date,
    before: date,
    begun: datetime = NEVER,
    body_in: str | None = None,
) -> dict[str, Bests]:
    """What was best of each of these exercises from `since` until the day before `before`, and on that day
    itself in workouts that began before `begun`.

    body_in: the lifter's zone, where their bodyweight on the day `before` may be counted.
    1 statement, none without exercises. Its rows are as many as there are different loads, not sets.
    """
    weighed = end_of(before, body_in) if body_in else None
    return _together(_read(lifter_id, exercises, slugs, _Span(since, before, begun, weighed=weighed)))


def read_achieved(
    lifter_id: UUID,
    exercises: Mapping[str, Exercise],
    slugs: Sequence[str],
    apart_from: date,
    today: date,
    body_in: str,
) -> Achievements:
    """The same for many days at once, to be asked for each with `bests_before`; 1 statement.

    apart_from: the first day that is told apart from those before it. body_in: the lifter's zone, in which it
    is `today`, whose bodyweight counts for all of the days.
    """
    return _read(lifter_id, exercises, slugs, _Span(apart=apart_from, weighed=end_of(today, body_in)))


def bests_before(achieved: Achievements, day: date) -> dict[str, Bests]:
    """What was best until the day before. day: one that was told apart, or the first such."""
    earlier = [one for one in achieved.later if one.on is None or one.on < day]
    return _together(replace(achieved, later=earlier))


def _together(achieved: Achievements) -> dict[str, Bests]:
    bests = _by_exercise(achieved.long_ago, achieved.later)
    if achieved.body is not None:
        for slug in achieved.hanging & bests.keys():
            bests[slug] = bests[slug].at_bodyweight(achieved.body)
    return bests


def _by_exercise(long_ago: Mapping[str, Bests], later: Iterable[Achieved]) -> dict[str, Bests]:
    lifts: dict[str, list[Lift]] = {slug: [] for slug in long_ago}
    for one in later:
        lifts.setdefault(one.exercise, []).extend(one.lifts)
    return {slug: long_ago.get(slug, Bests()).with_lifts(of_it) for slug, of_it in lifts.items()}


@dataclass(frozen=True, slots=True)
class _Span:
    """Days from `since` until the one before `before`, and on that day what began before `begun`.

    apart: from this day on days are told apart. weighed: until when the lifter's bodyweight was measured that
    counts, else the first one after it; None where it doesn't count.
    """

    since: date = date.min
    before: date = date.max
    begun: datetime = NEVER
    apart: date = date.max
    weighed: datetime | None = None


def _read(
    lifter_id: UUID, exercises: Mapping[str, Exercise], slugs: Sequence[str], span: _Span
) -> Achievements:
    if not slugs:
        return Achievements({}, ())
    cut = _a_year_before(min(span.before, span.apart)) if span.since == date.min else date.min
    early = _kept.get((lifter_id, cut)) if cut > date.min else None
    wanted = {*slugs, *(early.bests if early else ())}
    if early and wanted == set(early.bests):
        rows, stand = _ask(lifter_id, wanted, replace(span, since=cut), cut, early)
        if stand.is_same:
            _keep((lifter_id, cut), _Early(stand.n, stand.token, early.bests))
            known = {slug: early.bests[slug] for slug in slugs}
            return _with_body(known, _achieved(rows, exercises, set(slugs)), exercises, stand)
    rows, stand = _ask(lifter_id, wanted, span, cut, None)
    long_ago = _by_exercise({}, _achieved([one for one in rows if one.is_early], exercises, wanted))
    if cut > date.min and stand.token:
        bests = {slug: long_ago.get(slug, Bests()) for slug in wanted}
        _keep((lifter_id, cut), _Early(stand.n, stand.token, bests))
    later = _achieved([one for one in rows if not one.is_early], exercises, set(slugs))
    asked = {slug: bests for slug, bests in long_ago.items() if slug in slugs}
    return _with_body(asked, later, exercises, stand)


def _with_body(
    long_ago: Mapping[str, Bests], later: list[Achieved], exercises: Mapping[str, Exercise], stand: _Stand
) -> Achievements:
    slugs = {*long_ago, *(one.exercise for one in later)}
    hanging = frozenset(slug for slug in slugs if hangs(exercises[slug]))
    return Achievements(long_ago, later, hanging, stand.body)


def _a_year_before(day: date) -> date:
    """The first day of a quarter, at least a year earlier, so that it stays the same for a while."""
    return date(max(1, day.year - 1), day.month - (day.month - 1) % 3, 1)


def _keep(key: tuple[UUID, date], early: _Early) -> None:
    _kept[key] = early
    with suppress(KeyError):  # another thread may have let it go meanwhile
        _kept.move_to_end(key)
    while len(_kept) > KEPT:
        _kept.popitem(last=False)


@dataclass(frozen=True, slots=True)
class _Stand:
    """The lifter's newest commit, and their bodyweight in kg where it counts.

    is_same: nothing of the early years changed since the one asked about.
    """

    n: int
    token: str
    is_same: bool
    body: Decimal | None


def _ask(
    lifter_id: UUID, slugs: Iterable[str], span: _Span, cut: date, early: _Early | None
) -> tuple[list[Any], _Stand]:
    asked = {
        "lifter": lifter_id,
        "slugs": sorted(slugs),
        "first": span.since,
        "before": span.before,
        "begun": span.begun,
        "apart": span.apart,
        "cut": cut,
        "cut_at": datetime.combine(cut, time.min, UTC),
        "n": early.n if early else -1,
        "token": early.token if early else "",
        "weighed": span.weighed,
    }
    *rows, stand = sorted(
        db.session.connection().execute(_BESTS, asked), key=lambda one: one.exercise is None
    )
    body = read_weight(stand.weight) if stand.weight else None
    return rows, _Stand(stand.reps or 0, stand.load or "", bool(stand.is_early), body)


def _achieved(rows: Iterable[Any], exercises: Mapping[str, Exercise], slugs: set[str]) -> list[Achieved]:
    found = []
    for row in rows:
        if row.exercise not in slugs:
            continue
        exercise = exercises[row.exercise]
        amounts = {row._mapping[exercise.measure], row.trusted if exercise.measure == "reps" else None}
        load = load_from_text(row.load)
        lifts = (lift_of(load, amount, exercise) for amount in amounts)
        found.append(Achieved(row.exercise, row.day, tuple(one for one in lifts if one)))
    return found


def counts() -> tuple[sa.ColumnElement[bool], ...]:
    """Done, no warm-up, not struck out, and neither it nor what it is part of deleted."""
    return (
        SET.c.ticked_at.is_not(None),
        SET.c.kind != "warmup",
        SET.c.struck.is_not(True),
        SET.c.deleted_at.is_(None),
        EXERCISE.c.deleted_at.is_(None),
        WORKOUT.c.deleted_at.is_(None),
    )


# Made once, at import.
_LIFTER = sa.bindparam("lifter", type_=EXERCISE.c.lifter_id.type)
_CUT = sa.bindparam("cut", type_=sa.Date())
_BEFORE = sa.bindparam("before", type_=sa.Date())
_STARTED = WORKOUT.c.started_at.type
_N = sa.bindparam("n", type_=sa.BigInteger())
_TRUSTED = sa.case((SET.c.reps <= strength.MAX_REPS_FOR_ESTIMATE, SET.c.reps))
_ROWS = (
    sa.select(
        EXERCISE.c.exercise.label("exercise"),
        sa.case((EXERCISE.c.on >= sa.bindparam("apart", type_=sa.Date()), EXERCISE.c.on)).label("day"),
        sa.case((EXERCISE.c.on < _CUT, 1), else_=0).label("is_early"),
        # As text: only what comes of it is read.
        sa.type_coerce(SET.c.load, sa.String).label("load"),
        *(sa.func.max(column).label(measure) for measure, column in AMOUNTS.items()),
        sa.func.max(_TRUSTED).label("trusted"),
        sa.cast(sa.null(), sa.String).label("weight"),
    )
    .select_from(SET)
    .join(EXERCISE, EXERCISE.c.id == SET.c.workout_exercise_id)
    .join(WORKOUT, WORKOUT.c.id == EXERCISE.c.workout_id)
    .where(
        EXERCISE.c.lifter_id == _LIFTER,
        EXERCISE.c.exercise.in_(sa.bindparam("slugs", expanding=True)),
        EXERCISE.c.on >= sa.bindparam("first", type_=sa.Date()),
        sa.or_(
            EXERCISE.c.on < _BEFORE,
            sa.and_(EXERCISE.c.on == _BEFORE, WORKOUT.c.started_at < sa.bindparam("begun", type_=_STARTED)),
        ),
        *counts(),
    )
    .group_by(sa.text("exercise"), sa.text("day"), sa.text("is_early"), SET.c.load)
)

_HEAD = sa.select(SyncHead.n).where(SyncHead.lifter_id == _LIFTER).scalar_subquery()


def _token_at(n: sa.ColumnElement[int]) -> sa.ScalarSelect[str]:
    return (
        sa.select(SyncCommit.token)
        .where(SyncCommit.lifter_id == _LIFTER, SyncCommit.n == n)
        .scalar_subquery()
    )


_EARLY_CHANGES = (
    # One that was moved out of the early years was begun in them.
    sa.exists().where(
        WORKOUT.c.lifter_id == _LIFTER,
        WORKOUT.c.n > _N,
        sa.or_(
            WORKOUT.c.on < _CUT,
            WORKOUT.c.started_at < sa.bindparam("cut_at", type_=_STARTED),
        ),
    ),
    sa.exists().where(EXERCISE.c.lifter_id == _LIFTER, EXERCISE.c.n > _N, EXERCISE.c.on < _CUT),
    sa.exists().where(
        SET.c.lifter_id == _LIFTER,
        SET.c.n > _N,
        EXERCISE.c.id == SET.c.workout_exercise_id,
        EXERCISE.c.on < _CUT,
    ),
)
_IS_SAME = sa.and_(
    _token_at(_N) == sa.bindparam("token", type_=sa.String()), *(sa.not_(one) for one in _EARLY_CHANGES)
)
_STAND = sa.select(
    sa.cast(sa.null(), sa.String).label("exercise"),
    sa.cast(sa.null(), sa.Date).label("day"),
    sa.case((_IS_SAME, 1), else_=0).label("is_early"),
    _token_at(_HEAD).label("load"),
    _HEAD.label("reps"),
    sa.cast(sa.null(), sa.Integer).label("seconds"),
    sa.cast(sa.null(), sa.Integer).label("distance"),
    sa.cast(sa.null(), sa.Integer).label("trusted"),
    weight_until(_LIFTER, sa.bindparam("weighed", type_=Measurement.at.type)).label("weight"),
)
_BESTS = sa.union_all(_ROWS, _STAND)
"""What was best, and in its last row how the lifter's data stand."""
