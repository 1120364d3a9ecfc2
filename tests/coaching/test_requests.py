"""Asking a coach from their public page, and what they answer."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
import sqlalchemy as sa

from tests.conftest import MONDAY_EVENING, Clock
from tests.people import make_link, make_person
from tests.publishing.showing import show_page
from tests.training import make_workout
from tests.visiting import Page, Phone, form_to, text_of, visit
from webapp.coaching import requests
from webapp.extensions import db
from webapp.models import Block, CoachLink, User

PhoneOf = Callable[[User], Phone]


def ask(phone: Phone, page: str, status: int = 303, **switches: bool) -> Page:
    """By the form on `/ask`; switches: share-… with `_`, as they are put."""
    form = form_to(visit(phone, f"{page}/ask"), "/ask")
    for name, value in switches.items():
        form[name.replace("_", "-")] = value
    return form.submit(status=status)


def link() -> CoachLink:
    db.session.remove()
    return db.session.scalars(sa.select(CoachLink)).one()


def test_a_lifter_asks_and_the_coach_sees_nothing_until_they_accept(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    page, coach = show_page(carol), phone_of(carol)
    make_workout(alice, title="Heavy back", note="Slept badly", ticked=1)
    asked = ask(phone_of(alice), page, share_notes=False).follow()
    assert "They see nothing of yours until they accept" in text_of(asked)

    roster = visit(coach, "/coach")
    assert "Ask you to coach them" in text_of(roster)
    assert "Alice" in text_of(roster)
    visit(coach, f"/coach/clients/{alice.id}", status=404)

    form_to(roster, "/accept").submit()

    shown = text_of(visit(coach, f"/coach/clients/{alice.id}"))
    assert "Heavy back" in shown
    assert "Slept badly" not in shown
    assert (link().state, link().began_on) == ("active", MONDAY_EVENING.date())
    assert "Ask you to coach them" not in text_of(visit(coach, "/coach"))


def test_the_past_ends_on_the_lifters_own_day(
    phone_of: PhoneOf, clock: Clock, bob: User, carol: User
) -> None:
    page = show_page(carol)
    ask(phone_of(bob), page, share_past=False)
    clock.turn_to(MONDAY_EVENING.replace(hour=23, day=24))  # 15:00 in Los Angeles

    form_to(visit(phone_of(carol), "/coach"), "/accept").submit()

    assert link().began_on == MONDAY_EVENING.replace(day=24).date()


def test_a_request_that_was_taken_back_can_not_be_accepted(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    hers, coach = phone_of(alice), phone_of(carol)
    ask(hers, show_page(carol))
    roster = visit(coach, "/coach")

    form_to(visit(hers, "/settings/coaches"), "/end").submit()

    form_to(roster, "/accept").submit(status=404)
    assert "Ask you to coach them" not in text_of(visit(coach, "/coach"))


def test_a_request_taken_back_while_the_coach_accepts_stays_taken_back(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach = phone_of(carol)
    ask(phone_of(alice), show_page(carol))
    roster = visit(coach, "/coach")
    find = requests.find_request

    def find_before_it_ends(coach_id: UUID, link_id: UUID) -> CoachLink | None:
        found = find(coach_id, link_id)
        ended = sa.update(CoachLink).values(state="ended", ended_at=clock(), ended_by=alice.id)
        db.session.execute(ended.execution_options(synchronize_session=False))
        return found

    monkeypatch.setattr(requests, "find_request", find_before_it_ends)
    answer = form_to(roster, "/accept").submit(status=409)

    assert "Too late: the request was taken back" in text_of(answer)
    assert link().state != "active"


def test_who_is_blocked_asks_no_more(phone_of: PhoneOf, clock: Clock, alice: User, carol: User) -> None:
    coach = phone_of(carol)
    ask(phone_of(alice), show_page(carol))
    assert "Alice" in text_of(visit(coach, "/coach"))

    db.session.add(Block(person_id=carol.id, blocked_id=alice.id, blocked_at=clock()))
    db.session.commit()

    assert "Alice" not in text_of(visit(coach, "/coach"))


def test_a_coach_declines_and_may_be_asked_again(phone_of: PhoneOf, alice: User, carol: User) -> None:
    hers, page, coach = phone_of(alice), show_page(carol), phone_of(carol)
    ask(hers, page)

    form_to(visit(coach, "/coach"), "/decline").submit()

    assert link().state == "ended"
    ask(hers, page)
    assert "Alice" in text_of(visit(coach, "/coach"))


def test_who_is_a_client_already_is_not_ended_by_declining(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    active = make_link(carol, alice).id

    phone_of(carol).post(f"/coach/requests/{active}/decline", status=409)

    assert link().state == "active"


def test_asked_twice_is_asked_once(phone_of: PhoneOf, alice: User, carol: User) -> None:
    form = form_to(visit(phone_of(alice), f"{show_page(carol)}/ask"), "/ask")

    form.submit()
    form.submit()

    assert link().state == "pending"


@pytest.mark.parametrize(
    ("who", "says"),
    [("closed", "takes no requests"), ("blocked", "has blocked you"), ("oneself", "your own page")],
)
def test_where_nothing_is_to_be_asked_it_says_why(
    who: str, says: str, phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    page = show_page(carol, takes_requests=who != "closed")
    if who == "blocked":
        db.session.add(Block(person_id=carol.id, blocked_id=alice.id, blocked_at=clock()))
        db.session.commit()
    phone = phone_of(carol if who == "oneself" else alice)

    assert says in text_of(visit(phone, f"{page}/ask"))
    assert says in text_of(phone.post(f"{page}/ask", status=403))
    assert db.session.scalars(sa.select(CoachLink)).all() == []


def test_a_page_that_is_off_takes_no_requests(phone_of: PhoneOf, alice: User, carol: User) -> None:
    page = show_page(carol, is_public=False)

    visit(phone_of(alice), f"{page}/ask", status=404)
    phone_of(alice).post(f"{page}/ask", status=404)
    visit(phone_of(alice), "/coaches/nobody/ask", status=404)


def test_who_asks_too_many_waits_until_the_next_day(phone_of: PhoneOf, clock: Clock, alice: User) -> None:
    pages = [show_page(make_person(f"Coach {number}", is_coach=True)) for number in range(6)]
    hers = phone_of(alice)
    for page in pages[:5]:
        ask(hers, page)

    refused = ask(hers, pages[5], status=429, share_past=False)
    assert "Too many tries" in text_of(refused)
    assert not form_to(refused, "/ask")["share-past"].checked

    clock.forward(days=1, seconds=1)
    ask(hers, pages[5])
