"""A client's log, kept up with while it is open, and what the coach says about it."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import UUID

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import catalogue, clock
from webapp.access import access
from webapp.assets import build_id
from webapp.coaching import actions, log, log_page, queries
from webapp.coaching.blueprint import bp
from webapp.coaching.queries import Client
from webapp.domain.ids import new_id
from webapp.domain.operations import message_text
from webapp.domain.schedule import local_day
from webapp.extensions import db
from webapp.reading import Reading
from webapp.workouts import forms
from webapp.workouts.words import written_text


@bp.get("/coach/clients/<uuid:client_id>")
@access("see:client")
def client(client_id: UUID) -> ResponseReturnValue:
    """The last twelve weeks, or those before a day: `?upto=2026-06-01`."""
    return _page(get_client(client_id), {}, {})


@bp.get("/coach/clients/<uuid:client_id>/news")
@access("see:client")
def news(client_id: UUID) -> ResponseReturnValue:
    """Whether anything is newer than what the page shows. Asked every few seconds, so it costs little."""
    who = get_client(client_id)
    heard_at, n = log.find_signs(client_id)
    response = make_response("", 204)
    del response.headers["Content-Type"]
    today = local_day(clock.utc_now(), who.zone, who.day_start_min)
    response.set_etag(_etag(who, n, str(heard_at), today))
    return response.make_conditional(request)


@bp.post("/coach/clients/<uuid:client_id>/seen")
@access("see:client")
def seen(client_id: UUID) -> ResponseReturnValue:
    """The page as of `?n=` was looked at: what is newer is marked from now on, what it showed is read."""
    who, now = get_client(client_id), clock.utc_now()
    actions.look(current_user.id, who, _commit("n") or 0, _upto(), now)
    db.session.commit()
    return redirect(url_for(".client", client_id=client_id), 303)


@bp.post("/coach/clients/<uuid:client_id>/workouts/<uuid:workout_id>/messages")
@access("see:client")
def write(client_id: UUID, workout_id: UUID) -> ResponseReturnValue:
    """Say something about a workout, or about one set of it."""
    who, now = get_client(client_id), clock.utc_now()
    workout = log.read_workout(who, workout_id) or abort(404)
    sent = request.form.to_dict()
    reading = Reading(sent)
    text = reading.take("text", message_text, "")
    about = reading.take("set", lambda typed: forms.parse_about(typed, workout), None)
    if reading.errors:
        return _page(who, {"workout": str(workout_id), **sent}, reading.errors), 422
    ids = (next(forms.operation_ids(sent, request.path, now)), next(forms.row_ids(sent, request.path, now)))
    outcome = actions.say(current_user.id, who, workout_id, about, text, ids, now)
    if outcome.status == "rejected":
        db.session.rollback()
        abort(409, description=outcome.message)
    db.session.commit()
    return redirect(url_for(".client", client_id=client_id, _anchor=f"workout-{workout_id}"), 303)


def get_client(client_id: UUID) -> Client:
    """The coach's client; 404 without an active link, whoever it is."""
    return queries.find_client(current_user.id, client_id) or abort(404)


def _page(who: Client, typed: dict[str, str], errors: dict[str, str]) -> str:
    now = clock.utc_now()
    upto = _upto()
    read = log.read_log(current_user.id, who, now, opened_n=_commit("looked"), upto=upto)
    return render_template(
        "coaching/client.html",
        client=who,
        page=log_page.log_page(read, catalogue.exercises(), who.unit, now),
        plan=queries.find_plan(who, read.today),
        typed=typed,
        errors=errors,
        written=lambda moment: written_text(moment, current_user.zone),
        token=new_id(now),
        etag=_etag(who, read.n, str(read.heard_at), read.today),
        looked_n=read.looked_n,
        seen=url_for(".seen", client_id=who.id, n=read.n, upto=upto),
    )


def _etag(who: Client, n: int, heard: str, today: date) -> str:
    """Of everything that the page depends on: the log, what is shared, the client's day, how it is drawn."""
    shown = f"{build_id()}|{who.shares}|{who.since}|{n}|{heard}|{today}"
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def _commit(name: str) -> int | None:
    """A client's commit in the address; None where there is none, or nonsense."""
    told = request.args.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 18 else None


def _upto() -> date | None:
    try:
        return date.fromisoformat(request.args["upto"]) if "upto" in request.args else None
    except ValueError:
        abort(400, description="Choose a day like 2026-06-01.")
