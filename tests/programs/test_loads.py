"""A working load that a coach, or the lifter, says: the program goes on from it, and tells who said so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
import sqlalchemy as sa

from tests.conftest import Clock
from tests.people import make_link
from tests.training import apply, take_program
from tests.visiting import Phone, PhoneOf, form_to, text_of, visit
from webapp.domain.ids import new_id
from webapp.domain.load import Load, display
from webapp.domain.operations import Operation
from webapp.domain.workout import Workout, WorkoutSet
from webapp.extensions import db
from webapp.models import Assignment, ProgramChange, User
from webapp.workouts import actions as workouts
from webapp.workouts import plans, queries
from webapp.workouts.actions import Head

MORNING = "good-morning"
OWN = "/programs/yours/loads"


@pytest.fixture(autouse=True)
def program(clock: Clock, alice: User, carol: User) -> Assignment:
    make_link(carol, alice)
    return take_program(alice, trains_today=True, good_morning="60")


def say(phone: Phone, address: str, typed: str, status: int = 303) -> str:
    form = form_to(visit(phone, address), "/loads")
    form[f"load-{MORNING}"] = typed
    return text_of(form.submit(status=status)) if status != 303 else str(form.submit(status=303).location)


def coming(alice: User) -> Workout:
    running = plans.find_running(alice.id)
    assert running
    workout = queries.find_workout(alice.id, running.plan.workout_id(0))
    assert workout
    return workout


def rows(workout: Workout) -> Sequence[WorkoutSet]:
    return next(part.shown_sets for part in workout.exercises if part.exercise == MORNING)


def targets(alice: User) -> list[str]:
    """Of its sets on the first day, in kilograms."""
    return [display(one.target_load, "kg") if one.target_load else "–" for one in rows(coming(alice))]


@pytest.mark.parametrize("by", ["coach", "lifter"])
def test_the_coming_days_start_from_it_rounded_after_the_share_was_taken(
    by: str, phone_of: PhoneOf, alice: User, carol: User
) -> None:
    phone, address = (
        (phone_of(carol), f"/coach/clients/{alice.id}/loads") if by == "coach" else (phone_of(alice), OWN)
    )
    assert targets(alice)[-1] == "60"

    say(phone, address, "82.4")

    assert targets(alice) == ["32.5", "57.5", *["80"] * 5]  # of 80, the warm-ups would be 30 and 55
    assert form_to(visit(phone, address), "/loads")[f"load-{MORNING}"].value == "82.4"
    assert ("working load" in text_of(visit(phone_of(alice), "/settings/coaches/changes"))) == (by == "coach")


def test_the_lifter_reads_who_said_it_what_it_was_and_what_it_is(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    say(phone_of(carol), f"/coach/clients/{alice.id}/loads", "80")

    page = visit(phone_of(alice), "/settings/coaches/changes")

    assert "Good morning: working load" in text_of(page)
    assert "Carol" in text_of(page)
    assert text_of(page, ".became") == "Was 60 kg → is 80 kg"
    assert "Heavy and light back" in text_of(visit(phone_of(alice), "/since"))


def test_once_it_was_lifted_the_rules_go_on_from_what_was_done(
    clock: Clock, phone_of: PhoneOf, alice: User
) -> None:
    phone = phone_of(alice)
    say(phone, OWN, "80")
    clock.now += timedelta(hours=1)
    workout = coming(alice)
    one = next(one for one in rows(workout) if one.kind == "working")
    done = {"ticked_at": clock(), "load": Load(Decimal("75"), "kg"), "reps": 1}
    apply(alice, [Operation(new_id(clock()), "set", one.id, done)])
    db.session.commit()
    db.session.remove()

    assert form_to(visit(phone, OWN), "/loads")[f"load-{MORNING}"].value == "75"


def test_empty_goes_on_from_what_was_lifted_again(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    say(phone, OWN, "80")

    say(phone, OWN, "")

    assert form_to(visit(phone, OWN), "/loads")[f"load-{MORNING}"].value == "60"
    assert "60" in targets(alice)


def test_saving_what_nobody_touched_or_the_same_form_again_changes_nothing(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    coach = phone_of(carol)
    form = form_to(visit(coach, f"/coach/clients/{alice.id}/loads"), "/loads")
    form.submit(status=303)
    form[f"load-{MORNING}"] = "80"

    for _ in range(2):
        form.submit(status=303)

    assert db.session.scalar(sa.select(sa.func.count()).select_from(ProgramChange)) == 1


def test_what_cant_be_read_is_told_and_stays_in_the_box(phone_of: PhoneOf, alice: User) -> None:
    before = targets(alice)

    answer = say(phone_of(alice), OWN, "heavy", status=422)

    assert "Type the load as a number" in answer
    assert targets(alice) == before


def test_what_lifter_and_coach_say_at_once_is_both_kept(
    phone_of: PhoneOf, alice: User, carol: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = form_to(visit(phone_of(alice), OWN), "/loads")
    own[f"load-{MORNING}"] = "62.5"
    theirs = form_to(visit(phone_of(carol), f"/coach/clients/{alice.id}/loads"), "/loads")
    theirs["load-weighted-pull-up"] = "10"
    queue_up = workouts.queue_up

    def after_the_coach(lifter_id: UUID, now: datetime) -> Head:
        monkeypatch.setattr(workouts, "queue_up", queue_up)
        theirs.submit(status=303)
        return queue_up(lifter_id, now)

    monkeypatch.setattr(workouts, "queue_up", after_the_coach)
    own.submit(status=303)

    said = db.session.scalars(sa.select(Assignment.said_loads)).one() or {}
    assert {slug: load["v"] for slug, load in said.items()} == {MORNING: "62.5", "weighted-pull-up": "10"}
