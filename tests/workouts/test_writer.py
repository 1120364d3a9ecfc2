"""The one writer: each operation once for ever, newest wins, nobody else's rows."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.conftest import Clock, Statements
from tests.training import make_workout
from webapp.domain.ids import new_id
from webapp.domain.load import Load
from webapp.domain.operations import Entity, Operation, Outcome
from webapp.domain.workout import WorkoutSet
from webapp.extensions import db
from webapp.models import Operation as OperationRow
from webapp.models import SyncCommit, SyncHead, User, WorkoutExercise
from webapp.workouts import actions, queries


@pytest.fixture(autouse=True)
def _on_both_databases(app: Flask) -> None:
    """Every test here runs on SQLite and on PostgreSQL."""


def _apply(lifter: User, clock: Clock, *operations: Operation) -> list[Outcome]:
    outcomes = actions.apply(lifter.id, operations, now=clock(), by=lifter.id)
    db.session.commit()
    return outcomes


def _set_op(clock: Clock, one: WorkoutSet, **fields: Any) -> Operation:
    return Operation(new_id(clock()), "set", one.id, fields)


def _first_set(lifter: User) -> WorkoutSet:
    workout = make_workout(lifter)
    return workout.exercises[0].sets[0]


def _stored(lifter: User, one: WorkoutSet) -> WorkoutSet:
    from webapp.workouts.rows import TABLES

    exercise_id = db.session.scalar(sa.select(TABLES["set"].c.workout_exercise_id).filter_by(id=one.id))
    part = db.session.get(WorkoutExercise, exercise_id)
    assert part
    workout = queries.find_workout(lifter.id, part.workout_id)
    db.session.rollback()
    assert workout
    found = workout.set(one.id)
    assert found
    return found


def test_an_operation_sent_twice_has_one_effect(alice: User, clock: Clock) -> None:
    one = _first_set(alice)
    tick = _set_op(clock, one, reps=5, ticked_at=clock())

    first, again = _apply(alice, clock, tick), _apply(alice, clock, tick)

    assert [outcome.status for outcome in first + again] == ["ok", "dup"]
    count = sa.select(sa.func.count()).select_from(OperationRow).where(OperationRow.id == tick.id)
    assert db.session.scalar(count) == 1


def test_the_same_operation_twice_in_one_batch_has_one_effect(alice: User, clock: Clock) -> None:
    tick = _set_op(clock, _first_set(alice), reps=5)

    outcomes = _apply(alice, clock, tick, tick)

    assert {outcome.status for outcome in outcomes} == {"ok"}


def test_an_older_change_that_arrives_late_changes_nothing(alice: User, clock: Clock) -> None:
    one = _first_set(alice)
    earlier = clock()
    clock.forward(minutes=5)
    _apply(alice, clock, _set_op(clock, one, reps=4))

    late = Operation(new_id(earlier), "set", one.id, {"reps": 9}, ts=earlier)
    outcomes = _apply(alice, clock, late)

    assert outcomes[0].status == "noop"
    assert _stored(alice, one).reps == 4


def test_changes_of_different_fields_both_stay(alice: User, clock: Clock) -> None:
    one = _first_set(alice)

    _apply(alice, clock, _set_op(clock, one, load=Load(Decimal("62.5"), "kg")))
    _apply(alice, clock, _set_op(clock, one, reps=4))

    stored = _stored(alice, one)
    assert (stored.load, stored.reps) == (Load(Decimal("62.5"), "kg"), 4)


def test_a_clock_far_ahead_is_clamped_and_doesnt_poison(alice: User, clock: Clock) -> None:
    one = _first_set(alice)
    ahead = Operation(new_id(clock()), "set", one.id, {"reps": 9}, ts=clock() + timedelta(days=30_000))
    _apply(alice, clock, ahead)

    clock.forward(minutes=1)
    _apply(alice, clock, _set_op(clock, one, reps=5))

    assert _stored(alice, one).reps == 5


def test_what_is_done_here_and_now_wins_even_if_the_servers_clock_went_back(
    alice: User, clock: Clock
) -> None:
    one = _first_set(alice)
    _apply(alice, clock, _set_op(clock, one, reps=4))

    clock.forward(hours=-3)
    _apply(alice, clock, _set_op(clock, one, reps=5))

    assert _stored(alice, one).reps == 5


def test_somebody_elses_set_is_as_good_as_not_there(alice: User, bob: User, clock: Clock) -> None:
    one = _first_set(alice)
    unknown = Operation(new_id(clock()), "set", new_id(clock()), {"reps": 1})

    theirs, nobodys = _apply(bob, clock, _set_op(clock, one, reps=99), unknown)

    assert theirs.status == nobodys.status == "rejected"
    assert (theirs.code, theirs.message) == (nobodys.code, nobodys.message)
    assert _stored(alice, one).reps is None


@pytest.mark.parametrize(("entity", "parent"), [("workout_exercise", "workout"), ("set", "workout_exercise")])
def test_nothing_can_be_put_into_somebody_elses_workout(
    entity: Entity, parent: str, alice: User, bob: User, clock: Clock
) -> None:
    workout = make_workout(alice)
    target = workout.id if entity == "workout_exercise" else workout.exercises[0].id
    fields: dict[str, Any] = {parent: target, "position": "000900"}
    if entity == "workout_exercise":
        fields["exercise"] = "good-morning"

    outcome = _apply(bob, clock, Operation(new_id(clock()), entity, new_id(clock()), fields))[0]

    assert (outcome.status, outcome.code) == ("rejected", "unknown")


def test_one_bad_operation_doesnt_hold_up_the_good_ones(alice: User, clock: Clock) -> None:
    one = _first_set(alice)
    day = Operation(
        new_id(clock()), "workout", new_id(clock()), {"on": date(1900, 1, 1), "zone": "UTC", "title": "Old"}
    )

    outcomes = _apply(alice, clock, day, _set_op(clock, one, reps=3))

    assert [outcome.status for outcome in outcomes] == ["rejected", "ok"]
    assert _stored(alice, one).reps == 3


def test_a_refused_operation_is_judged_afresh_when_sent_again(alice: User, clock: Clock) -> None:
    workout = make_workout(alice)
    child = Operation(
        new_id(clock()),
        "workout_exercise",
        new_id(clock()),
        {"workout": (new_workout := new_id(clock())), "exercise": "good-morning", "position": "000100"},
    )
    assert _apply(alice, clock, child)[0].status == "rejected"

    parent = Operation(new_id(clock()), "workout", new_workout, {"on": workout.on, "zone": "UTC"})
    outcomes = _apply(alice, clock, child, parent)

    assert [outcome.status for outcome in outcomes] == ["ok", "ok"], "children may stand before parents"


def test_a_workout_that_moves_takes_its_exercises_along(alice: User, clock: Clock) -> None:
    workout = make_workout(alice)
    moved_to = workout.on - timedelta(days=3)

    _apply(alice, clock, Operation(new_id(clock()), "workout", workout.id, {"on": moved_to}))

    days = db.session.scalars(sa.select(WorkoutExercise.on).filter_by(workout_id=workout.id)).all()
    assert set(days) == {moved_to}


def test_each_commit_counts_one_up_with_a_token_of_its_own(alice: User, clock: Clock) -> None:
    one = _first_set(alice)
    for reps in (1, 2, 3):
        _apply(alice, clock, _set_op(clock, one, reps=reps))

    commits = db.session.execute(sa.select(SyncCommit).order_by(SyncCommit.n)).scalars().all()
    head = db.session.get(SyncHead, alice.id)
    assert head
    assert [commit.n for commit in commits] == list(range(1, head.n + 1))
    assert len({commit.token for commit in commits}) == len(commits)


def test_a_hundred_sets_cost_as_many_statements_as_one(alice: User, clock: Clock, statements: Any) -> None:
    def cost(sets: int) -> int:
        parent = make_workout(alice).exercises[0].id
        made = [
            Operation(
                new_id(clock()), "set", new_id(clock()), {"workout_exercise": parent, "position": f"{i:06}"}
            )
            for i in range(sets)
        ]
        sent: Statements
        with statements() as sent:
            _apply(alice, clock, *made)
        return sent.count

    few, many = cost(2), cost(100)

    assert few == many
    assert many <= 13


def test_two_who_send_the_same_at_the_same_moment_have_one_effect(
    app: Flask, alice: User, clock: Clock
) -> None:
    one = _first_set(alice)
    tick = _set_op(clock, one, reps=5, ticked_at=clock())
    lifter_id, now = alice.id, clock()
    db.session.remove()
    together, outcomes = threading.Barrier(2), []

    def send() -> None:
        with app.app_context():
            together.wait()
            outcomes.extend(actions.apply(lifter_id, [tick], now=now, by=lifter_id))
            db.session.commit()
            db.session.remove()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcome.status for outcome in outcomes) == ["dup", "ok"]
