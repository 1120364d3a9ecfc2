"""What a coach has seen is what was on the screen: what came since, or lies elsewhere, stays new."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import MONDAY_EVENING, Clock
from tests.people import make_link
from tests.sync.pushing import op, send
from tests.threads.talking import say
from tests.training import make_workout
from tests.visiting import Page, Phone, PhoneOf, form_in, form_to, text_of, visit
from webapp.extensions import db
from webapp.models import CoachLink, Message, User


@pytest.fixture
def link(alice: User, carol: User) -> CoachLink:
    return make_link(carol, alice)


@pytest.fixture
def coach(phone_of: PhoneOf, carol: User) -> Phone:
    return phone_of(carol)


def log_of(coach: Phone, client: User, query: str = "") -> Page:
    return visit(coach, f"/coach/clients/{client.id}{query}")


def look_at(page: Page) -> None:
    """As the page does by itself where scripts run."""
    form_in(page, ".only-unscripted").submit(status=303)


def unread() -> list[str]:
    db.session.remove()
    return sorted(one.text for one in db.session.query(Message).filter(Message.read_at.is_(None)))


def test_what_comes_after_the_page_was_drawn_stays_new(
    phone_of: PhoneOf, coach: Phone, alice: User, carol: User, link: CoachLink, clock: Clock
) -> None:
    workout = make_workout(alice, sets=2)
    say(alice, "Before", workout, alice, carol)
    page = log_of(coach, alice)
    say(alice, "It hurts", workout, alice, carol)
    pain = op(clock, "set", workout.exercises[0].sets[0].id, pain={"where": "lower back", "score": 8})
    send(phone_of(alice), alice, pain)

    assert page.html.select_one("#log")["data-seen"] == form_in(page, ".only-unscripted").action
    look_at(page)

    assert unread() == ["It hurts"]
    assert "Pain 8/10" in text_of(visit(coach, "/coach"))


def test_a_look_never_goes_back(coach: Phone, alice: User, link: CoachLink) -> None:
    make_workout(alice)
    early = log_of(coach, alice)
    make_workout(alice)
    look_at(log_of(coach, alice))
    seen = _looked_n(link)

    look_at(early)
    for told in ("", "-1", "1e9", "%EF%BC%99", "9" * 30):
        coach.post(f"/coach/clients/{alice.id}/seen?n={told}", {}, status=303)
    assert _looked_n(link) == seen
    coach.post(f"/coach/clients/{alice.id}/seen?n=99999", {}, status=303)
    assert _looked_n(link) == seen  # nobody has seen what isn't there yet


def test_a_message_about_a_day_that_wasnt_drawn_stays_unread_until_it_is(
    coach: Phone, alice: User, carol: User, link: CoachLink
) -> None:
    link_on = MONDAY_EVENING.date() - timedelta(weeks=20)
    old = make_workout(alice, on=link_on, ticked=1, is_finished=True)
    say(alice, "About that day", old, alice, carol)
    page = log_of(coach, alice)
    assert "About that day" not in text_of(page)

    look_at(page)
    assert unread() == ["About that day"]

    earlier = log_of(coach, alice, f"?upto={link_on + timedelta(days=1)}")
    assert "About that day" in text_of(earlier)
    look_at(earlier)
    assert unread() == []


def test_where_workouts_arent_shared_nothing_is_read_nor_offered(
    phone_of: PhoneOf, coach: Phone, alice: User, carol: User, link: CoachLink
) -> None:
    workout = make_workout(alice)
    say(alice, "Are you there?", workout, alice, carol)
    address = f"/workouts/{workout.id}"
    assert visit(phone_of(alice), address).html.select("#messages [name=text]")
    db.session.get_one(CoachLink, link.id).shares_logs = False
    db.session.commit()

    look_at(log_of(coach, alice))

    assert unread() == ["Are you there?"]
    page = visit(phone_of(alice), address)
    assert "Are you there?" in text_of(page)
    assert not page.html.select("#messages [name=text]")


def test_a_page_that_stands_open_over_night_is_drawn_anew(
    coach: Phone, alice: User, link: CoachLink, clock: Clock
) -> None:
    """What was today is yesterday; nothing else has changed."""
    etag = log_of(coach, alice).html.select_one("#log")["data-etag"]
    asked = {"If-None-Match": f'"{etag}"'}
    news = f"/coach/clients/{alice.id}/news"
    coach.get(news, headers=asked, status=304)

    clock.forward(hours=20)

    coach.get(news, headers=asked, status=204)


def _looked_n(link: CoachLink) -> int:
    db.session.remove()
    return db.session.get_one(CoachLink, link.id).looked_n


def test_a_page_opened_for_the_first_time_marks_only_what_comes_after(
    phone_of: PhoneOf, coach: Phone, alice: User, link: CoachLink, clock: Clock
) -> None:
    make_workout(alice, sets=2, ticked=1)
    late = make_workout(alice, sets=2, title="Late")
    page = log_of(coach, alice)
    looked = page.html.select_one("#log")["data-looked"]
    look_at(page)

    db.session.get_one(CoachLink, link.id).shares_wellbeing = False
    db.session.commit()
    assert _marked(log_of(coach, alice, f"?looked={looked}")) == []

    tick = op(clock, "set", late.exercises[0].sets[0].id, ticked_at=1_790_000_000_000)
    send(phone_of(alice), alice, tick)
    assert _marked(log_of(coach, alice, f"?looked={looked}")) == ["Late"]


def test_what_came_while_workouts_werent_shared_is_new_once_they_are(
    coach: Phone, alice: User, link: CoachLink
) -> None:
    make_workout(alice, title="Seen", ticked=1)
    look_at(log_of(coach, alice))
    _share_logs(link, is_shared=False)
    make_workout(alice, title="Unseen", ticked=1)
    look_at(log_of(coach, alice))

    _share_logs(link, is_shared=True)

    assert _marked(log_of(coach, alice)) == ["Unseen"]


def _share_logs(link: CoachLink, *, is_shared: bool) -> None:
    db.session.get_one(CoachLink, link.id).shares_logs = is_shared
    db.session.commit()


def _marked(page: Page) -> list[str]:
    """Titles of the workouts that say they are new."""
    marks = page.html.select(".log-entry .flag")
    return [mark.find_parent("h3").get_text().split(" · ")[0].strip() for mark in marks]


def test_what_the_coach_changed_themselves_is_new_to_another_coach_only(
    phone_of: PhoneOf, coach: Phone, alice: User, dana: User, link: CoachLink, clock: Clock
) -> None:
    make_link(dana, alice)
    workout = make_workout(alice, sets=2, title="Coming")
    for one in (coach, phone_of(dana)):
        look_at(log_of(one, alice))
    part = workout.exercises[0]

    page = visit(coach, f"/coach/clients/{alice.id}/workouts/{workout.id}/edit")
    form = form_to(page, f"/exercises/{part.id}")
    form["load"] = "70"
    form.submit(status=303)
    assert (_marked(log_of(coach, alice)), _marked(log_of(phone_of(dana), alice))) == ([], ["Coming"])

    send(phone_of(alice), alice, op(clock, "set", part.sets[0].id, ticked_at=1_790_000_000_000))
    assert _marked(log_of(coach, alice)) == ["Coming"]
