"""Whatever is typed into a form: it is answered in words, and nothing is broken.

The forms and their fields are found on the pages, so that a new one can't be forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import lxml.html
import pytest
from flask import Flask
from markupsafe import escape
from werkzeug.test import TestResponse

from tests.access.bodies import BODIES
from tests.conftest import Clock
from tests.databases import Snapshot, restore, snapshot, watching_writes
from tests.forms import NOT_TYPED, Form, House, make_house, tracebacks
from tests.people import make_person
from tests.visiting import Phone, form_in, page_breaches, text_of, visit
from webapp.config import MAX_BODY_BYTES
from webapp.extensions import db
from webapp.models import User

NUL = "5\x00"
HALF_AN_EMOJI = "\ud83d"
LONG = "9" * 10_000
ABSURD = (str(2**70), "NaN", "1e309", "-1", NUL, HALF_AN_EMOJI, LONG)

UNKEEPABLE = {str(2**70), NUL}
"""What a database itself might choke on, and which ones do differs."""

NUMBER = (*ABSURD, "five", "5 kg 5")
WHOLE = (*NUMBER, "2.5", "1001")
TEXT = (NUL, HALF_AN_EMOJI, LONG)
DATE = (*ABSURD, "2026-02-31", "9999-01-01", "0001-01-01", "tomorrow")
CHOICE = (*ABSURD, "something else")

ADDRESS = (
    *ABSURD,
    *("javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "http://youtu.be/abcdefghijk"),
    *(
        "https://youtube.com.evil.example/watch?v=abcdefghijk",
        "https://a@youtu.be/abcdefghijk",
        "//youtu.be/a",
    ),
)

BAD: dict[str, tuple[str, ...]] = {
    "about": TEXT,
    "weeks": (*WHOLE, "0", "53"),
    "weekday": (*CHOICE, "7"),
    "warmup_rest_s": WHOLE,
    "summary": TEXT,
    "shape": CHOICE,
    "rule": CHOICE,
    "rest_s": WHOLE,
    "purpose": TEXT,
    "of": CHOICE,
    "minutes": (*WHOLE, "0"),
    "focus": TEXT,
    "do": (*CHOICE, "remove-99"),
    "day_title": (*TEXT, "", "   "),
    "copy": CHOICE,
    "client": CHOICE,
    "block": CHOICE,
    "limit": CHOICE,
    "assignment": CHOICE,
    "at_hand": (*CHOICE, ""),
    "bar": (*NUMBER, "0"),
    "by": CHOICE,
    "current": ("", "not the password", LONG),
    "day_start": (*ABSURD, "25:00", "four"),
    "distance": (*ABSURD, "far"),
    "effort": CHOICE,
    "email": (*ABSURD, "una", "una@", "una example.com"),
    "exercise": CHOICE,
    "grip": TEXT,
    "feels": (*CHOICE, ""),
    "gym": CHOICE,
    "handle": (*TEXT, "-1", "1e309", "", "   ", "ab", "kim carter", "../kim", "kim-", "кim", "taken"),
    "heaviest": NUMBER,
    "kept": TEXT,
    "key": (*ABSURD, "AAAA-BBBB-CCCC"),
    "kind": CHOICE,
    "label": TEXT,
    "lightest": NUMBER,
    "load": (*NUMBER, "1001"),
    "name": (*TEXT, "", "   "),
    "note": TEXT,
    "occurrence": (*CHOICE, "1000"),
    "on": DATE,
    "pairs": WHOLE,
    "password": ("", "short", "password", *TEXT),
    "pain": (*WHOLE, "11"),
    "pain_kind": CHOICE,
    "pain_where": CHOICE,
    "plate": NUMBER,
    "pull_ups": (*CHOICE, ""),
    "reason": (*TEXT, "", "   "),
    "reps": WHOLE,
    "rir": (*WHOLE, "11"),
    "rpe": (*NUMBER, "0.5", "10.5", "7.3"),
    "set": CHOICE,
    "sets": (*WHOLE, "0", "21"),
    "seconds": (*ABSURD, "long", "2.5"),
    **dict.fromkeys(("sleep", "soreness", "stress"), (*WHOLE, "0", "6")),
    "source": (*CHOICE, ""),
    "starts_on": DATE,
    "step": NUMBER,
    "text": (*TEXT, "", "   "),
    "title": (*TEXT, ""),
    "unit": CHOICE,
    "video": ADDRESS,
    "value": (*NUMBER, "", "5", "1000"),
    "when": CHOICE,
    "words": TEXT,
    "zone": CHOICE,
}
"""What each field must refuse, by its name."""

BY_BEGINNING = {
    "load-": (*NUMBER, "1001"),
    "weekday-": (*CHOICE, "7"),
    "weeks-": (*WHOLE, "0", "53"),
    "kind-": CHOICE,
    "reps-": WHOLE,
    "percent-": (*WHOLE, "0", "101"),
    "grip-": CHOICE,
}

GUESSED = {
    ("accounts.change_password", "email"),  # for password managers
    ("accounts.set_password", "email"),
    ("coaching.accept", "key"),  # travels along; refused on the page where it can be typed
    ("programs.resume", "zone"),
    ("programs.take", "zone"),  # what the browser says of itself
    ("publishing.take", "zone"),
    ("workouts.create", "zone"),
    ("workouts.train", "zone"),
    ("workouts.save_set", "unit"),  # what the page was drawn in
}
"""As above, but typed elsewhere."""

SECRET = {"password", "current"}
"""Never shown again."""

UNSHOWABLE = {NUL, HALF_AN_EMOJI}

CHOSEN = {
    "assignment",
    "at_hand",
    "pull_ups",
    "limit",
    "block",
    "by",
    "client",
    "copy",
    "do",
    "gym",
    "of",
    "exercise",
    "kind",
    "when",
    "occurrence",
    "set",
    "source",
    "unit",
    "zone",
    "effort",
    "feels",
}
"""Not typed but chosen, so there is no entry to keep."""


@pytest.fixture
def house(app: Flask, clock: Clock, alice: User) -> House:
    return make_house(app, clock, alice)


def bad_values(form: Form, field: str) -> tuple[str, ...]:
    if (form.endpoint, field) in GUESSED:
        return ()
    bad = next((bad for start, bad in BY_BEGINNING.items() if field.startswith(start)), None) or BAD[field]
    # What nobody can mean is found out before a database is asked; what one can't keep, isn't always.
    is_second = db.engine.dialect.name == "postgresql"
    return tuple(one for one in bad if one in UNKEEPABLE) if is_second else bad


def written() -> Snapshot:
    """All but the count of tries, which a refused password rightly adds to."""
    return {name: rows for name, rows in snapshot(db.engine).items() if name != "throttle"}


def breaches(form: Form, field: str, value: str, answer: TestResponse) -> Iterator[str]:
    """What is wrong with the answer to one bad value."""
    if not 400 <= answer.status_code < 500:
        yield "isn't a refusal"
        return
    html = answer.get_data(as_text=True)
    if not re.search(r'(class="field-error"|role="alert"|<h1>.*</h1>\s*<p)[^>]*>(\s|<[^>]+>)*\w', html):
        yield "doesn't say what to mend"
    if field not in SECRET | CHOSEN and value not in UNSHOWABLE and not _holds(html, field, value):
        yield "loses the entry"


def _holds(html: str, field: str, value: str) -> bool:
    """Whether a field has the value again. A choice that no longer fits can't: the sentence has to do."""
    name = rf'(?=[^>]*\bname="{field}")'
    kept = rf'<input\b{name}(?=[^>]*\bvalue="([^"]*)")|<textarea\b{name}[^>]*>\n?([^<]*)</textarea>'
    is_choice = rf'<select\b{name}|<input\b{name}(?=[^>]*\btype="radio")'
    held = str(escape(value))
    return any(held in found for found in re.findall(kept, html)) or bool(re.search(is_choice, html))


