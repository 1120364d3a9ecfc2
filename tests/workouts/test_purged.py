"""What was purged is gone: nothing that arrives late, and no page, brings it back."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from tests.conftest import Clock
from tests.training import make_workout, take_program
from tests.visiting import PhoneOf, form_to, text_of, visit
from tests.workouts.purging import SECRET, change, delete, everything_said, pass_time, run
from webapp import clock as product_clock
from webapp.domain.ids import new_id
from webapp.domain.operations import Entity, Operation
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import SyncHead, User
from webapp.workouts import actions, queries


def outcome_of(lifter: User, operation: Operation) -> tuple[str, str | None]:
    db.session.remove()
    (outcome,) = actions.apply(lifter.id, [operation], now=product_clock.utc_now(), by=lifter.id)
    db.session.commit()
    return outcome.status, outcome.code


def purged_workout(alice: User, clock: Clock) -> Workout:
    workout = make_workout(alice, sets=2, ticked=1, note=SECRET)
    delete(alice, "workout", workout.id)
    pass_time(alice, clock, days=31)
    assert run(alice) == 4
    return workout


@pytest.mark.parametrize(
    ("entity", "fields", "outcome", "why"),
    [
        ("set", {"reps": 5}, ("rejected", "gone"), "performed values"),
        ("set", {"ticked_at": None}, ("rejected", "gone"), "an untick"),
        ("workout_exercise", {"note": SECRET}, ("rejected", "gone"), "a note"),
        ("workout", {"deleted_at": None}, ("rejected", "gone"), "there is nothing to restore"),
        ("workout", {"deleted_at": "now"}, ("noop", None), "deleted it is"),
    ],
)
def test_what_still_arrives_for_a_purged_row_is_gone(
    alice: User, clock: Clock, entity: Entity, fields: dict[str, Any], outcome: tuple[str, str], why: str
) -> None:
    workout = purged_workout(alice, clock)
    part = workout.exercises[0]
    row_id = {"workout": workout.id, "workout_exercise": part.id, "set": part.sets[1].id}[entity]
    now = product_clock.utc_now()
    sent = {name: now if value == "now" else value for name, value in fields.items()}

    assert outcome_of(alice, Operation(new_id(now), entity, row_id, sent)) == outcome, why
    assert SECRET not in everything_said()


def test_nothing_new_can_be_hung_under_a_purged_row(alice: User, clock: Clock) -> None:
    part = purged_workout(alice, clock).exercises[0]
    now = product_clock.utc_now()
    made = Operation(
        new_id(now), "set", new_id(now), {"workout_exercise": part.id, "position": "z", "reps": 5}
    )

    assert outcome_of(alice, made) == ("rejected", "gone")


def test_an_operation_sent_again_is_known_though_its_content_is_purged(alice: User, clock: Clock) -> None:
    workout = make_workout(alice, ticked=1)
    noted = change(alice, "workout", workout.id, note=SECRET)
    delete(alice, "workout", workout.id)
    pass_time(alice, clock, days=31)
    run(alice)

    assert outcome_of(alice, noted) == ("dup", None)
    assert SECRET not in everything_said()


def test_a_purged_workout_has_no_page_and_no_place_in_any_list(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    workout = purged_workout(alice, clock)
    phone = phone_of(alice)

    visit(phone, f"/workouts/{workout.id}", status=404)
    phone.post(f"/workouts/{workout.id}/restore", status=404)
    assert "Nothing." in text_of(visit(phone, "/history/deleted"))
    assert queries.last_performed(alice.id, ["barbell-row"], clock.now.date()) == {}


def test_a_planned_workout_that_was_purged_is_never_planned_anew(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    take_program(alice)
    phone = phone_of(alice)
    page = visit(phone, "/today")
    address = form_to(page, "/finish").action.split("/finish")[0]
    phone.post(f"{address}/delete", status=303)
    pass_time(alice, clock, days=31)
    assert run(alice) > 1

    clock.forward(days=-31)

    assert text_of(visit(phone, "/today"), "h1") != "Heavy back"
    phone.post(f"{address}/finish", status=404)
    assert "gone for good" in text_of(visit(phone, address, status=404))


def test_a_purged_day_can_not_be_trained_from_an_old_page(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    assignment = take_program(alice)
    phone = phone_of(alice)
    address = form_to(visit(phone, "/today"), "/finish").action.split("/finish")[0]
    phone.post(f"{address}/delete", status=303)
    pass_time(alice, clock, days=31)
    run(alice)
    clock.forward(days=-31)

    asked = {"occurrence": "0", "assignment": str(assignment.id)}

    assert "gone for good" in text_of(phone.post("/today/train", asked, status=404))


def test_phones_hear_of_a_purge_like_of_any_change(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    workout = make_workout(alice, ticked=1, note=SECRET)
    delete(alice, "workout", workout.id)
    pass_time(alice, clock, days=31)
    body = {"v": 1, "schema": 1, "user": str(alice.id), "ops": [], "cursor": None}
    phone = phone_of(alice)
    cursor = phone.post_json("/api/sync", body).json["cursor"]
    before = db.session.scalar(sa.select(SyncHead.n))
    run(alice)

    answer = phone.post_json("/api/sync", body | {"cursor": cursor}).json

    told = {change["eid"]: change for change in answer["changes"]}
    assert set(told) == {str(workout.id), str(workout.exercises[0].id), str(workout.exercises[0].sets[0].id)}
    assert {change["n"] for change in told.values()} == {(before or 0) + 1}
    assert told[str(workout.id)]["f"]["note"] is None
    assert SECRET not in str(answer)
