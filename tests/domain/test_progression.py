"""Next time's load, from what was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from webapp.domain.ids import new_id
from webapp.domain.load import Load, Unit
from webapp.domain.program import PrescribedSet, Prescription, ProgressionRule, RepTarget, SetKind
from webapp.domain.progression import next_load
from webapp.domain.workout import WorkoutSet

NOW = datetime(2026, 11, 23, tzinfo=UTC)
FIVES, RANGE, ALL_OUT = RepTarget(5, 5), RepTarget(10, 15), RepTarget(30, None)


def _step(unit: Unit) -> Load:
    return Load(Decimal("2.5") if unit == "kg" else Decimal(5), unit)


def _prescription(
    rule: ProgressionRule, reps: RepTarget, sets: int, kind: SetKind = "working"
) -> Prescription:
    return Prescription("k", "good-morning", "", "", (PrescribedSet(kind, reps),) * sets, rule)


def _done(
    load: str,
    *reps: int | None,
    target: RepTarget = FIVES,
    kind: SetKind = "working",
    side: str | None = None,
) -> list[WorkoutSet]:
    return [
        WorkoutSet(
            new_id(NOW),
            new_id(NOW),
            "1",
            kind,
            side,
            target,
            load=Load(Decimal(load), "kg"),
            reps=r,
            ticked_at=NOW,
        )
        for r in reps
    ]


@pytest.mark.parametrize(
    ("rule", "target", "sets", "done", "following", "why"),
    [
        ("last_plus_step", FIVES, 5, _done("100", 5, 5, 5, 5, 5), "102.5", "every rep of every set"),
        ("last_plus_step", FIVES, 5, _done("100", 5, 5, 6, 5, 5), "102.5", "one more than asked is fine"),
        ("last_plus_step", FIVES, 5, _done("100", 5, 5, 5, 5, 4), "100", "one rep short: once more"),
        ("last_plus_step", FIVES, 5, _done("100", 5, 5, 5, 5), "100", "one set left out"),
        ("last_plus_step", FIVES, 5, _done("100", 5, 5, 5, 5, None), "100", "reps never told are no reps"),
        ("last", FIVES, 5, _done("100", 5, 5, 5, 5, 5), "100", "a rule that stays"),
        ("double", RANGE, 3, _done("50", 15, 15, 15, target=RANGE), "52.5", "top of the range"),
        ("double", RANGE, 3, _done("50", 15, 15, 14, target=RANGE), "50", "not yet at the top"),
        (
            "last_plus_step",
            FIVES,
            2,
            _done("100", 5) + _done("90", 5),
            "100",
            "backed off: the top load again",
        ),
    ],
)
def test_the_next_load(
    rule: ProgressionRule, target: RepTarget, sets: int, done: list[WorkoutSet], following: str, why: str
) -> None:
    found = next_load(_prescription(rule, target, sets), done, _step)

    assert found == Load(Decimal(following), "kg"), why


def test_after_pain_the_load_stays() -> None:
    earned = _done("100", 5, 5, 5)
    hurt = [*earned[:2], replace(earned[2], pain={"score": 1})]
    over = [*earned[:2], replace(earned[2], pain={"score": 0})]
    fives = _prescription("last_plus_step", FIVES, 3)

    assert next_load(fives, hurt, _step) == Load(Decimal(100), "kg")
    assert next_load(fives, over, _step) == Load(Decimal("102.5"), "kg"), "a 0 hurts nothing"
    warm = [*_done("50", 8, kind="warmup"), *earned]
    warm[0] = replace(warm[0], pain={"score": 4})
    assert next_load(fives, warm, _step) == Load(Decimal(100), "kg"), "in a warm-up, too"


def test_both_sides_must_reach_the_reference_of_an_all_out_set() -> None:
    prescription = _prescription("last_plus_step", ALL_OUT, 1, "amrap")
    left = _done("40", 31, target=ALL_OUT, kind="amrap", side="left")

    both = left + _done("40", 30, target=ALL_OUT, kind="amrap", side="right")
    weaker = left + _done("40", 29, target=ALL_OUT, kind="amrap", side="right")

    sides = ("left", "right")
    assert next_load(prescription, both, _step, sides=sides) == Load(Decimal("42.5"), "kg")
    assert next_load(prescription, weaker, _step, sides=sides) == Load(Decimal(40), "kg")
    assert next_load(prescription, left, _step, sides=sides) == Load(Decimal(40), "kg"), "one side alone"


def test_an_extra_set_that_failed_takes_nothing_away() -> None:
    done = _done("100", 5, 5, 5, 5, 5) + _done("100", 2) + _done("60", 12)

    assert next_load(_prescription("last_plus_step", FIVES, 5), done, _step) == Load(Decimal("102.5"), "kg")


def test_nothing_grows_past_what_anybody_lifts() -> None:
    done = _done("1000", 5, 5, 5, 5, 5)

    assert next_load(_prescription("last_plus_step", FIVES, 5), done, _step) == Load(Decimal(1000), "kg")


def test_warm_ups_never_count() -> None:
    assert next_load(_prescription("last_plus_step", FIVES, 1), _done("40", 5, kind="warmup"), _step) is None


def test_the_step_is_in_the_unit_of_what_was_lifted() -> None:
    done = [
        WorkoutSet(
            new_id(NOW), new_id(NOW), "1", "working", None, FIVES, load=Load(Decimal(45), "lb"), reps=5
        )
    ]

    assert next_load(_prescription("last_plus_step", FIVES, 1), done, _step) == Load(Decimal(50), "lb")


def test_less_help_is_more() -> None:
    """An assisted pull-up: the hardest set is the one with the least taken off, and a step takes off less."""
    prescription = _prescription("last_plus_step", FIVES, 2)
    earned, not_yet = _done("20", 5, 5), _done("20", 5, 4)

    assert next_load(prescription, earned, _step, is_help=True) == Load(Decimal("17.5"), "kg")
    assert next_load(prescription, not_yet, _step, is_help=True) == Load(Decimal(20), "kg")
    assert next_load(prescription, _done("1", 5, 5), _step, is_help=True) == Load(Decimal(0), "kg")
