"""What somebody's gym has: bars, plates, dumbbells."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from tests.accounts.forms import error_by
from tests.visiting import Phone, PhoneOf, form_to, text_of, visit
from webapp.accounts.queries import get_equipment
from webapp.domain.equipment import default_equipment
from webapp.extensions import db
from webapp.models import Gym, User


def form_of(phone: Phone) -> Any:
    return form_to(visit(phone, "/settings/equipment"), "/settings/equipment")


def set_box(form: Any, name: str, nth: int, text: str) -> None:
    form.set(name, text, index=nth)


def gyms() -> list[Gym]:
    db.session.expire_all()
    return list(db.session.scalars(sa.select(Gym)))


def test_an_ordinary_gym_is_offered_in_ones_own_unit(phone_of: PhoneOf, alice: User, bob: User) -> None:
    hers, his = form_of(phone_of(alice)), form_of(phone_of(bob))

    assert (hers["unit"].value, hers.get("bar", index=0).value) == ("kg", "20")
    assert (his["unit"].value, his.get("bar", index=0).value) == ("lb", "45")
    assert get_equipment(alice) == default_equipment("kg")
    assert gyms() == []


def test_saving_the_gym_as_offered_keeps_it(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)

    for _ in range(2):
        page = form_of(phone).submit(status=303).follow()

    assert text_of(page, "main [role=status]") == "Saved."
    assert len(gyms()) == 1
    assert get_equipment(alice) == default_equipment("kg")


def test_rows_can_be_added_changed_and_emptied(phone_of: PhoneOf, alice: User) -> None:
    form = form_of(phone_of(alice))
    set_box(form, "bar", 1, "15")
    set_box(form, "plate", 0, "")
    set_box(form, "pairs", 0, "")
    set_box(form, "plate", 7, "0,5")
    set_box(form, "pairs", 7, "2")
    form["step"] = "2.5"
    form.submit(status=303)

    gym = get_equipment(alice)

    assert [str(bar.value) for bar in gym.bars] == ["20", "15"]
    assert [(str(one.load.value), one.pairs) for one in gym.plates] == [
        ("20", 4),
        ("15", 2),
        ("10", 4),
        ("5", 2),
        ("2.5", 2),
        ("1.25", 1),
        ("0.5", 2),
    ]
    assert gym.dumbbells is not None
    assert str(gym.dumbbells.step.value) == "2.5"


def test_a_weight_that_is_there_twice_counts_together(phone_of: PhoneOf, alice: User) -> None:
    form = form_of(phone_of(alice))
    set_box(form, "plate", 7, "25")
    set_box(form, "pairs", 7, "3")
    form.submit(status=303)

    assert get_equipment(alice).plates[0].pairs == 7


@pytest.mark.parametrize(
    ("boxes", "box", "says"),
    [
        ([("bar", str(10 + n)) for n in range(9)], "bar-9", "There is room for 8 bars. Empty a box."),
        (
            [pair for n in range(17) for pair in (("plate", str(1 + n)), ("pairs", "1"))],
            "plate-17",
            "There is room for 16 weights of plates. Empty a row.",
        ),
        (
            [("plate", "25"), ("pairs", "20"), ("plate", "25"), ("pairs", "1")],
            "pairs-2",
            "That makes more than 20 pairs of this weight.",
        ),
    ],
)
def test_a_gym_with_more_than_there_is_room_for_is_refused_in_words(
    phone_of: PhoneOf, alice: User, boxes: list[tuple[str, str]], box: str, says: str
) -> None:
    page = phone_of(alice).post("/settings/equipment", [("unit", "kg"), ("name", "Gym"), *boxes], status=422)

    assert error_by(page, box) == says
    assert gyms() == []


def test_a_gym_without_dumbbells_has_none(phone_of: PhoneOf, alice: User) -> None:
    form = form_of(phone_of(alice))
    for name in ("lightest", "heaviest", "step"):
        form[name] = ""
    form.submit(status=303)

    assert get_equipment(alice).dumbbells is None
    assert form_of(phone_of(alice))["step"].value == ""


def test_a_gym_may_have_nothing_at_all(phone_of: PhoneOf, alice: User) -> None:
    phone_of(alice).post("/settings/equipment", {"unit": "kg"}, status=303)

    gym = get_equipment(alice)
    assert (gym.bars, gym.plates, gym.dumbbells) == ((), (), None)


def test_a_lifter_in_kilograms_can_train_in_a_gym_marked_in_pounds(phone_of: PhoneOf, alice: User) -> None:
    page = visit(phone_of(alice), "/settings/equipment").click("Marked in pounds")
    form_to(page, "/settings/equipment").submit(status=303)

    assert get_equipment(alice) == default_equipment("lb")


def test_the_other_unit_offers_another_gym_and_never_reads_the_same_numbers_anew(
    phone_of: PhoneOf, bob: User
) -> None:
    phone = phone_of(bob)
    form = form_of(phone)
    set_box(form, "bar", 0, "44")
    form.submit(status=303)

    page = visit(phone, "/settings/equipment?unit=kg")

    assert [box["value"] for box in page.html.select("[name=bar]")] == ["20", ""]
    assert {str(unit.string) for unit in page.html.select(".field-unit")} == {"kg"}
    assert "Yours in pounds stays until you save" in text_of(page)
    assert [str(bar.value) for bar in get_equipment(bob).bars] == ["44"], "looking changes nothing"
    back = page.click("Marked in pounds")
    assert [box["value"] for box in back.html.select("[name=bar]")] == ["44", ""]


def test_a_refused_gym_stays_in_the_unit_that_it_was_typed_in(phone_of: PhoneOf, alice: User) -> None:
    form = form_to(visit(phone_of(alice), "/settings/equipment?unit=lb"), "/settings/equipment")
    set_box(form, "bar", 0, "heavy")

    again = form_to(form.submit(status=422), "/settings/equipment")

    assert (again["unit"].value, again.get("plate", index=0).value) == ("lb", "45")


def test_each_person_has_their_own_gym(phone_of: PhoneOf, alice: User, bob: User) -> None:
    form = form_of(phone_of(alice))
    set_box(form, "bar", 0, "12.5")
    form.submit(status=303)

    assert get_equipment(bob) == default_equipment("lb")
    assert str(get_equipment(alice).bars[0].value) == "12.5"


@pytest.mark.parametrize(
    ("name", "nth", "typed", "box"),
    [
        ("bar", 0, "-5", "bar-1"),
        ("bar", 0, "abc", "bar-1"),
        ("bar", 0, "0", "bar-1"),
        ("bar", 0, "201", "bar-1"),
        ("bar", 0, "NaN", "bar-1"),
        ("bar", 1, str(2**70), "bar-2"),
        ("plate", 2, "", "plate-3"),
        ("plate", 2, "1e3", "plate-3"),
        ("pairs", 2, "", "pairs-3"),
        ("pairs", 2, "0", "pairs-3"),
        ("pairs", 2, "21", "pairs-3"),
        ("pairs", 2, "1.5", "pairs-3"),
        ("pairs", 2, "²", "pairs-3"),
        ("pairs", 2, "9" * 5000, "pairs-3"),
        ("lightest", 0, "", "lightest"),
        ("heaviest", 0, "1", "heaviest"),
        ("step", 0, "0", "step"),
        ("step", 0, "x" * 10_000, "step"),
        ("step", 0, "2\x00", "step"),
    ],
)
def test_a_box_that_makes_no_sense_is_refused_and_all_boxes_kept(
    phone_of: PhoneOf, alice: User, name: str, nth: int, typed: str, box: str
) -> None:
    form = form_of(phone_of(alice))
    set_box(form, name, nth, typed)

    page = form.submit(status=422)

    assert error_by(page, box).endswith(".")
    assert gyms() == []
    again = form_to(page, "/settings/equipment")
    assert again.get("plate", index=4).value == "5"
    if "\x00" not in typed:
        assert again.get(name, index=nth).value == typed


def test_a_unit_that_does_not_exist_is_refused(phone_of: PhoneOf, alice: User) -> None:
    page = phone_of(alice).post("/settings/equipment", {"unit": "stone", "bar": "20"}, status=422)

    assert text_of(page, "#unit-error") == "Choose kg or lb."
