"""What was best is the same, whether the early years are read or were kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from tests.conftest import MONDAY_EVENING, Clock
from tests.training import apply, make_workout
from webapp import catalogue
from webapp import clock as product_clock
from webapp.domain.ids import new_id
from webapp.domain.load import Load
from webapp.domain.operations import Entity, Operation
from webapp.domain.records import Bests
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import SyncCommit, User
from webapp.workouts import bests

TODAY = MONDAY_EVENING.date()
LONG_AGO = TODAY - timedelta(days=1000)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    bests._kept.clear()


@pytest.fixture
def early(alice: User, clock: Clock) -> Workout:
    """Of three years ago, when it was done."""
    clock.turn_to(MONDAY_EVENING - timedelta(days=1000))
    workout = make_workout(
        alice, "barbell-row", "lat-pulldown", sets=2, ticked=4, load="100", is_finished=True
    )
    clock.turn_to(MONDAY_EVENING)
    make_workout(alice, "barbell-row", sets=1, ticked=1, load="80", on=TODAY - timedelta(days=7))
    return workout


def read(alice: User, *slugs: str) -> dict[str, Bests]:
    db.session.rollback()
    found = bests.read_bests(alice.id, catalogue.exercises(), slugs or ("barbell-row",), date.min, TODAY)
    db.session.rollback()
    return found


def afresh(alice: User, *slugs: str) -> dict[str, Bests]:
    kept = dict(bests._kept)
    bests._kept.clear()
    found = read(alice, *slugs)
    bests._kept.clear()
    bests._kept.update(kept)
    return found


def change(alice: User, entity: Entity, row: object, **fields: object) -> None:
    apply(alice, [Operation(new_id(product_clock.utc_now()), entity, row, fields)])  # type: ignore[arg-type]


def test_both_the_early_years_and_the_last_one_count(alice: User, early: Workout) -> None:
    for _ in range(2):
        found = read(alice)["barbell-row"]
        assert found.amounts == {Decimal(100): 5, Decimal(80): 5}


def correct_loads(alice: User, workout: Workout) -> None:
    for one in workout.ticked_sets:
        change(alice, "set", one.id, load=Load(Decimal(90), "kg"))


def untick(alice: User, workout: Workout) -> None:
    for one in workout.ticked_sets:
        change(alice, "set", one.id, ticked_at=None)


def delete(alice: User, workout: Workout) -> None:
    change(alice, "workout", workout.id, deleted_at=product_clock.utc_now())


def delete_an_exercise(alice: User, workout: Workout) -> None:
    change(alice, "workout_exercise", workout.exercises[0].id, deleted_at=product_clock.utc_now())


def move_to_today(alice: User, workout: Workout) -> None:
    change(alice, "workout", workout.id, on=TODAY)


def log_another_back_then(alice: User, _: Workout) -> None:
    make_workout(alice, "barbell-row", sets=1, ticked=1, load="120", on=LONG_AGO)


def train_today(alice: User, _: Workout) -> None:
    make_workout(alice, "barbell-row", sets=1, ticked=1)


CHANGES = (
    correct_loads,
    untick,
    delete,
    delete_an_exercise,
    move_to_today,
    log_another_back_then,
    train_today,
)


@pytest.mark.parametrize("happens", CHANGES)
def test_a_change_of_the_early_years_is_seen(
    happens: Callable[[User, Workout], None], alice: User, early: Workout
) -> None:
    read(alice, "barbell-row", "lat-pulldown")

    happens(alice, early)

    both = ("barbell-row", "lat-pulldown")
    assert read(alice, *both) == afresh(alice, *both)


def test_what_is_kept_isnt_read_again(alice: User, early: Workout) -> None:
    read(alice)
    kept = next(iter(bests._kept.values()))

    make_workout(alice, "barbell-row", sets=1, ticked=1, load="85", on=TODAY - timedelta(days=1))

    assert read(alice) == afresh(alice)
    assert next(iter(bests._kept.values())).bests is kept.bests


def test_an_exercise_that_wasnt_asked_for_before_is_read(alice: User, early: Workout) -> None:
    read(alice)

    assert read(alice, "lat-pulldown")["lat-pulldown"].amounts == {Decimal(100): 5}
    assert read(alice)["barbell-row"].amounts[Decimal(100)] == 5


def test_a_server_restored_from_a_backup_reads_afresh(alice: User, early: Workout) -> None:
    read(alice)
    db.session.execute(sa.update(SyncCommit).where(SyncCommit.lifter_id == alice.id).values(token="other"))
    db.session.commit()
    kept = next(iter(bests._kept.values()))

    read(alice)

    assert next(iter(bests._kept.values())).bests is not kept.bests


def test_a_coach_is_told_nothing_of_before_what_they_may_see(alice: User, early: Workout) -> None:
    read(alice)

    since = TODAY - timedelta(days=30)
    found = bests.read_bests(alice.id, catalogue.exercises(), ["barbell-row"], since, TODAY)

    assert found["barbell-row"].amounts == {Decimal(80): 5}
