"""The page "You"."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from tests.accounts.forms import error_by, submit
from tests.visiting import PhoneOf, form_to, text_of, visit
from webapp.accounts.zones import is_zone, zone_choices
from webapp.extensions import db
from webapp.models import User

SENT = {
    "name": "Alice B",
    "unit": "lb",
    "zone": "America/Los_Angeles",
    "day_start": "05:30",
    "effort": "rpe",
    "coach": "1",
}


def stored(user: User) -> tuple[object, ...]:
    columns = (User.name, User.unit, User.zone, User.day_start_min, User.effort, User.is_coach)
    return tuple(db.session.execute(sa.select(*columns).where(User.id == user.id)).one())


def test_the_settings_are_saved_and_shown_again(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    form = form_to(visit(phone, "/settings"), "/settings")
    for name, text in SENT.items():
        form[name] = text if name != "coach" else True

    page = form.submit(status=303).follow()

    assert text_of(page, "main [role=status]") == "Saved."
    assert stored(alice) == ("Alice B", "lb", "America/Los_Angeles", 330, "rpe", True)
    form = form_to(page, "/settings")
    assert {name: form[name].value for name in SENT} == SENT


def test_saving_what_is_there_changes_nothing(phone_of: PhoneOf, alice: User) -> None:
    before = stored(alice)

    form_to(visit(phone_of(alice), "/settings"), "/settings").submit(status=303)

    assert stored(alice) == before == ("Alice", "kg", "Europe/London", 240, "rir", False)


def test_anybody_may_coach_and_stop_coaching(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    for wanted in (True, False):
        form = form_to(visit(phone, "/settings"), "/settings")
        form["coach"] = wanted
        form.submit(status=303)

        assert stored(alice)[-1] is wanted


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "x" * 10_000),
        ("name", "A\x00"),
        ("zone", "Mars/Base"),
        ("zone", ""),
        ("zone", "../../etc/passwd"),
        ("day_start", ""),
        ("day_start", "noon"),
        ("day_start", "12:01"),
        ("day_start", "23:00"),
        ("day_start", "04:60"),
        ("day_start", "-1:00"),
        ("day_start", "٠٤:٠٠"),
        ("day_start", str(2**70)),
        ("unit", "stone"),
        ("unit", ""),
        ("effort", "11"),
    ],
)
def test_what_cannot_be_is_refused_and_the_entry_kept(
    phone_of: PhoneOf, alice: User, field: str, typed: str
) -> None:
    before = stored(alice)

    page = phone_of(alice).post("/settings", {**SENT, "name": "Kept", field: typed}, status=422)

    assert stored(alice) == before
    assert page.html.select_one(f"#{field}-error").get_text(strip=True).endswith(".")
    if field != "name":
        assert page.forms[0]["name"].value == "Kept"


@pytest.mark.parametrize("time", ["00:00", "04:00", "12:00", "04:00:00"])
def test_a_day_starts_between_midnight_and_noon(phone_of: PhoneOf, alice: User, time: str) -> None:
    phone_of(alice).post("/settings", {**SENT, "day_start": time}, status=303)

    assert stored(alice)[3] == int(time[:2]) * 60


def test_a_form_with_no_fields_at_all_is_refused(phone_of: PhoneOf, alice: User) -> None:
    phone_of(alice).post("/settings", {}, status=422)


def test_an_error_is_tied_to_its_field(phone_of: PhoneOf, alice: User) -> None:
    page = submit(visit(phone_of(alice), "/settings"), "/settings", status=422, name=" ")

    assert error_by(page, "name") == "Type your name."
    assert page.html.select_one('[role=alert] a[href="#name"]')


def test_a_zone_by_an_old_name_stays_chosen(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)
    phone.post("/settings", {**SENT, "zone": "US/Pacific"}, status=303)

    page = visit(phone, "/settings")

    assert form_to(page, "/settings")["zone"].value == "US/Pacific"
    assert is_zone("US/Pacific")
    assert "US/Pacific" not in dict(zone_choices("Europe/London"))


def test_the_page_leads_to_the_rest_of_what_is_ones_own(phone_of: PhoneOf, alice: User) -> None:
    page = visit(phone_of(alice), "/settings")

    for path in ("/settings/gyms", "/settings/password", "/settings/devices", "/measurements"):
        assert page.html.select_one(f'main a[href="{path}"]')
    assert alice.email in text_of(page)
    assert visit(phone_of(alice), "/settings/gyms").html.select_one('main a[href="/settings/equipment"]')
