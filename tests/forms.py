"""The forms as their pages offer them, and somebody who has one of every kind."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import quote_plus

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from bs4.element import Tag
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from tests.access.bodies import BODIES
from tests.access.world import RITAS_INVITATION
from tests.conftest import MONDAY_EVENING, Clock
from tests.limitations.limiting import limit
from tests.people import make_link, make_person, sign_in
from tests.publishing.showing import become_coach, comment, publish, show_page, tell
from tests.threads.talking import say
from tests.training import apply, make_workout, take_program, weigh
from tests.visiting import Page, Phone, ask, form_to, visit
from webapp import catalogue
from webapp import clock as product_clock
from webapp.access import hash_token
from webapp.accounts import actions as accounts
from webapp.accounts.resets import issue_link
from webapp.coaching import invitations, library
from webapp.domain.equipment import default_equipment
from webapp.domain.ids import new_id
from webapp.domain.operations import Operation
from webapp.extensions import db
from webapp.models import Assignment, Block, CoachNote, Gym, Template, User
from webapp.workouts import plans

PUBLIC = {"accounts.sign_in", "accounts.sign_up", "accounts.set_password"}
"""Forms for those who aren't signed in."""

NOT_TYPED = {
    *("at", "coach", "done", "next", "optional", "public", "requests", "token", "version", "was"),
    *(f"share-{one}" for one in ("logs", "measurements", "wellbeing", "notes", "past")),
    *("gear", *(f"gear-{one}" for one in ("belt", "straps", "wraps", "sleeves"))),
}
"""Boxes that are set or not, and what travels along: nonsense there is ignored, and never breaks anything."""

FORM = "application/x-www-form-urlencoded"


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
    """Somebody with a form of every kind. pages: by endpoint, where its form stands. opened: by address, once
    each, since whoever sends a form puts back what it did."""

    app: Flask
    person: User
    token: str
    pages: dict[str, str]
    opened: dict[tuple[str, str | None], Page] = field(default_factory=dict)

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
        way = (self.pages[endpoint], token)
        if way not in self.opened:
            self.opened[way] = visit(Phone(self.app, token), way[0])
        page = self.opened[way]
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


def make_house(app: Flask, clock: Clock, person: User) -> House:
    clock.turn_to(MONDAY_EVENING - timedelta(days=3))
    last_week = (MONDAY_EVENING - timedelta(days=9)).date()
    make_workout(person, load="50", ticked=1, is_finished=True, on=last_week)  # so that there is a record
    opened = make_workout(person, "barbell-row", "plank", "farmers-carry", ticked=1)
    finished = make_workout(person, ticked=1, is_finished=True)
    measured = weigh(person)
    clock.turn_to(MONDAY_EVENING)
    stopped = take_program(person, starts_on=(MONDAY_EVENING + timedelta(days=40)).date())
    running = take_program(person, starts_on=(MONDAY_EVENING + timedelta(days=1)).date())
    coach = make_person("Gus", is_coach=True)
    make_link(coach, person)
    mine = say(person, "Too heavy", opened, person, coach)
    say(coach, "Lighter, then", opened, person, coach, opened.exercises[0].sets[0].id)
    rita = make_person("Rita")
    reset = issue_link(rita, product_clock.utc_now())
    invitations.invite(rita, "", product_clock.utc_now()).invitation.token_hash = hash_token(RITAS_INVITATION)
    invitations.invite(person, "Somebody", product_clock.utc_now())
    client, put_away = make_person("Nina"), make_person("Nora")
    take_program(client, starts_on=(MONDAY_EVENING + timedelta(days=1)).date())
    coached = make_workout(client, "barbell-row", "good-morning", sets=2, ticked=1)
    waiting = Operation(
        new_id(clock()), "workout", new_id(clock()), {"on": coached.on, "zone": client.zone, "title": "Rows"}
    )
    apply(client, [waiting])
    out = {"withdrawn": True}
    apply(client, [Operation(new_id(clock()), "workout_exercise", coached.exercises[1].id, out)])
    make_link(person, client)
    make_link(person, put_away, archived_at=product_clock.utc_now())
    its = {"id": new_id(product_clock.utc_now()), "coach_id": person.id, "client_id": client.id}
    db.session.add(CoachNote(**its, text="Afraid of hinges", written_at=product_clock.utc_now()))
    for one in (person, client):
        limit(one, "exercise", "plank")
        limit(one, "muscle", "abs", ended_at=product_clock.utc_now())
    away, gone = _train_in_two_gyms(person)
    db.session.commit()
    at, over = f"/workouts/{opened.id}", f"/workouts/{finished.id}"
    part = opened.exercises[0]
    plan = plans.plan_of(running)
    first = plan.occurrences()[0]
    ahead, card = plan.workout_id(first.number), plan.derive(first.number, first.day.prescriptions[0].key)
    public = _publish(person)
    program = _program(person)
    pages = {
        "accounts.sign_in": "/login",
        "accounts.sign_up": "/signup",
        "accounts.logout": "/settings",
        "accounts.sign_out_device": "/settings/devices",
        "accounts.sign_out_everywhere": "/settings/devices",
        "accounts.save_settings": "/settings",
        "accounts.save_equipment": "/settings/equipment",
        "accounts.save_gym": f"/settings/gyms/{away.id}",
        "accounts.restore_gym": f"/settings/gyms?removed={gone.id}",
        **dict.fromkeys(
            (f"accounts.{what}" for what in ("add_gym", "choose_gym", "remove_gym")), "/settings/gyms"
        ),
        "workouts.change_setting": at,
        "accounts.change_password": "/settings/password",
        "accounts.set_password": f"/reset/{reset}",
        "workouts.create": "/history",
        "workouts.save": at,
        "workouts.feel": at,
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
        "workouts.add_warmups": at,
        "workouts.move_exercise": at,
        "workouts.join_superset": at,
        "workouts.leave_superset": at,
        "workouts.swap_exercise": f"{at}/exercises/{opened.exercises[1].id}/swap",
        "workouts.take_back_rest": f"{at}?did=rest-swapped&row={part.id}&was={part.id}",
        "programs.swap_for_good": f"/workouts/{ahead}/exercises/{card}/instead?to=seal-row",
        "programs.take_back_instead": f"/workouts/{ahead}?did=swapped-for-good&row={card}&to=seal-row&was=",
        "workouts.save_set": at,
        "workouts.remove_set": at,
        "workouts.write_message": at,
        "workouts.remove_message": at,
        "workouts.restore_message": f"{at}?did=message-removed&row={mine}",
        "workouts.read_message": at,
        "workouts.strike_set": at,
        "workouts.unstrike_set": f"{at}?did=set-struck&row={part.sets[0].id}",
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
        "coaching.see_told": "/since",
        "coaching.say_loads": f"/coach/clients/{client.id}/loads",
        "coaching.put_on": f"/coach/clients/{client.id}/workouts/{waiting.entity_id}/edit",
        "coaching.write": f"/coach/clients/{client.id}",
        "coaching.archive": f"/coach/clients/{client.id}",
        **dict.fromkeys(
            (f"coaching.{what}" for what in ("add", "aim", "move", "take_out", "put_back")),
            f"/coach/clients/{client.id}/workouts/{coached.id}/edit",
        ),
        **dict.fromkeys((f"limitations.{what}" for what in ("save", "remove", "restore")), "/limitations"),
        **dict.fromkeys(
            (f"coaching.{what}" for what in ("limit", "lift_limit", "restore_limit")),
            f"/coach/clients/{client.id}/limitations",
        ),
        "coaching.give": f"/coach/clients/{client.id}/programs/heavy-and-light-back",
        "coaching.write_note": f"/coach/clients/{client.id}/notes",
        "coaching.delete_note": f"/coach/clients/{client.id}/notes",
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
        **public,
        "coaching.bring_back": "/coach?show=archived",
        "programs.answer_start": "/start",
        "programs.take": "/programs/heavy-and-light-back",
        "programs.say_loads": "/programs/yours/loads",
        "programs.stop": "/programs",
        "programs.resume": f"/programs?stopped={stopped.id}",
    }
    return House(app, person, sign_in(person), pages)


