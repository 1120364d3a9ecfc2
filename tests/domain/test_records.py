"""A lifter's best of one exercise, by the table that the phone's scripts can be tried with too."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.domain.exercise import Exercise, LoadMode
from webapp.domain.ids import new_id
from webapp.domain.load import Load, load_from_json
from webapp.domain.records import Bests, Lift, lift_of, lift_of_set, lifts_of, record_of, records_along
from webapp.domain.strength import estimated_one_rep_max
from webapp.domain.workout import WorkoutSet
from webapp.workouts.flags import record_text

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "records.json").read_text())
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def _why(case: dict[str, Any]) -> str:
    return str(case["why"])


def _exercise(mode: LoadMode, measure: Any = "reps") -> Exercise:
    return Exercise("row", "Row", "horizontal_pull", mode, ("lats",), (), (), (), measure=measure)


def _set(told: dict[str, Any]) -> WorkoutSet:
    return WorkoutSet(
        new_id(NOW),
        new_id(NOW),
        "000100",
        told.get("kind", "working"),
        load=load_from_json(told["load"]),
        reps=told["reps"],
        ticked_at=NOW if told.get("is_ticked", True) else None,
        struck=told.get("is_struck"),
    )


@pytest.mark.parametrize("case", VECTORS["records"], ids=_why)
def test_the_records_of_workouts(case: dict[str, Any]) -> None:
    exercise, bests, found = _exercise(case["load_mode"]), Bests(), []
    for workout in case["workouts"]:
        lifts = lifts_of(map(_set, workout), exercise)
        record = record_of(lifts, bests)
        lift = record.lift if record else None
        load = lift.load.as_json() if lift and lift.load else None
        found.append({"kind": record.kind, "load": load, "reps": record.lift.amount} if record else None)
        bests = bests.with_lifts(lifts)

    assert found == case["is"]


@pytest.mark.parametrize("case", VECTORS["along"], ids=_why)
def test_the_records_along_a_workout_are_said_beside_their_sets(case: dict[str, Any]) -> None:
    exercise, unit = _exercise(case["load_mode"]), case["unit"]
    bests = Bests().with_lifts(lifts_of(map(_set, case["before"]), exercise))
    if "body" in case:
        bests = bests.at_bodyweight(Decimal(case["body"]))
    along = records_along([lift_of_set(_set(one), exercise, bests.body) for one in case["sets"]], bests)

    assert [record_text(one, exercise, unit) if one else "" for one in along] == case["is"]


@pytest.mark.parametrize(
    ("load", "reps", "estimate"),
    [
        ("100", 1, "100"),
        ("100", 3, "110"),
        ("100", 5, "116.6667"),
        ("100", 12, "140"),
        ("60", 10, "80"),
        ("102.5", 8, "129.8333"),
        ("225", 2, "240"),
        ("100", 13, None),
    ],
)
def test_epleys_estimate(load: str, reps: int, estimate: str | None) -> None:
    found = estimated_one_rep_max(Decimal(load), reps)

    assert (found and found.quantize(Decimal("0.0001"))) == (estimate and Decimal(estimate))


@pytest.mark.parametrize(("load", "reps"), [("-1", 5), ("100", 0)])
def test_nothing_is_estimated_from_what_cant_be(load: str, reps: int) -> None:
    with pytest.raises(ValueError, match="estimated"):
        estimated_one_rep_max(Decimal(load), reps)


def test_a_hold_is_measured_in_seconds_and_has_no_estimate() -> None:
    lift = lift_of(Load(Decimal(10), "kg"), 5, _exercise("external", "seconds"))

    assert lift
    assert (lift.amount, lift.estimate) == (5, None)


def _lift(kg: int, reps: int) -> Lift:
    lift = lift_of(Load(Decimal(kg), "kg"), reps, _exercise("external"))
    assert lift
    return lift


LIFTS = st.lists(st.builds(_lift, st.integers(0, 200), st.integers(1, 40)), max_size=8)


@settings(deadline=None)  # a machine that is busy with something else breaks no rule
@given(LIFTS, LIFTS)
def test_nothing_that_was_done_before_is_a_record(before: list[Lift], more: list[Lift]) -> None:
    bests = Bests().with_lifts([*before, *more])

    assert record_of([*before, *more], bests) is None


@settings(deadline=None)  # a machine that is busy with something else breaks no rule
@given(LIFTS, LIFTS)
def test_a_record_is_harder_or_more_than_every_lift_before(before: list[Lift], now: list[Lift]) -> None:
    record = record_of(now, Bests().with_lifts(before))

    if record:
        beaten = record.lift
        assert not any(one.rank >= beaten.rank and one.amount >= beaten.amount for one in before)
