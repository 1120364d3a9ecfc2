"""What came since the coach was last here: counted beside Clients, and listed by client."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from tests.coaching.test_roster import Counting, ask, hurt
from tests.conftest import MONDAY_EVENING, Clock
from tests.people import make_link, make_person
from tests.training import apply, make_workout, take_program
from tests.visiting import Page, Phone, PhoneOf, form_to, visit
from webapp.domain.ids import new_id
from webapp.domain.operations import Operation
from webapp.extensions import db
from webapp.models import CoachLink, User
from webapp.workouts import plans, queries


def badge(page: Page) -> str:
    """What stands beside Clients."""
    (link,) = page.html.select(".nav a[href='/coach']")
    return str(link.get_text(" ", strip=True))


def lines(page: Page) -> list[str]:
    return [one.get_text() for one in page.html.select("main .list strong")]


def look(coach: Phone, client: User) -> None:
    form_to(visit(coach, f"/coach/clients/{client.id}"), "/seen").submit()


def test_what_is_unread_is_counted_beside_clients_until_it_is_read(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    coach, workout = phone_of(carol), make_workout(alice)
    assert badge(visit(coach, "/coach")) == "Clients"

    ask(alice, carol, workout, "Deeper?", clock)

    assert badge(visit(coach, "/today")).endswith("1")
    look(coach, alice)
    assert badge(visit(coach, "/today")) == "Clients"


@pytest.mark.parametrize(
    "its", [{"state": "ended"}, {"shares_logs": False}, {"archived_at": MONDAY_EVENING}], ids=str
)
def test_what_the_coach_cant_come_upon_is_not_counted(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User, its: dict[str, Any]
) -> None:
    made = make_link(carol, alice)
    ask(alice, carol, make_workout(alice), "Deeper?", clock)
    db.session.execute(sa.update(CoachLink).where(CoachLink.id == made.id).values(**its))
    db.session.commit()

    page = visit(phone_of(carol), "/coach/since")

    assert badge(page) == "Clients"
    assert lines(page) == []


def test_what_came_is_listed_newest_first_until_the_coach_has_looked(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    coach = phone_of(carol)
    clock.turn_to(clock() + timedelta(hours=1))
    earlier = make_workout(alice, title="Light", on=clock().date() - timedelta(days=1), is_finished=True)
    workout = make_workout(alice, title="Heavy", ticked=1, is_finished=True)
    hurt(alice, workout, clock)
    clock.turn_to(clock() + timedelta(hours=1))
    ask(alice, carol, workout, "Deeper?", clock)

    page = visit(coach, "/coach/since")

    found = lines(page)
    assert found[0] == "Wrote: Deeper?"
    assert found[-1] == "Did Light"
    assert "Did Heavy" in found
    assert any(one.startswith("Pain") for one in found)
    hrefs = [str(one["href"]) for one in page.html.select("main .list a")]
    assert hrefs[0].endswith(f"#workout-{workout.id}")
    assert hrefs[-1].endswith(f"#workout-{earlier.id}")
    clock.turn_to(clock() + timedelta(minutes=1))
    look(coach, alice)
    assert lines(visit(coach, "/coach/since")) == []


def test_a_workout_that_was_begun_before_the_coach_looked_is_listed_once_it_is_finished(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    coach, phone = phone_of(carol), phone_of(alice)
    clock.forward(hours=1)
    workout = make_workout(alice, title="Heavy", ticked=1)
    clock.forward(minutes=5)
    look(coach, alice)
    assert lines(visit(coach, "/coach/since")) == []
    clock.forward(minutes=5)

    phone.post(f"/workouts/{workout.id}/finish", status=303)  # as of its last tick, which the coach has seen

    assert lines(visit(coach, "/coach/since")) == ["Did Heavy"]
    look(coach, alice)
    assert lines(visit(coach, "/coach/since")) == []


def test_a_swap_is_listed_and_what_is_as_planned_is_not(
    phone_of: PhoneOf, clock: Clock, alice: User, bob: User, carol: User
) -> None:
    for lifter in (alice, bob):
        make_link(carol, lifter)
        take_program(lifter, trains_today=True)
    running = plans.find_running(alice.id)
    assert running
    workout = queries.find_workout(alice.id, running.plan.workout_id(0))
    assert workout
    part = workout.shown_exercises[0]
    apply(alice, [Operation(new_id(clock()), "workout_exercise", part.id, {"exercise": "seal-row"})])

    page = visit(phone_of(carol), "/coach/since")

    (line,) = lines(page)
    assert line.startswith("Seal row instead of ")
    assert [one.get_text() for one in page.html.select("main h2")] == ["Alice"]


def test_a_swap_that_the_coach_has_seen_stays_old_when_they_change_the_exercise(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    running = plans.running_of(take_program(alice, trains_today=True))
    workout = queries.find_workout(alice.id, running.plan.workout_id(0))
    assert workout
    part = workout.shown_exercises[0]
    apply(alice, [Operation(new_id(clock()), "workout_exercise", part.id, {"exercise": "seal-row"})])
    coach = phone_of(carol)
    look(coach, alice)

    page = visit(coach, f"/coach/clients/{alice.id}/workouts/{workout.id}/edit")
    form = form_to(page, f"/exercises/{part.id}")
    form["sets"] = "3"
    form.submit(status=303)

    assert lines(visit(coach, "/coach/since")) == []


def test_a_swap_from_now_on_is_listed_once_for_all_its_days(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    running = plans.running_of(take_program(alice, trains_today=True))
    workout = queries.find_workout(alice.id, running.plan.workout_id(0))
    assert workout
    address = f"/workouts/{workout.id}/exercises/{workout.exercises[0].id}/instead"
    phone_of(alice).post(address, {"exercise": "seal-row"})

    found = lines(visit(phone_of(carol), "/coach/since"))

    name = "Seal row instead of One-arm dumbbell row"
    assert sorted(found) == [name, f"{name}, from now on"]


def test_pain_that_isnt_shared_is_not_listed(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice, shares_wellbeing=False)
    workout = make_workout(alice, ticked=1)
    hurt(alice, workout, clock)

    assert lines(visit(phone_of(carol), "/coach/since")) == []


def test_more_clients_and_more_news_take_no_more_statements(
    phone_of: PhoneOf, clock: Clock, statements: Counting, carol: User
) -> None:
    counts, coach = [], phone_of(carol)
    for size in (1, 4):
        for number in range(size):
            client = make_person(f"Client {size} {number}")
            make_link(carol, client)
            workout = make_workout(client, ticked=1)
            hurt(client, workout, clock)
            ask(client, carol, workout, "Deeper?", clock)
        with statements() as sent:
            visit(coach, "/coach/since")
        counts.append(sent.count)

    assert len(set(counts)) == 1
    assert counts[0] <= 8
