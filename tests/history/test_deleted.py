"""Deleted workouts: where they wait, until when, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.conftest import Clock
from tests.training import make_workout
from tests.visiting import PhoneOf, form_to, text_of, visit
from tests.workouts.purging import arrive_after_deletion
from webapp.models import User


def test_a_deleted_workout_is_found_from_history_and_restored(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, title="Too early", ticked=1)
    make_workout(alice, title="Still there", ticked=1)
    phone = phone_of(alice)
    phone.post(f"/workouts/{workout.id}/delete")

    page = visit(phone, "/history").click("Deleted in the last 30 days")
    assert "Too early Mon 23 Nov · 1 set Deleted Mon 23 Nov, gone after Wed 23 Dec" in text_of(page)
    assert "Still there" not in text_of(page)
    page = form_to(page, "/restore").submit().follow()

    assert text_of(page, "h1") == "Too early"
    assert "Too early" in text_of(visit(phone, "/history"))
    assert "Nothing." in text_of(visit(phone, "/history/deleted"))


def test_a_workout_whose_sets_arrived_later_says_so_and_can_be_deleted_again(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    arrive_after_deletion(alice)
    clock.forward(days=90)
    phone = phone_of(alice)

    page = visit(phone, "/history/deleted")
    assert "Deleted, but sets arrived" in text_of(page)
    form = form_to(page, "/restore")
    form.action = page.html.find("button", string="Delete again")["formaction"]
    form.submit(status=303)

    page = visit(phone, "/history/deleted")
    assert "sets arrived" not in text_of(page)
    assert "gone after" in text_of(page)


def test_nobody_sees_what_somebody_else_deleted(phone_of: PhoneOf, alice: User, bob: User) -> None:
    workout = make_workout(alice, title="Hers", ticked=1)
    phone_of(alice).post(f"/workouts/{workout.id}/delete")

    assert "Hers" not in text_of(visit(phone_of(bob), "/history/deleted"))


def test_many_deleted_workouts_cost_no_more_statements(
    phone_of: PhoneOf, alice: User, statements: Callable[[], Any]
) -> None:
    phone = phone_of(alice)

    def cost() -> int:
        phone.post(f"/workouts/{make_workout(alice, sets=3, ticked=2).id}/delete")
        with statements() as sent:
            visit(phone, "/history/deleted")
        return int(sent.count)

    few = cost()
    for _ in range(6):
        cost()

    assert cost() == few
    assert few <= 6
