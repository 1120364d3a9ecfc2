"""What /today holds: the planned day, rest, what is open, what is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

from tests.conftest import Clock
from tests.training import get_workout, make_workout, take_program
from tests.visiting import Page, PhoneOf, form_in, form_to, text_of, visit
from webapp.extensions import db
from webapp.models import User
from webapp.workouts import queries

MONDAY, TUESDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 26)


def _turn_to(clock: Clock, day: date, hour: int = 18) -> None:
    clock.turn_to(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))


def _tick_first(page: Page) -> Page:
    row = page.html.select_one(".set-row:not([data-ticked])")
    form = form_in(page, f"#{row['id']}")
    form["done"] = True
    return form.submit().follow()


def _finish(page: Page) -> Page:
    return form_to(page, "/finish").submit().follow()


def test_without_a_program_it_offers_one_and_an_empty_workout(phone_of: PhoneOf, alice: User) -> None:
    page = visit(phone_of(alice), "/today")

    assert "Heavy and light back" in text_of(page)
    page = form_to(page, "/workouts").submit().follow()
    assert "Nothing in it yet" in text_of(page)


def test_on_the_day_it_shows_the_planned_workout(phone_of: PhoneOf, alice: User) -> None:
    take_program(alice, one_arm_dumbbell_row="40", good_morning="60")

    page = visit(phone_of(alice), "/today")

    assert text_of(page, "h1") == "Heavy back"
    headings = [heading.get_text() for heading in page.html.select("h2")]
    assert headings[:3] == ["One-arm dumbbell row", "Weighted pull-up", "Good morning"]
    grips = [row.select_one(".last").get_text() for row in page.html.select(".set-row")]
    assert sum("grip" in grip or "hand" in grip for grip in grips) == 5, "a grip for each pull-up set"


def test_names_of_the_boxes_say_exercise_set_and_side(phone_of: PhoneOf, alice: User) -> None:
    take_program(alice)

    page = visit(phone_of(alice), "/today")

    names = [box["aria-label"] for box in page.html.select("[name=done]")]
    assert "One-arm dumbbell row warm-up 1 done" in names
    assert "One-arm dumbbell row set 1 done, left" in names
    assert "One-arm dumbbell row set 1 done, right" in names
    assert "Weighted pull-up set 5 done" in names
    assert len(names) == len(set(names))


def test_on_a_rest_day_it_says_what_is_next_and_when(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    take_program(alice, starts_on=TUESDAY)
    _turn_to(clock, TUESDAY)

    page = visit(phone_of(alice), "/today")

    assert "Light back" in text_of(page)
    assert "Thursday 26 Nov" in text_of(page)


def test_train_now_anyway_brings_the_next_day_forward(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    take_program(alice, starts_on=TUESDAY)
    _turn_to(clock, TUESDAY)
    phone = phone_of(alice)

    page = form_to(visit(phone, "/today"), "/today/train").submit().follow()

    assert text_of(page, "h1") == "Light back"
    _finish(_tick_first(page))
    _turn_to(clock, THURSDAY)
    assert text_of(visit(phone, "/today"), "h1") != "Light back", "it isn't asked for twice"


def test_a_workout_done_on_monday_leaves_thursday_its_own(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    take_program(alice)
    phone = phone_of(alice)
    page = _finish(_tick_first(visit(phone, "/today")))
    assert "Workout finished" in text_of(page)

    _turn_to(clock, THURSDAY)

    assert text_of(visit(phone, "/today"), "h1") == "Light back"


def test_a_missed_day_is_offered_on_the_rest_day_after_it(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    take_program(alice)
    _turn_to(clock, TUESDAY)

    page = visit(phone_of(alice), "/today")

    assert "Heavy back" in text_of(page)
    assert "yesterday" in text_of(page)


def test_an_unfinished_workout_stays_until_six_hours_after_its_last_tick(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    """Begun before midnight and before the day rolls over at four, it is still there after."""
    take_program(alice)
    phone = phone_of(alice)
    clock.turn_to(datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
    _tick_first(visit(phone, "/today"))

    clock.turn_to(datetime(2026, 11, 24, 8, 59, tzinfo=UTC))
    still = visit(phone, "/today")
    clock.turn_to(datetime(2026, 11, 24, 9, 1, tzinfo=UTC))
    over = visit(phone, "/today")

    assert text_of(still, "h1") == "Heavy back"
    assert text_of(still, ".top .pill") == "Mon 23 Nov"
    assert text_of(over, "h1") != "Heavy back"


def test_the_day_is_the_lifters_own(phone_of: PhoneOf, bob: User, clock: Clock) -> None:
    """Six in the morning of Tuesday in London is Monday evening in Los Angeles."""
    take_program(bob)

    clock.turn_to(datetime(2026, 11, 24, 6, 0, tzinfo=UTC))

    assert text_of(visit(phone_of(bob), "/today"), "h1") == "Heavy back"


def test_looking_writes_nothing(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    take_program(alice)
    _turn_to(clock, date(2027, 1, 11))  # a Monday whose rows aren't written ahead

    page = visit(phone_of(alice), "/today")

    workout_id = UUID(page.html.select_one("[data-workout]")["data-workout"])
    assert text_of(page, "h1") == "Heavy back"
    assert queries.find_workout(alice.id, workout_id) is None
    db.session.remove()

    _tick_first(page)

    written = queries.find_workout(alice.id, workout_id)
    assert written
    assert len(written.ticked_sets) == 1, "the first form makes the rows that the page had shown"


def test_next_time_starts_from_what_was_done(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    take_program(alice, good_morning="60")
    phone = phone_of(alice)
    page = visit(phone, "/today")
    for name in [f"Good morning set {n} done" for n in range(1, 6)]:
        row = page.html.find(attrs={"aria-label": name}).find_parent(class_="set-row")
        form = form_in(page, f"#{row['id']}")
        form["done"] = True
        page = form.submit().follow()
    _finish(page)

    _turn_to(clock, date(2026, 11, 30))

    page = visit(phone, "/today")
    row = page.html.find(attrs={"aria-label": "Good morning set 1 done"}).find_parent(class_="set-row")
    assert form_in(page, f"#{row['id']}")["load"].value == "62.5"
    assert "last 60 × 5" in row.get_text()


def test_a_finished_day_shows_what_was_done_and_whats_next(phone_of: PhoneOf, alice: User) -> None:
    take_program(alice)
    phone = phone_of(alice)
    _finish(_tick_first(visit(phone, "/today")))

    page = visit(phone, "/today")

    assert "Done" in text_of(page)
    assert not page.html.select("[name=done]")


def test_undo_of_finish_goes_on_where_it_was(phone_of: PhoneOf, alice: User) -> None:
    take_program(alice)
    phone = phone_of(alice)
    page = _finish(_tick_first(visit(phone, "/today")))

    page = form_in(page, ".toast").submit().follow()

    assert len(page.html.select("[data-ticked]")) == 1
    assert form_to(page, "/finish")


def test_a_deleted_workout_comes_back_whole(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, sets=3, ticked=3, is_finished=True)
    phone = phone_of(alice)
    page = visit(phone, f"/workouts/{workout.id}")
    page = phone.post(f"/workouts/{workout.id}/delete").follow()
    assert "Workout deleted" in text_of(page)
    assert "Back" not in text_of(visit(phone, "/history"), "main")

    page = form_in(page, ".toast").submit().follow()

    assert len(page.html.select("[data-ticked]")) == 3
    assert "3 sets" in text_of(visit(phone, "/history"))


def test_today_costs_at_most_twelve_statements(
    phone_of: PhoneOf, alice: User, statements: Callable[[], object]
) -> None:
    take_program(alice, good_morning="60")
    phone = phone_of(alice)
    _tick_first(visit(phone, "/today"))

    with statements() as sent:  # type: ignore[attr-defined]
        visit(phone, "/today")

    assert sent.count <= 12, sent.texts


def test_the_phones_own_zone_decides_what_today_is(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    """Alice's profile says London, but she trains in Tokyo, where it is Tuesday morning already."""
    clock.turn_to(datetime(2026, 11, 23, 23, 0, tzinfo=UTC))
    form = form_to(visit(phone_of(alice), "/today"), "/workouts")
    form["zone"].force_value("Asia/Tokyo")

    page = form.submit().follow()

    assert text_of(page, ".top .pill") == "Tue 24 Nov"


def test_a_zone_that_isnt_one_is_passed_over(phone_of: PhoneOf, alice: User) -> None:
    form = form_to(visit(phone_of(alice), "/today"), "/workouts")
    form["zone"].force_value("Middle/Earth")

    assert text_of(form.submit().follow(), ".top .pill") == "Mon 23 Nov"


def test_what_was_left_open_is_asked_about_and_finished_at_its_last_set(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    workout = make_workout(alice, title="Heavy back", sets=2, ticked=1)
    ended = workout.last_ticked_at
    phone = phone_of(alice)
    assert "never finished" not in text_of(visit(phone, "/today"))

    clock.forward(days=1)
    page = visit(phone, "/today")
    assert f"{workout.on:%A}’s Heavy back was never finished" in text_of(page)
    page = form_in(page, ".forgotten").submit().follow()

    assert "Workout finished" in text_of(page)
    assert "never finished" not in text_of(page)
    assert get_workout(alice, workout).finished_at == ended
