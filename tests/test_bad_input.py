"""Whatever is typed into a form, or done to its address: it is answered in words, and nothing is broken.

The forms and their fields are found on the pages, so that a new one can't be forgotten.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import quote_plus

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from bs4.element import Tag
from flask import Flask
from markupsafe import escape
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from tests.access.world import BODIES, RITAS_INVITATION
from tests.conftest import MONDAY_EVENING, Clock
from tests.databases import Snapshot, restore, snapshot, watching_writes
from tests.people import make_link, make_person, sign_in
from tests.threads.talking import say
from tests.training import apply, get_workout, make_workout, take_program, weigh
from tests.visiting import Phone, ask, form_in, form_to, page_breaches, text_of, visit
from webapp import catalogue
from webapp import clock as product_clock
from webapp.access import hash_token
from webapp.accounts.resets import issue_link
from webapp.coaching import invitations, library
from webapp.config import MAX_BODY_BYTES
from webapp.domain.ids import new_id
from webapp.domain.operations import Operation
from webapp.extensions import db
from webapp.models import Assignment, CoachNote, Template, User

NUL = "5\x00"
HALF_AN_EMOJI = "\ud83d"
LONG = "9" * 10_000
ABSURD = (str(2**70), "NaN", "1e309", "-1", NUL, HALF_AN_EMOJI, LONG)

UNKEEPABLE = {str(2**70), "NaN", NUL, HALF_AN_EMOJI, LONG}
"""What a database itself might choke on."""

NUMBER = (*ABSURD, "five", "5 kg 5")
WHOLE = (*NUMBER, "2.5", "1001")
TEXT = (NUL, HALF_AN_EMOJI, LONG)
DATE = (*ABSURD, "2026-02-31", "9999-01-01", "0001-01-01", "tomorrow")
CHOICE = (*ABSURD, "something else")

BAD: dict[str, tuple[str, ...]] = {
    "assignment": CHOICE,
    "bar": (*NUMBER, "0"),
    "block": CHOICE,
    "by": CHOICE,
    "client": CHOICE,
    "copy": CHOICE,
    "current": ("", "not the password", LONG),
    "day_title": (*TEXT, "", "   "),
    "do": (*CHOICE, "remove-99"),
    "focus": TEXT,
    "minutes": (*WHOLE, "0"),
    "of": CHOICE,
    "purpose": TEXT,
    "rest_s": WHOLE,
    "rule": CHOICE,
    "shape": CHOICE,
    "summary": TEXT,
    "warmup_rest_s": WHOLE,
    "weekday": (*CHOICE, "7"),
    "weeks": (*WHOLE, "0", "53"),
    "day_start": (*ABSURD, "25:00", "four"),
    "distance": (*ABSURD, "far"),
    "effort": CHOICE,
    "email": (*ABSURD, "una", "una@", "una example.com"),
    "exercise": CHOICE,
    "grip": TEXT,
    "heaviest": NUMBER,
    "key": (*ABSURD, "AAAA-BBBB-CCCC"),
    "label": TEXT,
    "lightest": NUMBER,
    "load": (*NUMBER, "1001"),
    "name": (*TEXT, "", "   "),
    "note": TEXT,
    "occurrence": (*CHOICE, "1000"),
    "on": DATE,
    "pairs": WHOLE,
    "password": ("", "short", "password", *TEXT),
    "plate": NUMBER,
    "reps": WHOLE,
    "rir": (*WHOLE, "11"),
    "rpe": (*NUMBER, "0.5", "10.5", "7.3"),
    "set": CHOICE,
    "sets": (*WHOLE, "0", "21"),
    "seconds": (*ABSURD, "long", "2.5"),
    "starts_on": DATE,
    "step": NUMBER,
    "text": (*TEXT, "", "   "),
    "title": (*TEXT, ""),
    "unit": CHOICE,
    "value": (*NUMBER, "", "5", "1000"),
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

NOT_TYPED = {
    *("at", "coach", "done", "next", "optional", "token", "version", "was"),
    *(f"share-{one}" for one in ("logs", "measurements", "wellbeing", "notes", "past")),
}
"""Boxes that are set or not, and what travels along: nonsense there is ignored, and never breaks anything."""

GUESSED = {
    ("accounts.change_password", "email"),  # for password managers
    ("accounts.set_password", "email"),
    ("coaching.accept", "key"),  # travels along; refused on the page where it can be typed
    ("programs.resume", "zone"),
    ("programs.take", "zone"),  # what the browser says of itself
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
    "block",
    "by",
    "client",
    "copy",
    "do",
    "of",
    "exercise",
    "occurrence",
    "set",
    "unit",
    "zone",
    "effort",
}
"""Not typed but chosen, so there is no entry to keep."""

PUBLIC = {"accounts.sign_in", "accounts.sign_up", "accounts.set_password"}
"""Forms for those who aren't signed in."""


