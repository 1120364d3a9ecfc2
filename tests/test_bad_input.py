"""Whatever is typed into a form, or done to its address: it is answered in words, and nothing is broken.

The forms and their fields are found on the pages, so that a new one can't be forgotten.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote_plus

import pytest
from bs4.element import Tag
from flask import Flask
from werkzeug.exceptions import HTTPException

from tests.access.world import BODIES
from tests.databases import Snapshot, snapshot
from tests.people import make_person, sign_in
from tests.training import get_workout, make_workout, take_program, weigh
from tests.visiting import Page, Phone, form_in, text_of, visit
from webapp import clock
from webapp.accounts.resets import issue_link
from webapp.config import MAX_BODY_BYTES
from webapp.domain.ids import new_id
from webapp.extensions import db
from webapp.models import User

NUL = "5\x00"
HALF_AN_EMOJI = "\ud83d"
LONG = "9" * 10_000
ABSURD = (str(2**70), "NaN", "1e309", "-1", NUL, HALF_AN_EMOJI, LONG)

NUMBER = (*ABSURD, "five", "5 kg 5")
WHOLE = (*NUMBER, "2.5", "1001")
TEXT = (NUL, HALF_AN_EMOJI, LONG)
DATE = (*ABSURD, "2026-02-31", "9999-01-01", "0001-01-01", "tomorrow")
CHOICE = (*ABSURD, "something else")

BAD: dict[str, tuple[str, ...]] = {
    "assignment": CHOICE,
    "bar": (*NUMBER, "0"),
    "current": ("", "not the password", LONG),
    "day_start": (*ABSURD, "25:00", "four"),
    "distance": (*ABSURD, "far"),
    "effort": CHOICE,
    "email": (*ABSURD, "una", "una@", "una example.com"),
    "exercise": CHOICE,
    "grip": TEXT,
    "heaviest": NUMBER,
    "lightest": NUMBER,
    "load": (*NUMBER, "1001"),
    "name": (*TEXT, "", "   "),
    "note": TEXT,
    "occurrence": (*CHOICE, "1000"),
    "on": DATE,
    "pairs": WHOLE,
    "password": ("", "short", "password", *TEXT),
    "plate": NUMBER,
    "prescription": CHOICE,
    "reps": WHOLE,
    "rir": (*WHOLE, "11"),
    "rpe": (*NUMBER, "0.5", "10.5", "7.3"),
    "seconds": (*ABSURD, "long", "2.5"),
    "starts_on": DATE,
    "step": NUMBER,
    "title": (*TEXT, ""),
    "unit": CHOICE,
    "value": (*NUMBER, "", "5", "1000"),
    "zone": CHOICE,
}
"""What each field must refuse, by its name."""

BY_BEGINNING = {"load-": (*NUMBER, "1001"), "weekday-": (*CHOICE, "7")}

NOT_TYPED = {"coach", "done", "next", "token", "was"}
"""Boxes that are set or not, and what travels along: nonsense there is ignored, and never breaks anything."""

SECRET = {"password", "current"}
"""Never shown again."""

UNSHOWABLE = {NUL, HALF_AN_EMOJI}

CHOSEN = {"assignment", "exercise", "occurrence", "prescription", "unit", "zone", "effort"}
"""Not typed but chosen, so there is no entry to keep."""


@dataclass
class House:
    """Somebody with a form of every kind, and where these stand."""

    person: User
    phone: Phone
    pages: dict[str, str]


@pytest.fixture
def house(app: Flask, alice: User) -> House:
    return make_house(app, alice)


def make_house(app: Flask, person: User) -> House:
    """pages: by endpoint, the page on which its form stands."""
    opened = make_workout(person, "barbell-row", "plank", "farmers-carry", sets=2, ticked=1)
    finished = make_workout(person, ticked=1, is_finished=True)
    take_program(person, starts_on=clock.utc_now().date())
    weigh(person)
    token = issue_link(make_person("Rita"), clock.utc_now())
    db.session.commit()
    at, over = f"/workouts/{opened.id}", f"/workouts/{finished.id}"
    part, one = f"{at}/exercises/{opened.exercises[0].id}", f"{at}/sets/{opened.exercises[0].sets[0].id}"
    pages = {
        "accounts.sign_in": "/login",
        "accounts.sign_up": "/signup",
        "accounts.logout": "/settings",
        "accounts.sign_out_device": "/settings/devices",
        "accounts.sign_out_everywhere": "/settings/devices",
        "accounts.save_settings": "/settings",
        "accounts.save_equipment": "/settings/equipment",
        "accounts.change_password": "/settings/password",
        "accounts.set_password": f"/reset/{token}",
        "workouts.create": "/history",
        "workouts.save": at,
        "workouts.finish": at,
        "workouts.copy": over,
        "workouts.reopen": over,
        "workouts.delete": over,
        "workouts.restore": f"{over}?did=deleted",
        "workouts.add_exercise": f"{at}/add",
        "workouts.save_exercise": at,
        "workouts.skip_exercise": at,
        "workouts.unskip_exercise": f"{at}?did=exercise-skipped&row={part.rsplit('/', 1)[1]}",
        "workouts.remove_exercise": at,
        "workouts.restore_exercise": f"{at}?did=exercise-removed&row={part.rsplit('/', 1)[1]}",
        "workouts.add_set": at,
        "workouts.save_set": at,
        "workouts.remove_set": at,
        "workouts.restore_set": f"{at}?did=set-removed&row={one.rsplit('/', 1)[1]}",
        "measurements.save": "/measurements",
        "measurements.remove": "/measurements",
        "measurements.restore": "/measurements",
        "programs.take": "/programs/heavy-and-light-back",
        "programs.stop": "/programs",
        "workouts.train": "/today",
    }
    return House(person, Phone(app, sign_in(person)), pages)


@dataclass(frozen=True)
class Form:
    """A form as its page offers it. address: where it goes; filled: in order, and whole."""

    endpoint: str
    address: str
    filled: dict[str, str]


def forms_on(app: Flask, page: Page) -> Iterator[Form]:
    """What can be sent from the page, each shape of each endpoint once."""
    seen = set()
    for position, tag in enumerate(page.html.find_all("form")):
        fields = dict(page.forms[position].submit_fields())
        for address in _addresses(tag):
            endpoint = endpoint_of(app, address, str(tag.get("method", "get")))
            filled = fields | {name: v for name, v in BODIES.get(endpoint, {}).items() if name in _names(tag)}
            if (endpoint, *sorted(filled)) not in seen:
                seen.add((endpoint, *sorted(filled)))
                yield Form(
                    endpoint, address, filled | {name: "" for name in _names(tag) if name not in filled}
                )


def _addresses(form: Tag) -> list[str]:
    buttons = [str(button.get("formaction", "")) for button in form.select("[formaction]")]
    return [str(form["action"]), *buttons]


def _names(form: Tag) -> set[str]:
    """Of the fields; a box or a chip that isn't set sends nothing, but may."""
    unset = ("checkbox", "button", "submit")
    return {
        str(one["name"])
        for one in form.select("input[name], select[name], textarea[name]")
        if one.get("type") not in unset
    }


