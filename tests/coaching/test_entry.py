"""A client's workout in the log: each thing told once, and of what it is said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.people import make_link
from tests.training import apply, make_workout
from tests.visiting import PhoneOf, text_of, visit
from webapp import clock
from webapp.domain.ids import new_id
from webapp.domain.operations import Entity, Operation
from webapp.models import User


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
        "Barbell row set 2: lower back 6/10, sharp; Good morning: lower back 8/10, sharp"
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


def _change(lifter: User, entity: Entity, row_id: UUID, **fields: Any) -> None:
    apply(lifter, [Operation(new_id(clock.utc_now()), entity, row_id, fields)])
