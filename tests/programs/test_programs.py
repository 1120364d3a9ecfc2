"""Taking a program, changing to another, stopping."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from bs4.element import Tag

from tests.conftest import Clock
from tests.training import take_program
from tests.visiting import Page, PhoneOf, form_in, form_to, text_of, visit
from webapp.extensions import db
from webapp.models import Assignment, User, Workout

PAGE = "/programs/heavy-and-light-back"


def _count(table: type[Assignment] | type[Workout]) -> int:
    count = db.session.scalar(sa.select(sa.func.count()).select_from(table))
    db.session.remove()
    return count or 0


def test_a_taken_program_lies_ready_today(phone_of: PhoneOf, alice: User) -> None:
    form = form_to(visit(phone_of(alice), PAGE), "/take")
    form["load-good-morning"] = "62,5"

    page = form.submit().follow()

    assert text_of(page, "h1") == "Heavy back"
    assert "62.5" in [
        box.value for f in page.forms.values() if "load" in f.fields for box in f.fields["load"]
    ]


def test_a_program_taken_twice_by_one_form_is_taken_once(phone_of: PhoneOf, alice: User) -> None:
    form = form_to(visit(phone_of(alice), PAGE), "/take")
    form.submit()
    form.submit()

    assert _count(Assignment) == 1
    assert _count(Workout) == 5, "the coming two weeks have their rows, once: Mondays and Thursdays"


def test_other_weekdays_can_be_chosen(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    form = form_to(visit(phone_of(alice), PAGE), "/take")
    form["weekday-heavy"], form["weekday-light"] = "1", "5"
    form.submit()
    clock.turn_to(datetime(2026, 11, 28, 12, tzinfo=UTC))

    assert text_of(visit(phone_of(alice), "/today"), "h1") == "Light back"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("starts_on", "2026-02-31", "exists"),
        ("starts_on", "9999-12-31", "within 60 days"),
        ("load-good-morning", "heavy", "as a number"),
        ("load-good-morning", "-20", "as a number"),
        ("load-good-morning", "1001", "at most 1,000 kg"),
    ],
)
def test_what_cant_be_is_said_beside_its_field_and_stays(
    phone_of: PhoneOf, alice: User, field: str, typed: str, sentence: str
) -> None:
    form = form_to(visit(phone_of(alice), PAGE), "/take")
    form[field] = typed

    page = form.submit(status=422)

    assert sentence in text_of(page)
    assert form_to(page, "/take")[field].value == typed
    assert _count(Assignment) == 0


def test_two_days_cant_share_a_weekday(phone_of: PhoneOf, alice: User) -> None:
    form = form_to(visit(phone_of(alice), PAGE), "/take")
    form["weekday-light"] = "0"

    assert "Choose another day" in text_of(form.submit(status=422))


def test_another_program_takes_the_place_of_the_first(phone_of: PhoneOf, alice: User) -> None:
    take_program(alice)
    phone = phone_of(alice)

    form_to(visit(phone, "/programs/toward-the-first-pull-up"), "/take").submit()

    running = db.session.scalars(sa.select(Assignment.source).where(Assignment.ended_at.is_(None))).all()
    db.session.remove()
    assert running == ["toward-the-first-pull-up"]
    assert text_of(visit(phone, "/today"), "h1") != "Heavy back"


def test_a_stopped_program_takes_its_plan_along_and_leaves_what_was_done(
    phone_of: PhoneOf, alice: User
) -> None:
    take_program(alice)
    phone = phone_of(alice)
    row = visit(phone, "/today").html.select_one(".set-row")
    form = form_in(visit(phone, "/today"), f"#{row['id']}")
    form["done"] = True
    form.submit()

    form_to(visit(phone, "/programs"), "/stop").submit()

    assert "Heavy back" in text_of(visit(phone, "/history"))
    assert text_of(visit(phone, "/today"), "h1") == "Heavy back", "what was begun goes on"


def test_stopping_a_program_can_be_undone(phone_of: PhoneOf, alice: User) -> None:
    taken = take_program(alice)
    phone = phone_of(alice)

    page = form_to(visit(phone, "/programs"), "/stop").submit().follow()
    assert "Heavy and light back is stopped" in text_of(page, "main [role=status]")
    assert text_of(visit(phone, "/today"), "h1") != "Heavy back"
    page = form_to(page, "/resume").submit().follow()

    assert "Yours now Heavy and light back" in text_of(page)
    assert text_of(visit(phone, "/today"), "h1") == "Heavy back"
    assert _count(Assignment) == 1
    assert _withdrawn() == 0
    form_to(visit(phone, f"/programs?stopped={taken.id}"), "/stop")  # and no notice about what runs
    assert "is stopped" not in text_of(visit(phone, f"/programs?stopped={taken.id}"))


def test_undoing_a_stop_ends_what_was_taken_since(phone_of: PhoneOf, alice: User) -> None:
    first = take_program(alice)
    take_program(alice, "toward-the-first-pull-up")
    phone = phone_of(alice)

    form_to(visit(phone, f"/programs?stopped={first.id}"), "/resume").submit()

    running = db.session.scalars(sa.select(Assignment.id).where(Assignment.ended_at.is_(None))).all()
    db.session.remove()
    assert running == [first.id]
    assert text_of(visit(phone, "/today"), "h1") == "Heavy back"


def _withdrawn() -> int:
    count = db.session.scalar(sa.select(sa.func.count()).select_from(Workout).where(Workout.withdrawn))
    db.session.remove()
    return count or 0


def test_each_first_weight_stands_with_its_reps_under_its_day(phone_of: PhoneOf, alice: User) -> None:
    page = visit(phone_of(alice), PAGE)

    groups = {str(g["aria-label"]): text_of(page, f'[aria-label="{g["aria-label"]}"]') for g in _groups(page)}
    assert list(groups) == ["Heavy back", "Light back"]
    assert "Weighted pull-up for 5 reps · added to bodyweight" in groups["Heavy back"]
    assert "for 30 reps or more · per hand" in groups["Heavy back"]
    assert "for 8 to 12 reps" in groups["Heavy back"]


def _groups(page: Page) -> list[Tag]:
    return list(page.html.select(".first-loads [role=group]"))


def test_first_weights_can_be_typed_in_the_other_unit_and_the_account_keeps_its_own(
    phone_of: PhoneOf, alice: User
) -> None:
    phone = phone_of(alice)
    form = form_to(visit(phone, PAGE), "/take")
    assert form["unit"].value == "kg"
    form["unit"], form["load-good-morning"] = "lb", "95"
    assert "your workouts stay in kilograms" in text_of(visit(phone, PAGE))

    page = form.submit().follow()

    boxes = [box.value for f in page.forms.values() if "load" in f.fields for box in f.fields["load"]]
    assert "43.1" in boxes, "as kilograms, marked as a conversion"
    assert db.session.scalars(sa.select(Assignment.first_loads)).one() == {
        "good-morning": {"v": "95", "u": "lb"}
    }
    db.session.remove()
    assert form_to(visit(phone, "/settings"), "/settings")["unit"].value == "kg"


def test_all_weights_can_be_found_while_training_whatever_stands_in_the_boxes(
    phone_of: PhoneOf, alice: User
) -> None:
    page = visit(phone_of(alice), PAGE)
    form = form_to(page, "/take")
    form["load-good-morning"] = "heavy"
    button = page.html.find("button", string="Take it, and find all weights as I go")

    form.action = button["formaction"]
    form.submit(status=303)

    assert db.session.scalars(sa.select(Assignment.first_loads)).one() == {}
    db.session.remove()


def test_what_is_wrong_with_the_form_is_said_at_the_top_with_links_to_the_boxes(
    phone_of: PhoneOf, alice: User
) -> None:
    form = form_to(visit(phone_of(alice), PAGE), "/take")
    form["load-good-morning"], form["weekday-light"] = "heavy", "0"

    page = form.submit(status=422)

    links = [str(link["href"]) for link in page.html.select("main [role=alert] a")]
    assert links == ["#weekday-light", "#load-good-morning"]
    assert all(page.html.select_one(link) for link in links)
    following = page.html.select_one("main .hero").find_next_sibling()
    assert following.get("role") == "alert", "before the days of the program, which are long"


def test_an_unknown_program_is_not_there(phone_of: PhoneOf, alice: User) -> None:
    visit(phone_of(alice), "/programs/unknown", status=404)
