"""Phones that come late, with old things or knowing nothing of each other, take nothing away."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

from tests.conftest import Clock, Statements
from tests.sync.pushing import op, send
from tests.training import get_workout, make_workout
from tests.visiting import Phone, PhoneOf
from webapp.domain.moment import ms_of
from webapp.models import User


def test_an_older_save_that_arrives_after_the_finish_leaves_the_workout_finished_and_whole(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    workout = make_workout(alice, sets=2)
    first, second = workout.exercises[0].sets
    delayed = [
        op(clock, "workout", workout.id, title="Old", finished_at=None, deleted_at=None),
        op(clock, "set", first.id, ticked_at=None, reps=1),
        op(clock, "set", second.id, ticked_at=ms_of(clock()), reps=7),
    ]
    finish = [
        op(clock, "workout", workout.id, title="New", finished_at=ms_of(clock())),
        op(clock, "set", first.id, ticked_at=ms_of(clock()), reps=5),
    ]
    phone, other = phone_of(alice), phone_of(alice)
    send(phone, alice, *finish)

    acks = send(other, alice, *delayed)["acks"]

    assert [ack["s"] for ack in acks] == ["ok", "noop", "ok"]
    stored = get_workout(alice, workout)
    assert (stored.title, stored.finished_at is not None) == ("New", True)
    assert [one.reps for one in stored.ticked_sets] == [5, 7]


def test_a_tick_costs_the_same_whatever_was_done_before(
    phone_of: PhoneOf,
    alice: User,
    clock: Clock,
    statements: Callable[[], AbstractContextManager[Statements]],
) -> None:
    """What a phone sends and gets is what changed, however much there is."""
    workout, phone = make_workout(alice, sets=2), phone_of(alice)
    cursor = send(phone, alice)["cursor"]
    costs = []
    for one in workout.exercises[0].sets:
        with statements() as sent:
            answer = send(phone, alice, op(clock, "set", one.id, ticked_at=ms_of(clock())), cursor=cursor)
        costs.append((sent.count, len(answer["changes"]), sorted(answer["changes"][0]["f"])))
        for day in range(1, 31):
            make_workout(alice, on=workout.on - timedelta(days=day), sets=2, ticked=2, is_finished=True)
        cursor = _drained(phone, alice, answer["cursor"])

    assert costs[0] == costs[1]


def _drained(phone: Phone, lifter: User, cursor: str) -> str:
    """The cursor of a phone that has everything."""
    answer: dict[str, Any] = {"cursor": cursor, "more": True}
    while answer["more"]:
        answer = send(phone, lifter, cursor=answer["cursor"])
    return str(answer["cursor"])
