"""A workout that was left open on a day before: asked about on top of today, with a network or none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PhoneOf, Visitor
from tests.browser.offline import expect_synced, open_and_settle
from tests.people import make_person
from tests.training import apply, get_workout, make_workout
from webapp import clock
from webapp.domain.ids import new_id
from webapp.domain.operations import Operation
from webapp.domain.workout import Workout
from webapp.models import User


def leave_open(alice: User) -> Workout:
    """Three days ago, one set done of two."""
    ended = clock.utc_now().replace(hour=18, minute=42, second=0, microsecond=0) - timedelta(days=3)
    workout = make_workout(alice, sets=2, on=ended.date())
    ids = (new_id(clock.utc_now()) for _ in range(9))
    first = next(workout.all_sets)
    apply(
        alice,
        [
            Operation(next(ids), "set", first.id, {"reps": 5, "load": first.target_load, "ticked_at": ended}),
            Operation(next(ids), "workout", workout.id, {"started_at": ended, "zone": "UTC"}),
        ],
    )
    return get_workout(alice, workout)


def card(phone: Page) -> Locator:
    return phone.locator(".forgotten")


def test_it_is_finished_at_its_last_set_and_taken_back_with_no_signal(visitor: Visitor) -> None:
    alice = make_person("Alice")
    left_open = leave_open(alice)
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    phone.goto("/today")
    expect(card(phone).get_by_text(f"{left_open.on:%A}’s Back was never finished")).to_be_visible()

    phone.get_by_role("button", name="Finish it at its last set").click()
    expect(phone.get_by_text("Workout finished.")).to_be_visible()
    phone.get_by_role("button", name="Undo").click()
    phone.get_by_role("button", name="Finish it at its last set").click()
    expect(phone.get_by_role("button", name="Undo")).to_be_focused()
    phone.context.set_offline(False)
    expect_synced(phone)

    assert get_workout(alice, left_open).finished_at == left_open.last_ticked_at
    phone.reload()
    expect(phone.locator("main h1")).to_be_visible()
    expect(card(phone)).to_have_count(0)


def test_the_servers_own_page_asks_too_and_deletes_it(server: object, phone_of: PhoneOf) -> None:
    alice = make_person("Alice")
    left_open = leave_open(alice)
    phone = phone_of(alice)
    phone.goto("/today")
    expect(phone.get_by_role("button", name="Finish it at its last set (")).to_be_visible()
    expect(phone.get_by_role("link", name="Go on with it")).to_have_attribute(
        "href", f"/workouts/{left_open.id}"
    )

    phone.get_by_role("button", name="Delete it").click()

    expect(phone.get_by_text("Workout deleted.")).to_be_visible()
    expect_synced(phone)
    assert get_workout(alice, left_open).deleted_at


@pytest.mark.parametrize(
    ("button", "field"), [("Delete it", "deleted_at"), ("Finish it at its last set (", "finished_at")]
)
def test_a_browser_that_keeps_nothing_asks_the_server(visitor: Visitor, button: str, field: str) -> None:
    alice = make_person("Alice")
    left_open = leave_open(alice)
    phone = visitor(alice)
    phone.context.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') }"
    )
    phone.goto("/today")
    phone.wait_for_load_state("networkidle")  # the card is taken up by a script that comes late

    with phone.expect_navigation():
        phone.get_by_role("button", name=button).click()

    assert getattr(get_workout(alice, left_open), field) is not None