@dataclass(frozen=True)
class Form:
    """A form as its page offers it.

    fields: those that it is there for; none if only one of its buttons leads here. filled: all, and in order.
    """

    endpoint: str
    address: str
    fields: frozenset[str]
    filled: dict[str, str]


@dataclass(frozen=True)
class House:
    """Somebody with a form of every kind. pages: by endpoint, where its form stands."""

    app: Flask
    person: User
    token: str
    pages: dict[str, str]

    def send(self, form: Form, **instead: str) -> TestResponse:
        """As a browser would; half an emoji goes as the bytes that some phones send."""
        fields = form.filled | instead
        body = "&".join(f"{n}={quote_plus(v.encode('utf-8', 'surrogatepass'))}" for n, v in fields.items())
        return self.ask(
            form.address, form.endpoint in PUBLIC, method="POST", data=body.encode(), content_type=FORM
        )

    def ask(self, address: str, is_public: bool = False, **how: object) -> TestResponse:
        return ask(self.app, address, token=None if is_public else self.token, **how)

    def forms(self, endpoint: str) -> list[Form]:
        """Every shape in which the endpoint's page offers its form."""
        token = None if endpoint in PUBLIC else self.token
        page = visit(Phone(self.app, token), self.pages[endpoint])
        if endpoint == "coaching.accept":  # stands on no page of its own: opening an invitation leads to it
            opening = form_to(page, "/i")
            opening["key"] = RITAS_INVITATION
            page = opening.submit()
        found = list(self._forms_on(page.html, endpoint))
        assert found, f"{self.pages[endpoint]} has no form to {endpoint}"
        return found

    def _forms_on(self, html: BeautifulSoup, wanted: str) -> Iterator[Form]:
        seen: set[str] = set()
        for tag in html.select("form[action]"):
            filled = _filled(tag, BODIES[wanted])
            for address in _addresses(tag):
                if self._endpoint_of(address, tag) == wanted:
                    fields = frozenset(filled) - seen - NOT_TYPED if address == tag["action"] else frozenset()
                    if fields or not seen:
                        seen |= {*filled}
                        yield Form(wanted, address, fields, filled)

    def _endpoint_of(self, address: str, form: Tag) -> str:
        method = str(form.get("method", "get")).upper()
        try:
            endpoint, _ = self.app.url_map.bind("localhost").match(address.split("?")[0], method)
        except HTTPException:
            return ""
        return str(endpoint)


FORM = "application/x-www-form-urlencoded"


def _addresses(form: Tag) -> list[str]:
    buttons = [str(button["formaction"]) for button in form.select("[formaction]")]
    return [str(form["action"]), *buttons]


def _filled(form: Tag, good: dict[str, str]) -> dict[str, str]:
    """All that the form can send, as its page has it, else something good."""
    filled: dict[str, str] = {}
    for one in form.select("[name]"):
        name, kind = str(one["name"]), one.get("type")
        held = one.get_text().removeprefix("\n") if one.name == "textarea" else str(one.get("value", ""))
        if one.name == "select":
            held = next((str(option["value"]) for option in one.select("option[selected]")), "")
        if kind not in ("checkbox", "radio") or one.has_attr("checked"):
            filled[name] = held
        filled.setdefault(name, "")
    return filled | {name: value for name, value in good.items() if name in filled}


