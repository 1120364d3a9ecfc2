"""A lifter takes what a coach publishes: a program as theirs, a workout for one day. It is a copy."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID

from flask import abort, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import catalogue, clock
from webapp.access import access
from webapp.accounts import queries as accounts
from webapp.domain.program import Program
from webapp.domain.schedule import local_day
from webapp.extensions import db
from webapp.models import Publication
from webapp.programs import actions as programs
from webapp.programs import forms
from webapp.programs.page import program_page, read_sent
from webapp.publishing import content, queries
from webapp.publishing.blueprint import bp
from webapp.publishing.public_pages import get_coach, get_published, publication_page
from webapp.publishing.queries import Coach
from webapp.workouts.forms import row_ids

BLOCKED = "{} has blocked you, so you can’t take this. You can go on reading."
UNKNOWN = "An exercise of this isn’t in the library any more, so it can’t be taken."


@bp.get("/coaches/<handle>/<uuid:published>/take")
@access("self")
def choose_taking(handle: str, published: UUID) -> ResponseReturnValue:
    """From when, on which days, and what to start with."""
    who, one = _get_takeable(handle, published)
    program = _program_of(one)
    today = local_day(clock.utc_now(), current_user.zone, current_user.day_start_min)
    return _page(who, one, program, forms.defaults(program, today, current_user.unit), {})


@bp.post("/coaches/<handle>/<uuid:published>/take")
@access("self")
def take(handle: str, published: UUID) -> ResponseReturnValue:
    """A program is followed from now on; a workout is planned beside what is followed."""
    who, one = _get_takeable(handle, published)
    program, now, sent = _program_of(one), clock.utc_now(), request.form.to_dict()
    zone = accounts.told_zone(current_user, sent.get("zone"))
    today = local_day(now, zone, current_user.day_start_min)
    taking, errors = read_sent(program, current_user.unit, today)
    if taking is None:
        return _page(who, one, program, {"unit": current_user.unit, **sent}, errors), 422
    assignment_id = next(row_ids(sent, request.path, now))
    led_to = url_for("workouts.today")
    if program.is_one_day:
        workout_id = programs.take_once(current_user, taking, assignment_id, now, by=current_user.id)
        led_to = url_for("workouts.show", workout_id=workout_id)
    else:
        programs.take(current_user, taking, assignment_id, today, now)
    db.session.commit()
    return redirect(led_to, 303)


def _get_takeable(handle: str, published: UUID) -> tuple[Coach, Publication]:
    """403 for whom the coach has blocked; 409 where an exercise is no longer known."""
    who = get_coach(handle)
    one = get_published(who, published)
    if queries.find_viewer(current_user.id, who.id).is_blocked:
        abort(make_response(publication_page(who, one, {}, {"": BLOCKED.format(who.name)}), 403))
    if not content.is_known(content.from_document(one.content), catalogue.exercises()):
        abort(409, description=UNKNOWN)
    return who, one


def _program_of(one: Publication) -> Program:
    """The copy to take. By its name it is never a built-in one, of which there may be a later edition."""
    return replace(content.from_document(one.content), slug=f"published-{one.id.hex}", title=one.title)


def _page(
    who: Coach, one: Publication, program: Program, values: dict[str, str], errors: dict[str, str]
) -> str:
    at = partial(url_for, handle=who.handle, published=one.id)
    return program_page(
        program,
        current_user.id,
        values,
        errors,
        shown_in=current_user.unit,
        take_at=at(".take"),
        find_at=at(".take", find=1),
        coach=who,
        back=at(".published"),
        here="you",
    )
