"""A coach's open page learns within seconds that what it shows isn't theirs to see any more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.coaching.test_roster import Counting
from tests.conftest import Clock
from tests.people import make_link
from tests.training import make_workout, take_program
from tests.visiting import Page, PhoneOf, form_to, text_of, visit
from webapp.catalogue import programs
from webapp.coaching import library
from webapp.domain.ids import new_id
from webapp.extensions import db
from webapp.models import CoachLink, User

ANSWERS = {"coaching.still_client", "coaching.still_clients", "coaching.news"}
"""What pages ask; no page themselves."""


@pytest.fixture
def link(alice: User, carol: User) -> CoachLink:
    return make_link(carol, alice)


def addresses(app: Flask, **values: object) -> list[str]:
    """Every page of coaching whose address can be made of these."""
    adapter = app.url_map.bind("localhost")
    return [
        adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("coaching.") and "GET" in (rule.methods or ())
        if rule.endpoint not in ANSWERS and set(rule.arguments) <= set(values)
    ]


def marked(page: Page) -> bool:
    """Whether the page asks if it may stand."""
    return bool(page.html.select("main[data-enhance~=until-ended], #log[data-enhance~=watch]"))


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_every_page_that_names_a_client_asks_whether_it_may_still_stand(
    app: Flask, clock: Clock, phone_of: PhoneOf, alice: User, carol: User, link: CoachLink
) -> None:
    take_program(alice)
    workout = make_workout(alice, title="Heavy back", ticked=1, is_finished=True)
    own = new_id(clock())
    library.add(carol.id, own, programs()["heavy-and-light-back"], clock())
    db.session.commit()
    coach = phone_of(carol)
    known = {"client_id": alice.id, "workout_id": workout.id, "template_id": own}
    places = addresses(app, slug="heavy-and-light-back", exercise="barbell-row", **known)

    pages = [visit(coach, address) for address in places]
    naming = [one for one in pages if "Alice" in text_of(one, "body")]

    assert len(naming) >= 10
    assert [one.request.path for one in naming if not marked(one)] == []


def test_it_is_told_when_one_of_them_is_gone_or_shares_less(
    phone_of: PhoneOf, alice: User, carol: User, link: CoachLink
) -> None:
    coach, lifter = phone_of(carol), phone_of(alice)
    many = visit(coach, "/coach").html.select_one("main")
    one = visit(coach, f"/coach/clients/{alice.id}/limitations").html.select_one("main")

    def answers() -> list[int]:
        asked = [
            coach.get(main["data-ask"], headers={"If-None-Match": f'"{main["data-sight"]}"'}, status="*")
            for main in (many, one)
        ]
        return [answer.status_int for answer in asked]

    assert answers() == [304, 304]

    form = form_to(visit(lifter, "/settings/coaches"), "/share")
    form["share-logs"] = False
    form.submit()
    assert answers() == [204, 204]

    form_to(visit(lifter, "/settings/coaches"), "/end").submit()
    assert answers() == [204, 404]


def test_an_open_page_goes_to_where_the_end_is_told_and_an_address_tells_nothing(
    phone_of: PhoneOf, alice: User, bob: User, carol: User, link: CoachLink
) -> None:
    coach = phone_of(carol)
    log = visit(coach, f"/coach/clients/{alice.id}").html.select_one("#log")
    other = visit(coach, f"/coach/clients/{alice.id}/limitations").html.select_one("main")
    form_to(visit(phone_of(alice), "/settings/coaches"), "/end").submit()

    for page in (log, other):
        told = visit(coach, page["data-ended"])
        assert text_of(told, ".notice") == "This client’s log isn’t shared with you any more."
        assert "Alice" not in text_of(told)
    answers = {text_of(coach.get(f"/coach/clients/{one.id}", status=404)) for one in (alice, bob)}
    assert len(answers) == 1


def test_what_a_client_does_is_no_reason_to_go(
    clock: Clock, phone_of: PhoneOf, alice: User, carol: User, link: CoachLink
) -> None:
    coach = phone_of(carol)
    main = visit(coach, "/coach").html.select_one("main")
    make_workout(alice, ticked=1, is_finished=True)
    clock.now += timedelta(minutes=1)

    answer = coach.get(main["data-ask"], headers={"If-None-Match": f'"{main["data-sight"]}"'}, status=304)

    assert answer.body == b""


def test_asking_takes_two_statements(
    statements: Counting, phone_of: PhoneOf, alice: User, carol: User, link: CoachLink
) -> None:
    coach = phone_of(carol)

    counts = []
    for address in ("/coach/still", f"/coach/clients/{alice.id}/still"):
        with statements() as sent:
            coach.get(address, status=204)
        counts.append(sent.count)

    assert counts == [2, 2]


@pytest.mark.parametrize("who", ["client", "coach"])
def test_ending_asks_first_and_says_what_ends_and_what_stays(
    who: str, phone_of: PhoneOf, alice: User, carol: User, link: CoachLink
) -> None:
    page = (
        visit(phone_of(alice), "/settings/coaches")
        if who == "client"
        else visit(phone_of(carol), f"/coach/clients/{alice.id}")
    )

    (fold,) = [
        one for one in page.html.select("details") if one.select(f"form[action='/links/{link.id}/end']")
    ]

    assert not fold.has_attr("open")
    assert fold.select_one("button").get_text(strip=True) == "End it"
    assert "stays with" in fold.get_text()
