"""What was deleted 30 days ago is purged, with all that was said of it; what was done is not."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask

from tests.conftest import Clock
from tests.training import apply, get_workout, keep_note, make_workout, weigh
from tests.workouts.purging import (
    SECRET,
    arrive_after_deletion,
    change,
    delete,
    everything_said,
    pass_time,
    run,
    stored,
)
from webapp.domain.ids import new_id
from webapp.domain.load import parse_load
from webapp.domain.operations import Operation
from webapp.extensions import db
from webapp.models import User
from webapp.workouts import deletions


def test_a_deleted_workout_is_purged_after_30_days_with_all_that_was_said(alice: User, clock: Clock) -> None:
    workout = make_workout(alice, "barbell-row", sets=2, ticked=2, note=SECRET)
    delete(alice, "workout", workout.id)
    pass_time(alice, clock, days=29, hours=23)
    assert run(alice) == 0
    assert SECRET in everything_said()

    pass_time(alice, clock, hours=1)

    assert run(alice) == 4, "the workout, its exercise, two sets"
    assert SECRET not in everything_said()
    part = workout.exercises[0]
    left = stored("set", part.sets[0].id)
    assert (left.load, left.reps, left.ticked_at, left.stamps) == (None, None, None, {})
    assert left.deleted_at is not None
    assert stored("workout_exercise", part.id).exercise == "barbell-row"
    assert run(alice) == 0, "once"


def test_what_is_not_deleted_and_what_is_somebody_elses_stays(alice: User, bob: User, clock: Clock) -> None:
    hers, his = make_workout(alice, ticked=1, note=SECRET), make_workout(bob, ticked=1, note=SECRET)
    delete(bob, "workout", his.id)
    pass_time(alice, clock, days=31)

    assert run(alice) == 0
    assert get_workout(alice, hers) == hers
    assert stored("workout", his.id).note == SECRET


def test_single_sets_exercises_measurements_and_notes_on_exercises_are_purged_too(
    alice: User, clock: Clock
) -> None:
    workout = make_workout(alice, "barbell-row", "good-morning", sets=2, ticked=4, note=SECRET)
    first, second = workout.exercises
    weight = weigh(alice, "83.7")
    kept = keep_note(alice, "barbell-row", "Belt on hole 4")
    delete(alice, "set", first.sets[1].id)
    delete(alice, "workout_exercise", second.id)
    delete(alice, "measurement", weight.entity_id)
    delete(alice, "exercise_note", kept.entity_id)
    pass_time(alice, clock, days=31)

    assert run(alice) == 1 + 3 + 1 + 1

    after = get_workout(alice, workout)
    assert after.note == SECRET
    assert [one.exercise for one in after.shown_exercises] == ["barbell-row"]
    assert after.ticked_sets == (workout.exercises[0].sets[0],)
    assert "83.7" not in everything_said()
    assert "hole 4" not in everything_said()


@pytest.mark.parametrize("days", [-20_000, -40, 20_000])
def test_a_wrong_clock_neither_hastens_nor_hinders_the_purge(alice: User, clock: Clock, days: int) -> None:
    workout = make_workout(alice, ticked=1)
    delete(alice, "workout", workout.id, days=days)

    assert run(alice) == 0
    pass_time(alice, clock, days=31)
    assert run(alice) == 3


def test_a_restored_workout_is_not_purged(alice: User, clock: Clock) -> None:
    workout = make_workout(alice, ticked=1)
    delete(alice, "workout", workout.id)
    clock.forward(days=20)
    change(alice, "workout", workout.id, deleted_at=None)
    pass_time(alice, clock, days=20)

    assert run(alice) == 0


def test_a_workout_whose_sets_arrived_after_its_deletion_waits_for_a_decision(
    alice: User, clock: Clock
) -> None:
    workout = arrive_after_deletion(alice)
    pass_time(alice, clock, days=400)
    assert run(alice) == 0
    assert len(list(get_workout(alice, workout).all_sets)) == 2

    delete(alice, "workout", workout.id)
    pass_time(alice, clock, days=31)

    assert run(alice) == 4, "deleted once more, knowing"


def tick_at(moment: datetime, set_id: UUID) -> Operation:
    done = {"ticked_at": moment, "reps": 5, "load": parse_load("60", "kg")}
    return Operation(new_id(moment), "set", set_id, done, ts=moment)


@pytest.mark.parametrize("is_together", [False, True])
def test_sets_newer_than_a_deletion_that_arrives_after_them_wait_for_a_decision_too(
    alice: User, clock: Clock, is_together: bool
) -> None:
    workout = make_workout(alice, sets=2, ticked=1)
    deleted_at = clock()
    deletion = Operation(new_id(deleted_at), "workout", workout.id, {"deleted_at": deleted_at}, ts=deleted_at)
    clock.forward(minutes=5)
    tick = tick_at(clock(), workout.exercises[0].sets[1].id)
    clock.forward(minutes=55)
    if is_together:
        apply(alice, [tick, deletion])
    else:
        apply(alice, [tick])
        apply(alice, [deletion])

    pass_time(alice, clock, days=400)
    assert run(alice) == 0

    delete(alice, "workout", workout.id)
    pass_time(alice, clock, days=31)
    assert run(alice) == 4, "deleted once more, knowing"


def test_sets_ticked_and_then_deleted_on_the_same_phone_with_no_signal_are_purged(
    alice: User, clock: Clock
) -> None:
    workout = make_workout(alice)
    tick = tick_at(clock(), workout.exercises[0].sets[0].id)
    deleted_at = clock()
    deletion = Operation(new_id(deleted_at), "workout", workout.id, {"deleted_at": deleted_at}, ts=deleted_at)
    clock.forward(hours=1)
    apply(alice, [tick, deletion])

    pass_time(alice, clock, days=31)

    assert run(alice) == 3


def test_a_tick_by_a_clock_in_the_future_is_deleted_like_any(alice: User, clock: Clock) -> None:
    workout = make_workout(alice)
    apply(alice, [tick_at(clock() + timedelta(days=20_000), workout.exercises[0].sets[0].id)])
    delete(alice, "workout", workout.id)

    pass_time(alice, clock, days=31)

    assert run(alice) == 3


def test_nothing_is_due_by_the_clock_alone(alice: User, clock: Clock) -> None:
    """After a restore from an old backup, a phone may be about to bring the undoing."""
    workout = make_workout(alice, sets=2, ticked=1, note=SECRET)
    delete(alice, "workout", workout.id)
    pass_time(alice, clock, days=6)
    clock.forward(days=25)

    assert run(alice) == 0
    change(alice, "workout", workout.id, deleted_at=None)
    assert run(alice) == 0
    assert get_workout(alice, workout).note == SECRET


def test_a_purge_makes_nothing_else_due(alice: User, clock: Clock) -> None:
    early, late = make_workout(alice, ticked=1), make_workout(alice, ticked=1)
    delete(alice, "workout", early.id)
    pass_time(alice, clock, days=20)
    delete(alice, "workout", late.id)
    pass_time(alice, clock, days=15)
    clock.forward(days=100)

    assert run(alice) == 3
    assert run(alice) == 0


def test_the_command_purges_for_everybody(app: Flask, alice: User, clock: Clock) -> None:
    delete(alice, "workout", make_workout(alice, ticked=1, note=SECRET).id)
    pass_time(alice, clock, days=31)
    db.session.remove()

    result = app.test_cli_runner().invoke(args=["purge"])

    assert (result.exit_code, result.output) == (0, "3 rows purged.\n")
    assert deletions.list_lifters() == []
