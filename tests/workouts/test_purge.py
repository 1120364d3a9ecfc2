"""What was deleted 30 days ago is purged, with all that was said of it; what was done is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.conftest import Clock
from tests.training import apply, get_workout, keep_note, make_workout, take_program, weigh
from tests.visiting import PhoneOf, form_to, text_of, visit
from webapp import clock as product_clock
from webapp import daily
from webapp.database import may_write
from webapp.domain.ids import new_id
from webapp.domain.load import parse_load
from webapp.domain.operations import Entity, Operation
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import Operation as OperationRow
from webapp.models import SyncHead, User
from webapp.workouts import actions, deletions, queries
from webapp.workouts.purge import purge
from webapp.workouts.rows import TABLES

SECRET = "Left knee hurts"


def change(lifter: User, entity: Entity, row_id: UUID, **fields: Any) -> Operation:
    """Something done now, on this server."""
    now = product_clock.utc_now()
    operation = Operation(new_id(now), entity, row_id, fields)
    apply(lifter, [operation])
    return operation


def delete(lifter: User, entity: Entity, row_id: UUID, **offset: float) -> Operation:
    """offset: how wrong the clock of the phone is."""
    return change(lifter, entity, row_id, deleted_at=product_clock.utc_now() + timedelta(**offset))


def pass_time(lifter: User, clock: Clock, **span: float) -> None:
    """Time goes by, and the lifter is there to do something at the end of it."""
    clock.forward(**span)
    weigh(lifter)


def run(lifter: User) -> int:
    purged = purge(lifter.id, product_clock.utc_now())
    db.session.commit()
    db.session.remove()
    return purged


def stored(entity: Entity, row_id: UUID) -> Any:
    row = db.session.execute(sa.select(TABLES[entity]).where(TABLES[entity].c.id == row_id)).one()
    db.session.remove()
    return row


def everything_said() -> str:
    """All text in the tables of workouts and operations."""
    tables = [*TABLES.values(), OperationRow.__table__]
    texts = [str(tuple(row)) for table in tables for row in db.session.execute(sa.select(table))]
    db.session.remove()
    return "\n".join(texts)


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


def arrive_after_deletion(alice: User) -> Workout:
    """A phone with no signal ticked before the deletion and sends it after."""
    workout = make_workout(alice, sets=2, ticked=1)
    late, before = workout.exercises[0].sets[1].id, product_clock.utc_now()
    delete(alice, "workout", workout.id)
    done = {"ticked_at": before, "reps": 5, "load": parse_load("60", "kg")}
    apply(alice, [Operation(new_id(before), "set", late, done, ts=before)])
    return workout


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


def test_a_server_does_it_once_a_day_for_everybody(app: Flask, alice: User, bob: User, clock: Clock) -> None:
    for lifter in (alice, bob):
        delete(lifter, "workout", make_workout(lifter, ticked=1, note=SECRET).id)
    for lifter in (alice, bob):
        pass_time(lifter, clock, days=31)
    loop = Loop()
    daily.begin(loop, app)  # type: ignore[arg-type]
    db.session.remove()

    assert loop.run_until(daily.FIRST_AFTER_S + 1) > 0

    assert SECRET not in everything_said()
    assert [round(due) for due, *_ in loop.waiting] == [round(daily.FIRST_AFTER_S + daily.EVERY_S)]


def test_looking_for_what_is_due_only_reads(
    app: Flask, alice: User, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    delete(alice, "workout", make_workout(alice, ticked=1).id)
    pass_time(alice, clock, days=29)
    may_have_written: list[bool] = []
    for name in ("list_lifters", "list_due"):
        monkeypatch.setattr(deletions, name, noting(getattr(deletions, name), may_have_written))
    loop = Loop()
    daily.begin(loop, app)  # type: ignore[arg-type]
    db.session.remove()

    loop.run_until(daily.FIRST_AFTER_S + 1)

    assert may_have_written == [False, False], (
        "nobody waits for a look; under the lock only if something is due"
    )


def noting(look: Callable[..., Any], may_have_written: list[bool]) -> Callable[..., Any]:
    def noted(*arguments: Any) -> Any:
        may_have_written.append(may_write())
        return look(*arguments)

    return noted


class Loop:
    """As much of an event loop as `call_later` takes, with a clock that jumps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waiting: list[tuple[float, Callable[..., None], tuple[Any, ...]]] = []

    def call_later(self, delay: float, callback: Callable[..., None], *arguments: Any) -> None:
        self.waiting.append((self.now + delay, callback, arguments))

    def run_until(self, end: float) -> int:
        ran = 0
        while due := sorted((one for one in self.waiting if one[0] <= end), key=lambda one: one[0]):
            self.now, callback, arguments = due[0]
            self.waiting.remove(due[0])
            callback(*arguments)
            ran += 1
        return ran


def test_the_command_purges_for_everybody(app: Flask, alice: User, clock: Clock) -> None:
    delete(alice, "workout", make_workout(alice, ticked=1, note=SECRET).id)
    pass_time(alice, clock, days=31)
    db.session.remove()

    result = app.test_cli_runner().invoke(args=["purge"])

    assert (result.exit_code, result.output) == (0, "3 rows purged.\n")
    assert deletions.list_lifters() == []
