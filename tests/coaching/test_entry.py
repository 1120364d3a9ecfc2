"""A client's workout in the log: each thing told once, and of what it is said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.people import make_link
from tests.threads.talking import say
from tests.training import apply, make_workout, take_program
from tests.visiting import Page, PhoneOf, form_in, text_of, visit
from tests.workouts.test_changing_the_plan import swap
from webapp import clock
from webapp.domain.ids import new_id
from webapp.domain.operations import Entity, Operation
from webapp.models import User
from webapp.workouts import queries


def test_pain_is_told_once_and_each_note_with_the_exercise_it_is_about(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    workout = make_workout(alice, "barbell-row", "good-morning", sets=2, ticked=3)
    row, hinge = workout.exercises
    pain = {"where": "lower back", "score": 6, "kind": "sharp"}
    _change(alice, "set", row.sets[1].id, pain=pain, note="Bar slipped")
    _change(alice, "set", hinge.sets[1].id, pain={**pain, "score": 8})  # not ticked: it may be why
    _change(alice, "workout_exercise", hinge.id, note="Slowly")

    log = visit(phone_of(carol), f"/coach/clients/{alice.id}")

    assert text_of(log, ".log-entry .pain") == (
        "Barbell row set 2: lower back 6/10, sharp; Good morning set 2: lower back 8/10, sharp"
    )
    assert text_of(log).count("6/10") == 1
    notes = [" ".join(one.get_text().split()) for one in log.html.select(".log-table .aside")]
    assert notes == ["Barbell row set 2: Bar slipped", "Good morning: Slowly"]
    names = [one.get_text().strip() for one in log.html.select(".log-table tbody > tr > [scope=rowgroup]")]
    assert names == ["Barbell row", "Good morning"]


def test_sets_without_a_load_dont_read_like_the_load_above_them(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    workout = make_workout(alice, "barbell-row", sets=2, load="50", reps=5, ticked=2)
    _change(alice, "set", workout.exercises[0].sets[1].id, load=None)

    log = visit(phone_of(carol), f"/coach/clients/{alice.id}")

    lines = [
        " ".join(one.get_text().split()) for one in log.html.select(".log-table td:nth-of-type(2) > div")
    ]
    assert lines == ["50 kg × 5", "no load × 5"]


def test_a_set_has_one_name_for_lifter_and_coach(phone_of: PhoneOf, alice: User, carol: User) -> None:
    """Left and right have one number, and what was left out before them has its own."""
    make_link(carol, alice)
    workout = make_workout(alice, "barbell-row", "one-arm-dumbbell-row", sets=3, ticked=6)
    row, sides = workout.exercises
    _change(alice, "set", row.sets[0].id, ticked_at=None)
    for one, side in zip(sides.sets, ("left", "right", "left"), strict=True):
        _change(alice, "set", one.id, side=side)

    log = visit(phone_of(carol), f"/coach/clients/{alice.id}")
    own = visit(phone_of(alice), f"/workouts/{workout.id}")

    names = [
        "Barbell row set 2",
        "Barbell row set 3",
        "One-arm dumbbell row set 1, left",
        "One-arm dumbbell row set 1, right",
        "One-arm dumbbell row set 2, left",
    ]
    assert _options(log) == ["The whole workout", *names]
    assert _options(own) == ["The whole workout", "Barbell row set 1", *names]


def test_a_message_about_a_set_that_isnt_done_says_which(phone_of: PhoneOf, alice: User, carol: User) -> None:
    make_link(carol, alice)
    workout = make_workout(alice, sets=2, ticked=1)
    say(alice, "How deep?", workout, alice, carol, workout.exercises[0].sets[1].id)

    log = visit(phone_of(carol), f"/coach/clients/{alice.id}")

    assert text_of(log, ".said .why").endswith("about Barbell row set 2")
    assert not log.html.select(".said .why a")


def test_a_swap_of_the_rest_says_how_many_sets_and_for_what(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    take_program(alice, trains_today=True)
    page = visit(phone_of(alice), "/today")
    workout_id = UUID(page.html.select_one(".workout")["data-workout"])
    form_in(page, ".set-row").submit()  # what was planned has rows from now on
    workout = queries.find_workout(alice.id, workout_id)
    assert workout
    place, pull_up = next(
        (at, one) for at, one in enumerate(workout.exercises) if one.exercise == "weighted-pull-up"
    )
    for one in pull_up.sets[:2]:
        _change(alice, "set", one.id, ticked_at=clock.utc_now(), reps=5)
    swap(phone_of(alice), workout, "lat-pulldown", place)

    log = visit(phone_of(carol), f"/coach/clients/{alice.id}")

    told = {
        " ".join(one.select_one("a").get_text().split()): [
            *(small.get_text() for small in one.select("small")),
            *(target.get_text() for target in one.parent.parent.select("td:first-of-type > div")),
        ]
        for one in log.html.select(".log-entry")[0].select("[scope=rowgroup]")
    }
    assert told["Weighted pull-up"] == ["3 sets swapped for Lat pulldown", "5 × 5"]
    assert told["Lat pulldown"] == ["instead of Weighted pull-up", "3 × 5"]


def _options(page: Page) -> list[str]:
    return [one.get_text().strip() for one in page.html.select("select[name=set] option")]


def _change(lifter: User, entity: Entity, row_id: UUID, **fields: Any) -> None:
    apply(lifter, [Operation(new_id(clock.utc_now()), entity, row_id, fields)])


def test_what_a_coach_does_for_a_client_stands_above_the_weeks(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    make_link(carol, alice)
    make_workout(alice, ticked=1)

    log = visit(phone_of(carol), f"/coach/clients/{alice.id}")

    ways = log.html.select_one(".log-ways")
    assert [one.get_text() for one in ways.select("a")] == [
        "Program",
        "Limitations",
        "Bodyweight",
        "Your notes",
    ]
    assert ways.find_next("section").get_text().strip().startswith("Last 12 weeks")
