"""The coach's settings of their public page."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import access
from webapp.extensions import db
from webapp.publishing import actions, forms, queries
from webapp.publishing.blueprint import bp
from webapp.reading import Reading

TAKEN = "Somebody else has that address already. Choose another."


@bp.get("/coach/profile")
@access("self")
def profile() -> ResponseReturnValue:
    kept = queries.find_profile(current_user.id)
    if kept is None:
        return _page({"handle": forms.suggest_handle(current_user.name)}, {})
    values = {
        "handle": kept.handle,
        "about": kept.about,
        "public": "1" if kept.is_public else "",
        "requests": "1" if kept.takes_requests else "",
    }
    return _page(values, {}, kept.handle if kept.is_public and current_user.is_coach else "")


@bp.post("/coach/profile")
@access("self")
def save_profile() -> ResponseReturnValue:
    """All of the form at once; switched off, nothing of the coach is public any more."""
    sent = request.form.to_dict()
    reading = Reading(sent)
    form = forms.read_profile(reading, sent)
    if reading.errors:
        return _page(sent, reading.errors), 422
    try:
        actions.save_profile(current_user.id, form)
    except actions.HandleTakenError:
        db.session.rollback()
        return _page(sent, {"handle": TAKEN}), 422
    db.session.commit()
    return redirect(url_for(".profile", did="on" if form.is_public else "off"), 303)


def _page(values: dict[str, str], errors: dict[str, str], shown_at: str = "") -> str:
    return render_template(
        "publishing/profile.html",
        values=values,
        errors=errors,
        shown_at=shown_at,
        did=request.args.get("did"),
    )