def tracebacks(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.exc_info]


def _publish(person: User) -> dict[str, str]:
    """Her own page, and another coach's with a publication that she follows and wrote under."""
    become_coach(person)
    page, mine = show_page(person), publish(person)
    olga, kim, asking = make_person("Olga", is_coach=True), make_person("Kim"), make_person("Ida")
    make_link(person, asking, state="pending")
    other, hers = show_page(olga), publish(olga)
    show_page(make_person("Tess", is_coach=True), handle="taken")
    comment(mine, kim, "How heavy?")
    comment(mine, kim, "Buy pills", hidden_by="coach")
    gone = comment(hers, person, "And how often?", deleted_at=product_clock.utc_now())
    comment(hers, person, "How heavy?")
    tell(person, hers)
    taken_back = publish(person, unpublished_at=product_clock.utc_now())
    nosy = make_person("Noah")
    db.session.add(Block(person_id=person.id, blocked_id=nosy.id, blocked_at=product_clock.utc_now()))
    fresh = show_page(make_person("Vera", is_coach=True))
    return {
        "coaching.ask": f"{other}/ask",
        "coaching.accept_request": "/coach",
        "coaching.decline_request": "/coach",
        "publishing.save_profile": "/coach/profile",
        "publishing.publish": "/coach/publications/new",
        "publishing.edit": f"/coach/publications/{mine.id}",
        "publishing.unpublish": f"/coach/publications/{mine.id}",
        "publishing.publish_again": f"/coach/publications/{taken_back.id}",
        "publishing.say": f"{other}/{hers.id}",
        "publishing.take": f"{other}/{hers.id}/take",
        "publishing.delete_comment": f"{other}/{hers.id}",
        "publishing.restore_comment": f"{other}/{hers.id}?removed={gone.id}",
        "publishing.hide_comment": f"{page}/{mine.id}",
        "publishing.unhide_comment": f"{page}/{mine.id}",
        "publishing.block": f"{page}/{mine.id}",
        "publishing.unblock": "/settings/blocked",
        "publishing.report": f"{other}/{hers.id}/report",
        "publishing.follow": fresh,
        "publishing.unfollow": other,
        "publishing.read": f"{other}/{hers.id}",
        "publishing.read_all": "/following",
    }


def _train_in_two_gyms(person: User) -> tuple[Gym, Gym]:
    """Beside the usual one another, and one that was removed."""
    now, equipment = product_clock.utc_now(), default_equipment(person.unit)
    _, away, gone = (
        accounts.add_gym(person, new_id(now), name, equipment) for name in ("Here", "Away", "Gone")
    )
    gone.removed_at = now
    return away, gone


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
