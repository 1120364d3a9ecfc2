"""Questions and answers under a publication."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.conftest import Clock
from tests.people import make_person
from tests.publishing.showing import comment, publish, show_page
from tests.visiting import Page, Phone, PhoneOf, form_to, text_of, visit
from webapp import cli
from webapp.extensions import db
from webapp.forgetting import forget
from webapp.models import Block, Comment, Publication, Report, User


@pytest.fixture
def address(carol: User) -> str:
    """Of a publication of Carol's."""
    return f"{show_page(carol)}/{publish(carol).id}"


def ask(phone: Phone, address: str, text: str, status: int = 303) -> Page:
    form = form_to(visit(phone, address), f"{address}/comments")
    form["text"] = text
    return form.submit(status=status)


def published() -> Publication:
    return db.session.scalars(sa.select(Publication)).one()


def test_a_question_and_its_answer_are_read_by_everybody(
    phone_of: PhoneOf, phone: Phone, alice: User, carol: User, address: str
) -> None:
    ask(phone_of(alice), address, "How heavy? <b>https://example.com/a</b>")
    ask(phone_of(carol), address, "Heavy enough")

    page = visit(phone, address)

    text = text_of(page, "#said")
    assert "How heavy? <b> https://example.com/a </b>" in text
    assert not page.html.select(".said b")
    assert "Alice" in text
    assert "Carol , coach" in text or "Carol, coach" in text
    assert "alice@" not in page.text
    assert "Sign in to ask something" in text
    assert not page.html.select("form[action$='/comments']")


@pytest.mark.parametrize(
    ("text", "says"), [("   \n ", "Write something first"), ("x" * 100_000, "longer than 4000")]
)
def test_a_question_that_cannot_be_kept_says_why_and_keeps_the_entry(
    phone_of: PhoneOf, alice: User, address: str, text: str, says: str
) -> None:
    page = ask(phone_of(alice), address, text, status=422)

    assert says in text_of(page)
    assert form_to(page, f"{address}/comments")["text"].value.strip() == text.strip()
    assert db.session.scalars(sa.select(Comment)).all() == []


def test_a_question_sent_twice_is_asked_once(phone_of: PhoneOf, alice: User, address: str) -> None:
    form = form_to(visit(phone_of(alice), address), f"{address}/comments")
    form["text"] = "How heavy?"

    form.submit()
    form.submit()

    assert len(db.session.scalars(sa.select(Comment)).all()) == 1


def test_who_asks_too_much_waits(phone_of: PhoneOf, clock: Clock, alice: User, address: str) -> None:
    phone = phone_of(alice)
    for number in range(30):
        ask(phone, address, f"Question {number}")

    refused = ask(phone, address, "One more", status=429)
    assert form_to(refused, f"{address}/comments")["text"].value == "One more"
    assert len(db.session.scalars(sa.select(Comment)).all()) == 30

    clock.forward(hours=1, seconds=1)
    ask(phone, address, "One more")


def test_an_author_deletes_their_own_and_can_bring_it_back(
    phone_of: PhoneOf, phone: Phone, alice: User, address: str
) -> None:
    hers = phone_of(alice)
    ask(hers, address, "How heavy?")

    deleted = form_to(visit(hers, address), "/delete").submit().follow()
    assert "How heavy?" not in text_of(visit(phone, address))

    form_to(deleted, "/restore").submit()
    assert "How heavy?" in text_of(visit(phone, address))


def test_nobody_deletes_or_hides_what_is_not_theirs_to(
    phone_of: PhoneOf, alice: User, bob: User, carol: User, dana: User, address: str
) -> None:
    said = comment(published(), alice, "How heavy?").id

    for other in (bob, carol):
        phone_of(other).post(f"/comments/{said}/delete", status=404)
        phone_of(other).post(f"/comments/{said}/restore", status=404)
    for other in (alice, bob, dana):
        phone_of(other).post(f"/coach/comments/{said}/hide", status=404)
        phone_of(other).post(f"/coach/comments/{said}/unhide", status=404)

    assert "How heavy?" in text_of(visit(phone_of(bob), address))


def test_what_the_coach_hides_only_they_and_its_author_see(
    phone_of: PhoneOf, phone: Phone, alice: User, bob: User, carol: User, address: str
) -> None:
    comment(published(), alice, "Buy pills")
    form_to(visit(phone_of(carol), address), "/hide").submit()

    assert "Buy pills" not in text_of(visit(phone, address))
    assert "Buy pills" not in text_of(visit(phone_of(bob), address))
    assert "Hidden by the coach" in text_of(visit(phone_of(alice), address))

    form_to(visit(phone_of(carol), address), "/unhide").submit()
    assert "Buy pills" in text_of(visit(phone, address))


