"""Asking a coach from their public page, and the coach's answer."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.accounts.answers import slow_down
from webapp.coaching import forms, links, requests
from webapp.coaching.blueprint import bp
from webapp.coaching.requests import Asked
from webapp.extensions import db
from webapp.models import CoachLink


@bp.get("/coaches/<handle>/ask")
@access("self")
def ask_page(handle: str) -> ResponseReturnValue:
    """What the coach would see: the same switches as with an invitation."""
    return _page(_get_coach(handle), {})


@bp.post("/coaches/<handle>/ask")
@access("self")
def ask(handle: str) -> ResponseReturnValue:
    """The coach sees the name and that it was asked; nothing else until they accept."""
    coach, now = _get_coach(handle), clock.utc_now()
    if coach.standing in ("pending", "active"):
        return redirect(url_for(".coaches"), 303)
    if coach.standing:
        return _page(coach, {}), 403
    if wait_s := requests.ask(current_user, coach, forms.read_shares(request.form), now):
        db.session.rollback()
        return _page(coach, {"": slow_down(wait_s)}), 429, {"Retry-After": str(wait_s)}
    db.session.commit()
    return redirect(url_for(".coaches", did="asked"), 303)


@bp.post("/coach/requests/<uuid:request_id>/accept")
@access("own:request")
def accept_request(request_id: UUID) -> ResponseReturnValue:
    """The coach takes them on."""
    link = _get_request(request_id)
    if not requests.accept(link, clock.utc_now()):
        abort(409, description="Too late: the request was taken back, or answered already.")
    db.session.commit()
    return redirect(url_for(".roster", did="accepted"), 303)


@bp.post("/coach/requests/<uuid:request_id>/decline")
@access("own:request")
def decline_request(request_id: UUID) -> ResponseReturnValue:
    """The lifter may ask again."""
    link = _get_request(request_id)
    if link.state != "pending":
        abort(409, description="This is your client already. On their page you can end it.")
    links.end(link, current_user.id, clock.utc_now())
    db.session.commit()
    return redirect(url_for(".roster", did="declined"), 303)


def _get_coach(handle: str) -> Asked:
    return requests.find_coach(current_user.id, handle) or abort(404)


def _get_request(request_id: UUID) -> CoachLink:
    return requests.find_request(current_user.id, request_id) or abort(404)


def _page(coach: Asked, errors: dict[str, str]) -> str:
    shares = forms.read_shares(request.form) if request.method == "POST" else forms.EVERYTHING
    return render_template(
        "coaching/ask.html", coach=coach, switches=forms.SWITCHES, shares=shares, errors=errors
    )
