"""What a client must not do, as a coach sees and sets it."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.coaching.blueprint import bp
from webapp.coaching.log_pages import get_client
from webapp.coaching.queries import Client
from webapp.extensions import db
from webapp.limitations import actions, queries
from webapp.limitations.page import page, read_form


@bp.get("/coach/clients/<uuid:client_id>/limitations")
@access("see:client")
def limitations(client_id: UUID) -> ResponseReturnValue:
    return _page(_get_client(client_id), {}, {})


@bp.post("/coach/clients/<uuid:client_id>/limitations")
@access("see:client")
def limit(client_id: UUID) -> ResponseReturnValue:
    """One more thing that the client must not do; they see who said so."""
    client, sent = _get_client(client_id), request.form.to_dict()
    errors = read_form(client.id, current_user.id, sent, request.path, clock.utc_now())
    if errors:
        return _page(client, sent, errors), 422
    db.session.commit()
    return redirect(url_for(".limitations", client_id=client_id), 303)


@bp.post("/coach/clients/<uuid:client_id>/limitations/<uuid:limitation_id>/remove")
@access("see:client")
def lift_limit(client_id: UUID, limitation_id: UUID) -> ResponseReturnValue:
    """Whoever set it; they see who took it away, and can put it back."""
    client, now = _get_client(client_id), clock.utc_now()
    one = queries.find_told(client.id, limitation_id, now) or abort(404)
    actions.take_away(one, current_user.id, now)
    db.session.commit()
    return redirect(url_for(".limitations", client_id=client_id, _anchor="ended"), 303)


@bp.post("/coach/clients/<uuid:client_id>/limitations/<uuid:limitation_id>/restore")
@access("see:client")
def restore_limit(client_id: UUID, limitation_id: UUID) -> ResponseReturnValue:
    client = _get_client(client_id)
    one = queries.find_told(client.id, limitation_id, clock.utc_now()) or abort(404)
    if refusal := actions.put_back(one):
        return _page(client, {}, {"limit": refusal}), 422
    db.session.commit()
    return redirect(url_for(".limitations", client_id=client_id), 303)


def _get_client(client_id: UUID) -> Client:
    """The coach's client who shares workouts; else 404."""
    client = get_client(client_id)
    return client if client.shares.logs else abort(404)


def _page(client: Client, typed: dict[str, str], errors: dict[str, str]) -> str:
    def who(person_id: UUID | None, _name: str | None) -> str:
        """Never another coach's name: who else coaches a client is the client's to tell."""
        if person_id == current_user.id:
            return "you"
        return client.name if person_id == client.id else "another coach"

    shown = page(client.id, current_user.zone, who, clock.utc_now())
    return render_template("coaching/limitations.html", client=client, typed=typed, errors=errors, **shown)
