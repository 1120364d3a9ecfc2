"""A coach knows in ten seconds who needs them; nothing that isn't shared is among the reasons."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from tests.conftest import MONDAY_EVENING, Clock, Statements
from tests.people import make_link, make_person, sign_in
from tests.training import apply, make_workout, take_program
from tests.visiting import Page, Phone, form_in, form_to, text_of, visit
from webapp.coaching import roster_pages
from webapp.domain.ids import new_id
from webapp.domain.operations import Operation
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import CoachLink, User

PhoneOf = Callable[[User], Phone]
Counting = Callable[[], AbstractContextManager[Statements]]

TODAY = MONDAY_EVENING.date()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def row(page: Page, name: str = "Alice") -> str:
    """What the roster says about one client; "" if they aren't on it."""
    rows = [
        one for one in page.html.select(".roster .list-row") if one.select_one("strong").get_text() == name
    ]
    return " ".join(rows[0].get_text(" ").split()) if rows else ""


def hurt(lifter: User, workout: Workout, clock: Clock, score: int = 6) -> None:
    pain = {"where": "lower back", "score": score, "kind": "sharp"}
    apply(lifter, [Operation(new_id(clock()), "set", workout.exercises[0].sets[0].id, {"pain": pain})])


def plan(lifter: User, clock: Clock, on: date, title: str = "Heavy back") -> UUID:
    """A planned workout with a set, not begun."""
    ids = [new_id(clock()) for _ in range(3)]
    whole: dict[str, Any] = {"on": on, "zone": lifter.zone, "title": title, "plan": {"occurrence": 1}}
    part = {"workout": ids[0], "exercise": "barbell-row", "position": "000100"}
    rows = [
        Operation(new_id(clock()), "workout", ids[0], whole),
        Operation(new_id(clock()), "workout_exercise", ids[1], part),
        Operation(new_id(clock()), "set", ids[2], {"workout_exercise": ids[1], "position": "000100"}),
    ]
    apply(lifter, rows)
    return ids[0]


def ask(lifter: User, coach: User, workout: Workout, text: str, clock: Clock) -> None:
    fields = {"workout": workout.id, "set": None, "coach": coach.id, "text": text}
    apply(lifter, [Operation(new_id(clock()), "message", new_id(clock()), fields)])


def test_pain_comes_first_and_leads_to_its_workout_until_it_was_looked_at(
    phone_of: PhoneOf, clock: Clock, alice: User, bob: User, carol: User
) -> None:
    for lifter in (alice, bob):
        make_link(carol, lifter)
    workout = make_workout(bob, ticked=1)
    hurt(bob, workout, clock)
    ask(alice, carol, make_workout(alice, ticked=1), "Deeper?", clock)
    coach = phone_of(carol)

    page = visit(coach, "/coach")

    names = [one.get_text() for one in page.html.select(".roster strong")]
    assert names == ["Bob", "Alice"]
    assert "Pain 6/10 today" in row(page, "Bob")
    assert "Wrote to you" in row(page)
    assert "2 need you · 0 on track · 2 in all" in text_of(page)
    log = page.click("Bob", index=0)
    assert log.html.select_one(f"#workout-{workout.id}")
    form_in(log, ".only-unscripted").submit()
    assert "Pain" not in row(visit(coach, "/coach"), "Bob")


@pytest.mark.parametrize(
    ("shares", "hidden"),
    [
        ({"shares_wellbeing": False}, {"Pain"}),
        ({"shares_logs": False}, {"Pain", "wrote", "missed", "Program", "this week", "Next", "Done"}),
        ({"shares_past": False, "began_on": TODAY}, {"Pain", "wrote", "missed"}),
    ],
)
def test_what_isnt_shared_is_no_reason(
    shares: dict[str, Any], hidden: set[str], phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice, **shares)
    old = make_workout(alice, on=ago(3), ticked=1)
    hurt(alice, old, clock)
    ask(alice, carol, old, "Deeper?", clock)
    for day in (5, 8):
        plan(alice, clock, ago(day))
    sign_in(alice)

    said = row(visit(phone_of(carol), "/coach"))

    assert said
    assert {word for word in hidden if word.lower() in said.lower()} == set()