FORMS = sorted(BODIES)


def refusals(house: House, endpoint: str) -> Iterator[str]:
    """Send every bad value; what goes wrong."""
    before = written()
    for form in house.forms(endpoint):
        for field in sorted(form.fields):
            with watching_writes(db.engine) as sent:
                for number, value in enumerate(bad_values(form, field)):
                    shown = f"{endpoint} {field}={value[:20]!r}{'…' if len(value) > 20 else ''}"
                    answer = house.send(form, **{field: value})
                    found = list(breaches(form, field, value, answer))
                    if number == 0:
                        found += page_breaches(answer.text, answer.headers)
                        found += summary_breaches(answer.text, endpoint)
                    yield from (f"{shown}: {answer.status_code}, {breach}" for breach in found)
            if sent and written() != before:
                yield f"{endpoint} {field}: something was written"
                before = written()


def summary_breaches(source: str, endpoint: str) -> list[str]:
    """A form that is drawn again says at its top what to mend, with a link to each box.

    Not a workout's: its forms are small and many, and open where they are wrong.
    """
    page = lxml.html.document_fromstring(source)
    wrong = page.find(".//main").find_class("field-error")
    if endpoint.startswith("workouts.") or not wrong:
        return []
    notices = [one for one in page.find_class("notice") if one.get("role") == "alert"]
    links = [link for one in notices for link in one.xpath(".//a/@href") if link.startswith("#")]
    dangling = [
        f"links to {link}, which isn't there"
        for link in links
        if page.get_element_by_id(link[1:], None) is None
    ]
    return dangling + ([] if len(links) == len(wrong) else ["lacks links to what has to be mended"])


