"""The lifter's side: an invitation opened and accepted, what each coach sees, the end of it.

The token of an invitation stands in the address's fragment, which no server and no log gets to see; a script
posts it from there and keeps it through sign-up. Whoever has no script types the code.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.accounts import throttling
from webapp.accounts.answers import slow_down
from webapp.coaching import forms, invitations, links, queries
from webapp.coaching.blueprint import bp
from webapp.database import begin_writing
from webapp.domain.schedule import local_day
from webapp.extensions import db
from webapp.models import CoachLink

GONE = (
    "This invitation doesn't work any more: it was used, taken back, or is too old, or a letter is wrong. "
    "Ask your coach for a new one."
)
ONESELF = "This is your own invitation. Send it to whoever you coach."


@bp.get("/i")
@access("public")
def landing() -> ResponseReturnValue:
    """Where an invitation's address leads: a script takes it from the fragment, anybody can type a code."""
    return _landing({})


@bp.post("/i")
@access("public", writes=False)
def open_invitation() -> ResponseReturnValue:
    """Who invites, and what they would see. Typed codes are few tries' worth."""
    key, now = request.form.get("key", ""), clock.utc_now()
    if wait_s := _seconds_to_wait(key, now):
        return _slow_down(key, wait_s)
    opened = invitations.open_invitation(key, now)
    if opened is None:
        _count_guess(key)
        return _landing({"key": GONE}, key), 422
    if current_user.is_authenticated and opened.coach.id == current_user.id:
        return _landing({"key": ONESELF}, key), 422
    shared = links.what_is_shared(opened.coach.id, current_user.id) if current_user.is_authenticated else None
    return render_template(
        "coaching/accept.html",
        coach=opened.coach,
        key=key,
        switches=forms.SWITCHES,
        shares=shared or forms.EVERYTHING,
        is_known=shared is not None,
    )


@bp.post("/i/accept")
@access("self")
def accept() -> ResponseReturnValue:
    """Agree to share this with whoever invites."""
    key, now = request.form.get("key", ""), clock.utc_now()
    if wait_s := _seconds_to_wait(key, now):
        return _slow_down(key, wait_s)
    today = local_day(now, current_user.zone, current_user.day_start_min)
    outcome = links.accept(current_user, key, forms.read_shares(request.form), today, now)
    if outcome != "linked":
        db.session.rollback()
        if outcome == "gone":
            _count_guess(key)
        return _landing({"key": ONESELF if outcome == "oneself" else GONE}, key), 422
    db.session.commit()
    return redirect(url_for(".coaches", did="linked"), 303)


@bp.get("/settings/coaches")
@access("self")
def coaches() -> ResponseReturnValue:
    """Who sees what of this lifter."""
    return render_template(
        "coaching/coaches.html",
        coaches=links.list_coaches(current_user.id),
        switches=forms.SWITCHES,
        did=request.args.get("did"),
    )


@bp.post("/links/<uuid:link_id>/share")
@access("own:link")
def share(link_id: UUID) -> ResponseReturnValue:
    """The client changes what this coach sees."""
    link = _get_link(link_id)
    if link.client_id != current_user.id:
        abort(404)
    links.share(link, forms.read_shares(request.form))
    db.session.commit()
    return redirect(url_for(".coaches", did="saved"), 303)


@bp.post("/links/<uuid:link_id>/end")
@access("see:link")
def end(link_id: UUID) -> ResponseReturnValue:
    """Either of the two, at once."""
    link = _get_link(link_id)
    links.end(link, current_user.id, clock.utc_now())
    is_client = link.client_id == current_user.id
    db.session.commit()
    return redirect(url_for(".coaches" if is_client else ".roster", did="ended"), 303)


def _get_link(link_id: UUID) -> CoachLink:
    return queries.find_link(current_user.id, link_id) or abort(404)


def _seconds_to_wait(key: str, now: datetime) -> int:
    """A token can't be guessed, so only typed codes have to wait."""
    return 0 if invitations.is_token(key) else throttling.seconds_to_wait(None, request.remote_addr, now)


def _slow_down(key: str, wait_s: int) -> ResponseReturnValue:
    return _landing({"key": slow_down(wait_s)}, key), 429, {"Retry-After": str(wait_s)}


def _count_guess(key: str) -> None:
    if not invitations.is_token(key):
        begin_writing()
        throttling.count_try(None, request.remote_addr, clock.utc_now())
        db.session.commit()


def _landing(errors: dict[str, str], key: str = "") -> str:
    """key: what was typed, to be mended; a token is nothing that anybody types."""
    typed = "" if invitations.is_token(key) else key
    return render_template("coaching/landing.html", errors=errors, typed=typed)
