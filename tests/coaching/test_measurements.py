"""A client's bodyweight, where they share it."""

from __future__ import annotations

from tests.conftest import Clock
from tests.people import make_link
from tests.training import make_workout, weigh
from tests.visiting import PhoneOf, text_of, visit
from webapp.models import User


def test_it_is_shown_with_its_trend_from_the_first_shared_day(
    phone_of: PhoneOf, alice: User, carol: User, clock: Clock
) -> None:
    weigh(alice, "99")
    clock.forward(days=10)
    make_link(carol, alice, shares_past=False)
    for value in ("83", "82"):
        weigh(alice, value)
        clock.forward(days=7)
    weigh(alice, "81")
    phone = phone_of(carol)

    page = visit(phone, f"/coach/clients/{alice.id}").click("Bodyweight")

    assert "1 kg a week less" in text_of(page)
    assert "99" not in text_of(page)
    assert not page.html.select("main form")


def test_it_isnt_there_where_measurements_arent_shared(phone_of: PhoneOf, alice: User, carol: User) -> None:
    make_link(carol, alice, shares_measurements=False)
    weigh(alice, "80")
    make_workout(alice, "weighted-pull-up", sets=1, ticked=1, load="20", is_finished=True)
    phone = phone_of(carol)

    visit(phone, f"/coach/clients/{alice.id}/measurements", status=404)

    assert "Bodyweight" not in text_of(visit(phone, f"/coach/clients/{alice.id}"), ".log-ways")
    history = visit(phone, f"/coach/clients/{alice.id}/exercises/weighted-pull-up")
    assert "Estimated" not in text_of(history)
