"""What a lifter does without a network is kept, and reaches the server once."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from tests.browser.chromium import sign_in_on
from tests.browser.conftest import Visitor
from tests.browser.mortal import MortalServer
from tests.browser.offline import (
    PocketPhone,
    box,
    count_changes,
    expect_synced,
    open_and_settle,
    tick,
    ticked_on_server,
)
from tests.people import make_person
from tests.training import apply, get_workout, make_workout, take_program
from webapp import clock
from webapp.domain.ids import new_id
from webapp.domain.operations import Entity, Operation
from webapp.domain.schedule import local_day
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import Session, User
from webapp.models import Workout as WorkoutRow


@pytest.fixture
def workout(alice: User) -> Workout:
    return make_workout(alice, "barbell-row", "good-morning", sets=3)


def test_a_tick_without_a_network_survives_the_death_of_the_browser(
    pocket: PocketPhone, mortal: MortalServer, alice: User, workout: Workout
) -> None:
    phone = pocket.open(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    tick(phone, 0)
    tick(phone, 4)
    pocket.kill()

    mortal.kill()  # a browser that starts with a network sends what waits before any page is open
    phone = pocket.open(alice)
    phone.goto("/today")
    expect(phone.locator(".set-row[data-ticked]")).to_have_count(2)
    expect(phone.locator("#sync-state")).to_have_attribute("data-pending", "2")
    assert not ticked_on_server(alice, workout)

    mortal.start()
    phone.get_by_role("button", name="Sync now").click()
    expect_synced(phone)
    assert len(ticked_on_server(alice, workout)) == 2
    assert count_changes(alice, workout) == 2


def test_a_workout_that_was_reached_by_a_link_is_there_after_a_reload_without_a_network(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/history")
    phone.locator(f"a[href*='{workout.id}']").first.click()
    tick(phone, 0)
    phone.context.set_offline(True)

    phone.reload()

    expect(phone.locator(".set-row")).to_have_count(6)
    expect(phone.locator(".set-row[data-ticked]")).to_have_count(1)
    tick(phone, 1)


def test_a_tick_in_one_tab_is_seen_in_the_other_and_sent_once(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    other = phone.context.new_page()
    open_and_settle(other, f"/workouts/{workout.id}")
    phone.context.set_offline(True)

    tick(phone, 0)
    expect(other.locator(".set-row").nth(0)).to_have_attribute("data-ticked", "")
    tick(other, 1)
    expect(phone.locator(".set-row").nth(1)).to_have_attribute("data-ticked", "")
    phone.context.set_offline(False)

    expect_synced(phone)
    expect_synced(other)
    assert len(ticked_on_server(alice, workout)) == 2
    assert count_changes(alice, workout) == 2


# Settled once only this page may send, until it calls `release`; `triedInVain` once another has tried.
HOLD_THE_SENDING = """() => new Promise((held) => {
  window.triedInVain = new Promise((tell) => {
    new BroadcastChannel("backday").onmessage = () => tell(true);
  });
  navigator.locks.request(`sync:${document.body.dataset.user}`, () => {
    held();
    return new Promise((release) => (window.release = release));
  });
})"""


def test_a_page_that_found_another_at_it_asks_when_that_one_is_done(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    phone.evaluate(HOLD_THE_SENDING)
    other = phone.context.new_page()
    other.goto(f"/workouts/{workout.id}")
    assert phone.evaluate("window.triedInVain")

    phone.evaluate("window.release()")

    expect_synced(other)


def end_sessions(person: User) -> None:
    db.session.execute(sa.delete(Session).where(Session.user_id == person.id))
    db.session.commit()


def test_an_ended_session_keeps_everything_and_says_so(
    visitor: Visitor, mortal: MortalServer, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    end_sessions(alice)

    tick(phone, 0)
    tick(phone, 1)

    expect(phone.locator("#sync-state")).to_have_attribute("data-state", "attention")
    expect(phone.locator("#sync-state")).to_have_attribute("data-pending", "2")
    phone.get_by_role("button", name="Sync now").first.click()
    expect(phone.get_by_role("dialog")).to_contain_text("Sign in to upload 2 changes")
    assert not ticked_on_server(alice, workout)

    sign_in_on(phone.context, alice, mortal.url)
    phone.goto("/today")
    expect_synced(phone)
    assert len(ticked_on_server(alice, workout)) == 2


def test_another_person_neither_sees_nor_sends_what_was_left(
    visitor: Visitor, mortal: MortalServer, alice: User, workout: Workout
) -> None:
    bob = make_person("Bob")
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    tick(phone, 0)
    sign_in_on(phone.context, bob, mortal.url)
    phone.context.set_offline(False)

    expect(phone.locator("#sync-state")).to_have_attribute("data-state", "attention")
    phone.goto("/history")
    expect_synced(phone)
    phone.goto("/today")
    expect(phone.locator(".set-row")).to_have_count(0)
    expect(phone.locator("#sync-state")).to_have_attribute("data-pending", "0")
    assert not ticked_on_server(alice, workout)

    sign_in_on(phone.context, alice, mortal.url)
    phone.goto("/history")
    expect_synced(phone)
    assert len(ticked_on_server(alice, workout)) == 1


def test_everything_on_the_workout_page_is_done_without_a_network(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    rows = phone.locator(".exercise").first.locator(".set-row:visible")

    rows.nth(0).locator("summary").click()
    rows.nth(0).locator("[name=load]").fill("62,5")
    rows.nth(0).locator("[name=reps]").fill("4")
    rows.nth(0).locator("textarea").fill("Left elbow 🏋️")
    rows.nth(0).locator("[name=reps]").press("Tab")
    box(phone, 0).check()
    rows.nth(1).locator("summary").click()
    rows.nth(1).get_by_role("button", name="Remove set").click()
    expect(phone.get_by_text("Set removed.")).to_be_visible()
    expect(rows).to_have_count(2)
    phone.get_by_role("button", name="Undo").click()
    expect(rows).to_have_count(3)
    phone.locator(".exercise").first.locator("details.menu > summary").click()
    phone.get_by_role("button", name="Add a set").first.click()
    expect(rows).to_have_count(4)
    rows.nth(3).locator("input.tick").check()
    phone.locator(".exercise").nth(1).locator("details.menu > summary").click()
    phone.get_by_role("button", name="Skip today").last.click()
    expect(phone.get_by_text("Exercise skipped.")).to_be_visible()
    phone.get_by_role("button", name="Finish workout").click()
    expect(phone.get_by_text("Workout finished")).to_be_visible()
    phone.reload()
    expect(phone.locator(".set-row[data-ticked]")).to_have_count(2)
    phone.context.set_offline(False)

    expect_synced(phone)
    stored = get_workout(alice, workout)
    first = stored.exercises[0].shown_sets
    assert [one.reps for one in first] == [4, None, None, 5]
    assert first[0].note == "Left elbow 🏋️"
    assert str(first[0].load.value if first[0].load else "") == "62.5"
    assert stored.exercises[1].skipped
    assert stored.finished_at == stored.last_ticked_at


def test_an_empty_workout_is_begun_without_a_network(visitor: Visitor, alice: User) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    phone.goto("/today")

    phone.get_by_role("button", name="Start an empty workout").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Workout")
    address = phone.url
    phone.context.set_offline(False)
    expect_synced(phone)
    phone.goto(f"{address}?edit=1")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Workout")


def change(lifter: User, entity: Entity, row_id: UUID, **fields: object) -> None:
    apply(lifter, [Operation(new_id(clock.utc_now()), entity, row_id, fields)])


def test_a_set_ticked_after_the_finish_counts_as_of_its_end_until_it_is_reopened(
    visitor: Visitor, alice: User
) -> None:
    workout = make_workout(alice, sets=3, ticked=1, is_finished=True)
    ended = clock.utc_now().replace(microsecond=0) - timedelta(days=7)
    change(alice, "workout", workout.id, started_at=ended, finished_at=ended)
    change(alice, "set", workout.exercises[0].sets[0].id, ticked_at=ended)
    phone = visitor(alice)
    phone.goto(f"/workouts/{workout.id}?edit=1")

    tick(phone, 1)

    expect_synced(phone)
    stored = get_workout(alice, workout)
    assert (stored.seconds, stored.last_ticked_at) == (0, ended)

    phone.get_by_role("button", name="Reopen").click()
    tick(phone, 2)

    expect_synced(phone)
    stored = get_workout(alice, workout)
    assert (stored.finished_at, stored.started_at) == (None, ended)
    assert stored.last_ticked_at
    assert stored.last_ticked_at > ended + timedelta(days=6)


def test_a_workout_that_waited_comes_to_lie_on_the_day_of_its_first_tick(
    visitor: Visitor, alice: User
) -> None:
    now = clock.utc_now()
    workout = make_workout(alice, sets=2, on=local_day(now, "UTC", alice.day_start_min))
    change(alice, "workout", workout.id, started_at=None)
    phone = visitor(alice, timezone_id="UTC")
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    phone.clock.set_fixed_time(now + timedelta(days=1))  # the page stood open over night

    tick(phone, 0)
    phone.context.set_offline(False)

    expect_synced(phone)
    stored = get_workout(alice, workout)
    assert stored.on == workout.on + timedelta(days=1)
    assert stored.started_at == stored.last_ticked_at


def planned_for_today_and_moved(lifter: User) -> tuple[UUID, date]:
    """The id of a workout that the plan has for today, which was moved to yesterday; and today."""
    today = take_program(lifter, trains_today=True).starts_on
    asked = sa.select(WorkoutRow.id).where(WorkoutRow.lifter_id == lifter.id, WorkoutRow.on == today)
    workout_id = db.session.scalars(asked).one()
    db.session.remove()
    change(lifter, "workout", workout_id, on=today - timedelta(days=1))
    return workout_id, today


def day_of(workout_id: UUID) -> date:
    on = db.session.scalars(sa.select(WorkoutRow.on).where(WorkoutRow.id == workout_id)).one()
    db.session.remove()
    return on


def test_a_planned_day_that_was_moved_and_missed_is_there_on_its_own_day_and_comes_to_lie_on_it(
    visitor: Visitor, alice: User
) -> None:
    workout_id, today = planned_for_today_and_moved(alice)
    phone = visitor(alice, timezone_id="UTC")
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    phone.reload()

    expect(phone.locator(f'.workout[data-workout="{workout_id}"]')).to_be_visible()
    tick(phone, 0)
    phone.context.set_offline(False)

    expect_synced(phone)
    assert day_of(workout_id) == today


def test_the_first_tick_on_a_page_that_the_server_drew_puts_a_moved_day_where_it_is_done(
    visitor: Visitor, alice: User
) -> None:
    workout_id, today = planned_for_today_and_moved(alice)
    phone = visitor(alice, timezone_id="UTC", service_workers="block")
    phone.goto("/today")

    tick(phone, 0)

    expect_synced(phone)
    assert day_of(workout_id) == today
