"""POST /api/sync: what phones send arrives once, and they get what they haven't got."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from tests.conftest import Clock
from tests.people import make_link, make_person
from tests.training import get_workout, make_workout, take_program
from tests.visiting import Phone, PhoneOf, text_of, visit
from webapp.domain.ids import new_id
from webapp.extensions import db
from webapp.models import Session, SyncCommit, User


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _op(clock: Clock, entity: str, entity_id: UUID | str, **fields: Any) -> dict[str, Any]:
    now = clock()
    return {
        "id": str(new_id(now)),
        "ts": _ms(now),
        "schema": 1,
        "e": entity,
        "eid": str(entity_id),
        "op": "set",
        "f": fields,
    }


def _send(phone: Phone, user: User, *ops: Any, status: int = 200, **more: Any) -> dict[str, Any]:
    body = {
        "v": 1,
        "schema": 1,
        "build": "t",
        "user": str(user.id),
        "device": str(user.id),
        "zone": "Europe/London",
        "now": 0,
        "cursor": None,
        "limit": 500,
        "have": None,
        "ops": list(ops),
        **more,
    }
    answer = phone.post("/api/sync", json.dumps(body), content_type="application/json", status=status)
    assert answer.headers["X-Backday"] == "1"
    return dict(answer.json)


def test_a_tick_made_offline_arrives_once(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    workout = make_workout(alice)
    one = workout.exercises[0].sets[0]
    ticked = _ms(clock())
    tick = _op(clock, "set", one.id, ticked_at=ticked, load={"v": "82.5", "u": "kg"}, reps=5)
    phone = phone_of(alice)

    answers = [_send(phone, alice, tick)["acks"][0] for _ in range(5)]

    assert [answer["s"] for answer in answers] == ["ok", "dup", "dup", "dup", "dup"]
    assert len({answer["eff"] for answer in answers}) == 1
    stored = get_workout(alice, workout).exercises[0].sets[0]
    assert stored.ticked_at
    assert _ms(stored.ticked_at) == ticked
    assert stored.reps == 5


def test_a_whole_workout_made_offline_arrives_in_one_request(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    workout, exercise = new_id(clock()), new_id(clock())
    ops = [
        _op(clock, "set", new_id(clock()), workout_exercise=str(exercise), position=f"00{i}", kind="working")
        for i in range(24)
    ]
    ops += [
        _op(clock, "workout_exercise", exercise, workout=str(workout), exercise="pull-up", position="001"),
        _op(clock, "workout", workout, on="2026-11-23", zone="Europe/London", title="Mine"),
    ]

    acks = _send(phone_of(alice), alice, *ops)["acks"]

    assert {ack["s"] for ack in acks} == {"ok"}
    assert [ack["id"] for ack in acks] == [op["id"] for op in ops]


def test_a_new_phone_gets_everything_and_then_only_what_changed(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    workout = make_workout(alice, sets=3)
    phone, other = phone_of(alice), phone_of(alice)
    first = _send(phone, alice)
    assert {change["e"] for change in first["changes"]} == {"workout", "workout_exercise", "set"}
    assert len(first["changes"]) == 5

    one = workout.exercises[0].sets[0]
    _send(other, alice, _op(clock, "set", one.id, reps=4))
    second = _send(phone, alice, cursor=first["cursor"])

    assert [(change["eid"], change["f"]["reps"]) for change in second["changes"]] == [(str(one.id), 4)]
    assert not second["reset"]
    assert _send(phone, alice, cursor=second["cursor"])["changes"] == []


def test_pages_of_changes_never_cut_a_commit_in_two(phone_of: PhoneOf, alice: User) -> None:
    for _ in range(3):
        make_workout(alice, sets=5)
    phone = phone_of(alice)
    seen: list[str] = []
    cursor, more, pages = None, True, 0
    while more:
        answer = _send(phone, alice, cursor=cursor, limit=6)
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
    theirs = _send(phone_of(bob), bob)["cursor"]
    phone = phone_of(alice)

    for cursor in (theirs, "5.beef", "nonsense", "99999999999999999999.x", "-1.x", ""):
        answer = _send(phone, alice, cursor=cursor)
        assert answer["reset"], cursor
        assert len(answer["changes"]) == 3


def test_the_coming_two_weeks_lie_on_the_phone(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    take_program(alice, good_morning="60")
    phone = phone_of(alice)

    days = _send(phone, alice, have={})["days"]

    assert sorted(days) == ["2026-11-23", "2026-11-26", "2026-11-30", "2026-12-03", "2026-12-07"]
    assert "Heavy back" in days["2026-11-23"]["html"]
    assert days["2026-11-23"]["html"].count("set-row") > 10

    have = {day: one["etag"] for day, one in days.items()}
    assert _send(phone, alice, have=have)["days"] == {}

    clock.forward(days=3)
    rolled = _send(phone, alice, have=have)["days"]
    assert sorted(rolled) == ["2026-12-10"], "a sync on a later day plans further ahead"


def test_a_day_is_sent_anew_when_what_it_shows_changed(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    take_program(alice, good_morning="60")
    phone = phone_of(alice)
    days = _send(phone, alice, have={})["days"]
    have = {day: one["etag"] for day, one in days.items()}
    set_id = _first_set_of("Good morning set 1", days["2026-11-23"]["html"])

    tick = _op(clock, "set", set_id, ticked_at=_ms(clock()), load={"v": "60", "u": "kg"}, reps=5)
    answer = _send(phone, alice, tick, have=have)

    assert sorted(answer["days"]) == ["2026-11-23", "2026-11-30", "2026-12-07"], "with its last time"
    assert "last 60 × 5" in answer["days"]["2026-11-30"]["html"]


def _first_set_of(name: str, html: str) -> str:
    before = html.split(f'aria-label="{name} done"')[0]
    return before.rsplit('id="set-', 1)[1][:36]


def test_a_day_that_is_gone_says_so(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    workout = make_workout(alice)
    phone = phone_of(alice)
    have = {day: one["etag"] for day, one in _send(phone, alice, have={})["days"].items()}

    deleted = _op(clock, "workout", workout.id, deleted_at=_ms(clock()))

    assert _send(phone, alice, deleted, have=have)["days"] == {workout.on.isoformat(): None}


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
    bad, good = _op(clock, "set", one.id, **{field: value}), _op(clock, "set", one.id, rir=2)

    acks = _send(phone_of(alice), alice, bad, good)["acks"]

    assert [ack["s"] for ack in acks] == ["rejected", "ok"]
    assert acks[0]["id"] == bad["id"]
    assert acks[0]["msg"]
    assert get_workout(alice, workout).exercises[0].sets[0].rir == 2


def test_what_is_no_operation_at_all_is_refused_alone(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    workout = make_workout(alice)
    good = _op(clock, "set", workout.exercises[0].sets[0].id, rir=2)
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

    acks = _send(phone_of(alice), alice, *worse, good)["acks"]

    assert [ack["s"] for ack in acks] == ["rejected"] * len(worse) + ["ok"]


def test_half_an_emoji_is_refused_alone(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    workout = make_workout(alice)
    good = _op(clock, "set", workout.exercises[0].sets[0].id, rir=2)
    half = json.dumps(_op(clock, "set", workout.exercises[0].sets[0].id, note="HALF")).replace(
        "HALF", "\\ud83d"
    )
    body = f'{{"v":1,"schema":1,"user":"{alice.id}","ops":[{half},{json.dumps(good)}]}}'

    answer = phone_of(alice).post("/api/sync", body, content_type="application/json")

    assert [ack["s"] for ack in answer.json["acks"]] == ["rejected", "ok"]


@pytest.mark.parametrize("on", ["1900-01-01", "2100-01-01", "2026-02-31", "soon"])
def test_a_workout_on_a_day_that_cant_be_is_refused(
    phone_of: PhoneOf, alice: User, clock: Clock, on: str
) -> None:
    ack = _send(phone_of(alice), alice, _op(clock, "workout", new_id(clock()), on=on, zone="UTC"))["acks"][0]

    assert ack["s"] == "rejected"


def test_a_clock_in_2100_is_clamped_not_refused(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    workout = make_workout(alice)
    one = workout.exercises[0].sets[0]
    ahead = _op(clock, "set", one.id, reps=9) | {"ts": _ms(datetime(2100, 1, 1, tzinfo=UTC))}
    phone = phone_of(alice)

    ack = _send(phone, alice, ahead)["acks"][0]
    clock.forward(minutes=1)
    _send(phone, alice, _op(clock, "set", one.id, reps=5))

    assert ack["s"] == "ok"
    assert ack["eff"] <= _ms(clock())
    assert get_workout(alice, workout).exercises[0].sets[0].reps == 5


def test_somebody_elses_rows_cant_be_touched_or_seen(
    phone_of: PhoneOf, alice: User, bob: User, clock: Clock
) -> None:
    workout = make_workout(alice)
    one = workout.exercises[0].sets[0]

    answer = _send(phone_of(bob), bob, _op(clock, "set", one.id, reps=99), have={})

    assert answer["acks"][0]["s"] == "rejected"
    assert answer["changes"] == []
    assert answer["days"] == {}


def test_operations_of_one_are_never_applied_as_another(
    phone_of: PhoneOf, alice: User, bob: User, clock: Clock
) -> None:
    workout = make_workout(alice)
    tick = _op(clock, "set", workout.exercises[0].sets[0].id, reps=5)

    answer = _send(phone_of(bob), alice, tick, status=409)

    assert answer["error"] == "user_mismatch"
    assert get_workout(alice, workout).exercises[0].sets[0].reps is None


def test_signed_out_is_said_in_json(phone: Phone, alice: User) -> None:
    answer = _send(phone, alice, status=401)

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

    assert _send(phone, alice, schema=0, status=426)["error"] == "too_old"
    assert _send(phone, alice, schema=99, status=503)["error"] == "too_new"


def test_who_is_signed_in(phone_of: PhoneOf, phone: Phone, alice: User) -> None:
    answer = phone_of(alice).get("/api/session")

    assert answer.json == {"user": str(alice.id), "name": "Alice", "unit": "kg"}
    assert phone.get("/api/session", status=401).json["error"] == "signed_out"


def test_a_pull_takes_no_write_lock(phone_of: PhoneOf, alice: User) -> None:
    make_workout(alice)
    phone = phone_of(alice)
    before = db.session.scalar(sa.select(sa.func.count()).select_from(SyncCommit))
    db.session.remove()

    _send(phone, alice, have={})

    assert db.session.scalar(sa.select(sa.func.count()).select_from(SyncCommit)) == before


def test_a_day_is_drawn_anew_when_what_it_has_to_beat_changes(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    """Long before the days that a phone keeps; what was done the last time is still the same."""
    today = clock().date()
    old = make_workout(alice, load="80", ticked=1, is_finished=True, on=today - timedelta(days=300))
    make_workout(alice, load="60", ticked=1, is_finished=True, on=today - timedelta(days=3))
    make_workout(alice, load="62.5")
    phone = phone_of(alice)
    days = _send(phone, alice, have={})["days"]
    assert "&#34;80&#34;:5" in days[today.isoformat()]["html"]
    have = {day: one["etag"] for day, one in days.items()}
    assert _send(phone, alice, have=have)["days"] == {}

    _send(phone, alice, _op(clock, "workout", old.id, deleted_at=0))

    assert "&#34;80&#34;" not in _send(phone, alice, have=have)["days"][today.isoformat()]["html"]


def test_a_batch_costs_the_same_statements_whatever_its_size(
    phone_of: PhoneOf, alice: User, clock: Clock, statements: Any
) -> None:
    workout = make_workout(alice, sets=100)
    phone = phone_of(alice)

    def cost(size: int) -> int:
        ops = [_op(clock, "set", one.id, reps=5) for one in list(workout.all_sets)[:size]]
        with statements() as sent:
            _send(phone, alice, *ops)
        return int(sent.count)

    assert cost(2) == cost(100)


def test_an_old_workout_that_moves_into_sight_comes_with_its_sets(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    workout = make_workout(alice, sets=2, on=clock().date() - timedelta(days=300))
    phone = phone_of(alice)
    cursor = _send(phone, alice)["cursor"]

    moved = _op(clock, "workout", workout.id, on="2026-11-20")
    answer = _send(phone, alice, moved, cursor=cursor)

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
    tick = _op(clock, "set", new_id(clock()), reps=5)

    answer = _send(phone_of(alice), alice, tick, cursor="7.feedfeedfeedfeed")

    assert answer["reset"]
    assert answer["acks"] == []


def test_a_phone_that_syncs_has_been_heard(phone_of: PhoneOf, clock: Clock, alice: User) -> None:
    phone = phone_of(alice)
    clock.forward(hours=5)

    _send(phone, alice)

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

    _send(phone, alice, _op(clock, "set", workout.exercises[0].sets[0].id, reps=5))

    clock.forward(seconds=30)
    assert "just now" in text_of(visit(phone_of(coach), f"/coach/clients/{alice.id}"))
