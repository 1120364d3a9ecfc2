"""A program that a coach gives to a client."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import catalogue, clock
from webapp.access import access
from webapp.coaching import library
from webapp.coaching.blueprint import bp
from webapp.coaching.log_pages import get_client
from webapp.coaching.queries import Client
from webapp.domain.program import Program
from webapp.domain.schedule import local_day
from webapp.exercises.limits import list_limits
from webapp.extensions import db
from webapp.models import User
from webapp.programs import actions, forms, queries
from webapp.programs.page import program_page, read_sent
from webapp.workouts import forms as workout_forms


@bp.get("/coach/clients/<uuid:client_id>/programs")
@access("see:client")
def programs(client_id: UUID) -> ResponseReturnValue:
    client = _get_client(client_id)
    return render_template(
        "coaching/programs.html",
        client=client,
        programs=list(catalogue.programs().values()),
        own=library.list_templates(current_user.id),
        running=next(iter(queries.list_running(client_id)), None),
        did=request.args.get("did"),
    )


@bp.get("/coach/clients/<uuid:client_id>/programs/<slug>")
@access("see:client")
def program(client_id: UUID, slug: str) -> ResponseReturnValue:
    client, asked = _get_client(client_id), _get_program(slug)
    today = local_day(clock.utc_now(), client.zone, client.day_start_min)
    return _page(client, asked, forms.defaults(asked, today, client.unit), {})


@bp.post("/coach/clients/<uuid:client_id>/programs/<slug>/give")
@access("see:client")
def give(client_id: UUID, slug: str) -> ResponseReturnValue:
    """The client follows it from now on; what they followed before stops, what they did stays."""
    client, asked, now = _get_client(client_id), _get_program(slug), clock.utc_now()
    today, sent = local_day(now, client.zone, client.day_start_min), request.form.to_dict()
    taking, errors = read_sent(asked, client.unit, today)
    if taking is None:
        return _page(client, asked, {"unit": client.unit, **sent}, errors), 422
    assignment_id = next(workout_forms.row_ids(sent, request.path, now))
    lifter = db.session.get_one(User, client_id)
    actions.take(lifter, taking, assignment_id, today, now, by=current_user.id)
    db.session.commit()
    return redirect(url_for(".programs", client_id=client_id, did="given"), 303)


def _get_client(client_id: UUID) -> Client:
    """404, too, where workouts aren't shared: a plan is made from them."""
    client = get_client(client_id)
    return client if client.shares.logs else abort(404)


def _get_program(slug: str) -> Program:
    return catalogue.programs().get(slug) or abort(404)


def _page(client: Client, asked: Program, values: dict[str, str], errors: dict[str, str]) -> str:
    give_at = partial(url_for, ".give", client_id=client.id, slug=asked.slug)
    against = library.ruled_out(asked, catalogue.exercises(), list_limits(client.id))
    around = {"client": client, "here": "clients", "against": against}
    return program_page(
        asked,
        client.id,
        values,
        errors,
        shown_in=client.unit,
        take_at=give_at(),
        find_at=give_at(find=1),
        **around,
    )
