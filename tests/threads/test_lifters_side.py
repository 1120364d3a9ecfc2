"""What a lifter and their coaches write to each other, as the lifter sees it on the workout."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from tests.conftest import Clock
from tests.people import make_link
from tests.threads.talking import change, end, say
from tests.training import apply, make_workout, take_program
from tests.visiting import Page, PhoneOf, form_in, form_to, text_of, visit
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
    return make_workout(alice, sets=2)


def _at(workout: Workout) -> str:
    return f"/workouts/{workout.id}"


def _answer(page: Page, text: str, **fields: str) -> Any:
    form = form_in(page, "#messages details")
    form["text"] = text
    for name, value in fields.items():
        form[name] = value
    return form


def _count() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(Message)) or 0


def test_without_a_coach_nothing_is_said_of_messages(
    phone_of: PhoneOf, alice: User, workout: Workout
) -> None:
    page = visit(phone_of(alice), _at(workout))

    assert not page.html.select("#messages")


def test_somebody_who_only_asked_cannot_be_written_to(
    phone_of: PhoneOf, alice: User, carol: User, workout: Workout
) -> None:
    make_link(carol, alice, state="pending")

    assert not visit(phone_of(alice), _at(workout)).html.select("#messages")


def test_what_a_coach_wrote_stands_on_the_workout_with_its_set_and_the_readers_time(
    phone_of: PhoneOf, alice: User, carol: User, link: CoachLink, workout: Workout, clock: Clock
) -> None:
    one = workout.exercises[0].sets[1]
    message = say(carol, "Elbows in.\nSlowly.", workout, alice, carol, one.id)

    page = visit(phone_of(alice), _at(workout))

    item = page.html.select_one(f"#message-{message}")
    assert text_of(page, f"#message-{message} .why") == "Carol · Mon 23 Nov, 18:00 · Barbell row set 2 New"
    assert item.select_one(".why a")["href"] == f"#set-{one.id}"
    assert item.select_one(".text").get_text() == "Elbows in.\nSlowly."
    assert page.html.select_one(f"#set-{one.id} [role=img].said-mark")["aria-label"] == "1 message"
    assert len(page.html.select(".said-mark")) == 1


def test_the_time_is_that_of_the_readers_zone(
    phone_of: PhoneOf, bob: User, carol: User, clock: Clock
) -> None:
    make_link(carol, bob)
    workout = make_workout(bob)
    message = say(carol, "Well done", workout, bob, carol)

    page = visit(phone_of(bob), _at(workout))

    assert "Mon 23 Nov, 10:00" in text_of(page, f"#message-{message}"), "Bob is in Los Angeles"


def test_whatever_is_written_is_text_and_an_address_can_be_followed(
    phone_of: PhoneOf, alice: User, carol: User, link: CoachLink, workout: Workout
) -> None:
    text = "<script>alert(1)</script> <img src=x> javascript:alert(1) https://example.com/row."
    message = say(carol, text, workout, alice, carol)

    item = visit(phone_of(alice), _at(workout)).html.select_one(f"#message-{message} .text")

    assert item.get_text() == text
    assert [(tag.name, tag.get("href")) for tag in item.find_all()] == [("a", "https://example.com/row")]
    assert item.a["rel"] == ["noopener", "nofollow", "ugc"]
    assert item.a["target"] == "_blank"


def test_a_lifter_answers_about_a_set_and_the_coach_sees_it_once(
    phone_of: PhoneOf, alice: User, carol: User, link: CoachLink, workout: Workout
) -> None:
    one = workout.exercises[0].sets[0]
    phone = phone_of(alice)
    page = visit(phone, _at(workout))
    form = _answer(page, "  It felt easy\r\nTwo more left. ", set=str(one.id))

    form.submit()
    page = form.submit().follow()  # pressed twice

    assert _count() == 1
    item = page.html.select_one("#messages .said[data-mine]")
    assert item.select_one(".text").get_text() == "It felt easy\nTwo more left."
    assert "You" in text_of(page, "#messages .said")
    assert not item.select(".flag"), "what one wrote oneself isn't new"
    assert text_of(visit(phone_of(carol), f"/coach/clients/{alice.id}"), ".said").count("It felt easy") == 1


def test_a_message_to_a_planned_workout_gives_it_its_rows(
    phone_of: PhoneOf, alice: User, link: CoachLink
) -> None:
    take_program(alice, good_morning="60")
    phone = phone_of(alice)

    page = _answer(visit(phone, "/today"), "Shall I go light?").submit().follow()

    assert page.request.path == "/today"
    assert "Shall I go light?" in text_of(page, "#messages")


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "Write something first."), (" \r\n\t ", "Write something first."), ("x" * 100_000, "4000")],
)
def test_a_message_that_is_none_is_refused_and_kept(
    text: str, why: str, phone_of: PhoneOf, alice: User, link: CoachLink, workout: Workout
) -> None:
    page = _answer(visit(phone_of(alice), _at(workout)), text).submit(status=422)

    assert why in text_of(page, "#messages .field-error")
    assert page.html.select_one("#messages details[open]")
    assert form_in(page, "#messages details")["text"].value.strip() == text.strip()
    assert not page.html.select("#workout-details[open]"), "the workout's own form has nothing to mend"
    assert _count() == 0


def test_a_set_of_another_workout_is_no_subject(
    phone_of: PhoneOf, alice: User, link: CoachLink, workout: Workout
) -> None:
    other = make_workout(alice).exercises[0].sets[0]
    form = _answer(visit(phone_of(alice), _at(workout)), "Hello")
    form["set"].force_value(str(other.id))

    assert "Choose a set of this workout." in text_of(form.submit(status=422), "#messages")


def test_a_link_that_ended_meanwhile_is_409_with_the_text_kept(
    phone_of: PhoneOf, alice: User, carol: User, link: CoachLink, workout: Workout
) -> None:
    say(carol, "Good row", workout, alice, carol)
    phone = phone_of(alice)
    form = _answer(visit(phone, _at(workout)), "Thanks for all")
    end(link)

    page = form.submit(status=409)

    assert "aren't linked any more" in text_of(page, "#messages .field-error")
    assert form_in(page, "#messages details")["text"].value == "Thanks for all"
    page = visit(phone, _at(workout))
    assert "Good row" in text_of(page, "#messages"), "what was said stays"
    assert not page.html.select("#messages details")


def test_a_workout_deleted_meanwhile_is_409_with_the_text_kept(
    phone_of: PhoneOf, alice: User, link: CoachLink, workout: Workout, clock: Clock
) -> None:
    form = _answer(visit(phone_of(alice), _at(workout)), "Hello")
    apply(alice, [Operation(new_id(clock()), "workout", workout.id, {"deleted_at": clock()})])

    page = form.submit(status=409)

    assert "deleted meanwhile" in text_of(page, "#messages")
    assert form_in(page, "#messages details")["text"].value == "Hello"
    assert _count() == 0


def test_of_several_coaches_one_is_chosen_and_no_other_sees_it(
    phone_of: PhoneOf, alice: User, carol: User, dana: User, link: CoachLink, workout: Workout
) -> None:
    make_link(dana, alice)
    page = visit(phone_of(alice), _at(workout))

    page = _answer(page, "Only for Dana", coach=str(dana.id)).submit().follow()

    assert "Only for Dana" in text_of(page, "#messages")
    assert "Only for Dana" in text_of(visit(phone_of(dana), f"/coach/clients/{alice.id}"))
    assert "Only for Dana" not in text_of(visit(phone_of(carol), f"/coach/clients/{alice.id}"))


def test_ones_own_message_is_deleted_and_taken_back(
    phone_of: PhoneOf, alice: User, carol: User, link: CoachLink, workout: Workout
) -> None:
    one = workout.exercises[0].sets[0]
    say(alice, "Too much?", workout, alice, carol, one.id)
    phone = phone_of(alice)

    page = form_in(visit(phone, _at(workout)), "#messages .said").submit().follow()

    assert "Message deleted." in text_of(page)
    assert not page.html.select(".said, .said-mark"), "the mark of its set went with it"
    page = form_in(page, ".toast").submit().follow()
    assert "Too much?" in text_of(page, "#messages .said")


def test_a_coachs_message_is_not_the_lifters_to_delete(
    phone_of: PhoneOf, alice: User, carol: User, link: CoachLink, workout: Workout
) -> None:
    message = say(carol, "Good row", workout, alice, carol)
    phone = phone_of(alice)
    assert "Delete" not in text_of(visit(phone, _at(workout)), "#messages")

    page = phone.post(f"{_at(workout)}/messages/{message}/remove", status=409)

    assert "Only who wrote a message can change it." in text_of(page)


def test_a_message_is_found_under_its_own_workout_only(
    phone_of: PhoneOf, alice: User, bob: User, carol: User, link: CoachLink, workout: Workout
) -> None:
    message = say(carol, "Good row", workout, alice, carol)
    other = make_workout(alice)
    for verb in ("remove", "restore", "read"):
        phone_of(alice).post(f"{_at(other)}/messages/{message}/{verb}", status=404)
        phone_of(alice).post(f"{_at(workout)}/messages/{new_id(link.asked_at)}/{verb}", status=404)
        phone_of(bob).post(f"{_at(workout)}/messages/{message}/{verb}", status=404)
        phone_of(carol).post(f"{_at(workout)}/messages/{message}/{verb}", status=404)


def test_a_message_counts_as_unread_until_the_lifter_says_so(
    phone_of: PhoneOf, alice: User, carol: User, link: CoachLink, workout: Workout
) -> None:
    message = say(carol, "Good row", workout, alice, carol)
    say(alice, "Thanks", workout, alice, carol)
    phone = phone_of(alice)
    page = visit(phone, "/today")
    assert text_of(page, ".nav .unread") == ", unread messages: 1"

    page = form_to(page, f"/{message}/read").submit().follow()

    assert page.html.select_one(".nav .unread").has_attr("hidden")
    assert not page.html.select("[data-unread], .flag")
    read = db.session.scalar(sa.select(Message.read_at).where(Message.id == message))
    phone.post(f"{_at(workout)}/messages/{message}/read")
    assert read
    assert _count() == 2


def test_a_message_under_another_workout_counts_beside_you(
    phone_of: PhoneOf, alice: User, carol: User, link: CoachLink, workout: Workout, clock: Clock
) -> None:
    """On a workout's page, too: a coach writes about last week's, and the lifter opens today's."""
    last_week = make_workout(alice, on=clock().date() - timedelta(days=7), ticked=1, is_finished=True)
    say(carol, "Good row", last_week, alice, carol)
    say(alice, "Thanks", last_week, alice, carol)
    phone = phone_of(alice)

    for path in ("/today", _at(workout)):
        assert text_of(visit(phone, path), ".nav .unread:not([hidden])") == ", new for you: 1"

    clock.forward(days=29)
    assert not visit(phone, _at(workout)).html.select(".nav .unread:not([hidden])")


