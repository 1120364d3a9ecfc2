"""A lifter takes what a coach publishes, and it is theirs from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from tests.people import PASSWORD, make_person
from tests.publishing.showing import publish, show_page
from tests.training import take_program
from tests.visiting import Phone, PhoneOf, form_to, text_of, visit
from webapp import clock
from webapp.domain.program import Program
from webapp.extensions import db
from webapp.models import Assignment, Block, Publication, User, Workout
from webapp.publishing.content import from_document, to_document
from webapp.publishing.sources import list_sources


def publish_day(coach: User, **fields: Any) -> Publication:
    """The first day of the first program, as a workout."""
    day = next(one for one in list_sources(coach.id) if one.words.endswith("(workout)"))
    return publish(coach, "One day", content=to_document(day.program), **fields)


def assignments() -> Sequence[Assignment]:
    db.session.remove()
    return db.session.scalars(sa.select(Assignment).order_by(Assignment.created_at)).all()


def test_a_published_program_is_taken_as_the_built_in_ones_are(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    page, published = show_page(carol), publish(carol, "Carol’s own")
    lifter = phone_of(alice)
    take = visit(lifter, f"{page}/{published.id}").click("Take this program")
    assert "doesn’t change it" in text_of(take)
    form = form_to(take, "/take")
    form["load-good-morning"], form["weekday-heavy"], form["weekday-light"] = "62,5", "0", "4"

    today = form.submit().follow()
    form.submit()

    assert text_of(today, "h1") == "Heavy back"
    boxes = [f.fields["load"] for f in today.forms.values() if "load" in f.fields]
    assert "62.5" in [box.value for of_form in boxes for box in of_form]
    programs = visit(lifter, "/programs")
    assert "Carol’s own" in text_of(programs)
    assert programs.html.select("a[href='/programs/yours']"), (
        "not the built-in one, which may be another by now"
    )
    assert "Heavy back" in text_of(visit(lifter, "/programs/yours"))
    (taken,) = assignments()
    assert (taken.lifter_id, taken.given_by) == (alice.id, alice.id)


def test_what_becomes_of_the_publication_changes_no_copy(phone_of: PhoneOf, alice: User, carol: User) -> None:
    page, published = show_page(carol), publish(carol)
    form_to(visit(phone_of(alice), f"{page}/{published.id}/take"), "/take").submit()
    before = assignments()[0].program

    shorter = _shorter(from_document(published.content))
    its = sa.update(Publication).where(Publication.id == published.id)
    db.session.execute(its.values(content=to_document(shorter), unpublished_at=clock.utc_now()))
    db.session.commit()

    assert assignments()[0].program == before
    assert "Heavy and light" in text_of(visit(phone_of(alice), "/programs"))


def _shorter(program: Program) -> Program:
    return replace(program, blocks=tuple(replace(block, weeks=1) for block in program.blocks[:1]))


def test_a_published_workout_is_planned_for_one_day_beside_what_is_followed(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    running = take_program(alice, starts_on=date(2026, 11, 26)).id
    page, published = show_page(carol), publish_day(carol)
    lifter = phone_of(alice)
    form = form_to(visit(lifter, f"{page}/{published.id}").click("Take this workout"), "/take")
    assert not [name for name in form.fields if name and name.startswith("weekday")]
    form["starts_on"] = "2026-11-22"
    assert "Choose today or a day to come" in text_of(form.submit(status=422))

    form["starts_on"] = "2026-11-25"
    led = form.submit()
    again = form.submit()

    assert led.location == again.location
    workout = led.follow()
    day = from_document(published.content).blocks[0].days[0]
    assert text_of(workout, "h1") == day.title
    assert [one.id for one in assignments() if one.ended_at is None] == [running]
    on = db.session.scalars(sa.select(Workout.on).where(Workout.title == day.title)).all()
    assert on.count(date(2026, 11, 25)) == 1


def test_whoever_isnt_signed_in_is_led_back_to_taking_it(phone: Phone, alice: User, carol: User) -> None:
    page, published = show_page(carol), publish(carol)

    sign_in = visit(phone, f"{page}/{published.id}").click("Sign in to take it")

    form = form_to(sign_in, "/login")
    form["email"], form["password"] = alice.email, PASSWORD
    assert form_to(form.submit().follow().follow(), "/take")


def test_who_is_blocked_cant_take_it_and_what_is_hidden_nobody_can(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    page, published = show_page(carol), publish(carol)
    at, lifter = f"{page}/{published.id}/take", phone_of(alice)
    form = form_to(visit(lifter, at), "/take")
    now = clock.utc_now()
    db.session.add(Block(person_id=carol.id, blocked_id=alice.id, blocked_at=now))
    db.session.commit()

    assert "has blocked you" in text_of(form.submit(status=403))
    visit(lifter, at, status=403)
    assert "Take this program" not in text_of(visit(lifter, f"{page}/{published.id}"))

    db.session.execute(sa.update(Publication).values(hidden_at=now))
    db.session.commit()
    other = phone_of(make_person("Ida"))
    visit(other, at, status=404)
    other.post(at, status=404)
    assert not assignments()


def test_what_has_an_exercise_that_is_gone_cant_be_taken(phone_of: PhoneOf, alice: User, carol: User) -> None:
    program = from_document(publish(carol).content)
    block, day = program.blocks[0], program.blocks[0].days[0]
    gone = replace(day, prescriptions=(replace(day.prescriptions[0], exercise="long-gone"),))
    odd = replace(program, blocks=(replace(block, days=(gone,)),))
    page, published = show_page(carol), publish(carol, content=to_document(odd))
    lifter = phone_of(alice)

    assert "can’t be taken" in text_of(visit(lifter, f"{page}/{published.id}"))
    assert "can’t be taken" in text_of(visit(lifter, f"{page}/{published.id}/take", status=409))
