"""What waits on a phone is sent when the network is back, even where no page is open any more."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import Visitor
from tests.browser.offline import (
    count_changes,
    open_and_settle,
    tick,
    ticked_on_server,
)
from tests.browser.worker import until
from webapp.domain.workout import Workout
from webapp.models import User

ASKED_FOR = "navigator.serviceWorker.ready.then(({ sync }) => sync.getTags())"


def leave_to_the_browser(phone: Page) -> Page:
    """Close the page once it has asked for it; returns another, empty one."""
    until(phone, lambda: phone.evaluate(ASKED_FOR) == ["outbox"])
    another = phone.context.new_page()
    phone.close()
    return another


def test_a_set_ticked_offline_is_sent_after_the_page_was_closed(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, f"/workouts/{workout.id}")
    phone.context.set_offline(True)
    tick(phone, 0)
    empty = leave_to_the_browser(phone)

    empty.context.set_offline(False)

    until(empty, lambda: len(ticked_on_server(alice, workout)) == 1)
    open_and_settle(empty, f"/workouts/{workout.id}")
    assert count_changes(alice, workout) == 1
