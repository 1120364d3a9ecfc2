"""What it costs to draw a workout: a page asks once for the last time, a request once for the equipment."""

from __future__ import annotations

from tests.conftest import Clock, Counting, Statements
from tests.sync.pushing import send
from tests.training import take_program
from tests.visiting import PhoneOf, visit
from webapp.models import User
from webapp.workouts import plans


def _asked(sent: Statements) -> tuple[int, int]:
    """How often for the last time, how often for the equipment."""
    others = ("sync_commit", "measurement")  # what was best, and what was weighed
    last = [one for one in sent.texts if "UNION ALL" in one and not any(name in one for name in others)]
    return len(last), sum("FROM gym" in one for one in sent.texts)


def test_a_planned_day_is_drawn_from_one_look_at_the_last_time(
    phone_of: PhoneOf, alice: User, clock: Clock, statements: Counting
) -> None:
    take_program(alice, good_morning="60")
    phone = phone_of(alice)
    running = plans.find_running(alice.id)
    assert running
    days = running.plan.occurrences()
    near, far = (running.plan.workout_id(day.number) for day in (days[0], days[-1]))

    for path in ("/today", f"/workouts/{near}", f"/workouts/{far}"):
        with statements() as sent:
            visit(phone, path)
        assert _asked(sent) == (1, 1), path

    clock.forward(days=21)
    with statements() as sent:
        visit(phone, "/today")
    assert _asked(sent) == (1, 1), "a day without rows"


def test_a_phone_that_asks_for_many_planned_days_is_told_with_one_look_at_the_equipment(
    phone_of: PhoneOf, alice: User, statements: Counting
) -> None:
    take_program(alice, good_morning="60")
    phone = phone_of(alice)

    with statements() as sent:
        days = send(phone, alice, have={})["days"]

    assert len(days) > 3
    assert _asked(sent) == (len(days), 1)
