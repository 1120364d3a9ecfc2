"""How training goes over weeks, which begin on Monday: sets by muscle against the plan, weeks kept to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from webapp.domain.exercise import Exercise, Muscle

BACK: tuple[Muscle, ...] = ("lats", "upper_back", "traps", "rear_delts", "erectors")
"""Shown even where nothing was planned or done: what is left out should be in sight."""

WEEK = timedelta(days=7)

DayState = Literal["done", "open", "coming", "missed"]


@dataclass(frozen=True, slots=True)
class Trained:
    """One exercise of one workout: how many working sets of it were done, and how many planned.

    Left and right are one set together. workout: None of what is only planned.
    """

    on: date
    exercise: str
    done: int
    planned: int
    workout: UUID | None = None


@dataclass(frozen=True, slots=True)
class MuscleSets:
    """Working sets a week in which the muscle is a main one. planned: 0 where no plan works it."""

    muscle: Muscle
    done: float
    planned: float


def sets_by_muscle(
    trained: Iterable[Trained], exercises: Mapping[str, Exercise], weeks: int
) -> list[MuscleSets]:
    """Sets a week, most done first, then most planned; unknown exercises count for nothing.

    weeks: over how many the sets are spread. Raises ValueError if it is below 1.
    """
    if weeks < 1:
        raise ValueError("Sets are spread over at least one week.")
    done: dict[Muscle, int] = dict.fromkeys(BACK, 0)
    planned: dict[Muscle, int] = dict.fromkeys(BACK, 0)
    for one in trained:
        known = exercises.get(one.exercise)
        for muscle in known.muscles if known and (one.done or one.planned) else ():
            done[muscle] = done.get(muscle, 0) + one.done
            planned[muscle] = planned.get(muscle, 0) + one.planned
    found = [MuscleSets(muscle, done[muscle] / weeks, planned[muscle] / weeks) for muscle in done]
    return sorted(found, key=lambda one: (-one.done, -one.planned))


@dataclass(frozen=True, slots=True)
class Exercised:
    """An exercise of late. workouts: in how many it was done. last_on: when last."""

    exercise: str
    workouts: int
    last_on: date


def exercised(trained: Iterable[Trained]) -> list[Exercised]:
    """What was done, in the most workouts first."""
    days: dict[str, dict[UUID | None, date]] = {}
    for one in trained:
        if one.done:
            days.setdefault(one.exercise, {})[one.workout] = one.on
    found = [Exercised(exercise, len(on), max(on.values())) for exercise, on in days.items()]
    return sorted(found, key=lambda one: (-one.workouts, one.exercise))


@dataclass(frozen=True, slots=True)
class Session:
    """As much of a workout as the calendar shows. is_planned: a program asked for it."""

    on: date
    is_planned: bool
    is_begun: bool
    is_finished: bool


@dataclass(frozen=True, slots=True)
class Week:
    """on: its Monday. days: what there was on each day with a workout. planned, done: of the plan's workouts;
    extra: done beside it."""

    on: date
    days: Mapping[date, DayState]
    planned: int
    done: int
    extra: int

    @property
    def is_kept(self) -> bool:
        """Everything planned was done; with nothing planned, anything at all."""
        return self.done == self.planned if self.planned else self.extra > 0

    @property
    def is_empty(self) -> bool:
        return not (self.planned or self.extra)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks_of(sessions: Sequence[Session], first: date, today: date) -> list[Week]:
    """Every week from the one of `first` to that of `today`, oldest first."""
    by_week: dict[date, list[Session]] = {}
    for one in sessions:
        by_week.setdefault(monday_of(one.on), []).append(one)
    weeks, monday = [], monday_of(first)
    while monday <= today:
        weeks.append(_week(monday, by_week.get(monday, []), today))
        monday += WEEK
    return weeks


def streak(weeks: Sequence[Week]) -> int:
    """How many weeks in a row were kept, the last one counted once it is.

    By plan, not by day: a week with nothing planned and nothing done neither counts nor breaks it.
    """
    count, begun = 0, [one for one in weeks if not one.is_empty]
    for place, week in enumerate(reversed(begun)):
        if week.is_kept:
            count += 1
        elif place > 0 or week is not weeks[-1]:
            break
    return count


def _week(monday: date, sessions: Sequence[Session], today: date) -> Week:
    order: tuple[DayState, ...] = ("done", "open", "missed", "coming")
    days: dict[date, DayState] = {}
    for one in sessions:
        state = _state(one, today)
        days[one.on] = min(state, days.get(one.on, state), key=order.index)
    return Week(
        on=monday,
        days=days,
        planned=sum(one.is_planned for one in sessions),
        done=sum(one.is_planned and one.is_begun for one in sessions),
        extra=sum(one.is_begun and not one.is_planned for one in sessions),
    )


def _state(one: Session, today: date) -> DayState:
    if one.is_begun:
        return "open" if not one.is_finished and one.on >= today else "done"
    return "coming" if one.on >= today else "missed"
