"""Bodyweight over time."""

from __future__ import annotations

import pytest

from tests.conftest import Clock
from tests.sync.pushing import op, send
from tests.training import weigh
from tests.visiting import Phone, PhoneOf, form_in, form_to, text_of, visit
from webapp.domain.ids import new_id
from webapp.domain.moment import ms_of
from webapp.models import User


def _weigh(phone: Phone, typed: str, status: int = 303) -> object:
    form = form_to(visit(phone, "/measurements"), "/measurements")
    form["value"] = typed
    return form.submit(status=status)


def test_a_bodyweight_is_kept_as_typed(phone_of: PhoneOf, alice: User, bob: User) -> None:
    _weigh(phone_of(alice), "82,55")
    _weigh(phone_of(bob), "182.5")

    assert "82.55 kg" in text_of(visit(phone_of(alice), "/measurements"))
    assert "182.5 lb" in text_of(visit(phone_of(bob), "/measurements"))


def test_a_form_sent_twice_is_one_weight(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    form = form_to(visit(phone, "/measurements"), "/measurements")
    form["value"] = "82"
    form.submit()
    form.submit()

    assert text_of(visit(phone, "/measurements")).count("82 kg") == 1


@pytest.mark.parametrize("typed", ["", "0", "-80", "19", "401", "fat", "1e2", "NaN", str(2**70)])
def test_a_weight_that_cant_be_stays_in_the_form(phone_of: PhoneOf, alice: User, typed: str) -> None:
    phone = phone_of(alice)

    page = _weigh(phone, typed, status=422)

    assert form_to(page, "/measurements")["value"].value == typed
    assert "Nothing yet" in text_of(visit(phone, "/measurements"))


@pytest.mark.parametrize(
    ("kind", "value", "unit", "says"),
    [
        ("bodyweight", "50", "%", "Bodyweight is measured in kg or lb."),
        ("waist", "80", "kg", "Waist is measured in cm or in."),
        ("body_fat", "15", "cm", "Body fat is measured in %."),
        ("bodyweight", "401", "kg", "Bodyweight is between 20 and 400 kg (44 and 880 lb)."),
        ("waist", "5", "in", "Waist is between 30 and 250 cm (12 and 98 in)."),
    ],
)
def test_a_phone_is_told_what_cant_be_measured(
    phone_of: PhoneOf, alice: User, clock: Clock, kind: str, value: str, unit: str, says: str
) -> None:
    measured = {"kind": kind, "value": value, "unit": unit, "at": ms_of(clock())}

    (ack,) = send(phone_of(alice), alice, op(clock, "measurement", new_id(clock()), **measured))["acks"]

    assert (ack["s"], ack["code"], ack["msg"]) == ("rejected", "measured", says)


def test_a_correction_is_judged_with_what_stands_beside_it(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    phone, row_id = phone_of(alice), weigh(alice, "80").entity_id

    acks = [
        send(phone, alice, op(clock, "measurement", row_id, **fields))["acks"][0]["s"]
        for fields in ({"value": "81"}, {"unit": "cm"}, {"value": "15"}, {"kind": "waist", "unit": "cm"})
    ]

    assert acks == ["ok", "rejected", "rejected", "ok"]
    assert "81 cm" in text_of(visit(phone, "/measurements?kind=waist"))


def test_a_removed_weight_can_be_taken_back(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    _weigh(phone, "82")
    page = form_to(visit(phone, "/measurements"), "/remove").submit().follow()
    assert "82 kg" not in text_of(page)

    page = form_in(page, ".toast").submit().follow()

    assert "82 kg" in text_of(page)


def test_a_waist_has_its_own_list_and_unit(phone_of: PhoneOf, bob: User) -> None:
    phone = phone_of(bob)
    form = form_to(visit(phone, "/measurements?kind=waist"), "/measurements")
    form["value"] = "33,5"

    page = form.submit().follow()

    assert text_of(page, "h1") == "Waist"
    assert "33.5 in" in text_of(page)
    assert "33.5" not in text_of(visit(phone, "/measurements"))


def test_weeks_of_it_have_a_chart_and_a_trend(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    for value in ("83", "82.5", "82"):
        clock.forward(days=7)
        weigh(alice, value)

    page = visit(phone_of(alice), "/measurements")

    assert "0.5 kg a week less" in text_of(page)
    assert len(page.html.select(".chart circle")) == 3


def test_a_range_has_all_its_points_in_the_list(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    weigh(alice, "90")
    for day in range(70):
        clock.forward(days=100 if day == 0 else 1)
        weigh(alice, "83.5")
    phone = phone_of(alice)

    page, every = visit(phone, "/measurements"), visit(phone, "/measurements?range=all")

    assert "90 kg" not in text_of(page)
    assert len(page.html.select(".list-row")) == 70
    assert every.html.select(".list-row")[-1].get_text(" ", strip=True).startswith("90 kg 23 Nov 2026")
    assert len(every.html.select(".list-row")) == 71


def test_where_all_is_older_it_says_to_look_further_back(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    weigh(alice, "90")
    clock.forward(days=100)

    page = visit(phone_of(alice), "/measurements")

    assert "Nothing in this time. Look further back." in text_of(page)
    assert "Nothing yet" not in text_of(page)
