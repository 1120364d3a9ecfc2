"""A workout as a whole: notes, days, exercises, finish, delete, copy; and the way back from each."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.conftest import Clock
from tests.training import apply, get_workout, make_workout, take_program
from tests.visiting import PhoneOf, form_in, form_to, text_of, visit
from webapp.domain.ids import new_id
from webapp.domain.load import parse_load
from webapp.domain.operations import Operation
from webapp.extensions import db
from webapp.models import User
from webapp.workouts import queries


def test_notes_stay_where_they_were_written(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice)
    phone, path = phone_of(alice), f"/workouts/{workout.id}"
    part, one = workout.exercises[0], workout.exercises[0].sets[0]
    for selector, text in [
        (f"#set-{one.id}", "Left elbow clicked 🏋️"),
        (f"#exercise-{part.id} .note-form", "Seat on 4\nשלום"),
        ("#workout-details", "Slept badly"),
    ]:
        form = form_in(visit(phone, path), selector)
        form["note"] = text
        form.submit()

    stored = get_workout(alice, workout)
    assert stored.note == "Slept badly"
    assert stored.exercises[0].note == "Seat on 4\nשלום"
    assert stored.exercises[0].sets[0].note == "Left elbow clicked 🏋️"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("title", "", "Give the workout a name"),
        ("title", "x" * 10_000, "longer than 120"),
        ("note", "nul \x00", "can't be stored"),
        ("on", "2026-02-31", "exists"),
        ("on", "9999-01-01", "1950 to 400 days ahead"),
        ("on", "1900-01-01", "1950 to 400 days ahead"),
    ],
)
def test_what_cant_be_saved_stays_in_the_form_with_its_reason(
    phone_of: PhoneOf, alice: User, field: str, typed: str, sentence: str
) -> None:
    workout = make_workout(alice)
    form = form_in(visit(phone_of(alice), f"/workouts/{workout.id}"), "#workout-details")
    form[field] = typed

    page = form.submit(status=422)

    assert sentence in text_of(page, "#workout-details")
    assert form_in(page, "#workout-details")[field].value == typed
    assert get_workout(alice, workout) == workout


def test_an_exercise_note_too_long_stays_in_its_form(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice)
    selector = f"#exercise-{workout.exercises[0].id} .note-form"
    form = form_in(visit(phone_of(alice), f"/workouts/{workout.id}"), selector)
    form["note"] = "y" * 5000

    page = form.submit(status=422)

    assert "longer than 4000" in text_of(page, selector)
    assert form_in(page, selector)["note"].value.strip() == "y" * 5000


def test_a_skipped_exercise_folds_and_can_be_taken_back(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, "barbell-row", "pull-up")
    phone = phone_of(alice)
    card = f"#exercise-{workout.exercises[0].id}"
    page = phone.post(f"/workouts/{workout.id}/exercises/{workout.exercises[0].id}/skip").follow()
    assert "Skipped" in text_of(page, card)
    assert "0 of 1 sets" in text_of(page), "what is skipped isn't waited for"

    page = form_in(page, card).submit().follow()

    assert page.html.select(f"{card} .set-row")


def test_a_removed_exercise_comes_back_with_its_sets(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, sets=2, ticked=2)
    phone = phone_of(alice)
    card = f"#exercise-{workout.exercises[0].id}"
    page = phone.post(f"/workouts/{workout.id}/exercises/{workout.exercises[0].id}/remove").follow()
    assert not page.html.select(card)

    page = form_in(page, ".toast").submit().follow()

    assert len(page.html.select(f"{card} [data-ticked]")) == 2


def test_an_exercise_is_found_by_its_other_name_and_added(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice)
    page = visit(phone_of(alice), f"/workouts/{workout.id}/add?q=Bent+over")
    assert "Barbell row" in text_of(page)

    page = visit(phone_of(alice), f"/workouts/{workout.id}/add?q=face+pull")
    page = form_to(page, "/exercises").submit("exercise", index=0).follow()

    assert "Face pull" in [heading.get_text() for heading in page.html.select("h2")]


def test_two_exercises_chosen_from_the_same_page_are_two(phone_of: PhoneOf, alice: User) -> None:
    """The back button leads to a page whose form was sent before."""
    workout = make_workout(alice)
    form = form_to(visit(phone_of(alice), f"/workouts/{workout.id}/add?q=row"), "/exercises")
    form.submit("exercise", index=0)
    form.submit("exercise", index=0)
    form.submit("exercise", index=1)

    assert len(get_workout(alice, workout).exercises) == 3


def test_the_same_exercise_twice_is_numbered(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, "barbell-row", "barbell-row")

    page = visit(phone_of(alice), f"/workouts/{workout.id}")

    names = [box["aria-label"] for box in page.html.select("[name=done]")]
    assert names == ["Barbell row set 1 done", "Barbell row (2) set 1 done"]


def test_an_added_exercise_begins_with_last_times_sets(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    make_workout(alice, "barbell-row", on=date(2026, 11, 16), sets=4, ticked=4, load="72.5")
    workout = make_workout(alice, "pull-up")
    page = phone_of(alice).post(f"/workouts/{workout.id}/exercises", {"exercise": "barbell-row"}).follow()

    loads = [
        box.value for form in page.forms.values() if "load" in form.fields for box in form.fields["load"]
    ]
    assert loads.count("72.5") == 4


def test_an_optional_exercise_of_the_plan_is_one_tap_away(phone_of: PhoneOf, alice: User) -> None:
    take_program(alice)
    page = visit(phone_of(alice), "/today")

    page = form_to(page, "/exercises?").submit().follow()

    assert "Barbell shrug" in [heading.get_text() for heading in page.html.select("h2")]
    assert not page.html.select("[name=prescription]"), "it isn't offered twice"


def test_an_optional_exercise_comes_back_after_it_was_removed(phone_of: PhoneOf, alice: User) -> None:
    take_program(alice)
    phone = phone_of(alice)
    page = form_to(visit(phone, "/today"), "/exercises?").submit().follow()
    card = page.html.find("h2", string="Barbell shrug").find_parent("article")["id"]
    workout_id = page.html.select_one("[data-workout]")["data-workout"]
    phone.post(f"/workouts/{workout_id}/exercises/{card.removeprefix('exercise-')}/remove")

    page = form_to(visit(phone, "/today"), "/exercises?").submit().follow()

    assert page.html.select(f"#{card} .set-row")


def test_a_finished_workout_is_read_only_until_it_is_edited(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, sets=2, ticked=1, is_finished=True)
    phone = phone_of(alice)
    assert not visit(phone, f"/workouts/{workout.id}").html.select("[name=done]")

    page = visit(phone, f"/workouts/{workout.id}?edit=1")
    form = form_in(page, f"#set-{workout.exercises[0].sets[1].id}")
    form["done"], form["reps"] = True, "3"
    page = form.submit().follow()

    assert page.html.select("[name=done]"), "still editing"
    assert len(get_workout(alice, workout).ticked_sets) == 2
    assert get_workout(alice, workout).finished_at


def test_a_workout_of_another_day_is_logged_on_that_day(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    form = form_in(visit(phone, "/history"), "#past")
    form["on"] = "2026-11-02"

    page = form.submit().follow()

    assert text_of(page, ".top .pill") == "Mon 2 Nov"


def test_a_workout_on_a_day_that_cant_be_is_asked_for_again(phone_of: PhoneOf, alice: User) -> None:
    form = form_in(visit(phone_of(alice), "/history"), "#past")
    form["on"] = "2026-02-31"

    page = form.submit(status=422)

    assert "exists" in text_of(page)
    assert page.forms[0]["on"].value == "2026-02-31"


def test_an_empty_workout_made_by_a_form_sent_twice_is_one(phone_of: PhoneOf, alice: User) -> None:
    form = form_to(visit(phone_of(alice), "/today"), "/workouts")

    first, second = form.submit().location, form.submit().location

    assert first == second


def test_a_copy_has_todays_date_and_nothing_done(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    workout = make_workout(alice, sets=2, ticked=2, is_finished=True, load="80", on=date(2026, 11, 2))
    page = visit(phone_of(alice), f"/workouts/{workout.id}")

    form = form_to(page, "/copy")
    page = form.submit().follow()
    assert form.submit().location == page.request.path, "sent twice, it is one copy"

    copied = queries.find_workout(alice.id, UUID(page.request.path.rsplit("/", 1)[1]))
    db.session.remove()
    assert copied
    assert copied.on == clock().date()
    assert not copied.ticked_sets
    assert [str(one.target_load.value) for one in copied.all_sets if one.target_load] == ["80", "80"]


def test_the_last_time_leaves_out_a_deleted_workout_of_the_same_day(alice: User, clock: Clock) -> None:
    make_workout(alice, ticked=1, load="80")
    copied = make_workout(alice, ticked=1, load="90")
    deleted = Operation(new_id(clock()), "workout", copied.id, {"deleted_at": clock()})
    apply(alice, [deleted])

    (last,) = queries.last_performed(alice.id, ["barbell-row"], date(2026, 11, 24))["barbell-row"]

    assert last.load == parse_load("80", "kg")


def test_a_workout_moved_to_another_day_is_there_in_history(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, ticked=1, title="Moved")
    form = form_in(visit(phone_of(alice), f"/workouts/{workout.id}"), "#workout-details")
    form["on"] = "2026-10-05"
    form.submit()

    assert "Moved" in text_of(visit(phone_of(alice), "/history?month=2026-10"))


@pytest.mark.parametrize(
    "path",
    [
        "/workouts/{}",
        "/workouts/{}/add",
    ],
)
def test_somebody_elses_workout_is_not_there(phone_of: PhoneOf, alice: User, bob: User, path: str) -> None:
    workout = make_workout(alice)

    theirs = visit(phone_of(bob), path.format(workout.id), status=404)
    nobodys = visit(phone_of(bob), path.format("018f0000-0000-7000-8000-000000000000"), status=404)

    assert text_of(theirs) == text_of(nobodys)


def test_a_duration_is_from_the_first_tick_to_the_last(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    workout = make_workout(alice, sets=2)
    phone = phone_of(alice)
    for one in workout.exercises[0].sets:
        form = form_in(visit(phone, f"/workouts/{workout.id}"), f"#set-{one.id}")
        form["done"] = True
        form.submit()
        clock.forward(minutes=47)
    clock.forward(**{"hours": timedelta(hours=30).total_seconds() / 3600})
    page = form_to(visit(phone, f"/workouts/{workout.id}"), "/finish").submit().follow()

    assert "47 min" in text_of(page, ".summary")


def test_each_chip_of_a_set_can_be_read_aloud(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, "pull-up")

    page = visit(phone_of(alice), f"/workouts/{workout.id}")

    chips = page.html.select(".set-row .chip input")
    names = [str(chip.get("aria-label") or chip.find_parent("label").get_text()) for chip in chips]
    assert len(names) > 8
    assert [name for name in names if not any(letter.isalnum() for letter in name)] == []
