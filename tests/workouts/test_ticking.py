"""A lifter ticks sets off, corrects them and takes it back, with plain forms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from tests.conftest import Clock
from tests.training import get_workout, make_workout, take_program
from tests.visiting import Page, PhoneOf, form_in, text_of, visit
from webapp.domain.workout import Workout, WorkoutSet
from webapp.extensions import db
from webapp.models import Operation, User


def _form(page: Page, one: WorkoutSet) -> Any:
    return form_in(page, f"#set-{one.id}")


def _now(lifter: User, workout: Workout, one: WorkoutSet) -> WorkoutSet:
    found = get_workout(lifter, workout).set(one.id)
    assert found
    return found


def _first(workout: Workout) -> WorkoutSet:
    return workout.exercises[0].sets[0]


def test_a_tick_logs_the_set_as_planned(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, load="82.5", reps=5)

    form = _form(visit(phone_of(alice), f"/workouts/{workout.id}"), _first(workout))
    form["done"] = True
    page = form.submit().follow()

    done = _now(alice, workout, _first(workout))
    assert done.is_ticked
    assert (str(done.load.value), done.load.unit, done.reps) == ("82.5", "kg", 5)  # type: ignore[union-attr]
    assert page.html.select_one(f"#set-{done.id}[data-ticked]")
    assert page.request.url.endswith(f"/workouts/{workout.id}")


def test_a_tick_comes_back_to_its_place_on_the_page(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice)
    form = _form(visit(phone_of(alice), f"/workouts/{workout.id}"), _first(workout))
    form["done"] = True

    assert form.submit().location.endswith(f"#set-{_first(workout).id}")


def test_the_first_tick_starts_the_workout(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    take_program(alice)
    page = visit(phone_of(alice), "/today")
    workout_id = UUID(page.html.select_one("[data-workout]")["data-workout"])

    form = page.forms[next(i for i, f in page.forms.items() if isinstance(i, int) and "done" in f.fields)]
    form["done"] = True
    form.submit().follow()

    db.session.remove()
    from webapp.workouts import queries

    workout = queries.find_workout(alice.id, workout_id)
    assert workout
    assert workout.started_at


def test_an_untick_takes_it_back_and_keeps_the_numbers(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, ticked=1)
    form = _form(visit(phone_of(alice), f"/workouts/{workout.id}"), _first(workout))
    form["done"] = False
    form.submit()

    undone = _now(alice, workout, _first(workout))
    assert not undone.is_ticked
    assert undone.reps == 5


@pytest.mark.parametrize("typed", ["82,5", "82.5", "+82.5"])
def test_what_was_typed_is_what_is_stored(phone_of: PhoneOf, alice: User, typed: str) -> None:
    workout = make_workout(alice)
    form = _form(visit(phone_of(alice), f"/workouts/{workout.id}"), _first(workout))
    form["load"], form["reps"], form["done"] = typed, "4", True
    page = form.submit().follow()

    done = _now(alice, workout, _first(workout))
    assert str(done.load.value) == "82.5"  # type: ignore[union-attr]
    assert done.reps == 4
    assert _form(page, done)["load"].value == "82.5"


def test_a_load_in_the_other_unit_is_logged_as_it_was_kept(phone_of: PhoneOf, bob: User) -> None:
    """Bob sees pounds; the plan says 60 kg. An untouched number is not converted there and back."""
    alike = make_workout(bob)
    bob_in_kg = db.session.get(User, bob.id)
    assert bob_in_kg
    bob_in_kg.unit = "kg"
    db.session.commit()
    form = _form(visit(phone_of(bob), f"/workouts/{alike.id}"), _first(alike))
    assert form["load"].value == "27.2"
    form["done"] = True
    form.submit()

    done = _now(bob, alike, _first(alike))
    assert (str(done.load.value), done.load.unit) == ("60", "lb")  # type: ignore[union-attr]


def test_a_failed_rep_and_another_grip_are_kept(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, "pull-up")
    form = _form(visit(phone_of(alice), f"/workouts/{workout.id}"), _first(workout))
    form["done"], form["reps"], form["grip"], form["rir"] = True, "4", "narrow", "0"
    form.submit()

    done = _now(alice, workout, _first(workout))
    assert (done.reps, done.grip, done.rir) == (4, "narrow", 0)


@pytest.mark.parametrize(
    ("reps", "is_short", "why"),
    [("4", True, "one too few"), ("0", True, "failed"), ("5", False, "as asked for"), ("6", False, "more")],
)
def test_a_set_that_fell_short_says_so(
    phone_of: PhoneOf, alice: User, reps: str, is_short: bool, why: str
) -> None:
    workout = make_workout(alice, "pull-up")
    page = visit(phone_of(alice), f"/workouts/{workout.id}")
    form = _form(page, _first(workout))
    form["done"], form["reps"] = True, reps

    row = form.submit().follow().html.select_one(f"#set-{_first(workout).id}")

    assert ("of 5" in row.select_one(".load").get_text()) == is_short, why


def test_an_all_out_set_wants_its_reps_and_the_tick_never_invents_them(
    phone_of: PhoneOf, alice: User
) -> None:
    take_program(alice, one_arm_dumbbell_row="40")
    phone = phone_of(alice)
    page = visit(phone, "/today")
    row = page.html.select_one("[data-kind=amrap][data-side=left]")
    form = form_in(page, f"#{row['id']}")
    assert form["reps"].value == ""
    form["done"] = True

    page = form.submit().follow()
    row = page.html.select_one(f"#{row['id']}")
    assert "reps?" in row.get_text()
    assert row.select_one("details[open]")

    form = form_in(page, f"#{row['id']}")
    form["reps"] = "31"
    page = form.submit().follow()
    assert "31" in text_of(page, f"#{row['id']}")
    assert "reps?" not in text_of(page, f"#{row['id']}")


def test_an_old_page_never_overwrites_what_it_didnt_touch(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice)
    old = _form(visit(phone_of(alice), f"/workouts/{workout.id}"), _first(workout))
    new = _form(visit(phone_of(alice), f"/workouts/{workout.id}"), _first(workout))
    new["load"], new["note"] = "70", "Belt on"
    new.submit()

    old["reps"] = "3"
    old.submit()

    stored = _now(alice, workout, _first(workout))
    assert (str(stored.load.value), stored.note, stored.reps) == ("70", "Belt on", 3)  # type: ignore[union-attr]


def test_a_form_sent_twice_has_one_effect(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice)
    form = _form(visit(phone_of(alice), f"/workouts/{workout.id}"), _first(workout))
    form["done"] = True
    form.submit()
    count = sa.select(sa.func.count()).select_from(Operation)
    before = db.session.scalar(count)

    form.submit()

    assert db.session.scalar(count) == before


def test_a_form_sent_again_with_other_content_is_another_wish(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice)
    form = _form(visit(phone_of(alice), f"/workouts/{workout.id}"), _first(workout))
    form["reps"] = "4"
    form.submit()
    form["reps"] = "3"
    form.submit()

    assert _now(alice, workout, _first(workout)).reps == 3


def test_a_set_added_by_a_form_sent_twice_is_one_set(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, "one-arm-dumbbell-row")
    page = visit(phone_of(alice), f"/workouts/{workout.id}")
    form = form_in(page, "details.menu")
    form.submit()
    form.submit()

    sets = get_workout(alice, workout).exercises[0].sets
    assert [one.side for one in sets] == [None, "left", "right"], "both sides, once"


def test_a_removed_set_can_be_taken_back(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, sets=2, ticked=1)
    phone = phone_of(alice)
    one = _first(workout)
    page = phone.post(f"/workouts/{workout.id}/sets/{one.id}/remove").follow()
    assert "Set removed" in text_of(page)
    assert not page.html.select(f"#set-{one.id}")

    page = form_in(page, ".toast").submit().follow()

    assert page.html.select_one(f"#set-{one.id}[data-ticked]"), "with its tick"


def test_a_form_for_a_set_removed_meanwhile_says_so_and_keeps_the_entry(
    phone_of: PhoneOf, alice: User
) -> None:
    workout = make_workout(alice)
    one = _first(workout)
    phone = phone_of(alice)
    form = _form(visit(phone, f"/workouts/{workout.id}"), one)
    phone.post(f"/workouts/{workout.id}/sets/{one.id}/remove")
    form["reps"], form["done"] = "7", True

    page = form.submit(status=409)

    assert "removed meanwhile" in text_of(page, f"#set-{one.id}")
    assert _form(page, one)["reps"].value == "7"
    assert _now(alice, workout, one).reps is None


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("load", "-5", "as a number"),
        ("load", "1001", "at most 1,000 kg"),
        ("load", "heavy", "as a number"),
        ("reps", "1001", "from 0 to 1,000"),
        ("reps", "-1", "from 0 to 1,000"),
        ("reps", "five", "from 0 to 1,000"),
        ("reps", str(2**70), "from 0 to 1,000"),
        ("note", "x" * 10_000, "longer than 4000"),
        ("note", "nul \x00 byte", "can't be stored"),
    ],
)
def test_a_number_that_cant_be_is_refused_beside_its_field_and_stays_there(
    phone_of: PhoneOf, alice: User, field: str, typed: str, sentence: str
) -> None:
    workout = make_workout(alice)
    one = _first(workout)
    form = _form(visit(phone_of(alice), f"/workouts/{workout.id}"), one)
    form[field], form["done"] = typed, True

    page = form.submit(status=422)

    row = page.html.select_one(f"#set-{one.id}")
    assert sentence in row.get_text()
    assert row.select_one(f"[name={field}][aria-invalid=true]")
    assert _form(page, one)[field].value.strip() == typed.replace("\x00", "\x00").strip()
    assert _now(alice, workout, one) == one, "nothing is written"


@pytest.mark.parametrize(("field", "typed"), [("reps", "five"), ("load", "heavy"), ("note", "x" * 10_000)])
def test_what_was_refused_has_the_focus_and_no_set_that_still_wants_its_reps(
    phone_of: PhoneOf, alice: User, field: str, typed: str
) -> None:
    """Without scripts the page opened at that set, with the refusal out of sight."""
    take_program(alice, one_arm_dumbbell_row="40")
    page = visit(phone_of(alice), "/today")
    form = form_in(page, f"#{page.html.select_one('[data-kind=amrap]')['id']}")
    form["done"] = True
    page = form.submit().follow()
    assert page.html.select_one("[data-kind=amrap] [name=reps][autofocus]")
    later = page.html.select("[data-kind=working]")[-1]["id"]
    form = form_in(page, f"#{later}")
    form[field] = typed

    page = form.submit(status=422)

    assert [one["name"] for one in page.html.select("main [autofocus]")] == [field]
    assert page.html.select_one(f"#{later} [name={field}][autofocus]")


@pytest.mark.parametrize("rpe", ["0", "10.5", "7.3", "hard", "11"])
def test_an_rpe_is_1_to_10_in_halves(phone_of: PhoneOf, alice: User, rpe: str) -> None:
    workout = make_workout(alice)
    page = phone_of(alice).post(
        f"/workouts/{workout.id}/sets/{_first(workout).id}", {"rpe": rpe, "was": ""}, status=422
    )

    assert "1 to 10, in halves" in text_of(page)


def test_zero_reps_is_a_failed_set_not_an_empty_one(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice)
    form = _form(visit(phone_of(alice), f"/workouts/{workout.id}"), _first(workout))
    form["reps"], form["done"] = "0", True
    form.submit()

    assert _now(alice, workout, _first(workout)).reps == 0


def test_a_load_found_in_the_first_set_carries_on_to_the_next(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, sets=3, load="")
    first, second, _ = workout.exercises[0].sets
    phone = phone_of(alice)
    form = _form(visit(phone, f"/workouts/{workout.id}"), first)
    form["load"], form["done"] = "62.5", True
    page = form.submit().follow()

    assert _form(page, second)["load"].value == "62.5"


def test_volume_leaves_warm_ups_out(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, sets=3, ticked=2, load="100", reps=5)

    page = visit(phone_of(alice), f"/workouts/{workout.id}")

    assert "2 of 3 sets · 1,000 kg moved" in text_of(page)


def test_a_load_changed_in_one_set_is_offered_in_the_next_ones(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, sets=3, load="60")
    first, second, third = workout.exercises[0].sets
    phone = phone_of(alice)
    form = _form(visit(phone, f"/workouts/{workout.id}"), first)
    form["load"], form["done"] = "62.5", True
    page = form.submit().follow()

    assert [_form(page, one)["load"].value for one in (second, third)] == ["62.5", "62.5"]


def test_a_tick_never_changes_the_unit_on_the_screen(phone_of: PhoneOf, alice: User) -> None:
    """Planned in kilograms, seen and ticked in pounds: pounds stay on the screen, and kg in the log."""
    workout = make_workout(alice, load="60")
    person = db.session.get(User, alice.id)
    assert person
    person.unit = "lb"
    db.session.commit()
    form = _form(visit(phone_of(alice), f"/workouts/{workout.id}"), _first(workout))
    before = form["load"].value
    form["done"] = True

    page = form.submit().follow()

    assert _form(page, _first(workout))["load"].value == before == "132.3"
    assert _now(alice, workout, _first(workout)).load == _first(workout).target_load


def test_what_is_worn_goes_on_to_the_next_set_until_it_is_taken_off(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, sets=3)
    first, second, third = workout.exercises[0].sets
    phone = phone_of(alice)
    form = _form(visit(phone, f"/workouts/{workout.id}"), first)
    form["gear-belt"], form["gear-wraps"], form["done"] = True, True, True
    page = form.submit().follow()
    assert "Belt, wrist wraps" in text_of(page, f"#set-{second.id}")

    form = _form(page, second)
    form["done"] = True
    form = _form(form.submit().follow(), third)
    form["gear-belt"], form["gear-wraps"], form["done"] = False, False, True
    page = form.submit().follow()

    worn = [_now(alice, workout, one).gear for one in (first, second, third)]
    assert worn == [["belt", "wraps"], ["belt", "wraps"], []]
    assert "Belt" not in text_of(page, f"#set-{third.id} .last")


def test_a_set_done_with_nothing_worn_tells_nothing_of_it(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice)
    form = _form(visit(phone_of(alice), f"/workouts/{workout.id}"), _first(workout))
    form["done"] = True

    form.submit()

    assert _now(alice, workout, _first(workout)).gear is None
