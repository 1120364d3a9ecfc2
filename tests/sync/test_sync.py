"""POST /api/sync: what phones send arrives once, and they get what they haven't got."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from tests.conftest import Clock
from tests.people import make_link, make_person
from tests.sync.pushing import op, send
from tests.training import get_workout, make_workout
from tests.visiting import Phone, PhoneOf, text_of, visit
from webapp.domain.ids import new_id
from webapp.domain.moment import ms_of
from webapp.extensions import db
from webapp.models import Session, SyncCommit, User


def test_a_tick_made_offline_arrives_once(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    workout = make_workout(alice)
    one = workout.exercises[0].sets[0]
    ticked = ms_of(clock())
    tick = op(clock, "set", one.id, ticked_at=ticked, load={"v": "82.5", "u": "kg"}, reps=5)
    phone = phone_of(alice)

    answers = [send(phone, alice, tick)["acks"][0] for _ in range(5)]

    assert [answer["s"] for answer in answers] == ["ok", "dup", "dup", "dup", "dup"]
    assert len({answer["eff"] for answer in answers}) == 1
    stored = get_workout(alice, workout).exercises[0].sets[0]
    assert stored.ticked_at
    assert ms_of(stored.ticked_at) == ticked
    assert stored.reps == 5


def test_a_whole_workout_made_offline_arrives_in_one_request(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    workout, exercise = new_id(clock()), new_id(clock())
    ops = [
        op(clock, "set", new_id(clock()), workout_exercise=str(exercise), position=f"00{i}", kind="working")
        for i in range(24)
    ]
    ops += [
        op(clock, "workout_exercise", exercise, workout=str(workout), exercise="pull-up", position="001"),
        op(clock, "workout", workout, on="2026-11-23", zone="Europe/London", title="Mine"),
    ]

    acks = send(phone_of(alice), alice, *ops)["acks"]

    assert {ack["s"] for ack in acks} == {"ok"}
    assert [ack["id"] for ack in acks] == [op["id"] for op in ops]


def test_a_new_phone_gets_everything_and_then_only_what_changed(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    workout = make_workout(alice, sets=3)
    phone, other = phone_of(alice), phone_of(alice)
    first = send(phone, alice)
    assert {change["e"] for change in first["changes"]} == {"workout", "workout_exercise", "set"}
    assert len(first["changes"]) == 5

    one = workout.exercises[0].sets[0]
    send(other, alice, op(clock, "set", one.id, reps=4))
    second = send(phone, alice, cursor=first["cursor"])

    assert [(change["eid"], change["f"]["reps"]) for change in second["changes"]] == [(str(one.id), 4)]
    assert not second["reset"]
    assert send(phone, alice, cursor=second["cursor"])["changes"] == []


def test_pages_of_changes_never_cut_a_commit_in_two(phone_of: PhoneOf, alice: User) -> None:
    for _ in range(3):
        make_workout(alice, sets=5)
    phone = phone_of(alice)
    seen: list[str] = []
    cursor, more, pages = None, True, 0
    while more:
        answer = send(phone, alice, cursor=cursor, limit=6)
        seen += [change["eid"] for change in answer["changes"]]
        cursor, more = answer["cursor"], answer["more"]
        pages += 1

    assert pages > 1
    assert len(seen) == len(set(seen)) == 21


def test_an_unknown_cursor_means_a_restored_server_and_resets(
    phone_of: PhoneOf, alice: User, bob: User
) -> None:
    make_workout(alice)
    make_workout(bob)
    theirs = send(phone_of(bob), bob)["cursor"]
    phone = phone_of(alice)

    for cursor in (theirs, "5.beef", "nonsense", "99999999999999999999.x", "-1.x", ""):
        answer = send(phone, alice, cursor=cursor)
        assert answer["reset"], cursor
        assert len(answer["changes"]) == 3


def test_a_clock_in_2100_is_clamped_not_refused(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    workout = make_workout(alice)
    one = workout.exercises[0].sets[0]
    ahead = op(clock, "set", one.id, reps=9) | {"ts": ms_of(datetime(2100, 1, 1, tzinfo=UTC))}
    phone = phone_of(alice)

    ack = send(phone, alice, ahead)["acks"][0]
    clock.forward(minutes=1)
    send(phone, alice, op(clock, "set", one.id, reps=5))

    assert ack["s"] == "ok"
    assert ack["eff"] <= ms_of(clock())
    assert get_workout(alice, workout).exercises[0].sets[0].reps == 5


def test_who_is_signed_in(phone_of: PhoneOf, phone: Phone, alice: User) -> None:
    answer = phone_of(alice).get("/api/session")

    assert answer.json == {"user": str(alice.id), "name": "Alice", "unit": "kg"}
    assert phone.get("/api/session", status=401).json["error"] == "signed_out"


def test_a_pull_takes_no_write_lock(phone_of: PhoneOf, alice: User) -> None:
    make_workout(alice)
    phone = phone_of(alice)
    before = db.session.scalar(sa.select(sa.func.count()).select_from(SyncCommit))
    db.session.remove()

    send(phone, alice, have={})

    assert db.session.scalar(sa.select(sa.func.count()).select_from(SyncCommit)) == before


def test_a_batch_costs_the_same_statements_whatever_its_size(
    phone_of: PhoneOf, alice: User, clock: Clock, statements: Any
) -> None:
    workout = make_workout(alice, sets=100)
    phone = phone_of(alice)

    def cost(size: int) -> int:
        ops = [op(clock, "set", one.id, reps=5) for one in list(workout.all_sets)[:size]]
        with statements() as sent:
            send(phone, alice, *ops)
        return int(sent.count)

    assert cost(2) == cost(100)


def test_an_old_workout_that_moves_into_sight_comes_with_its_sets(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    workout = make_workout(alice, sets=2, on=clock().date() - timedelta(days=300))
    phone = phone_of(alice)
    cursor = send(phone, alice)["cursor"]

    moved = op(clock, "workout", workout.id, on="2026-11-20")
    answer = send(phone, alice, moved, cursor=cursor)

    assert sorted(change["e"] for change in answer["changes"]) == [
        "set",
        "set",
        "workout",
        "workout_exercise",
    ]


def test_a_restored_server_takes_nothing_before_the_rows_are_back(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    """A tick on a workout that the restored server never saw would be refused for good."""
    tick = op(clock, "set", new_id(clock()), reps=5)

    answer = send(phone_of(alice), alice, tick, cursor="7.feedfeedfeedfeed")

    assert answer["reset"]
    assert answer["acks"] == []


def test_a_phone_that_syncs_has_been_heard(phone_of: PhoneOf, clock: Clock, alice: User) -> None:
    phone = phone_of(alice)
    clock.forward(hours=5)

    send(phone, alice)

    db.session.remove()
    seen_at = db.session.scalars(sa.select(Session.seen_at)).one()
    assert clock.now - seen_at < timedelta(minutes=1)
    db.session.remove()


def test_a_coach_reads_just_now_right_after_a_set_came_in(
    phone_of: PhoneOf, clock: Clock, alice: User
) -> None:
    workout = make_workout(alice)
    coach = make_person("Carla", is_coach=True)
    make_link(coach, alice)
    phone = phone_of(alice)
    clock.forward(minutes=5)

    send(phone, alice, op(clock, "set", workout.exercises[0].sets[0].id, reps=5))

    clock.forward(seconds=30)
    assert "just now" in text_of(visit(phone_of(coach), f"/coach/clients/{alice.id}"))
