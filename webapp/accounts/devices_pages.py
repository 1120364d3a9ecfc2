"""Where a person is signed in, with a way to end each session or all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access, current_session
from webapp.accounts import queries, sessions
from webapp.accounts.answers import page
from webapp.accounts.blueprint import bp
from webapp.accounts.sign_in_pages import signed_out
from webapp.extensions import db


@dataclass(frozen=True, slots=True)
class Device:
    """One line of the list. since, last_used: as shown, in the person's zone."""

    id: UUID
    label: str
    since: str
    last_used: str
    is_this: bool


@bp.get("/settings/devices")
@access("self")
def devices() -> ResponseReturnValue:
    """The list, last used first."""
    this, reset_at = current_session(), queries.find_last_reset(current_user)
    return page(
        "devices",
        devices=[
            Device(one.id, one.device, _day(one.born_at), _moment(one.seen_at), one is this)
            for one in sessions.list_sessions(current_user, clock.utc_now())
        ],
        reset_at=_moment(reset_at) if reset_at else "",
        ended="ended" in request.args,
    )


@bp.post("/settings/devices/<uuid:session_id>/sign-out")
@access("own:session")
def sign_out_device(session_id: UUID) -> ResponseReturnValue:
    """End one session; this device's own is signing out."""
    if not sessions.end_session(current_user.id, session_id, clock.utc_now()):
        abort(404)
    db.session.commit()
    this = current_session()
    if this and this.id == session_id:
        return signed_out()
    return redirect(url_for(".devices", ended=1), 303)


@bp.post("/settings/devices/sign-out-all")
@access("self")
def sign_out_everywhere() -> ResponseReturnValue:
    """End all sessions, this one too."""
    sessions.end_sessions(current_user.id, clock.utc_now())
    db.session.commit()
    return signed_out()


def _day(moment: datetime) -> str:
    local = moment.astimezone(ZoneInfo(current_user.zone))
    return f"{local.day} {local:%b %Y}"


def _moment(moment: datetime) -> str:
    local = moment.astimezone(ZoneInfo(current_user.zone))
    return f"{local.day} {local:%b %Y, %H:%M}"
