"""What a lifter's day holds: a workout to go on with, one that is planned, one that is done, or rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from webapp.domain.planning import Plan
from webapp.domain.schedule import STAYS_OPEN, Occurrence

STILL_MISSED = timedelta(days=7)
"""How long a missed day is offered again."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """As much of a workout as decides the day. last_ticked_at: None before the first tick."""

    id: UUID
    on: date
    started_at: datetime | None
    finished_at: datetime | None
    withdrawn: bool
    deleted_at: datetime | None
    last_ticked_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.started_at is not None and self.finished_at is None and self.deleted_at is None

    @property
    def is_waiting(self) -> bool:
        """Planned, or made and not begun."""
        return not (self.started_at or self.finished_at or self.deleted_at or self.withdrawn)

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None and self.deleted_at is None


@dataclass(frozen=True, slots=True)
class Today:
    """workout_id: the workout to show, which may have rows or only be planned (`occurrence`).

    next, missed: training days to come and the last one that was left out, for rest days.
    """

    on: date
    workout_id: UUID | None
    occurrence: Occurrence | None
    next: Occurrence | None
    missed: Occurrence | None


def choose(today: date, now: datetime, sketches: Sequence[Sketch], plan: Plan | None) -> Today:
    """Decide what `today` shows.

    sketches: the lifter's workouts around today, and all that have rows of the plan, deleted ones too.
    """
    by_id = {one.id: one for one in sketches}
    planned = {plan.workout_id(one.number): one for one in plan.occurrences()} if plan else {}
    due = {
        one_id: replace(one, on=_due_on(one, by_id.get(one_id), today))
        for one_id, one in planned.items()
        if one_id not in by_id or by_id[one_id].is_waiting
    }
    in_order = sorted(due.values(), key=lambda one: (one.on, one.number))
    left_out = [one for one in in_order if today - STILL_MISSED <= one.on < today]
    chosen = _open(today, now, sketches) or _waiting(today, sketches, due) or _finished(today, sketches)
    return Today(
        on=today,
        workout_id=chosen,
        occurrence=planned.get(chosen) if chosen and chosen not in by_id else None,
        next=next((one for one in in_order if one.on > today), None),
        missed=left_out[-1] if left_out else None,
    )


def _due_on(one: Occurrence, row: Sketch | None, today: date) -> date:
    """The day it waits for: where it was moved to, or, if that passed and its own didn't, its own again."""
    return row.on if row and (row.on >= today or row.on > one.on) else one.on


def _open(today: date, now: datetime, sketches: Sequence[Sketch]) -> UUID | None:
    running = [
        one
        for one in sketches
        if one.is_open and (one.on == today or now - _last_sign(one, now) <= STAYS_OPEN)
    ]
    latest = max(running, key=lambda one: _last_sign(one, now), default=None)
    return latest.id if latest else None


def find_forgotten(today: date, now: datetime, sketches: Sequence[Sketch]) -> Sketch | None:
    """The newest workout of a day before that was left open and that `today` doesn't go on with."""
    left = [one for one in sketches if one.is_open and one.on < today]
    return max(
        (one for one in left if now - _last_sign(one, now) > STAYS_OPEN),
        key=lambda one: (one.on, one.id),
        default=None,
    )


def _last_sign(one: Sketch, now: datetime) -> datetime:
    return one.last_ticked_at or one.started_at or now


def _waiting(today: date, sketches: Sequence[Sketch], due: dict[UUID, Occurrence]) -> UUID | None:
    made = [one.id for one in sketches if one.is_waiting and one.on == today]
    planned = [one_id for one_id, one in due.items() if one.on == today]
    return next(iter(planned + made), None)  # an empty one, begun by mistake, doesn't hide the plan's


def _finished(today: date, sketches: Sequence[Sketch]) -> UUID | None:
    done = [one for one in sketches if one.is_finished and one.on == today]
    return done[-1].id if done else None
