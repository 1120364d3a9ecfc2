"""With which loads a client's program goes on, as their coach says."""

from __future__ import annotations

from uuid import UUID

from flask import abort, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.coaching.blueprint import bp
from webapp.coaching.log_pages import get_client
from webapp.domain.schedule import local_day
from webapp.extensions import db
from webapp.models import User
from webapp.programs import loads as working


@bp.get("/coach/clients/<uuid:client_id>/loads")
@access("see:client")
def loads(client_id: UUID) -> ResponseReturnValue:
    """404, too, where workouts aren't shared."""
    return _answer(client_id)


@bp.post("/coach/clients/<uuid:client_id>/loads")
@access("see:client")
def say_loads(client_id: UUID) -> ResponseReturnValue:
    """Recorded for the client to read, like every change of a coach's."""
    return _answer(client_id)


def _answer(client_id: UUID) -> ResponseReturnValue:
    client, now = get_client(client_id), clock.utc_now()
    if not client.shares.logs:
        abort(404)
    lifter = db.session.get_one(User, client_id)
    today = local_day(now, client.zone, client.day_start_min)
    back = url_for(".programs", client_id=client_id)
    return working.answer(lifter, current_user, today, now, back, client=client)
