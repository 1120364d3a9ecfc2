"""What was told in the other unit says so wherever a coach reads it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from tests.people import make_link
from tests.training import make_workout, take_program
from tests.visiting import PhoneOf, text_of, visit
from webapp.domain.load import Unit
from webapp.extensions import db
from webapp.models import User


@pytest.mark.parametrize(
    ("told_in", "shown_in", "shown", "told"),
    [("lb", "kg", "≈+11.3 kg", "≈ told as 25 lb"), ("kg", "lb", "≈+55.1 lb", "≈ told as 25 kg")],
)
def test_a_converted_load_is_marked_on_every_page_of_a_coachs(
    told_in: Unit, shown_in: Unit, shown: str, told: str, phone_of: PhoneOf, alice: User, carol: User
) -> None:
    _weigh_in(alice, told_in)
    make_link(carol, alice)
    take_program(alice, weighted_pull_up="25")
    workout = make_workout(alice, "weighted-pull-up", load="25", sets=2, ticked=2)
    coming = make_workout(alice, "weighted-pull-up", load="25")
    coach, at = phone_of(carol), f"/coach/clients/{alice.id}"
    pages = ("", "/exercises/weighted-pull-up", f"/workouts/{coming.id}/edit", "/loads")
    assert not any("≈" in visit(coach, at + page).text for page in pages)

    _weigh_in(alice, shown_in)

    entry = text_of(visit(coach, at), f"#workout-{workout.id}")
    assert entry.count(shown) == 2, "planned, and done"
    assert f"{shown} ×" in text_of(visit(coach, f"{at}/exercises/weighted-pull-up"))
    assert told in text_of(visit(coach, f"{at}/workouts/{coming.id}/edit"))
    assert told in text_of(visit(coach, f"{at}/loads"))


def _weigh_in(lifter: User, unit: Unit) -> None:
    db.session.execute(sa.update(User).where(User.id == lifter.id).values(unit=unit))
    db.session.commit()
    lifter.unit = unit
