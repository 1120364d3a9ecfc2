"""The coach's clients, whoever needs something first."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import access
from webapp.coaching import queries
from webapp.coaching.blueprint import bp


@bp.get("/coach")
@access("self")
def roster() -> ResponseReturnValue:
    return render_template(
        "coaching/roster.html",
        clients=queries.list_clients(current_user.id),
        did=request.args.get("did"),
    )
