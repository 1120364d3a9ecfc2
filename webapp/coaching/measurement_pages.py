"""A client's bodyweight through the time that they share."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.access import access
from webapp.coaching.blueprint import bp
from webapp.coaching.log_pages import get_client
from webapp.domain.span import RANGES
from webapp.measurements import queries
from webapp.measurements.page import body_page, range_named


@bp.get("/coach/clients/<uuid:client_id>/measurements")
@access("see:measurement")
def measurements(client_id: UUID) -> ResponseReturnValue:
    """404 where measurements aren't shared. The switch names bodyweight alone, not girths and fat."""
    client = get_client(client_id)
    if not client.shares.measurements:
        abort(404)
    zone = ZoneInfo(client.zone)
    found = queries.list_newest(client.id, "bodyweight")
    shared = [one for one in found if one.at.astimezone(zone).date() >= client.since]
    within = range_named(request.args.get("range", ""))
    return render_template(
        "coaching/measurements.html",
        client=client,
        page=body_page("bodyweight", shared, client.unit, client.zone, clock.utc_now(), within),
        ranges=RANGES,
        within=within,
        range_address=lambda key: url_for(".measurements", client_id=client.id, range=key),
    )
