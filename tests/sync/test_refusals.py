"""POST /api/sync: what it doesn't take, and from whom; the rest of a batch goes through."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import Clock
from tests.sync.pushing import op, send
from tests.training import get_workout, make_workout
from tests.visiting import Phone, PhoneOf
from webapp.domain.ids import new_id
from webapp.models import User


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"null", 400),
        (b'{"v":1}', 400),
        (b'{"v":2,"schema":1,"user":"x","ops":[]}', 400),
        (b'{"v":1,"schema":"1","user":"x","ops":[]}', 400),
        (b'{"v":1,"schema":1,"user":"x","ops":[],"now":1e309}', 400),
        (b'{"v":1,"schema":1,"user":"x","ops":[],"now":NaN}', 400),
        (b'{"v":1,"schema":1,"user":"x","ops":' + b"[" * 2000 + b"]" * 2000 + b"}", 400),
        (b'{"v":1,"schema":1,"user":"x","ops":[' + b"{}," * 10_000 + b"{}]}", 413),
        (b'{"v":1,"schema":1,"user":"someone","ops":[]}', 409),
        (b"\xff\xfe", 400),
    ],
    ids=lambda case: str(case)[:40],
)
def test_an_envelope_that_isnt_sound_is_answered_in_json(
    phone_of: PhoneOf, alice: User, body: bytes, status: int
) -> None:
    answer = phone_of(alice).post("/api/sync", body, content_type="application/json", status=status)

    assert answer.headers["X-Backday"] == "1"
    assert set(answer.json) == {"error", "message"}


def test_a_huge_body_is_refused(phone_of: PhoneOf, alice: User) -> None:
    answer = phone_of(alice).post("/api/sync", b" " * 5_000_000, content_type="application/json", status=413)

    assert answer.headers["X-Backday"] == "1"


BAD_FIELDS: list[tuple[str, Any]] = [
    ("reps", -1),
    ("reps", 2**70),
    ("reps", 1.5),
    ("reps", "5"),
    ("reps", True),
    ("load", {"v": "NaN", "u": "kg"}),
    ("load", {"v": "-5", "u": "kg"}),
    ("load", {"v": "1001", "u": "kg"}),
    ("load", {"v": "5", "u": "stone"}),
    ("load", 82.5),
    ("note", "nul \x00"),
    ("note", 5),
    ("note", "x" * 5000),
    ("rpe", "10.5"),
    ("rir", 11),
    ("kind", "warm"),
    ("position", "A!"),
    ("ticked_at", 2**60),
    ("ticked_at", "now"),
    ("unknown", 1),
    ("withdrawn", True),
    ("plan", {}),
    ("lifter_id", "x"),
    ("workout_exercise", "not-a-uuid"),
]


@pytest.mark.parametrize(("field", "value"), BAD_FIELDS, ids=str)
def test_a_bad_operation_is_refused_alone(
    phone_of: PhoneOf, alice: User, clock: Clock, field: str, value: Any
) -> None:
    workout = make_workout(alice)
    one = workout.exercises[0].sets[0]
    bad, good = op(clock, "set", one.id, **{field: value}), op(clock, "set", one.id, rir=2)

    acks = send(phone_of(alice), alice, bad, good)["acks"]

    assert [ack["s"] for ack in acks] == ["rejected", "ok"]
    assert acks[0]["id"] == bad["id"]
    assert acks[0]["msg"]
    assert get_workout(alice, workout).exercises[0].sets[0].rir == 2


def test_what_is_no_operation_at_all_is_refused_alone(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    workout = make_workout(alice)
    good = op(clock, "set", workout.exercises[0].sets[0].id, rir=2)
    worse: list[Any] = [
        None,
        5,
        [],
        {},
        {**good, "id": "x"},
        {**good, "id": str(new_id(clock())), "eid": "x"},
        {**good, "id": str(new_id(clock())), "e": "user"},
        {**good, "id": str(new_id(clock())), "op": "delete"},
        {**good, "id": str(new_id(clock())), "f": {}},
    ]

    acks = send(phone_of(alice), alice, *worse, good)["acks"]

    assert [ack["s"] for ack in acks] == ["rejected"] * len(worse) + ["ok"]


def test_half_an_emoji_is_refused_alone(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    workout = make_workout(alice)
    good = op(clock, "set", workout.exercises[0].sets[0].id, rir=2)
    half = json.dumps(op(clock, "set", workout.exercises[0].sets[0].id, note="HALF")).replace(
        "HALF", "\\ud83d"
    )
    body = f'{{"v":1,"schema":1,"user":"{alice.id}","ops":[{half},{json.dumps(good)}]}}'

    answer = phone_of(alice).post("/api/sync", body, content_type="application/json")

    assert [ack["s"] for ack in answer.json["acks"]] == ["rejected", "ok"]


@pytest.mark.parametrize("on", ["1900-01-01", "2100-01-01", "2026-02-31", "soon"])
def test_a_workout_on_a_day_that_cant_be_is_refused(
    phone_of: PhoneOf, alice: User, clock: Clock, on: str
) -> None:
    ack = send(phone_of(alice), alice, op(clock, "workout", new_id(clock()), on=on, zone="UTC"))["acks"][0]

    assert ack["s"] == "rejected"


def test_somebody_elses_rows_cant_be_touched_or_seen(
    phone_of: PhoneOf, alice: User, bob: User, clock: Clock
) -> None:
    workout = make_workout(alice)
    one = workout.exercises[0].sets[0]

    answer = send(phone_of(bob), bob, op(clock, "set", one.id, reps=99), have={})

    assert answer["acks"][0]["s"] == "rejected"
    assert answer["changes"] == []
    assert answer["days"] == {}


def test_operations_of_one_are_never_applied_as_another(
    phone_of: PhoneOf, alice: User, bob: User, clock: Clock
) -> None:
    workout = make_workout(alice)
    tick = op(clock, "set", workout.exercises[0].sets[0].id, reps=5)

    answer = send(phone_of(bob), alice, tick, status=409)

    assert answer["error"] == "user_mismatch"
    assert get_workout(alice, workout).exercises[0].sets[0].reps is None


def test_signed_out_is_said_in_json(phone: Phone, alice: User) -> None:
    answer = send(phone, alice, status=401)

    assert answer["error"] == "signed_out"


def test_another_site_cant_sync(phone_of: PhoneOf, alice: User) -> None:
    answer = phone_of(alice).post(
        "/api/sync",
        b"{}",
        content_type="application/json",
        headers={"Sec-Fetch-Site": "cross-site"},
        status=403,
    )

    assert answer.headers["X-Backday"] == "1"


def test_another_content_type_is_refused(phone_of: PhoneOf, alice: User) -> None:
    phone_of(alice).post("/api/sync", b"{}", content_type="text/plain", status=415)


def test_a_schema_of_the_past_or_the_future_keeps_the_queue(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)

    assert send(phone, alice, schema=0, status=426)["error"] == "too_old"
    assert send(phone, alice, schema=99, status=503)["error"] == "too_new"
