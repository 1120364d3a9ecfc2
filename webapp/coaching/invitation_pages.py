"""The coach's offers: made, shown once, taken back."""

from __future__ import annotations

from uuid import UUID

import segno
from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.coaching import forms, invitations
from webapp.coaching.blueprint import bp
from webapp.domain.ids import new_id
from webapp.extensions import db
from webapp.reading import Reading
from webapp.workouts.forms import row_ids


@bp.get("/coach/invitations")
@access("self")
def list_invitations() -> ResponseReturnValue:
    return _page({}, {})


@bp.post("/coach/invitations")
@access("self")
def invite() -> ResponseReturnValue:
    """A new offer, shown in the answer itself: its link and code are known in this moment only.

    The same form sent twice is one offer, which isn't shown again.
    """
    reading = Reading(request.form)
    label = reading.take("label", forms.parse_label, "")
    if reading.errors:
        return _page(request.form.to_dict(), reading.errors), 422
    now = clock.utc_now()
    wanted = next(row_ids(request.form, request.path, now))
    if invitations.is_made(current_user.id, wanted):
        return redirect(url_for(".list_invitations", did="made"), 303)
    offer = invitations.invite(current_user, label, now, wanted)
    db.session.commit()
    address = url_for("coaching.landing", _external=True, _anchor=offer.token)
    return render_template(
        "coaching/invited.html",
        offer=offer,
        address=address,
        typed_at=url_for("coaching.landing", _external=True),
        picture=segno.make(address, error="m", micro=False).svg_data_uri(scale=6, border=2, light="#fff"),
    )


@bp.post("/coach/invitations/<uuid:invitation_id>/revoke")
@access("own:invitation")
def revoke(invitation_id: UUID) -> ResponseReturnValue:
    invitations.revoke(current_user.id, invitation_id, clock.utc_now()) or abort(404)
    db.session.commit()
    return redirect(url_for("coaching.list_invitations"), 303)


def _page(values: dict[str, str], errors: dict[str, str]) -> str:
    return render_template(
        "coaching/invitations.html",
        invitations=invitations.list_open(current_user.id, clock.utc_now()),
        token=new_id(clock.utc_now()),
        did=request.args.get("did"),
        values=values,
        errors=errors,
    )
