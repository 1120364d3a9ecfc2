"""What can be loaded in a gym, and by how much an exercise can grow there."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp import catalogue
from webapp.domain.equipment import Equipment, Plates, default_equipment, equipment_from_json
from webapp.domain.exercise import Equipment as Gear
from webapp.domain.exercise import Exercise, LoadMode
from webapp.domain.load import UNITS, Load, Unit

KG, LB = default_equipment("kg"), default_equipment("lb")


def exercise(mode: LoadMode, *gear: Gear) -> Exercise:
    return Exercise("x", "X", "hinge", mode, ("lats",), (), (), (), equipment=gear)


BARBELL = exercise("external", "barbell", "rack")
LANDMINE = exercise("external", "landmine", "barbell")
DUMBBELL = exercise("per_hand", "dumbbell", "bench")
PULL_UP = exercise("bodyweight_plus", "pull_up_bar")
ASSISTED = exercise("assisted", "machine")
CABLE = exercise("external", "cable")
KETTLEBELL = exercise("per_hand", "kettlebell")
NOTHING = exercise("none", "none")


def load(text: str) -> Load:
    value, unit = text.split()
    return Load(Decimal(value), "kg" if unit == "kg" else "lb")


@pytest.mark.parametrize(
    ("gym", "what", "unit", "step", "why"),
    [
        (KG, BARBELL, "kg", "2.50 kg", "one of the smallest plate on each side"),
        (LB, BARBELL, "lb", "5.0 lb", "the same in pounds"),
        (KG, LANDMINE, "kg", "1.25 kg", "only one end is loaded"),
        (KG, PULL_UP, "kg", "1.25 kg", "a belt takes single plates"),
        (KG, DUMBBELL, "kg", "2 kg", "the next dumbbell"),
        (LB, DUMBBELL, "lb", "5 lb", "the next dumbbell"),
        (KG, CABLE, "kg", "5 kg", "the usual stack"),
        (LB, CABLE, "lb", "10 lb", "the usual stack"),
        (KG, ASSISTED, "kg", "5 kg", "an assisting machine has a stack too"),
        (KG, KETTLEBELL, "kg", "4 kg", "kettlebells are 4 kg apart"),
        (KG, BARBELL, "lb", "5.5 lb", "a gym in kg, a load in lb"),
    ],
)
def test_the_smallest_step_is_what_the_gear_allows(
    gym: Equipment, what: Exercise, unit: Unit, step: str, why: str
) -> None:
    assert gym.step(what, unit) == load(step), why


def test_there_is_no_step_where_nothing_is_loaded() -> None:
    assert KG.step(NOTHING, "kg") is None


@pytest.mark.parametrize(
    ("gym", "what", "wanted", "made", "why"),
    [
        (KG, BARBELL, "82.5 kg", "82.5 kg", "can be made as it is"),
        (KG, BARBELL, "83.9 kg", "82.5 kg", "never above"),
        (KG, BARBELL, "101 kg", "100 kg", "short by 1"),
        (KG, BARBELL, "12 kg", "20 kg", "the empty bar is the least"),
        (KG, BARBELL, "900 kg", "552.5 kg", "all plates there are"),
        (LB, BARBELL, "133 lb", "130 lb", "pounds"),
        (LB, BARBELL, "60 kg", "130 lb", "a load in kg, in a gym marked in lb"),
        (KG, LANDMINE, "23 kg", "22.5 kg", "plates alone"),
        (KG, PULL_UP, "18 kg", "17.5 kg", "plates on the belt"),
        (KG, PULL_UP, "1 kg", "0 kg", "less than the smallest plate is nothing"),
        (KG, DUMBBELL, "27.3 kg", "26 kg", "the next lighter dumbbell"),
        (KG, DUMBBELL, "1 kg", "2 kg", "the lightest"),
        (KG, DUMBBELL, "80 kg", "50 kg", "the heaviest"),
        (KG, CABLE, "21.25 kg", "20 kg", "whole plates of the stack"),
        (KG, CABLE, "2.5 kg", "2.5 kg", "under the first plate of the stack, as typed"),
        (KG, NOTHING, "3 kg", "3 kg", "nothing to round to"),
    ],
)
def test_the_nearest_load_can_be_made_and_is_not_above(
    gym: Equipment, what: Exercise, wanted: str, made: str, why: str
) -> None:
    assert gym.nearest(what, load(wanted)) == load(made), why


def test_the_bar_that_gets_closest_is_taken() -> None:
    two_bars = Equipment((load("20 kg"), load("15 kg")), (Plates(load("10 kg"), 2),), None)

    assert two_bars.nearest(BARBELL, load("36 kg")) == load("35 kg")


def test_without_130_lb_in_small_plates_the_bar_is_5_short() -> None:
    no_small = Equipment((load("45 lb"),), (Plates(load("45 lb"), 1), Plates(load("5 lb"), 2)), None)

    assert no_small.nearest(BARBELL, load("130 lb")) == load("125 lb")


def test_a_gym_with_nothing_takes_loads_by_the_usual_steps() -> None:
    nothing = equipment_from_json({})

    assert nothing.step(BARBELL, "kg") == load("5 kg")
    assert nothing.nearest(BARBELL, load("63 kg")) == load("60 kg")


@pytest.mark.parametrize("unit", UNITS)
def test_a_gym_comes_back_from_its_document_unchanged(unit: Unit) -> None:
    gym = default_equipment(unit)

    assert equipment_from_json(gym.as_json()) == gym
    assert gym.unit == unit


@pytest.mark.parametrize(
    "document",
    [None, [], {"bars": [None]}, {"plates": [{}]}, {"bars": [{"v": "x", "u": "kg"}]}, {"dumbbells": 3}],
)
def test_another_document_is_refused(document: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        equipment_from_json(document)


@given(st.decimals("0", "1000", places=2), st.sampled_from(UNITS))
def test_every_exercise_of_the_catalogue_can_be_rounded_and_stepped(value: Decimal, unit: Unit) -> None:
    wanted = Load(value, unit)

    for one in catalogue.exercises().values():
        gym = default_equipment(unit)
        made, step = gym.nearest(one, wanted), gym.step(one, unit)
        least = gym.nearest(one, Load(Decimal(0), unit))
        assert made.value <= wanted.value or made == least
        assert step is None or step.value > 0