def test_who_blocks_somebody_reads_them_no_more(
    phone_of: PhoneOf, alice: User, bob: User, address: str
) -> None:
    comment(published(), bob, "You lift wrong")
    hers = phone_of(alice)

    blocked = form_to(visit(hers, address), "/block").submit().follow()

    assert "Bob" in text_of(blocked)
    assert "You lift wrong" not in text_of(visit(hers, address))
    assert "You lift wrong" in text_of(visit(phone_of(bob), address))
    ask(phone_of(bob), address, "Still here")

    form_to(blocked, "/unblock").submit()
    assert "You lift wrong" in text_of(visit(hers, address))


def test_whom_the_coach_blocks_reads_on_and_is_told_that_they_cannot_ask(
    phone_of: PhoneOf, clock: Clock, bob: User, carol: User, address: str
) -> None:
    his = phone_of(bob)
    form = form_to(visit(his, address), f"{address}/comments")
    form["text"] = "And now?"
    db.session.add(Block(person_id=carol.id, blocked_id=bob.id, blocked_at=clock()))
    db.session.commit()

    assert "Carol has blocked you" in text_of(form.submit(status=403))
    page = visit(his, address)
    assert "Carol has blocked you" in text_of(page)
    assert not page.html.select("form[action$='/comments']")
    assert db.session.scalars(sa.select(Comment)).all() == []


def test_nobody_blocks_themselves_or_nobody(phone_of: PhoneOf, alice: User, address: str) -> None:
    phone_of(alice).post(f"/people/{alice.id}/block", status=409)
    phone_of(alice).post(f"/people/{published().id}/block", status=404)


def report(phone: Phone, address: str, reason: str) -> None:
    form = form_to(visit(phone, address), "/report")
    form["reason"] = reason
    form.submit()


def run(app: Flask, *arguments: str) -> str:
    db.session.remove()
    result = app.test_cli_runner().invoke(cli.report_group, arguments)
    db.session.remove()
    return str(result.output)


def test_a_person_reports_a_thing_once_and_another_thing_too(
    phone_of: PhoneOf, alice: User, bob: User, address: str
) -> None:
    said = comment(published(), bob, "Rude").id
    hers = phone_of(alice)

    for about in (f"?comment={said}", f"?comment={said}", ""):
        report(hers, f"{address}/report{about}", "Not nice")

    assert len(db.session.scalars(sa.select(Report)).all()) == 2
    visit(hers, f"{address}/report?comment=nonsense", status=404)


def test_the_operator_hides_what_was_reported_and_the_coach_cannot_show_it(
    app: Flask, phone_of: PhoneOf, phone: Phone, alice: User, bob: User, carol: User, address: str
) -> None:
    said = comment(published(), bob, "Rude \x1b[2J words").id
    report(phone_of(alice), f"{address}/report?comment={said}", "Not nice")
    report(phone_of(carol), f"{address}/report?comment={said}", "Indeed")

    listed = run(app, "list")
    assert "Alice: Not nice" in listed
    assert "Bob under “Heavy and light” by Carol: Rude" in listed
    assert "\x1b" not in listed
    run(app, "hide", listed.split()[0])

    assert run(app, "list") == "0 waiting.\n"
    assert "Rude" not in text_of(visit(phone, address))
    phone_of(carol).post(f"/coach/comments/{said}/unhide")
    assert "Rude" not in text_of(visit(phone, address))

    run(app, "keep", listed.split()[0])
    assert "Rude" in text_of(visit(phone, address))


def test_the_operator_hides_a_publication_and_nobody_publishes_it_again(
    app: Flask, phone_of: PhoneOf, phone: Phone, alice: User, carol: User, address: str
) -> None:
    report(phone_of(alice), f"{address}/report", "Not theirs")
    run(app, "hide", run(app, "list").split()[0])

    visit(phone, address, status=404)
    phone_of(carol).post(f"/coach/publications/{published().id}/publish")
    visit(phone, address, status=404)
    assert "Hidden by whoever runs this server" in text_of(visit(phone_of(carol), "/coach/publications"))


@pytest.mark.parametrize("verb", ["hide", "keep"])
def test_a_report_of_a_comment_that_is_gone_says_so_and_is_settled(
    app: Flask, phone_of: PhoneOf, phone: Phone, alice: User, bob: User, address: str, clock: Clock, verb: str
) -> None:
    said = comment(published(), bob, "Rude")
    report(phone_of(alice), f"{address}/report?comment={said.id}", "Not nice")
    db.session.execute(sa.update(Comment).values(deleted_at=clock() - timedelta(days=30)))
    db.session.commit()
    assert forget() == 1

    listed = run(app, "list")
    assert "comment, deleted, under “Heavy and light” by Carol" in listed
    assert run(app, verb, listed.split()[0]).startswith(("Hidden.", "It stands."))

    assert run(app, "list") == "0 waiting.\n"
    visit(phone, address)


def test_a_report_that_is_not_there_is_said_in_one_line(app: Flask) -> None:
    assert run(app, "hide", str(make_person("Una").id)).startswith("Error: There is no report")