def endpoint_of(app: Flask, address: str, method: str) -> str:
    try:
        endpoint, _ = app.url_map.bind("localhost").match(address.split("?")[0], method.upper())
    except HTTPException:
        return f"nothing at {address}"
    return str(endpoint)


def send(phone: Phone, address: str, fields: dict[str, str]) -> Page:
    """As a browser would; half an emoji goes as the bytes that some phones send."""
    body = "&".join(
        f"{name}={quote_plus(value.encode('utf-8', 'surrogatepass'))}" for name, value in fields.items()
    )
    return phone.post(address, params=body.encode(), expect_errors=True)


def bad_values(field: str) -> tuple[str, ...]:
    for beginning, values in BY_BEGINNING.items():
        if field.startswith(beginning):
            return values
    return BAD[field]


def form_of(app: Flask, house: House, endpoint: str) -> list[Form]:
    page = visit(_phone_for(app, house, endpoint), house.pages[endpoint])
    found = [form for form in forms_on(app, page) if form.endpoint == endpoint]
    assert found, f"{house.pages[endpoint]} has no form to {endpoint}"
    return found


def _phone_for(app: Flask, house: House, endpoint: str) -> Phone:
    is_public = endpoint in ("accounts.sign_in", "accounts.sign_up", "accounts.set_password")
    return Phone(app) if is_public else house.phone


def written() -> Snapshot:
    """All but the count of tries, which a refused password rightly adds to."""
    return {name: rows for name, rows in snapshot(db.engine).items() if name != "throttle"}