def test_a_bad_value_is_refused_in_words_and_writes_nothing(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    assert [breach for endpoint in FORMS for breach in refusals(house, endpoint)] == []
    assert tracebacks(caplog) == []


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_an_rpe_is_refused_in_words_too(app: Flask, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    house = make_house(app, clock, make_person("Alice", effort="rpe"))

    assert list(refusals(house, "workouts.save_set")) == []
    assert tracebacks(caplog) == []


TRAVELLING = ("-1", NUL, HALF_AN_EMOJI, LONG, "a=b&c", "load=%FF&kept=x+kg", "//elsewhere.example")


@contextmanager
def taken_back(before: Snapshot) -> Iterator[None]:
    """What is written meanwhile is as before again."""
    with watching_writes(db.engine) as sent:
        yield
    if sent:
        restore(db.engine, before, snapshot(db.engine))


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_nonsense_in_what_travels_along_breaks_nothing(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    found, before = [], snapshot(db.engine)
    for form in (house.forms(endpoint)[0] for endpoint in FORMS):
        guessed = {field for sent_to, field in GUESSED if sent_to == form.endpoint}
        fields = sorted((NOT_TYPED | guessed) & set(form.filled))
        for value in TRAVELLING if fields else ():
            with taken_back(before):
                answer = house.send(form, **dict.fromkeys(fields, value))
            if answer.status_code >= 500 or "//" in answer.headers.get("Location", ""):
                found.append((form.endpoint, value[:20], answer.status_code))

    assert found == []
    assert tracebacks(caplog) == []


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_an_empty_form_breaks_nothing(house: House, caplog: pytest.LogCaptureFixture) -> None:
    found, before = [], snapshot(db.engine)
    for endpoint in FORMS:
        form = house.forms(endpoint)[0]
        with taken_back(before):
            answer = house.send(Form(endpoint, form.address, frozenset(), {}))
        if answer.status_code >= 500:
            found.append(endpoint)

    assert found == []
    assert tracebacks(caplog) == []


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_form_sent_twice_has_one_effect(house: House) -> None:
    found, before = [], snapshot(db.engine)
    for endpoint in FORMS:
        form = house.forms(endpoint)[0]
        with taken_back(before):
            first = house.send(form)
            once = _without_sessions(written())
            house.send(form)
            if first.status_code >= 400 or _without_sessions(written()) != once:
                found.append((endpoint, first.status_code))

    assert found == []


def _without_sessions(rows: Snapshot) -> Snapshot:
    return {name: held for name, held in rows.items() if name != "session"}


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_huge_body_is_too_large(house: House, caplog: pytest.LogCaptureFixture) -> None:
    before = written()

    answers = {one: house.send(house.forms(one)[0], note="x" * MAX_BODY_BYTES) for one in FORMS}

    assert {one: answer.status_code for one, answer in answers.items() if answer.status_code != 413} == {}
    assert all("larger than anything Backday takes" in answer.text for answer in answers.values())
    assert written() == before
    assert tracebacks(caplog) == []


def test_every_form_is_looked_at(app: Flask, house: House) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if not rule.rule.startswith("/api/")]
    posts = {rule.endpoint for rule in rules if "POST" in (rule.methods or ())}

    assert set(FORMS) == posts
    assert set(house.pages) == posts


def test_a_set_that_was_removed_meanwhile_says_so(house: House) -> None:
    phone, address = Phone(house.app, house.token), house.pages["workouts.save_set"]
    row = str(visit(phone, address).html.select_one(".set-row:not([data-ticked])")["id"])
    old = form_in(visit(phone, address), f"#{row}")
    phone.post(f"{address}/sets/{row.removeprefix('set-')}/remove")
    before = written()

    old["note"], old["done"] = "Slow", True
    answer = old.submit(expect_errors=True)

    assert 400 <= answer.status_int < 500
    assert "removed meanwhile" in text_of(answer)
    assert written() == before


@pytest.mark.parametrize(
    "text", ["💪🏽 felt strong", "תרגיל גב", "‏שלום‏ 5×5", "पीठ", "a\nb", "<b>&amp;</b>", "'; --"]
)
def test_any_script_is_kept_as_it_was_typed(text: str, house: House) -> None:
    phone, address = Phone(house.app, house.token), house.pages["workouts.save"]
    form = form_in(visit(phone, address), "#workout-details")
    form["note"] = text

    form.submit().follow()

    again = form_in(visit(phone, address), "#workout-details")
    assert again["note"].value == text