@pytest.fixture
def house(app: Flask, clock: Clock, alice: User) -> House:
    return make_house(app, clock, alice)


def make_house(app: Flask, clock: Clock, person: User) -> House:
    clock.turn_to(MONDAY_EVENING - timedelta(days=3))
    opened = make_workout(person, "barbell-row", "plank", "farmers-carry", ticked=1)
    finished = make_workout(person, ticked=1, is_finished=True)
    measured = weigh(person)
    clock.turn_to(MONDAY_EVENING)
    stopped = take_program(person, starts_on=(MONDAY_EVENING + timedelta(days=40)).date())
    take_program(person, starts_on=(MONDAY_EVENING + timedelta(days=1)).date())
    coach = make_person("Gus", is_coach=True)
    make_link(coach, person)
    mine = say(person, "Too heavy", opened, person, coach)
    say(coach, "Lighter, then", opened, person, coach, opened.exercises[0].sets[0].id)
    rita = make_person("Rita")
    reset = issue_link(rita, product_clock.utc_now())
    invitations.invite(rita, "", product_clock.utc_now()).invitation.token_hash = hash_token(RITAS_INVITATION)
    invitations.invite(person, "Somebody", product_clock.utc_now())
    client, put_away = make_person("Nina"), make_person("Nora")
    coached = make_workout(client, "barbell-row", "good-morning", sets=2, ticked=1)
    out = {"withdrawn": True}
    apply(client, [Operation(new_id(clock()), "workout_exercise", coached.exercises[1].id, out)])
    make_link(person, client)
    make_link(person, put_away, archived_at=product_clock.utc_now())
    its = {"id": new_id(product_clock.utc_now()), "coach_id": person.id, "client_id": client.id}
    db.session.add(CoachNote(**its, text="Afraid of hinges", written_at=product_clock.utc_now()))
    db.session.commit()
    program = _program(person)
    at, over = f"/workouts/{opened.id}", f"/workouts/{finished.id}"
    part = opened.exercises[0]
    pages = {
        "accounts.sign_in": "/login",
        "accounts.sign_up": "/signup",
        "accounts.logout": "/settings",
        "accounts.sign_out_device": "/settings/devices",
        "accounts.sign_out_everywhere": "/settings/devices",
        "accounts.save_settings": "/settings",
        "accounts.save_equipment": "/settings/equipment",
        "accounts.change_password": "/settings/password",
        "accounts.set_password": f"/reset/{reset}",
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
        "workouts.unskip_exercise": f"{at}?did=exercise-skipped&row={part.id}",
        "workouts.remove_exercise": at,
        "workouts.restore_exercise": f"{at}?did=exercise-removed&row={part.id}",
        "workouts.add_set": at,
        "workouts.move_exercise": at,
        "workouts.swap_exercise": f"{at}/exercises/{opened.exercises[1].id}/swap",
        "workouts.take_back_rest": f"{at}?did=rest-swapped&row={part.id}&was={part.id}",
        "workouts.save_set": at,
        "workouts.remove_set": at,
        "workouts.write_message": at,
        "workouts.remove_message": at,
        "workouts.restore_message": f"{at}?did=message-removed&row={mine}",
        "workouts.read_message": at,
        "workouts.restore_set": f"{at}?did=set-removed&row={part.sets[0].id}",
        "workouts.train": "/today",
        "measurements.save": "/measurements",
        "measurements.remove": "/measurements",
        "measurements.restore": f"/measurements?removed={measured.entity_id}",
        "coaching.invite": "/coach/invitations",
        "coaching.revoke": "/coach/invitations",
        "coaching.open_invitation": "/i",
        "coaching.accept": "/i",
        "coaching.share": "/settings/coaches",
        "coaching.end": "/settings/coaches",
        "coaching.seen": f"/coach/clients/{client.id}",
        "coaching.write": f"/coach/clients/{client.id}",
        "coaching.archive": f"/coach/clients/{client.id}",
        **dict.fromkeys(
            (f"coaching.{what}" for what in ("put_on", "add", "aim", "move", "take_out", "put_back")),
            f"/coach/clients/{client.id}/workouts/{coached.id}/edit",
        ),
        "coaching.give": f"/coach/clients/{client.id}/programs/heavy-and-light-back",
        "coaching.new_template": "/coach/programs",
        "coaching.copy_template": "/coach/programs",
        "coaching.restore_template": f"/coach/programs?deleted={_program(person, is_deleted=True)}",
        **dict.fromkeys(("coaching.save_template", "coaching.add_day", "coaching.delete_template"), program),
        "coaching.undo_template": f"{program}?did=saved",
        **dict.fromkeys(
            (
                *("coaching.save_day", "coaching.remove_day", "coaching.move_prescription"),
                *("coaching.remove_prescription", "coaching.add_prescription"),
            ),
            f"{program}/days/heavy?q=row",
        ),
        "coaching.save_prescription": f"{program}/days/heavy/exercises/heavy-pull-up",
        "coaching.give_template": f"{program}/give?client={client.id}",
        "coaching.change_copies": f"{program}/copies?copy={_running(person)}",
        "coaching.write_note": f"/coach/clients/{client.id}/notes",
        "coaching.delete_note": f"/coach/clients/{client.id}/notes",
        "coaching.bring_back": "/coach?show=archived",
        "programs.take": "/programs/heavy-and-light-back",
        "programs.stop": "/programs",
        "programs.resume": f"/programs?stopped={stopped.id}",
    }
    return House(app, person, sign_in(person), pages)


