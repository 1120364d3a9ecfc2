"""What a client shares is what their coach sees, for as long as both want it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from tests.conftest import MONDAY_EVENING, Clock, Statements
from tests.people import make_link, make_person
from tests.training import apply, make_workout
from tests.visiting import Phone, form_in, form_to, text_of, visit
from webapp.coaching import links
from webapp.domain.ids import new_id
from webapp.domain.operations import Operation
from webapp.extensions import db
from webapp.models import CoachLink, Message, User

PhoneOf = Callable[[User], Phone]
Counting = Callable[[], AbstractContextManager[Statements]]

SHOWN = {
    "notes": "Slept badly",
    "wellbeing": "lower back 6/10",
    "logs": "Heavy back",
    "past": "Long ago",
}
"""By switch: what it shows on the log page of `train`."""


def train(alice: User, clock: Clock) -> None:
    """One workout from before the coach, one of today with a note, pain and how she felt."""
    long_ago = MONDAY_EVENING.date() - timedelta(days=20)
    make_workout(alice, title="Long ago", on=long_ago, ticked=1, is_finished=True)
    today = make_workout(alice, title="Heavy back", note="Slept badly", ticked=1, is_finished=True)
    pain = {"where": "lower back", "score": 6, "kind": "sharp"}
    one = today.exercises[0].sets[0].id
    apply(
        alice,
        [
            Operation(new_id(clock()), "set", one, {"pain": pain}),
            Operation(new_id(clock()), "workout", today.id, {"readiness": {"feels": "tired"}}),
        ],
    )


@pytest.mark.parametrize("switch", SHOWN)
def test_each_switch_hides_what_it_says_and_nothing_else(
    switch: str, phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    train(alice, clock)
    off: dict[str, Any] = {f"shares_{switch}": False}
    make_link(carol, alice, **off)

    shown = text_of(visit(phone_of(carol), f"/coach/clients/{alice.id}"))

    hidden = set(SHOWN) if switch == "logs" else {switch}
    assert {name for name, words in SHOWN.items() if words not in shown} == hidden
    assert ("felt tired" in shown) == (switch not in ("wellbeing", "logs"))
    assert ("Trained today" in shown) == (switch != "logs")


def test_a_switch_works_at_once(phone_of: PhoneOf, clock: Clock, alice: User, carol: User) -> None:
    train(alice, clock)
    make_link(carol, alice)
    coach, address = phone_of(carol), f"/coach/clients/{alice.id}"
    assert "Slept badly" in text_of(visit(coach, address))
    news = coach.get(f"{address}/news").headers["ETag"]

    form = form_to(visit(phone_of(alice), "/settings/coaches"), "/share")
    form["share-notes"] = False
    form.submit()

    assert coach.get(f"{address}/news", headers={"If-None-Match": news}).status_int == 204
    assert "Slept badly" not in text_of(visit(coach, address))


@pytest.mark.parametrize("ended_by", ["client", "coach"])
def test_either_ends_it_and_the_next_request_finds_nothing(
    ended_by: str, phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    train(alice, clock)
    link, coach = make_link(carol, alice), phone_of(carol)
    address = f"/coach/clients/{alice.id}"
    workout = visit(coach, address).html.select_one(".log-entry")["id"].removeprefix("workout-")
    if ended_by == "client":
        form_to(visit(phone_of(alice), "/settings/coaches"), "/end").submit()
    else:
        form_to(visit(coach, address), "/end").submit()

    answers = [
        coach.get(address, status=404),
        coach.get(f"{address}/news", status=404),
        coach.post(f"{address}/seen", status=404),
        coach.post(f"{address}/workouts/{workout}/messages", {"text": "Still there?"}, status=404),
        coach.post(f"/links/{link.id}/end", status=404),
        phone_of(alice).post(f"/links/{link.id}/share", {"share-logs": "1"}, status=404),
    ]

    assert all("Alice" not in text_of(one) for one in answers)
    assert "Alice" not in text_of(visit(coach, "/coach"))
    assert "Carol" not in text_of(visit(phone_of(alice), "/settings/coaches"), "main")


def test_what_the_coach_wrote_stays_with_the_client(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    train(alice, clock)
    make_link(carol, alice)
    form = form_to(visit(phone_of(carol), f"/coach/clients/{alice.id}"), "/messages")
    form["text"] = "Stop at set three."
    form.submit(status=303)

    form_to(visit(phone_of(alice), "/settings/coaches"), "/end").submit()

    db.session.remove()
    (said,) = db.session.scalars(sa.select(Message))
    assert (said.lifter_id, said.text, said.deleted_at) == (alice.id, "Stop at set three.", None)
    db.session.remove()


def test_what_a_coach_sees_is_kept_nowhere(phone_of: PhoneOf, clock: Clock, alice: User, carol: User) -> None:
    train(alice, clock)
    make_link(carol, alice)
    coach, address = phone_of(carol), f"/coach/clients/{alice.id}"

    answers = [coach.get(one) for one in ("/coach", address, f"{address}/news", "/coach/invitations")]
    answers.append(coach.get(f"/coach/clients/{carol.id}", status=404))

    assert {one.headers["Cache-Control"] for one in answers} == {"no-store"}


def test_a_coach_may_have_a_coach_and_a_client_several(
    phone_of: PhoneOf, alice: User, carol: User, dana: User
) -> None:
    make_link(carol, alice)
    make_link(dana, alice)
    make_link(dana, carol)
    make_link(alice, dana)

    def clients(coach: User) -> list[str]:
        rows = visit(phone_of(coach), "/coach").html.select(".list-row strong")
        return sorted(row.get_text() for row in rows)

    assert (clients(carol), clients(dana), clients(alice)) == (["Alice"], ["Alice", "Carol"], ["Dana"])
    hers = text_of(visit(phone_of(alice), "/settings/coaches"))
    assert "Carol" in hers
    assert "Dana" in hers


def test_ending_one_link_leaves_the_others(phone_of: PhoneOf, alice: User, carol: User, dana: User) -> None:
    link = make_link(carol, alice)
    make_link(dana, alice)

    phone_of(alice).post(f"/links/{link.id}/end", status=303)

    phone_of(carol).get(f"/coach/clients/{alice.id}", status=404)
    visit(phone_of(dana), f"/coach/clients/{alice.id}")


def test_a_link_that_was_only_asked_for_shows_nothing(phone_of: PhoneOf, alice: User, carol: User) -> None:
    make_link(carol, alice, state="pending")

    phone_of(carol).get(f"/coach/clients/{alice.id}", status=404)
    roster = visit(phone_of(carol), "/coach")
    assert text_of(roster).count("Alice") == 1, "as one who asks"
    assert str(alice.id) not in roster.text


def test_a_disabled_client_isnt_shown(phone_of: PhoneOf, clock: Clock, carol: User) -> None:
    erin = make_person("Erin", disabled_at=clock())
    make_link(carol, erin)

    assert "Erin" not in text_of(visit(phone_of(carol), "/coach"))
    phone_of(carol).get(f"/coach/clients/{erin.id}", status=404)


def test_a_coach_cant_widen_what_is_shared(phone_of: PhoneOf, alice: User, carol: User) -> None:
    link = make_link(carol, alice, shares_notes=False)

    phone_of(carol).post(f"/links/{link.id}/share", {"share-notes": "1"}, status=404)

    db.session.remove()
    assert db.session.scalars(sa.select(CoachLink.shares_notes)).one() is False
    db.session.remove()


def test_news_says_whether_anything_changed_in_three_statements(
    phone_of: PhoneOf, clock: Clock, statements: Counting, alice: User, carol: User
) -> None:
    train(alice, clock)
    make_link(carol, alice)
    coach, address = phone_of(carol), f"/coach/clients/{alice.id}"
    drawn_at = visit(coach, address).html.select_one("#log")["data-etag"]
    asking = {"If-None-Match": f'"{drawn_at}"'}

    with statements() as sent:
        same = coach.get(f"{address}/news", headers=asking)
    make_workout(alice, ticked=1)
    newer = coach.get(f"{address}/news", headers=asking)

    assert (same.status_int, newer.status_int) == (304, 204)
    assert sent.count <= 3
    assert not same.body


@pytest.mark.parametrize("upto", ["0001-01-01", "0001-02-01", "9999-12-31", "2026-11-20"])
def test_any_day_may_be_asked_for(
    upto: str, phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    train(alice, clock)
    make_link(carol, alice)

    visit(phone_of(carol), f"/coach/clients/{alice.id}?upto={upto}")


def test_earlier_weeks_lead_past_a_gap_and_end_where_nothing_is_shared(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_workout(alice, title="Last year", on=MONDAY_EVENING.date() - timedelta(weeks=40), ticked=1)
    link = make_link(carol, alice)
    page = visit(phone_of(carol), f"/coach/clients/{alice.id}")
    for _ in range(3):
        page = page.click("Earlier weeks")
    assert "Last year" in text_of(page)

    phone_of(alice).post(f"/links/{link.id}/share", {"share-logs": "1"})

    assert "Earlier weeks" not in text_of(visit(phone_of(carol), f"/coach/clients/{alice.id}"))


def test_pain_on_a_set_that_was_left_is_shown(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    workout = make_workout(alice, sets=2, ticked=1)
    pain = {"where": "knee", "score": 4, "kind": "dull"}
    apply(alice, [Operation(new_id(clock()), "set", workout.exercises[0].sets[1].id, {"pain": pain})])
    make_link(carol, alice)

    assert "knee 4/10" in text_of(visit(phone_of(carol), f"/coach/clients/{alice.id}"))


def test_what_came_since_the_coachs_last_look_is_marked(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    make_workout(alice, title="Old", ticked=1)
    make_link(carol, alice)
    coach, address = phone_of(carol), f"/coach/clients/{alice.id}"
    form_in(visit(coach, address), ".only-unscripted").submit()
    assert visit(coach, address).html.select(".flag") == []

    new = make_workout(alice, title="New one", ticked=1)

    fresh = [flag.find_parent("article")["id"] for flag in visit(coach, address).html.select(".flag")]
    assert fresh == [f"workout-{new.id}"]


def test_the_log_takes_no_more_statements_for_more_workouts(
    phone_of: PhoneOf, statements: Counting, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    coach, counts = phone_of(carol), []
    for days in (1, 2, 30):
        for day in range(days):
            make_workout(alice, on=MONDAY_EVENING.date() - timedelta(days=day), ticked=1)
        with statements() as sent:
            visit(coach, f"/coach/clients/{alice.id}")
        counts.append(sent.count)

    assert counts == [counts[0]] * 3
    assert counts[0] <= 12


def test_a_link_is_ended_by_one_of_the_two(alice: User, carol: User, clock: Clock) -> None:
    link = make_link(carol, alice)

    links.end(link, carol.id, clock())

    assert (link.state, link.ended_by) == ("ended", carol.id)
