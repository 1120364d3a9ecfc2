"""The lifter's own page of what not to do."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.extensions import db
from webapp.limitations import actions, queries
from webapp.limitations.page import page, read_form

bp = Blueprint("limitations", __name__)


@bp.get("/limitations")
@access("self")
def index() -> ResponseReturnValue:
    return _page({}, {})


@bp.post("/limitations")
@access("self")
def save() -> ResponseReturnValue:
    """One more thing not to do."""
    sent = request.form.to_dict()
    errors = read_form(current_user.id, current_user.id, sent, request.path, clock.utc_now())
    if errors:
        return _page(sent, errors), 422
    db.session.commit()
    return redirect(url_for(".index"), 303)


@bp.post("/limitations/<uuid:limitation_id>/remove")
@access("own:limitation")
def remove(limitation_id: UUID) -> ResponseReturnValue:
    """Whoever set it."""
    now = clock.utc_now()
    one = queries.find_told(current_user.id, limitation_id, now) or abort(404)
    actions.take_away(one, current_user.id, now)
    db.session.commit()
    return redirect(url_for(".index", _anchor="ended"), 303)


@bp.post("/limitations/<uuid:limitation_id>/restore")
@access("own:limitation")
def restore(limitation_id: UUID) -> ResponseReturnValue:
    one = queries.find_told(current_user.id, limitation_id, clock.utc_now()) or abort(404)
    if refusal := actions.put_back(one):
        return _page({}, {"limit": refusal}), 422
    db.session.commit()
    return redirect(url_for(".index"), 303)


def _page(typed: dict[str, str], errors: dict[str, str]) -> str:
    shown = page(current_user.id, current_user.zone, _who, clock.utc_now())
    return render_template("limitations/index.html", typed=typed, errors=errors, **shown)


def _who(person_id: UUID | None, name: str | None) -> str:
    return "you" if person_id == current_user.id else name or "a coach"