def _program(person: User, *, is_deleted: bool = False) -> str:
    """A program of their own's address, edited since they gave it to themselves; its id if it is deleted."""
    now = product_clock.utc_now()
    template_id = new_id(now)
    library.add(person.id, template_id, catalogue.programs()["heavy-and-light-back"], now)
    db.session.flush()
    template = db.session.get_one(Template, template_id)
    library.save(template, replace(library.program_of(template), title="Heavy and light, again"), now)
    running = sa.update(Assignment).where(Assignment.lifter_id == person.id, Assignment.ended_at.is_(None))
    if is_deleted:
        template.deleted_at = now
    else:
        db.session.execute(running.values(template_id=template_id, template_version=1))
    db.session.commit()
    return str(template_id) if is_deleted else f"/coach/programs/{template_id}"


def _running(person: User) -> str:
    """The program they follow."""
    running = sa.select(Assignment.id).where(Assignment.lifter_id == person.id, Assignment.ended_at.is_(None))
    return str(db.session.scalars(running).one())


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
    held = re.escape(str(escape(value)))
    name = rf'(?=[^>]*\bname="{field}")'
    kept = rf'<input\b{name}(?=[^>]*\bvalue="{held}")|<textarea\b{name}[^>]*>\n?{held}</textarea>'
    is_choice = rf'<select\b{name}|<input\b{name}(?=[^>]*\btype="radio")'
    return bool(re.search(f"{kept}|{is_choice}", html))


def tracebacks(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.exc_info]


FORMS = sorted(BODIES)


def refusals(house: House, endpoint: str) -> Iterator[str]:
    """Send every bad value; what goes wrong."""
    before = written()
    for form in house.forms(endpoint):
        for field in sorted(form.fields):
            for number, value in enumerate(bad_values(form, field)):
                shown = f"{endpoint} {field}={value[:20]!r}{'…' if len(value) > 20 else ''}"
                answer = house.send(form, **{field: value})
                found = list(breaches(form, field, value, answer))
                if number == 0:
                    html = BeautifulSoup(answer.get_data(), "html.parser")
                    found += page_breaches(html, answer.headers)
                    found += summary_breaches(html, endpoint)
                yield from (f"{shown}: {answer.status_code}, {breach}" for breach in found)
            if written() != before:
                yield f"{endpoint} {field}: something was written"
                before = written()


