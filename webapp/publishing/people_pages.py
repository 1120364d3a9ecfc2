"""Not wanting to see somebody."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.extensions import db
from webapp.publishing import actions, queries
from webapp.publishing.blueprint import bp


@bp.get("/settings/blocked")
@access("self")
def blocked() -> ResponseReturnValue:
    return render_template(
        "publishing/blocked.html", people=queries.list_blocked(current_user.id), did=request.args.get("did")
    )


@bp.post("/people/<uuid:person>/block")
@access("self")
def block(person: UUID) -> ResponseReturnValue:
    """From now on; they aren't told, and who coaches is asked nothing more by them."""
    if person == current_user.id:
        abort(409, description="That is you.")
    actions.block(current_user.id, person, clock.utc_now()) or abort(404)
    db.session.commit()
    return redirect(url_for(".blocked", did="blocked"), 303)


@bp.post("/people/<uuid:person>/unblock")
@access("self")
def unblock(person: UUID) -> ResponseReturnValue:
    actions.unblock(current_user.id, person)
    db.session.commit()
    return redirect(url_for(".blocked", did="unblocked"), 303)