def breaches(form: Form, field: str, value: str, answer: Page, log: list[logging.LogRecord]) -> Iterator[str]:
    """What is wrong with the answer to one bad value."""
    shown = f"{form.endpoint} {field}={value[:20]!r}{'…' if len(value) > 20 else ''}: {answer.status_int}"
    if not 400 <= answer.status_int < 500:
        yield f"{shown} isn't a refusal"
    elif answer.content_type != "text/html" or not _says_something(answer):
        yield f"{shown} doesn't say what to mend"
    elif field not in SECRET | CHOSEN and value not in UNSHOWABLE and not _keeps(answer, form, field, value):
        yield f"{shown} loses the entry"
    if any(record.exc_info for record in log):
        yield f"{shown} logged a traceback"


def _says_something(answer: Page) -> bool:
    told = answer.html.select(".field-error, [role=alert], [role=status]")
    return any(one.get_text(strip=True) for one in told) or bool(answer.html.select("main h1 + p, .hero p"))


def _keeps(answer: Page, form: Form, field: str, value: str) -> bool:
    """Also as a chip that no longer fits: then the sentence has to do."""
    for tag in answer.html.find_all("form"):
        for one in tag.select(f'[name="{field}"]') if form.address in _addresses(tag) else ():
            held = one.get_text().removeprefix("\n") if one.name == "textarea" else one.get("value")
            if one.get("type") == "radio" or one.name == "select" or held == value:
                return True
    return False


FORMS = sorted(BODIES)