def summary_breaches(html: BeautifulSoup, endpoint: str) -> list[str]:
    """A form that is drawn again says at its top what to mend, with a link to each box.

    Not a workout's: its forms are small and many, and open where they are wrong.
    """
    wrong = html.select("main .field-error")
    links = [str(link["href"]) for link in html.select("main .notice[role=alert] a[href^='#']")]
    if endpoint.startswith("workouts.") or not wrong:
        return []
    dangling = [f"links to {link}, which isn't there" for link in links if not html.select_one(link)]
    return dangling + ([] if len(links) == len(wrong) else ["lacks links to what has to be mended"])


def test_a_bad_value_is_refused_in_words_and_writes_nothing(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    assert [breach for endpoint in FORMS for breach in refusals(house, endpoint)] == []
    assert tracebacks(caplog) == []


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


def test_nonsense_in_what_travels_along_breaks_nothing(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    found, before = [], snapshot(db.engine)
    for form in (house.forms(endpoint)[0] for endpoint in FORMS):
        guessed = {field for sent_to, field in GUESSED if sent_to == form.endpoint}
        for field in sorted((NOT_TYPED | guessed) & set(form.filled)):
            for value in TRAVELLING:
                with taken_back(before):
                    answer = house.send(form, **{field: value})
                if answer.status_code >= 500 or "//" in answer.headers.get("Location", ""):
                    found.append((form.endpoint, field, value[:20], answer.status_code))

    assert found == []
    assert tracebacks(caplog) == []


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


def test_a_way_that_is_not_allowed_is_405_in_words(app: Flask, house: House) -> None:
    wrong = []
    for rule in app.url_map.iter_rules():
        address = re.sub(r"<uuid:\w+>", str(new_id(product_clock.utc_now())), rule.rule)
        answer = house.ask(re.sub(r"<[\w:]+>", "x", address), method="DELETE")
        if answer.status_code != 405 or "Not this way" not in answer.text or "Allow" not in answer.headers:
            wrong.append((rule.rule, answer.status_code))

    assert wrong == []


@pytest.mark.parametrize("place", ["/{}", "/workouts/{}", "/exercises/{}", "/programs/{}", "/reset/{}"])
def test_an_address_that_makes_no_sense_is_not_there(
    place: str, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    unknown = str(new_id(product_clock.utc_now()))
    nonsense = ["%00", "%ED%A0%BD", "x" * 10_000, "-1", str(2**70), "..%2f..%2fetc%2fpasswd", unknown]

    answers = {value[:20]: house.ask(place.format(value)) for value in nonsense}

    assert {value: answer.status_code for value, answer in answers.items() if answer.status_code != 404} == {}
    assert all(
        page_breaches(BeautifulSoup(one.text, "html.parser"), one.headers) == [] for one in answers.values()
    )
    assert tracebacks(caplog) == []


QUESTIONS = (
    "q",
    "client",
    "looked",
    "show",
    "upto",
    "month",
    "edit",
    "did",
    "row",
    "from",
    "next",
    "check",
    "saved",
    "removed",
    "reset",
)


@pytest.mark.parametrize(
    "value", ["%00", "%ED%A0%BD", "x" * 5_000, str(2**70), "9999-13", "0000-00", "10000-01"]
)
def test_a_question_that_makes_no_sense_breaks_no_page(
    value: str, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    pages = sorted({page.split("?")[0] for page in house.pages.values()} | {"/exercises"})
    answers = {
        (page, name): house.ask(f"{page}?{name}={value}", is_public=page == "/login").status_code
        for page in pages
        for name in QUESTIONS
    }

    assert {asked: status for asked, status in answers.items() if status >= 500} == {}
    assert tracebacks(caplog) == []


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


def test_somebody_elses_thing_is_not_there_in_words(house: House, bob: User) -> None:
    his = make_workout(bob)

    answer = Phone(house.app, house.token).get(f"/workouts/{his.id}", status=404)

    assert "isn't yours" in text_of(answer)
    assert get_workout(bob, his) == his
