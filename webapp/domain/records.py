"""A lifter's best of one exercise: the load, the reps at a load, the estimated maximum.

Warm-ups never count, nor a set whose reps weren't told, nor one that failed, nor one that its lifter struck
out. Left and right are one exercise: the better side counts. Weights are compared in kilograms, so that a
lifter who changes units keeps their records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from webapp.domain.exercise import Exercise
from webapp.domain.load import Load
from webapp.domain.strength import MAX_REPS_FOR_ESTIMATE, estimated_one_rep_max
from webapp.domain.workout import Workout, WorkoutSet

RecordKind = Literal["load", "estimate", "amount"]
"""load: none was ever as hard. estimate: the estimated maximum rose. amount: more reps at this load than
at it or a harder one before."""


@dataclass(frozen=True, slots=True)
class Lift:
    """A set that counts. load: None where nothing is loaded. amount: reps, seconds or metres, above 0.

    rank: of two loads the harder has the higher; kg, and for help the negative of it.
    estimate: the estimated maximum in kg; None where there is none to trust.
    """

    load: Load | None
    amount: int
    rank: Decimal
    estimate: Decimal | None

    @property
    def order(self) -> tuple[bool, Decimal, Decimal, int]:
        """Of two lifts the better one has the higher."""
        return (self.estimate is not None, self.estimate or Decimal(0), self.rank, self.amount)


@dataclass(frozen=True, slots=True)
class Bests:
    """What was best up to a moment. amounts: the most at each rank that was ever lifted. estimate: in kg.

    body: the bodyweight that the estimate counts, in kg, where it counts one: of what hangs from a bar.
    """

    amounts: Mapping[Decimal, int] = field(default_factory=dict)
    estimate: Decimal | None = None
    body: Decimal | None = None

    def with_lifts(self, lifts: Iterable[Lift]) -> Bests:
        amounts, estimate = dict(self.amounts), self.estimate
        for one in lifts:
            amounts[one.rank] = max(one.amount, amounts.get(one.rank, 0))
            if one.estimate is not None:
                estimate = max(one.estimate, estimate or one.estimate)
        return replace(self, amounts=amounts, estimate=estimate)

    def at_bodyweight(self, body: Decimal) -> Bests:
        """What was best of an exercise that hangs from a bar, to be beaten at that bodyweight (kg).

        All of it is weighed as if it had been done at the same: who got heavier has set no record by that.
        Of more reps than an estimate is made from, as many as it is made from count.
        """
        trusted = {rank: min(most, MAX_REPS_FOR_ESTIMATE) for rank, most in self.amounts.items()}
        estimates = [estimated_one_rep_max(_whole(rank, body), most) for rank, most in trusted.items()]
        estimate = max((one for one in estimates if one is not None), default=None)
        return Bests(self.amounts, estimate, body)


@dataclass(frozen=True, slots=True)
class Record:
    """A lift that beat all before it, and in what."""

    kind: RecordKind
    lift: Lift


def lift_of(
    load: Load | None, amount: int | None, exercise: Exercise, body: Decimal | None = None
) -> Lift | None:
    """A set as it counts; None where nothing was told, it failed, or the load that it takes is missing.

    body: the lifter's bodyweight of that day in kg, where it is known and may be counted.
    """
    if not amount:
        return None
    mode = exercise.load_mode
    if load is None and mode in ("external", "per_hand", "assisted"):
        return None
    weight = load.to("kg") if load and mode != "none" else Decimal(0)
    rank = -weight if mode == "assisted" else weight
    # Of a body that hangs from a bar, what was added to it or taken off is not the weight.
    whole = weight if mode in ("external", "per_hand") else None
    if body is not None and hangs(exercise):
        whole = _whole(rank, body)
    estimate = None
    if whole is not None and exercise.measure == "reps":
        estimate = estimated_one_rep_max(whole, amount)
    return Lift(load if mode != "none" else None, amount, rank, estimate)


def hangs(exercise: Exercise) -> bool:
    """Whether what is lifted is the lifter, with something added or taken off, as often as they can."""
    return exercise.measure == "reps" and exercise.load_mode in ("bodyweight_plus", "assisted")


def _whole(rank: Decimal, body: Decimal) -> Decimal:
    return max(body + rank, Decimal(0))


def lifts_of(sets: Iterable[WorkoutSet], exercise: Exercise) -> list[Lift]:
    """The sets that count, in their order."""
    return [lift for lift in (lift_of_set(one, exercise) for one in sets) if lift]


def lift_of_set(one: WorkoutSet, exercise: Exercise, body: Decimal | None = None) -> Lift | None:
    """The same of one set; None where it doesn't count. body: as of `lift_of`."""
    if not one.is_ticked or not one.is_there or one.kind == "warmup" or one.struck:
        return None
    return lift_of(one.load, amount_of(one, exercise), exercise, body)


def amount_of(one: WorkoutSet, exercise: Exercise) -> int | None:
    """How much of it was done, in what the exercise is measured in; None where it wasn't told."""
    return {"reps": one.reps, "seconds": one.seconds, "distance": one.distance}[exercise.measure]


def record_of(lifts: Iterable[Lift], before: Bests) -> Record | None:
    """The greatest record of one workout against the workouts before it; None where there is none.

    A first time is no record: there is nothing that it beats. A harder load comes before a higher estimate,
    and that before more reps.
    """
    if not before.amounts:
        return None
    hardest, found = max(before.amounts), [one for one in lifts if not _was_done(one, before)]
    harder = [one for one in found if one.rank > hardest]
    if harder:
        return Record("load", max(harder, key=lambda one: (one.rank, one.amount)))
    estimate = before.estimate
    stronger = [one for one in found if one.estimate and estimate is not None and one.estimate > estimate]
    if stronger:
        return Record("estimate", max(stronger, key=lambda one: one.order))
    more = [one for one in found if one.rank in before.amounts]
    return Record("amount", max(more, key=lambda one: (one.rank, one.amount))) if more else None


def records_along(lifts: Iterable[Lift | None], before: Bests) -> list[Record | None]:
    """Which sets of a workout were records as they were done: each has to beat those above it, too.

    lifts: None for a set that doesn't count. A first time has none.
    """
    found: list[Record | None] = []
    best = before
    for one in lifts:
        found.append(record_of([one], best) if one and before.amounts else None)
        best = best.with_lifts([one]) if one else best
    return found


def bests_after(
    bests: Mapping[str, Bests], workout: Workout, exercises: Mapping[str, Exercise]
) -> dict[str, Bests]:
    """What was best once the workout was done, by exercise. bests: before it."""
    after = dict(bests)
    for part in workout.shown_exercises:
        if exercise := exercises.get(part.exercise):
            before = after.get(exercise.slug, Bests())
            lifts = [lift_of_set(one, exercise, before.body) for one in part.shown_sets]
            after[exercise.slug] = before.with_lifts(lift for lift in lifts if lift)
    return after


def _was_done(lift: Lift, before: Bests) -> bool:
    """Whether as many went at this load or a harder one: 12 reps are less than 13 that have no estimate."""
    return any(rank >= lift.rank and most >= lift.amount for rank, most in before.amounts.items())
