"""What others did about somebody, told once: listed, counted beside You, seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.coaching.test_roster import Counting
from tests.conftest import Clock
from tests.limitations.limiting import limit
from tests.people import make_link, make_person
from tests.publishing.showing import comment, publish, show_page, tell
from tests.threads.talking import say
from tests.training import make_workout, take_program
from tests.visiting import Page, Phone, PhoneOf, form_to, visit
from webapp.extensions import db
from webapp.models import Block, User


def lines(page: Page) -> list[str]:
    return [one.get_text() for one in page.html.select("main .list strong")]


def badge(page: Page) -> str:
    """What stands beside You."""
    (link,) = page.html.select(".nav a[href='/settings']")
    return str(link.get_text(" ", strip=True))


def see(phone: Phone) -> None:
    form_to(visit(phone, "/since"), "/seen").submit(status=303)


def writes(alice: User, carol: User, _phone_of: PhoneOf) -> None:
    workout = make_workout(alice, ticked=1)
    say(carol, "Elbows in", workout, alice, carol)


def changes(alice: User, carol: User, phone_of: PhoneOf) -> None:
    workout = make_workout(alice, sets=2)
    page = visit(phone_of(carol), f"/coach/clients/{alice.id}/workouts/{workout.id}/edit")
    form = form_to(page, f"/exercises/{workout.exercises[0].id}")
    form["load"] = "62.5"
    form.submit(status=303)


def gives(alice: User, carol: User, phone_of: PhoneOf) -> None:
    page = visit(phone_of(carol), f"/coach/clients/{alice.id}/programs/heavy-and-light-back")
    form_to(page, "/give").submit(status=303)


def rules_out(alice: User, carol: User, _phone_of: PhoneOf) -> None:
    limit(alice, "exercise", "plank", words="no planks", set_by=carol.id)


def allows(alice: User, carol: User, phone_of: PhoneOf) -> None:
    limit(alice, "exercise", "plank", words="no planks")
    page = visit(phone_of(carol), f"/coach/clients/{alice.id}/limitations")
    form_to(page, "/remove").submit(status=303)


def publishes(alice: User, carol: User, _phone_of: PhoneOf) -> None:
    show_page(carol)
    tell(alice, publish(carol, "Pulling"))


def answers(alice: User, carol: User, _phone_of: PhoneOf) -> None:
    show_page(carol)
    one = publish(carol)
    comment(one, carol, "Ask away")
    comment(one, alice, "How heavy?")
    comment(one, make_person("Dora"), "So heavy")
    comment(one, carol, "Heavy enough")


DEEDS: dict[str, Callable[[User, User, PhoneOf], None]] = {
    "Wrote: Elbows in": writes,
    "Changed your plan": changes,
    "Gave you: Heavy and light back": gives,
    "Set a limitation: no planks": rules_out,
    "Took a limitation away: no planks": allows,
    "Published: Pulling": publishes,
    "Answered: Heavy enough": answers,
}
UNTIL_OPENED = {"Wrote: Elbows in", "Published: Pulling"}


@pytest.mark.parametrize("words", DEEDS)
def test_what_a_coach_did_is_told_until_it_was_seen(
    words: str, clock: Clock, phone_of: PhoneOf, alice: User, bob: User, carol: User
) -> None:
    make_link(carol, alice)
    phone = phone_of(alice)
    assert badge(visit(phone, "/history")) == "You"

    DEEDS[words](alice, carol, phone_of)

    assert lines(visit(phone, "/since")) == [words]
    assert badge(visit(phone, "/history")) == "You , new for you: 1"
    (link,) = visit(phone, "/since").html.select("main .list a")
    visit(phone, link["href"])
    assert lines(visit(phone_of(bob), "/since")) == []

    see(phone)

    assert lines(visit(phone, "/since")) == ([words] if words in UNTIL_OPENED else [])


def test_a_coach_is_told_of_questions_under_what_they_publish(
    phone_of: PhoneOf, alice: User, bob: User, carol: User
) -> None:
    show_page(carol)
    one = publish(carol)
    comment(one, alice, "How heavy?")
    comment(one, carol, "Heavy enough")
    comment(one, bob, "Buy pills")
    db.session.add(Block(person_id=carol.id, blocked_id=bob.id, blocked_at=one.published_at))
    db.session.commit()
    coach = phone_of(carol)

    told = lines(visit(coach, "/since"))
    see(coach)

    assert told == ["Asks: How heavy?"]
    assert lines(visit(coach, "/since")) == []


def test_what_one_does_oneself_is_no_news(clock: Clock, phone_of: PhoneOf, alice: User, carol: User) -> None:
    take_program(alice)
    workout = make_workout(alice, ticked=1, is_finished=True)
    make_link(carol, alice)
    say(alice, "Like this?", workout, alice, carol)
    limit(alice, "exercise", "plank")
    show_page(carol)
    comment(publish(carol), alice, "How heavy?")

    assert lines(visit(phone_of(alice), "/since")) == []


def test_a_look_never_goes_back_nor_ahead_of_the_clock(
    clock: Clock, phone_of: PhoneOf, alice: User, carol: User
) -> None:
    phone = phone_of(alice)
    for upto in ("9" * 13, "1", "x", "-5", ""):
        phone.post(f"/since/seen?upto={upto}", status=303)
    clock.now += timedelta(minutes=1)

    limit(alice, "exercise", "plank", set_by=carol.id)

    assert lines(visit(phone, "/since")) == ["Set a limitation: not that"]


def test_what_comes_while_the_list_is_read_stays_new(
    clock: Clock, phone_of: PhoneOf, alice: User, carol: User
) -> None:
    phone = phone_of(alice)
    limit(alice, "exercise", "plank", words="first", set_by=carol.id)
    page = visit(phone, "/since")
    limit(alice, "exercise", "deadlift", words="second", set_by=carol.id)

    form_to(page, "/seen").submit(status=303)

    assert lines(visit(phone, "/since")) == ["Set a limitation: second"]


def test_what_is_older_than_four_weeks_is_no_news(
    clock: Clock, phone_of: PhoneOf, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    DEEDS["Wrote: Elbows in"](alice, carol, phone_of)
    limit(alice, "exercise", "plank", set_by=carol.id)
    clock.now += timedelta(days=28, minutes=1)

    assert lines(visit(phone_of(alice), "/since")) == []


def test_however_much_there_is_it_is_one_statement(
    statements: Counting, clock: Clock, phone_of: PhoneOf, alice: User, carol: User
) -> None:
    phone = phone_of(alice)

    def count() -> int:
        with statements() as sent:
            visit(phone, "/since")
        return sent.count

    few = count()
    for number in range(3):
        limit(alice, "exercise", "plank", words=f"{number}", set_by=carol.id)

    assert count() == few <= 3