@pytest.mark.parametrize("endpoint", FORMS)
def test_a_bad_value_is_refused_in_words_and_writes_nothing(
    endpoint: str, app: Flask, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    found: list[str] = []
    for form in form_of(app, house, endpoint):
        for field in set(form.filled) - NOT_TYPED:
            for value in bad_values(field):
                phone, before = _phone_for(app, house, endpoint), written()
                caplog.clear()
                answer = send(phone, form.address, form.filled | {field: value})
                found += breaches(form, field, value, answer, caplog.records)
                if written() != before:
                    found.append(f"{endpoint} {field}={value[:20]!r} was written")

    assert found == []


def test_an_rpe_is_refused_in_words_too(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    house = make_house(app, make_person("Alice", effort="rpe"))

    test_a_bad_value_is_refused_in_words_and_writes_nothing("workouts.save_set", app, house, caplog)


@pytest.mark.parametrize("endpoint", FORMS)
def test_nonsense_in_what_travels_along_breaks_nothing(
    endpoint: str, app: Flask, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    form = form_of(app, house, endpoint)[0]
    answers = []
    for field in sorted({"token", "was", "next", "done"} & set(form.filled)):
        for value in (*ABSURD, "a=b&c", "was=%FF", "//elsewhere.example", "1" * 400):
            answer = send(_phone_for(app, house, endpoint), form.address, form.filled | {field: value})
            answers.append((field, value[:20], answer.status_int, answer.headers.get("Location", "/")))
    answers.append(("nothing at all", "", send(house.phone, form.address, {}).status_int, "/"))

    assert [one for one in answers if one[2] >= 500 or "elsewhere" in one[3]] == []
    assert [record for record in caplog.records if record.exc_info] == []


@pytest.mark.parametrize("endpoint", FORMS)
def test_a_form_sent_twice_has_one_effect(endpoint: str, app: Flask, house: House) -> None:
    form = form_of(app, house, endpoint)[0]
    first = send(_phone_for(app, house, endpoint), form.address, form.filled)
    once = _without_sessions(written())

    send(_phone_for(app, house, endpoint), form.address, form.filled)

    assert first.status_int < 400
    assert _without_sessions(written()) == once


def _without_sessions(rows: Snapshot) -> Snapshot:
    return {name: held for name, held in rows.items() if name != "session"}


@pytest.mark.parametrize("endpoint", FORMS)
def test_a_huge_body_is_too_large(
    endpoint: str, app: Flask, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    form, before = form_of(app, house, endpoint)[0], written()

    answer = send(house.phone, form.address, form.filled | {"note": "x" * MAX_BODY_BYTES})

    assert answer.status_int == 413
    assert "larger than anything Backday takes" in text_of(answer)
    assert written() == before
    assert [record for record in caplog.records if record.exc_info] == []


def test_every_form_is_looked_at(app: Flask, house: House) -> None:
    posts = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}

    assert set(FORMS) == posts
    assert set(house.pages) == posts


def test_a_way_that_is_not_allowed_is_405_in_words(app: Flask, house: House) -> None:
    wrong = []
    for rule in app.url_map.iter_rules():
        address = rule.rule
        for part in rule.arguments:
            address = address.replace(f"<uuid:{part}>", str(new_id(clock.utc_now())))
            address = address.replace(f"<{part}>", "x").replace(f"<path:{part}>", "x")
        answer = house.phone.request(address, method="DELETE", expect_errors=True)
        if answer.status_int != 405 or "Not this way" not in answer.text or "Allow" not in answer.headers:
            wrong.append((address, answer.status_int))

    assert wrong == []


def test_an_address_that_makes_no_sense_is_not_there(house: House, caplog: pytest.LogCaptureFixture) -> None:
    unknown = new_id(clock.utc_now())
    nonsense = ["%00", "%ED%A0%BD", "x" * 10_000, "-1", str(2**70), "..%2f..%2fetc%2fpasswd", str(unknown)]
    for place in ("/workouts/{}", "/exercises/{}", "/programs/{}", "/reset/{}", "/{}", "/static/{}/x.css"):
        for value in nonsense:
            answer = house.phone.get(place.format(value), status=404)
            assert text_of(answer)

    assert [record for record in caplog.records if record.exc_info] == []


def test_a_question_that_makes_no_sense_breaks_no_page(
    app: Flask, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    names = ("q", "month", "edit", "did", "row", "from", "next", "check", "saved", "removed", "reset")
    values = ("%00", "%ED%A0%BD", "x" * 5_000, "-1", str(2**70), "9999-13", "0000-00", "10000-01", "NaN")
    answered = [
        (
            page,
            name,
            value[:20],
            house.phone.get(f"{page}{'&' if '?' in page else '?'}{name}={value}", status="*"),
        )
        for page in sorted({*house.pages.values(), "/exercises", "/today"})
        for name in names
        for value in (values if name in ("q", "month", "did", "row", "next") else values[:2])
    ]

    assert [one[:3] for one in answered if one[3].status_int >= 500] == []
    assert [record for record in caplog.records if record.exc_info] == []


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data", ""])
def test_a_body_of_another_kind_breaks_no_form(
    kind: str, app: Flask, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    workout = house.pages["workouts.save"]
    for address in ("/login", "/settings", workout, f"{workout}/finish", "/measurements"):
        answer = house.phone.post(
            address, params=b'{"load": [1, {"a": null}]}', content_type=kind, expect_errors=True
        )
        assert answer.status_int < 500

    assert [record for record in caplog.records if record.exc_info] == []


def test_a_set_that_was_removed_meanwhile_says_so_and_keeps_the_entry(house: House) -> None:
    address = house.pages["workouts.save_set"]
    old = visit(house.phone, address)
    row = str(old.html.select_one(".set-row:not([data-ticked])")["id"])
    removed = form_in(old, f"#{row}")
    house.phone.post(f"{address}/sets/{row.removeprefix('set-')}/remove")
    before = written()

    removed["reps"], removed["done"] = "4", True
    answer = removed.submit(expect_errors=True)

    assert 400 <= answer.status_int < 500
    assert "removed meanwhile" in text_of(answer)
    assert written() == before


@pytest.mark.parametrize(
    "text", ["💪🏽 felt strong", "תרגיל גב", "‏שלום‏ 5×5", "पीठ", "a\r\nb", "<b>&amp;</b>", "'; --"]
)
def test_any_script_is_kept_as_it_was_typed(text: str, house: House) -> None:
    address = house.pages["workouts.save"]
    page = visit(house.phone, address)
    form = form_in(page, "#workout-details")
    form["note"] = text
    form.submit().follow()

    again = form_in(visit(house.phone, address), "#workout-details")

    assert again["note"].value.replace("\r\n", "\n") == text.replace("\r\n", "\n")


def test_somebody_elses_thing_is_not_there_in_words(house: House, bob: User) -> None:
    his = make_workout(bob)

    answer = house.phone.get(f"/workouts/{his.id}", status=404)

    assert "isn't yours" in text_of(answer)
    assert get_workout(bob, his) == his
