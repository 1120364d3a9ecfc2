"""Whatever is done to an address, or sent there that no form of ours sends: it is answered in words."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.conftest import Clock
from tests.forms import House, make_house, tracebacks
from tests.training import get_workout, make_workout
from tests.visiting import Phone, page_breaches, text_of
from webapp import clock as product_clock
from webapp.domain.ids import new_id
from webapp.models import User


@pytest.fixture
def house(app: Flask, clock: Clock, alice: User) -> House:
    return make_house(app, clock, alice)


def test_a_way_that_is_not_allowed_is_405_in_words(app: Flask, house: House) -> None:
    wrong = []
    for rule in app.url_map.iter_rules():
        address = re.sub(r"<uuid:\w+>", str(new_id(product_clock.utc_now())), rule.rule)
        answer = house.ask(re.sub(r"<[\w:]+>", "x", address), method="DELETE")
        if answer.status_code != 405 or "Not this way" not in answer.text or "Allow" not in answer.headers:
            wrong.append((rule.rule, answer.status_code))

    assert wrong == []


@pytest.mark.parametrize(
    "place", ["/{}", "/workouts/{}", "/exercises/{}", "/programs/{}", "/reset/{}", "/coaches/{}"]
)
def test_an_address_that_makes_no_sense_is_not_there(
    place: str, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    unknown = str(new_id(product_clock.utc_now()))
    nonsense = ["%00", "%ED%A0%BD", "x" * 10_000, "-1", str(2**70), "..%2f..%2fetc%2fpasswd", unknown]

    answers = {value[:20]: house.ask(place.format(value)) for value in nonsense}

    assert {value: answer.status_code for value, answer in answers.items() if answer.status_code != 404} == {}
    assert all(page_breaches(one.text, one.headers) == [] for one in answers.values())
    assert tracebacks(caplog) == []


QUESTIONS = (
    "q",
    "range",
    "kind",
    "client",
    "comment",
    "looked",
    "show",
    "skip",
    "upto",
    "month",
    "edit",
    "did",
    "part",
    "row",
    "letter",
    "to",
    "was",
    "when",
    "from",
    "next",
    "check",
    "saved",
    "removed",
    "reset",
    "at_hand",
    "pull_ups",
    "block",
    "load-weighted-pull-up",
    "weekday-heavy",
)


@pytest.mark.parametrize(
    "value", ["%00", "%ED%A0%BD", "x" * 5_000, str(2**70), "9999-13", "0000-00", "10000-01"]
)
def test_a_question_that_makes_no_sense_breaks_no_page(
    value: str, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    pages = sorted({page.split("?")[0] for page in house.pages.values()} | {"/exercises", "/progress"})
    all_at_once = "&".join(f"{name}={value}" for name in QUESTIONS)
    answers = {
        page: house.ask(f"{page}?{all_at_once}", is_public=page == "/login").status_code for page in pages
    }

    assert {asked: status for asked, status in answers.items() if status >= 500} == {}
    assert tracebacks(caplog) == []


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_nor_does_any_of_them_alone(house: House) -> None:
    """Asked together, the first that is refused may hide the next. The values take turns."""
    pages = sorted({page.split("?")[0] for page in house.pages.values()} | {"/exercises"})
    values = ("%00", "9999-13")
    answers = {
        (page, name): house.ask(
            f"{page}?{name}={values[(place + nth) % 2]}", is_public=page == "/login"
        ).status_code
        for place, page in enumerate(pages)
        for nth, name in enumerate(QUESTIONS)
    }

    assert {asked: status for asked, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data", ""])
def test_a_body_of_another_kind_breaks_no_form(
    kind: str, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    body = b'{"load": [1, {"a": null}]}'

    answers = {
        endpoint: house.ask(house.forms(endpoint)[0].address, method="POST", data=body, content_type=kind)
        for endpoint in ("accounts.save_settings", "workouts.save", "workouts.save_set", "measurements.save")
    }

    assert {endpoint for endpoint, answer in answers.items() if answer.status_code >= 500} == set()
    assert tracebacks(caplog) == []


def test_somebody_elses_thing_is_not_there_in_words(house: House, bob: User) -> None:
    his = make_workout(bob)

    answer = Phone(house.app, house.token).get(f"/workouts/{his.id}", status=404)

    assert "isn't yours" in text_of(answer)
    assert get_workout(bob, his) == his
