"""One exercise of a client's through the time that they share, as they see it themselves."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from uuid import UUID

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import catalogue, clock
from webapp.access import access
from webapp.coaching.blueprint import bp
from webapp.coaching.log import WEEKS, kept_note
from webapp.coaching.log_pages import get_client
from webapp.domain.schedule import local_day
from webapp.domain.span import RANGES
from webapp.history import exercise_page, lifts


@bp.get("/coach/clients/<uuid:client_id>/exercises/<exercise>")
@access("see:client")
def exercise(client_id: UUID, exercise: str) -> ResponseReturnValue:
    """404, too, where workouts aren't shared. Pain isn't read for it, and no note but what stays with it."""
    client, asked = get_client(client_id), catalogue.exercise(exercise)
    if asked is None or not client.shares.logs:
        abort(404)
    within = exercise_page.range_named(request.args.get("range", ""))
    today = local_day(clock.utc_now(), client.zone, client.day_start_min)
    body_in = client.zone if client.shares.measurements else None
    days = lifts.list_days(client.id, asked, client.since, body_in=body_in)

    def address_of(row: exercise_page.Row) -> str:
        is_old = (today - row.on).days >= 7 * WEEKS
        upto = (row.on + timedelta(days=1)).isoformat() if is_old and row.on < date.max else None
        return url_for(".client", client_id=client.id, upto=upto, _anchor=f"workout-{row.workout_id}")

    return render_template(
        "coaching/exercise.html",
        client=client,
        exercise=asked,
        kept=kept_note(client, asked.slug),
        page=exercise_page.exercise_page(days, asked, client.unit, today, within),
        ranges=RANGES,
        within=within,
        range_address=partial(_address, client_id, exercise),
        address_of=address_of,
    )


def _address(client_id: UUID, slug: str, within: str) -> str:
    return url_for(".exercise", client_id=client_id, exercise=slug, range=within)
