"""What is new since the coach was last here, and the count beside Clients."""

from __future__ import annotations

from collections.abc import Callable

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.coaching import digest, queries
from webapp.coaching.blueprint import bp
from webapp.workouts.words import day_text


@bp.get("/coach/since")
@access("self")
def since() -> ResponseReturnValue:
    """By client, newest first. Looking at a client's log is what makes it old."""
    clients = queries.list_clients(current_user.id)
    found = digest.read_since(current_user.id, clients, clock.utc_now())
    return render_template("coaching/since.html", clients=clients, found=found, day=day_text)


@bp.app_context_processor
def unread_for_nav() -> dict[str, Callable[[], int]]:
    """Asked by the bar of a coach's page alone, so that nobody else pays for it."""
    return {"count_unread_of_clients": lambda: digest.count_unread(current_user.id)}
