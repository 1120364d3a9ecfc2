"""A year of one lifter's training, made by the product's own rules and one writer.

What a lifter can do on a day is a slowly rising one-rep maximum with good days and bad ones; the program
says what to load, and the reps follow from Epley's formula turned round. The same seed makes the same year.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from webapp import catalogue
from webapp.domain.ids import new_id
from webapp.domain.load import Load
from webapp.domain.operations import Operation
from webapp.domain.program import Program
from webapp.domain.workout import Workout, WorkoutSet
from webapp.extensions import db
from webapp.models import User
from webapp.programs import actions as programs
from webapp.programs.forms import Taking
from webapp.workouts import actions, plans, queries

PROGRAM = "heavy-and-light-back"
SKIPPED = 0.06
"""Every sixteenth training day is missed."""

A_YEAR, A_MONTH = 53, 5
"""In weeks, with the one in which today lies."""

NOTES = ("Felt easy.", "Grip gave out first.", "Slept badly.", "Last rep was a grind.", "Belt on.")


@dataclass(slots=True)
class Strength:
    """One-rep maxima by exercise in the lifter's unit, bodyweight not counted; yearly_gain as a fraction."""

    maxima: Mapping[str, float]
    yearly_gain: float
    luck: random.Random

    def reps(self, slug: str, load: Decimal, year: float) -> int:
        """How many reps go at this load, that far into the year (0 to 1)."""
        best = self.maxima.get(slug, 100.0) * (1 + self.yearly_gain * year) * self.luck.gauss(1.0, 0.02)
        return max(0, round(30 * (best / max(float(load), 1.0) - 1)))

    def first_load(self, slug: str, share: float, year: float) -> Decimal:
        best = self.maxima.get(slug, 100.0) * (1 + self.yearly_gain * year)
        return (Decimal(str(best * share)) / Decimal("2.5")).to_integral_value() * Decimal("2.5")


SHARES = {"heavy": 0.78, "light": 0.62}


def train_until_today(
    lifter: User,
    strength: Strength,
    today: date,
    now: datetime,
    weeks: int = A_YEAR,
    missed: Collection[date] = (),
) -> None:
    """Rounds of the program back to back for so many weeks; the newest has its heavy day today, not begun.

    missed: days that stay planned, whatever luck says.
    """
    begins = today - timedelta(weeks=weeks)
    begins += timedelta(days=(today.weekday() - begins.weekday()) % 7)
    first = begins
    while begins <= today:
        _one_round(lifter, strength, first, begins, today, now, missed)
        begins += timedelta(weeks=_program(today).weeks)


def _program(today: date) -> Program:
    """The built-in program with its heavy day on today's weekday and the light one three days on."""
    program = catalogue.programs()[PROGRAM]
    shift = today.weekday()
    blocks = tuple(
        replace(block, days=tuple(replace(day, weekday=(day.weekday + shift) % 7) for day in block.days))
        for block in program.blocks
    )
    return replace(program, blocks=blocks)


def _one_round(
    lifter: User,
    strength: Strength,
    first: date,
    begins: date,
    today: date,
    now: datetime,
    missed: Collection[date],
) -> None:
    program, year = _program(today), (begins - first).days / 365
    loads = {
        p.exercise: Load(strength.first_load(p.exercise, _share(day.key, p.sets[-1].kind), year), lifter.unit)
        for day in program.blocks[0].days
        for p in day.prescriptions
        if catalogue.exercises()[p.exercise].load_mode != "none"
    }
    taken_at = _at(lifter, begins, time(8))
    assignment_id = new_id(taken_at)
    programs.take(lifter, Taking(program, begins, loads), assignment_id, begins, taken_at)
    running = plans.find_running(lifter.id)
    if running is None:
        raise LookupError("The program that was just taken isn't running.")
    for occurrence in running.plan.occurrences():
        if occurrence.on >= today:
            break
        if strength.luck.random() < SKIPPED and occurrence.on not in missed:
            continue
        at = _at(lifter, occurrence.on, time(18, strength.luck.randrange(0, 50)))
        day = plans.PlannedDay(running, occurrence)
        plans.write_planned(lifter, day, occurrence.on, lifter.zone, at)
        if occurrence.on in missed:
            continue
        _train(lifter, strength, running.plan.workout_id(occurrence.number), at, year)
    if begins + timedelta(weeks=program.weeks) > today:
        plans.write_ahead(lifter, running, today, now, lifter.id)
    db.session.commit()


def _share(day: str, kind: str) -> float:
    return 0.5 if kind == "amrap" else SHARES[day]


def _train(lifter: User, strength: Strength, workout_id: UUID, at: datetime, year: float) -> None:
    workout = queries.find_workout(lifter.id, workout_id)
    if workout is None:
        raise LookupError("The day that was just planned isn't there.")
    operations = list(_performed(workout, strength, at, year))
    last = max(one.fields["ticked_at"] for one in operations)
    whole = {"started_at": at, "finished_at": last, "note": _note(strength)}
    operations.append(Operation(new_id(at), "workout", workout_id, whole))
    actions.apply(lifter.id, operations, now=last, by=lifter.id)


def _performed(workout: Workout, strength: Strength, at: datetime, year: float) -> Iterator[Operation]:
    for part in workout.shown_exercises:
        for index, one in enumerate(part.shown_sets):
            at += timedelta(seconds=strength.luck.randrange(60, 190))
            fields = _done(one, part.exercise, index, strength, year) | {"ticked_at": at}
            yield Operation(new_id(at), "set", one.id, fields)


def _done(one: WorkoutSet, slug: str, index: int, strength: Strength, year: float) -> dict[str, object]:
    target = one.target_reps
    load = one.target_load
    possible = strength.reps(slug, load.value, year) - index // 3 if load else 12
    if one.kind == "warmup" and target:
        return {"load": load, "reps": target.min}
    most = target.max if target and target.max is not None else 40
    reps = max(1, min(possible, most))
    return {"load": load, "reps": reps, "rir": max(0, min(4, possible - reps))}


def _note(strength: Strength) -> str | None:
    return strength.luck.choice(NOTES) if strength.luck.random() < 0.2 else None


def weigh_weekly(lifter: User, kg_or_lb: float, today: date, luck: random.Random) -> None:
    """A bodyweight each week, drifting a little."""
    operations = []
    for week in range(52, -1, -1):
        kg_or_lb += luck.gauss(0.03, 0.4)
        at = _at(lifter, today - timedelta(weeks=week), time(7))
        fields = {"kind": "bodyweight", "value": f"{kg_or_lb:.1f}", "unit": lifter.unit, "at": at}
        operations.append(Operation(new_id(at), "measurement", new_id(at), fields, ts=at))
    actions.apply(lifter.id, operations, now=at, by=lifter.id)
    db.session.commit()


def _at(lifter: User, on: date, clock: time) -> datetime:
    return datetime.combine(on, clock, ZoneInfo(lifter.zone))
