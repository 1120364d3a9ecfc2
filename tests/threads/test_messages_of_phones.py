"""Messages by way of /api/sync: once is once, two phones agree, and a link that ended takes no more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from tests.conftest import Clock
from tests.people import make_link
from tests.sync.pushing import op, send
from tests.threads.talking import change, end, say
from tests.training import apply, make_workout
from tests.visiting import PhoneOf
from webapp.domain.ids import new_id
from webapp.domain.operations import Operation
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import CoachLink, Message, User


@pytest.fixture
def link(alice: User, carol: User) -> CoachLink:
    return make_link(carol, alice)


@pytest.fixture
def workout(alice: User) -> Workout:
    return make_workout(alice)


def _message(clock: Clock, workout: Workout, coach: User, **fields: Any) -> dict[str, Any]:
    told = {"workout": str(workout.id), "coach": str(coach.id), "text": "Like this?", **fields}
    return op(clock, "message", new_id(clock()), **told)


def _count() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(Message)) or 0


def test_a_message_written_offline_arrives_once_and_reaches_the_other_phone(
    phone_of: PhoneOf, alice: User, carol: User, link: CoachLink, workout: Workout, clock: Clock
) -> None:
    wish = _message(clock, workout, carol)
    first, second = phone_of(alice), phone_of(alice)
    cursor = send(second, alice)["cursor"]

    answers = [send(first, alice, wish)["acks"][0]["s"] for _ in range(3)]

    assert answers == ["ok", "dup", "dup"]
    changes = send(second, alice, cursor=cursor)["changes"]
    assert [(one["e"], one["f"]["text"], one["f"]["author"]) for one in changes] == [
        ("message", "Like this?", str(alice.id))
    ]
    assert _count() == 1


def test_a_link_that_ended_meanwhile_refuses_the_message_alone(
    phone_of: PhoneOf, alice: User, carol: User, link: CoachLink, workout: Workout, clock: Clock
) -> None:
    end(link)
    tick = op(clock, "set", workout.exercises[0].sets[0].id, reps=5)

    acks = send(phone_of(alice), alice, _message(clock, workout, carol), tick)["acks"]

    assert [(ack["s"], ack.get("code")) for ack in acks] == [("rejected", "link"), ("ok", None)]
    assert "aren't linked" in acks[0]["msg"]
    assert _count() == 0


@pytest.mark.parametrize("text", ["", " \n ", "x" * 4001, 5, None])
def test_a_text_that_is_none_is_rejected(
    text: object, phone_of: PhoneOf, alice: User, carol: User, link: CoachLink, workout: Workout, clock: Clock
) -> None:
    ack = send(phone_of(alice), alice, _message(clock, workout, carol, text=text))["acks"][0]

    assert (ack["s"], ack["code"]) == ("rejected", "unreadable")
    assert ack["msg"].startswith("text: ")


@pytest.mark.parametrize("field", ["author", "written_at"])
def test_who_wrote_it_and_when_is_not_for_a_phone_to_say(
    field: str, phone_of: PhoneOf, alice: User, carol: User, link: CoachLink, workout: Workout, clock: Clock
) -> None:
    ack = send(phone_of(alice), alice, _message(clock, workout, carol, **{field: str(carol.id)}))["acks"][0]

    assert ack["s"] == "rejected"


def test_a_message_is_read_on_either_phone_and_deleted_by_its_author_only(
    phone_of: PhoneOf, alice: User, carol: User, link: CoachLink, workout: Workout, clock: Clock
) -> None:
    message = say(carol, "Good row", workout, alice, carol)
    phone, now = phone_of(alice), round(clock().timestamp() * 1000)

    read = [op(clock, "message", message, read_at=now + number) for number in (0, 1)]
    taken = send(phone, alice, *read)["acks"]
    refused = send(phone, alice, op(clock, "message", message, deleted_at=now))["acks"][0]

    assert {ack["s"] for ack in taken} == {"ok"}
    assert (refused["s"], refused["code"]) == ("rejected", "author")


def test_a_message_to_a_workout_that_another_phone_deleted_waits_with_it(
    phone_of: PhoneOf, alice: User, carol: User, link: CoachLink, workout: Workout, clock: Clock
) -> None:
    """Nothing is lost: restored, the workout has it."""
    apply(alice, [Operation(new_id(clock()), "workout", workout.id, {"deleted_at": clock()})])

    assert send(phone_of(alice), alice, _message(clock, workout, carol))["acks"][0]["s"] == "ok"
    assert _count() == 1


def test_a_day_is_drawn_anew_when_something_was_said_or_a_coach_comes_or_goes(
    phone_of: PhoneOf, alice: User, carol: User, workout: Workout, clock: Clock
) -> None:
    phone, have = phone_of(alice), dict[str, str]()

    def drawn() -> str:
        days = send(phone, alice, have=have)["days"]
        have.update({day: one["etag"] for day, one in days.items()})
        return "".join(one["html"] for one in days.values())

    assert 'id="messages"' not in drawn()
    assert drawn() == ""
    link = make_link(carol, alice)
    assert "Write to Carol" in drawn()
    message = say(carol, "Good row", workout, alice, carol)
    assert "data-unread" in drawn()
    clock.turn_to(clock() + timedelta(minutes=1))
    change(alice, alice, message, {"read_at": clock()})
    assert "Good row" in drawn()
    end(link)
    html = drawn()
    assert "Good row" in html
    assert "Write to Carol" not in html


def test_days_of_somebody_without_a_coach_cost_one_statement_more_however_many(
    phone_of: PhoneOf, alice: User, clock: Clock, statements: Any
) -> None:
    phone = phone_of(alice)
    for days in range(5):
        make_workout(alice, on=clock().date() - timedelta(days=days))

    with statements() as sent:
        send(phone, alice, have={})

    assert sum("coach_link" in text for text in sent.texts) == 1
