"""Which program somebody starts with, by what is at hand and how many pull-ups they can do."""

from __future__ import annotations

import pytest

from webapp import catalogue
from webapp.domain.equipment import AT_HAND, AtHand
from webapp.domain.exercise import Equipment as Gear
from webapp.domain.load import parse_load
from webapp.domain.starting import PULL_UPS, PullUps, propose

AT_HOME: set[Gear] = {"dumbbell", "pull_up_bar", "bench", "none"}
"""A sturdy chair does for a bench."""


@pytest.mark.parametrize(
    ("at_hand", "pull_ups", "program", "begins_with", "why"),
    [
        ("gym", "none", "toward-the-first-pull-up", "Pulldown and first help", "pulldowns, help and slow"),
        ("gym", "few", "toward-the-first-pull-up", "On your own", "its last part"),
        ("gym", "fives", "heavy-and-light-back", "Heavy and light", "begin with bodyweight"),
        ("gym", "weighted", "heavy-and-light-back", "Heavy and light", "more than yourself"),
        ("barbell", "none", "home-toward-the-first-pull-up", "Hanging and first negatives", "by way of slow"),
        ("barbell", "few", "home-toward-the-first-pull-up", "On your own", "its last part"),
        ("barbell", "fives", "home-heavy-and-light-back", "Heavy and light", "your barbell can be added"),
        ("barbell", "weighted", "home-heavy-and-light-back", "Heavy and light", "your barbell can be added"),
        ("dumbbells", "none", "home-toward-the-first-pull-up", "Hanging and first negatives", "by way of"),
        ("dumbbells", "few", "home-toward-the-first-pull-up", "On your own", "its last part"),
        ("dumbbells", "fives", "home-heavy-and-light-back", "Heavy and light", "all it takes is dumbbells"),
        (
            "dumbbells",
            "weighted",
            "home-heavy-and-light-back",
            "Heavy and light",
            "all it takes is dumbbells",
        ),
    ],
)
def test_the_program_that_fits_and_why(
    at_hand: AtHand, pull_ups: PullUps, program: str, begins_with: str, why: str
) -> None:
    proposal = propose(at_hand, pull_ups)

    assert proposal.program == program
    assert catalogue.programs()[program].from_block(proposal.block).blocks[0].title == begins_with
    assert why in proposal.why
    assert proposal.why.endswith(".")


@pytest.mark.parametrize("at_hand", AT_HAND)
@pytest.mark.parametrize("pull_ups", PULL_UPS)
def test_all_that_a_proposal_asks_for_is_there(at_hand: AtHand, pull_ups: PullUps) -> None:
    proposal = propose(at_hand, pull_ups)
    program = catalogue.programs()[proposal.program].from_block(proposal.block)
    asked = {
        one.exercise for block in program.blocks for day in block.days for one in day.prescriptions
        if not one.optional
    }  # fmt: skip
    gear = {part for slug in asked for part in catalogue.exercises()[slug].equipment}

    assert at_hand == "gym" or gear <= AT_HOME
    assert set(proposal.first_loads) <= asked
    assert all(parse_load(load, "kg") for load in proposal.first_loads.values())


def test_somebody_without_a_pull_up_is_asked_for_none_before_the_last_part() -> None:
    for at_hand in AT_HAND:
        program = catalogue.programs()[propose(at_hand, "none").program]
        days = [day for block in program.blocks[:-1] for day in block.days]
        assert not {"pull-up", "chin-up", "weighted-pull-up"} & {
            one.exercise for day in days for one in day.prescriptions
        }
