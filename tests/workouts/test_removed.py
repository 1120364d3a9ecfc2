"""What was lifted is in sight, even where it was removed: two phones may not know of each other."""

from __future__ import annotations

from tests.conftest import Clock
from tests.training import apply, get_workout, make_workout
from tests.visiting import PhoneOf, form_to, text_of, visit
from webapp.domain.ids import new_id
from webapp.domain.operations import Operation
from webapp.models import User

REMOVED = "Removed, though done"


def test_a_set_that_was_ticked_where_it_was_gone_can_be_brought_back(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    workout = make_workout(alice, sets=3)
    gone = workout.exercises[0].sets[2]
    apply(alice, [Operation(new_id(clock()), "set", gone.id, {"deleted_at": clock()})])
    assert REMOVED not in visit(phone_of(alice), f"/workouts/{workout.id}").text
    apply(alice, [Operation(new_id(clock()), "set", gone.id, {"ticked_at": clock(), "reps": 5})])

    page = visit(phone_of(alice), f"/workouts/{workout.id}")
    assert f"{REMOVED}: 1 Barbell row" in text_of(page, "main")
    page = form_to(page, f"/workouts/{workout.id}/sets/{gone.id}/restore").submit().follow()

    assert REMOVED not in page.text
    assert get_workout(alice, workout).exercises[0].shown_sets[2].is_ticked


def test_so_can_an_exercise_and_a_finished_workout_shows_it_too(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    workout = make_workout(alice, "barbell-row", "plank", ticked=1, is_finished=True)
    part = workout.exercises[0]
    apply(alice, [Operation(new_id(clock()), "workout_exercise", part.id, {"deleted_at": clock()})])

    page = visit(phone_of(alice), f"/workouts/{workout.id}")
    assert f"{REMOVED}: 1 Barbell row · 1 set" in text_of(page, "main")
    form_to(page, f"/workouts/{workout.id}/exercises/{part.id}/restore").submit()

    assert get_workout(alice, workout).exercises[0].deleted_at is None
