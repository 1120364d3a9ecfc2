"""Several gyms: added, renamed, chosen, removed and put back."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from tests.visiting import Page, Phone, PhoneOf, form_to, text_of, visit
from webapp.accounts import actions
from webapp.accounts.gyms_pages import MOST_GYMS
from webapp.accounts.queries import get_equipment, list_places
from webapp.extensions import db
from webapp.models import Gym, User


def adding(page: Page) -> Any:
    """The form for another gym."""
    return next(one for one in page.forms.values() if one.action == "/settings/gyms")


def add(phone: Phone, name: str) -> Page:
    form = adding(visit(phone, "/settings/gyms"))
    form["name"] = name
    return form.submit(status=303).follow()


def names(lifter: User) -> list[str]:
    db.session.expire_all()
    return [one.name for one in list_places(lifter)]


def press(phone: Phone, what: str, name: str) -> Page:
    gym_id = db.session.scalars(sa.select(Gym.id).where(Gym.name == name)).one()
    return phone.post(f"/settings/gyms/{gym_id}/{what}", status=303).follow()


def test_a_second_gym_stands_behind_the_one_that_was_there(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)

    page = add(phone, "  Home ")

    assert text_of(page, "h1") == "Gym equipment"
    assert form_to(page, "/settings/gyms/")["name"].value == "Home"
    assert names(alice) == ["My gym", "Home"]


def test_each_gym_has_its_own_name_and_equipment(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    form = form_to(add(phone, "Home"), "/settings/gyms/")
    form["name"] = "Garage"
    form.set("bar", "15", index=0)
    page = form.submit(status=303).follow()

    assert text_of(page, "main [role=status]") == "Saved."
    assert names(alice) == ["My gym", "Garage"]
    assert [str(one.equipment.bars[0].value) for one in list_places(alice)] == ["20", "15"]


def test_the_one_that_is_made_the_usual_one_counts(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    form = form_to(add(phone, "Home"), "/settings/gyms/")
    form.set("bar", "15", index=0)
    form.submit(status=303)

    page = press(phone, "choose", "Home")

    assert names(alice) == ["Home", "My gym"]
    assert str(get_equipment(alice).bars[0].value) == "15"
    assert text_of(page, "main .list-row").startswith("Home Your usual gym")


def test_a_removed_gym_can_be_put_back(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    add(phone, "Home")

    page = press(phone, "remove", "My gym")
    assert names(alice) == ["Home"]
    assert "My gym removed." in text_of(page, ".toast")
    page.forms[next(key for key, one in page.forms.items() if "restore" in one.action)].submit(status=303)

    assert names(alice) == ["My gym", "Home"]


def test_added_twice_by_the_same_form_it_is_there_once(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    form = adding(visit(phone, "/settings/gyms"))
    form["name"] = "Home"
    for _ in range(2):
        form.submit(status=303)

    assert names(alice) == ["My gym", "Home"]


def test_there_is_an_end_to_gyms(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    for number in range(1, MOST_GYMS):
        add(phone, f"Gym {number}")

    form = adding(visit(phone, "/settings/gyms"))
    form["name"] = "One too many"
    page = form.submit(status=422)

    assert "Remove one first." in text_of(page)
    assert adding(page)["name"].value == "One too many"
    assert len(names(alice)) == MOST_GYMS


def test_a_removed_gym_is_not_put_back_beyond_the_end(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    for number in range(1, MOST_GYMS):
        add(phone, f"Gym {number}")
    page = press(phone, "remove", "Gym 1")
    add(phone, "In its place")

    page = form_to(page, "/restore").submit(status=422)

    assert "Remove one first." in text_of(page)
    assert len(names(alice)) == MOST_GYMS


@pytest.mark.parametrize("path", ["/start", "/settings/equipment", "/settings/gyms"])
def test_a_form_sent_twice_at_once_makes_no_gym_twice(
    phone_of: PhoneOf, alice: User, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    phone = phone_of(alice)
    page = visit(phone, path)
    form = adding(page) if path == "/settings/gyms" else form_to(page, path)
    chosen = {"at_hand": "dumbbells", "pull_ups": "none", "name": "Home"}
    for field in set(chosen) & set(form.fields):
        form[field] = chosen[field]
    queue_up = actions.queue_up

    def behind_the_other(lifter: User) -> None:
        monkeypatch.setattr(actions, "queue_up", queue_up)
        form.submit(status=303)
        queue_up(lifter)

    monkeypatch.setattr(actions, "queue_up", behind_the_other)
    form.submit(status=303)

    assert sorted(names(alice)) == sorted({*names(alice)})
