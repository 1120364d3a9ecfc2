"""Where a new lifter starts: two answers, and the built-in program that fits them.

Somebody with a whole gym gets a program with machines and cables; at home, one for dumbbells and a pull-up
bar. Pull-ups decide how far along: none is the ladder from its foot, a few its last part, sets of five the
heavy and light days, begun with bodyweight alone until somebody lifts more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from webapp.domain.equipment import AtHand

PullUps = Literal["none", "few", "fives", "weighted"]
"""In a row, alone: none, 1 to 4, 5 or more, 5 or more with a load."""

PULL_UPS: tuple[PullUps, ...] = get_args(PullUps)

LAST_PART = 2
"""Of both ladders: pull-ups alone, as many as go."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to start with.

    program: its slug. why: one sentence. block: with which of its blocks it begins, 0 is the first.
    first_loads: what stands in the boxes already, by exercise.
    """

    program: str
    why: str
    block: int = 0
    first_loads: Mapping[str, str] = field(default_factory=dict)


def propose(at_hand: AtHand, pull_ups: PullUps) -> Proposal:
    """The built-in program that fits."""
    is_home = at_hand != "gym"
    if pull_ups in ("none", "few"):
        slug = "home-toward-the-first-pull-up" if is_home else "toward-the-first-pull-up"
        if pull_ups == "few":
            why = "You have your first pull-ups, so you begin with its last part, which makes more of them."
            return Proposal(slug, why, LAST_PART)
        way = "slow negatives" if is_home else "pulldowns, help and slow negatives"
        return Proposal(slug, f"It leads to a first pull-up by way of {way}.")
    slug = "home-heavy-and-light-back" if is_home else "heavy-and-light-back"
    if pull_ups == "weighted":
        return Proposal(slug, f"You pull more than yourself, so it loads your pull-ups{_WITH[at_hand]}.")
    begins = "You have sets of five, so pull-ups begin with bodyweight and get heavier from there"
    why = f"{begins}{_WITH[at_hand]}."
    return Proposal(slug, why, first_loads={"weighted-pull-up": "0"})


_WITH: Mapping[AtHand, str] = {
    "gym": "",
    "barbell": "; good mornings and rows with your barbell can be added to it",
    "dumbbells": "; all it takes is dumbbells and your bar",
}
