"""A coach and a lifter write to each other, the lifter with no network too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.mortal import MortalServer
from tests.browser.offline import expect_synced, expect_waiting, open_and_settle, sync_now
from tests.people import make_link, make_person
from tests.threads.talking import end, say
from tests.training import make_workout
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import CoachLink, Message, User


@pytest.fixture
def carol(mortal: MortalServer) -> User:
    return make_person("Carol", is_coach=True)


@pytest.fixture
def link(alice: User, carol: User) -> CoachLink:
    return make_link(carol, alice)


def _stored(which: Callable[[], sa.ColumnElement[Any]] = lambda: sa.func.count()) -> Any:
    found = db.session.scalar(sa.select(which()).select_from(Message))
    db.session.remove()
    return found


def _offline_at(visitor: Visitor, lifter: User, workout: Workout) -> Page:
    """The lifter's phone, on the workout's page, without a network."""
    phone = visitor(lifter)
    open_and_settle(phone, f"/workouts/{workout.id}")
    phone.context.set_offline(True)
    return phone


def _write(phone: Page, text: str) -> None:
    messages = phone.locator("#messages")
    if messages.locator("details").get_attribute("open") is None:
        messages.locator("summary").click()
    messages.get_by_label("Message").fill(text)
    messages.get_by_role("button", name="Send").click()


def test_a_lifter_reads_and_answers_offline_and_the_coach_sees_the_answer_once(
    visitor: Visitor, alice: User, carol: User, link: CoachLink, workout: Workout
) -> None:
    one = workout.exercises[0].sets[1]
    say(carol, "Elbows in. https://example.com/row", workout, alice, carol, one.id)
    phone, desk = visitor(alice), visitor(carol)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    phone.goto("/today")

    said = phone.locator("#messages .said")
    expect(said).to_contain_text("Elbows in.")
    expect(said.get_by_role("link", name="https://example.com/row")).to_have_attribute("target", "_blank")
    phone.locator("#messages summary").click()
    phone.locator("#messages").get_by_label("About").select_option(label="Barbell row set 1")
    _write(phone, "Like this?\nIt felt <b>easy</b>.")
    expect(said.nth(1)).to_contain_text("You · ")
    expect(said.nth(1)).to_contain_text("Barbell row set 1")
    expect(said.nth(1).locator(".text")).to_have_text("Like this?\nIt felt <b>easy</b>.", use_inner_text=True)
    expect(phone.locator("#messages textarea")).to_have_value("")
    phone.goto("/today")

    expect(said).to_have_count(2)
    expect(phone.get_by_role("img", name="1 message")).to_have_count(2)
    assert _stored() == 1
    phone.context.set_offline(False)
    sync_now(phone)
    expect_synced(phone)
    phone.goto("/today")
    expect(said).to_have_count(2)
    desk.goto(f"/coach/clients/{alice.id}")
    expect(desk.get_by_text("It felt <b>easy</b>.")).to_have_count(1)
    assert _stored() == 2


def test_a_message_that_arrives_while_the_workout_is_open_is_drawn_and_counted_until_it_was_seen(
    visitor: Visitor, alice: User, carol: User, link: CoachLink
) -> None:
    workout = make_workout(alice, "barbell-row", "good-morning", "pull-up", "plank", sets=4)
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    badge = phone.locator(".nav .unread")
    expect(badge).to_be_hidden()

    say(carol, "Slower on the way down", workout, alice, carol)
    sync_now(phone)

    item = phone.locator("#messages .said")
    expect(item).to_contain_text("Carol · ")
    expect(badge).to_have_text(", unread messages: 1")
    assert _stored(lambda: sa.func.count(Message.read_at)) == 0
    item.scroll_into_view_if_needed()
    expect(badge).to_be_hidden()
    expect_synced(phone)
    assert _stored(lambda: sa.func.count(Message.read_at)) == 1


def test_a_message_deleted_offline_comes_back_by_undo(
    visitor: Visitor, alice: User, carol: User, link: CoachLink, workout: Workout
) -> None:
    phone = _offline_at(visitor, alice, workout)
    _write(phone, "Too heavy?")
    said = phone.locator("#messages .said")

    said.get_by_role("button", name="Delete").click()
    expect(said).to_be_hidden()
    phone.get_by_role("button", name="Undo").click()

    expect(said).to_be_visible()
    phone.context.set_offline(False)
    sync_now(phone)
    expect_synced(phone)
    assert _stored(lambda: sa.func.count(Message.deleted_at)) == 0


def test_nothing_but_spaces_is_refused_where_it_was_typed(
    visitor: Visitor, alice: User, link: CoachLink, workout: Workout
) -> None:
    phone = _offline_at(visitor, alice, workout)

    _write(phone, "  \n ")

    expect(phone.locator("#messages .field-error")).to_have_text("Write something first.")
    expect(phone.locator("#messages .said")).to_have_count(0)


def test_a_message_to_a_coach_who_has_gone_waits_in_the_list_where_it_can_be_saved(
    visitor: Visitor, alice: User, carol: User, link: CoachLink, workout: Workout
) -> None:
    phone = _offline_at(visitor, alice, workout)
    _write(phone, "Thanks for all,\nCarol")
    expect_waiting(phone, 1)
    end(link)
    phone.context.set_offline(False)

    phone.get_by_role("button", name="Sync now").first.click()

    dialog = phone.get_by_role("dialog")
    expect(dialog).to_contain_text("You two aren't linked any more.")
    expect(dialog.locator("[data-part=text]")).to_have_text("Thanks for all,\nCarol", use_inner_text=True)
    expect(dialog.get_by_role("button", name="Save as file")).to_be_visible()
    assert _stored() == 0