def test_the_list_of_messages_holds_the_unread_first_and_leads_to_their_workouts(
    phone_of: PhoneOf, alice: User, carol: User, link: CoachLink, workout: Workout, clock: Clock
) -> None:
    phone = phone_of(alice)
    assert "Nothing yet" in text_of(visit(phone, "/messages"))
    old = say(carol, "Unread", workout, alice, carol)
    clock.turn_to(clock() + timedelta(hours=1))
    change(alice, alice, say(carol, "Read", workout, alice, carol), {"read_at": clock()})
    clock.turn_to(clock() + timedelta(hours=1))
    say(alice, "Mine", workout, alice, carol)

    page = visit(phone, "/messages")

    rows = [row.select_one(".begin").get_text() for row in page.html.select(".list-row")]
    assert rows == ["Unread", "Mine", "Read"]
    assert page.html.select_one(".list-row")["href"] == f"{_at(workout)}#message-{old}"
    assert len(page.html.select(".flag")) == 1


def test_the_list_ends_after_fifty_and_leaves_out_deleted_workouts(
    phone_of: PhoneOf, alice: User, carol: User, link: CoachLink, workout: Workout, clock: Clock
) -> None:
    gone = make_workout(alice)
    say(carol, "Of what is gone", gone, alice, carol)
    apply(alice, [Operation(new_id(clock()), "workout", gone.id, {"deleted_at": clock()})])
    for number in range(51):
        say(carol, f"Number {number}", workout, alice, carol)

    page = visit(phone_of(alice), "/messages")

    assert len(page.html.select(".list-row")) == 50
    assert "Of what is gone" not in text_of(page)


def test_messages_cost_a_workouts_page_one_statement(
    phone_of: PhoneOf, alice: User, carol: User, workout: Workout, statements: Callable[[], Any]
) -> None:
    phone = phone_of(alice)

    def cost(path: str) -> int:
        with statements() as sent:
            visit(phone, path)
        assert (
            sum('"message"' in text or "FROM message" in text or "message." in text for text in sent.texts)
            == 1
        )
        return int(sent.count)

    before = cost(_at(workout))
    make_link(carol, alice)
    for _ in range(3):
        say(carol, "Good row", workout, alice, carol, workout.exercises[0].sets[0].id)

    assert cost(_at(workout)) == before
    assert cost("/today") <= 12
