"""Pages from before: another button of the same form, the Back button, a row that somebody else changed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.conftest import Clock
from tests.training import get_workout, make_workout, take_program
from tests.visiting import Page, Phone, PhoneOf, form_in, form_to, text_of, visit
from webapp.models import User


def _post_again(phone: Phone, page: Page, first: str, second: str) -> None:
    """Press one button of a form, go back, and press another of the same form."""
    tokens = [form["token"].value for form in page.forms.values() if "token" in form.fields]
    phone.post(first, {"token": tokens[0]})
    phone.post(second, {"token": tokens[0]})


def test_skip_and_then_remove_from_the_same_page_removes(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice)
    phone, at = phone_of(alice), f"/workouts/{workout.id}"
    exercise = f"{at}/exercises/{workout.exercises[0].id}"

    _post_again(phone, visit(phone, at), f"{exercise}/skip", f"{exercise}/remove")

    assert get_workout(alice, workout).exercises[0].deleted_at


def test_copy_and_then_delete_from_the_same_page_deletes(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, ticked=1, is_finished=True)
    phone, at = phone_of(alice), f"/workouts/{workout.id}"

    _post_again(phone, visit(phone, at), f"{at}/copy", f"{at}/delete")

    assert get_workout(alice, workout).deleted_at


def test_an_old_pages_tick_leaves_a_set_that_is_ticked_already_as_it_is(
    phone_of: PhoneOf, alice: User
) -> None:
    workout = make_workout(alice)
    one = workout.exercises[0].sets[0]
    phone = phone_of(alice)
    old = form_in(visit(phone, f"/workouts/{workout.id}"), f"#set-{one.id}")
    new = form_in(visit(phone, f"/workouts/{workout.id}"), f"#set-{one.id}")
    new["load"], new["reps"], new["done"] = "55", "3", True
    new.submit()

    old["done"] = True
    old.submit()

    stored = get_workout(alice, workout).exercises[0].sets[0]
    assert (stored.reps, str(stored.load.value)) == (3, "55")  # type: ignore[union-attr]


def test_a_program_taken_again_from_an_old_page_with_other_days_is_changed(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    form = form_to(visit(phone_of(alice), "/programs/heavy-and-light-back"), "/take")
    form.submit()
    form["weekday-heavy"], form["weekday-light"] = "1", "4"
    form.submit()
    clock.turn_to(datetime(2026, 11, 24, 18, tzinfo=UTC))

    assert text_of(visit(phone_of(alice), "/today"), "h1") == "Heavy back"


def test_a_stopped_program_taken_again_from_an_old_page_runs(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    form = form_to(visit(phone, "/programs/heavy-and-light-back"), "/take")
    form.submit()
    form_to(visit(phone, "/programs"), "/stop").submit()

    form.submit()

    assert text_of(visit(phone, "/today"), "h1") == "Heavy back"


@pytest.mark.parametrize("token", ["ffffffff-ffff-7000-8000-000000000000", "x", "", "0" * 32])
def test_a_made_up_token_is_no_token(phone_of: PhoneOf, alice: User, token: str) -> None:
    workout = make_workout(alice)
    one = workout.exercises[0].sets[0]

    phone_of(alice).post(f"/workouts/{workout.id}/sets/{one.id}", {"token": token, "done": "1"})

    assert get_workout(alice, workout).exercises[0].sets[0].is_ticked


def test_a_mangled_referer_is_no_fault(phone: Phone) -> None:
    phone.post("/workouts", headers={"Referer": "http://[::1"}, status=401)


@pytest.mark.parametrize("what", ["/finish", "/exercises/{part}/sets", "/exercises/{part}", ""])
def test_a_form_for_a_workout_deleted_meanwhile_says_so(phone_of: PhoneOf, alice: User, what: str) -> None:
    workout = make_workout(alice)
    phone, at = phone_of(alice), f"/workouts/{workout.id}"
    phone.post(f"{at}/delete")

    page = phone.post(at + what.format(part=workout.exercises[0].id), {"note": "late"}, status=409)

    assert "deleted meanwhile" in text_of(page)


def test_a_note_on_an_exercise_removed_meanwhile_stays_in_its_form(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice)
    phone = phone_of(alice)
    exercise = f"/workouts/{workout.id}/exercises/{workout.exercises[0].id}"
    form = form_in(visit(phone, f"/workouts/{workout.id}"), ".note-form")
    phone.post(f"{exercise}/remove")
    form["note"] = "Seat on 4"

    page = form.submit(status=409)

    assert "removed meanwhile" in text_of(page)
    assert form_in(page, ".note-form")["note"].value.strip() == "Seat on 4"


def test_a_day_brought_forward_and_not_trained_waits_for_its_own_day_again(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    take_program(alice, starts_on=date(2026, 11, 24))
    phone = phone_of(alice)
    clock.turn_to(datetime(2026, 11, 24, 18, tzinfo=UTC))
    form_to(visit(phone, "/today"), "/today/train").submit()

    clock.turn_to(datetime(2026, 11, 26, 18, tzinfo=UTC))
    page = visit(phone, "/today")

    assert text_of(page, "h1") == "Light back"
    assert text_of(page, ".top .pill") == "Thu 26 Nov"


def test_a_planned_day_moved_to_another_is_due_there(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    take_program(alice)
    phone = phone_of(alice)
    form = form_in(visit(phone, "/today"), "#workout-details")
    form["on"] = "2026-11-25"
    form.submit()

    clock.turn_to(datetime(2026, 11, 24, 18, tzinfo=UTC))
    tuesday = text_of(visit(phone, "/today"))
    clock.turn_to(datetime(2026, 11, 25, 18, tzinfo=UTC))

    assert "Not done yet" not in tuesday
    assert "Heavy back" in tuesday
    assert text_of(visit(phone, "/today"), "h1") == "Heavy back"


def test_what_was_done_and_not_finished_counts_for_the_next_time(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    take_program(alice)
    phone = phone_of(alice)
    page = visit(phone, "/today")
    for number in range(1, 6):
        name = f"Good morning set {number} done"
        row = page.html.find(attrs={"aria-label": name}).find_parent(class_="set-row")
        form = form_in(page, f"#{row['id']}")
        form["load"], form["done"] = "60", True
        page = form.submit().follow()

    clock.turn_to(datetime(2026, 11, 30, 18, tzinfo=UTC))
    page = visit(phone, "/today")

    row = page.html.find(attrs={"aria-label": "Good morning set 1 done"}).find_parent(class_="set-row")
    assert form_in(page, f"#{row['id']}")["load"].value == "62.5"


def test_a_set_ticked_after_the_finish_counts_as_of_its_end(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    workout = make_workout(alice, sets=2, ticked=1, is_finished=True)
    clock.forward(hours=20)
    page = visit(phone_of(alice), f"/workouts/{workout.id}?edit=1")
    form = form_in(page, f"#set-{workout.exercises[0].sets[1].id}")
    form["done"] = True
    form.submit()

    assert (get_workout(alice, workout).seconds or 0) < 60


def test_an_added_exercise_never_invents_the_reps_of_an_all_out_set(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    take_program(alice, one_arm_dumbbell_row="40")
    phone = phone_of(alice)
    page = visit(phone, "/today")
    row = page.html.select_one("[data-kind=amrap]")["id"]
    form = form_in(page, f"#{row}")
    form["reps"], form["done"] = "31", True
    form.submit()
    clock.forward(days=1)
    workout = make_workout(alice, "pull-up")

    page = phone.post(f"/workouts/{workout.id}/exercises", {"exercise": "one-arm-dumbbell-row"}).follow()

    rows = page.html.select("[data-kind=amrap]")
    assert rows
    assert form_in(page, f"#{rows[0]['id']}")["reps"].value == ""


def test_undo_after_finishing_is_about_what_was_finished(phone_of: PhoneOf, alice: User) -> None:
    take_program(alice)
    extra = make_workout(alice, ticked=1, title="Extra")
    page = phone_of(alice).post(f"/workouts/{extra.id}/finish?from=today").follow()

    assert f"/workouts/{extra.id}/reopen" in page.html.select_one(".toast")["action"]


def test_a_workout_without_a_plan_that_isnt_begun_is_found_in_history(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    form = form_in(visit(phone, "/history"), "#past")
    form["on"] = "2026-11-02"
    form.submit()

    assert "2 Nov" in text_of(visit(phone, "/history"))