def test_two_missed_days_are_named_only_once_the_phone_was_heard(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    for day in (7, 4):
        plan(alice, clock, ago(day))
    coach = phone_of(carol)
    assert "missed" not in row(visit(coach, "/coach"))

    sign_in(alice, seen_at=clock() - timedelta(days=5))
    assert "missed" not in row(visit(coach, "/coach"))
    sign_in(alice)

    assert "2 missed" in row(visit(coach, "/coach"))
    assert "Heavy back: Mon 16 Nov and Thu 19 Nov not done" in row(visit(coach, "/coach"))


def test_nine_days_of_silence_are_silence(phone_of: PhoneOf, clock: Clock, alice: User, carol: User) -> None:
    make_link(carol, alice)
    sign_in(alice, seen_at=clock() - timedelta(days=9))
    for day in (7, 4, 2):
        plan(alice, clock, ago(day))

    said = row(visit(phone_of(carol), "/coach"))

    assert "Last heard 9 days ago" in said
    assert "missed" not in said


def test_whoever_has_training_today_may_be_offline(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    sign_in(alice, seen_at=clock() - timedelta(hours=3))
    plan(alice, clock, TODAY)

    page = visit(phone_of(carol), "/coach")

    assert "Heavy back today, may be training offline Last heard 3 h ago" in row(page)
    assert "0 need you · 1 on track" in text_of(page)


@pytest.mark.parametrize(("newest", "stalled"), [(5, True), (6, False)])
def test_a_lift_that_didnt_move_three_times_is_a_stall(
    newest: int, stalled: bool, phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    sign_in(alice)
    for day, reps in ((21, 5), (14, 5), (7, 5), (0, newest)):
        make_workout(alice, "barbell-row", "plank", on=ago(day), reps=reps, ticked=1, is_finished=True)

    assert ("Stall" in row(visit(phone_of(carol), "/coach"))) == stalled


def test_a_program_that_ends_within_two_weeks_is_said(phone_of: PhoneOf, alice: User, carol: User) -> None:
    make_link(carol, alice)
    take_program(alice, starts_on=ago(49))

    assert "Program ends" in row(visit(phone_of(carol), "/coach"))


def test_who_has_not_finished_yet_is_training(phone_of: PhoneOf, alice: User, carol: User) -> None:
    make_link(carol, alice)
    make_workout(alice, title="Light back", ticked=1)
    sign_in(alice)

    assert "Light back · 1 of 1 this week Training today" in row(visit(phone_of(carol), "/coach"))


def test_who_trained_today_is_on_track(phone_of: PhoneOf, alice: User, carol: User) -> None:
    make_link(carol, alice)
    make_workout(alice, title="Light back", ticked=1, is_finished=True)
    sign_in(alice)

    assert row(visit(phone_of(carol), "/coach")).endswith("Light back · 1 of 1 this week Done today")


def test_another_coachs_messages_are_no_reason(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User, dana: User
) -> None:
    make_link(carol, alice)
    make_link(dana, alice)
    ask(alice, dana, make_workout(alice, ticked=1), "Deeper?", clock)

    assert "Deeper" not in row(visit(phone_of(carol), "/coach"))
    assert "Deeper" in row(visit(phone_of(dana), "/coach"))


def test_a_client_is_found_by_name_and_by_what_they_need(
    phone_of: PhoneOf, clock: Clock, alice: User, bob: User, carol: User
) -> None:
    make_link(carol, alice)
    make_link(carol, bob)
    hurt(bob, make_workout(bob, ticked=1), clock)
    sign_in(alice)
    coach = phone_of(carol)

    form = form_to(visit(coach, "/coach"), "/coach")
    form["q"] = "ALI"
    found = form.submit()
    shown = {show: visit(coach, f"/coach?show={show}") for show in ("needs", "fine", "nonsense")}

    assert (bool(row(found)), bool(row(found, "Bob"))) == (True, False)
    assert (bool(row(shown["needs"])), bool(row(shown["needs"], "Bob"))) == (False, True)
    assert (bool(row(shown["fine"])), bool(row(shown["fine"], "Bob"))) == (True, False)
    assert row(shown["nonsense"])
    assert "Nobody here is called “zz”" in text_of(visit(coach, "/coach?q=zz"))


def test_an_archived_client_is_off_the_roster_and_comes_back(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    coach = phone_of(carol)

    page = form_to(visit(coach, f"/coach/clients/{alice.id}"), "/archive").submit().follow()
    assert not row(page)
    visit(coach, f"/coach/clients/{alice.id}")
    assert "Alice" in text_of(visit(coach, "/coach?show=archived"))
    page = form_in(page, ".toast").submit().follow()

    assert row(page)


@pytest.mark.parametrize("sizes", [(1, 6)])
def test_more_clients_take_no_more_statements(
    sizes: tuple[int, ...], phone_of: PhoneOf, clock: Clock, statements: Counting, carol: User
) -> None:
    counts, coach = [], phone_of(carol)
    for size in sizes:
        for number in range(size):
            client = make_person(f"Client {size} {number}")
            make_link(carol, client)
            take_program(client)
            workout = make_workout(client, ticked=1)
            hurt(client, workout, clock)
            ask(client, carol, workout, "Deeper?", clock)
        with statements() as sent:
            visit(coach, "/coach")
        counts.append(sent.count)

    assert len(set(counts)) == 1
    assert counts[0] <= 12


def test_the_roster_follows_a_clients_every_commit_and_every_switch(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User, dana: User
) -> None:
    link = make_link(carol, alice)
    make_link(dana, alice)
    workout = make_workout(alice, ticked=1)
    coach, other = phone_of(carol), phone_of(dana)
    assert "Pain" not in row(visit(coach, "/coach"))

    hurt(alice, workout, clock)
    assert "Pain 6/10" in row(visit(coach, "/coach"))
    assert "Pain 6/10" in row(visit(other, "/coach"))
    no_pain = sa.update(CoachLink).where(CoachLink.id == link.id).values(shares_wellbeing=False)
    db.session.execute(no_pain)
    db.session.commit()

    assert "Pain" not in row(visit(coach, "/coach"))
    assert "Pain 6/10" in row(visit(other, "/coach"))


def test_a_long_roster_shows_the_first_of_each_kind_and_leads_to_the_rest(
    phone_of: PhoneOf, monkeypatch: pytest.MonkeyPatch, alice: User, bob: User, carol: User
) -> None:
    monkeypatch.setattr(roster_pages, "AT_FIRST", 1)
    for lifter in (alice, bob):
        make_link(carol, lifter)
        sign_in(lifter)

    page = visit(phone_of(carol), "/coach")

    assert (bool(row(page)), bool(row(page, "Bob"))) == (True, False)
    whole = page.click("All 2: On track")
    assert (bool(row(whole)), bool(row(whole, "Bob"))) == (True, True)
