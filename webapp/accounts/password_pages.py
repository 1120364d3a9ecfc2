"""Changing a password: with the old one, or with a one-time link."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access, current_session, sign_in_page
from webapp.accounts import actions, resets, sessions, throttling
from webapp.accounts.answers import BUSY, BUSY_S, page, slow_down, status_of
from webapp.accounts.blueprint import bp
from webapp.accounts.forms import clean, parse_typed_password
from webapp.accounts.passwords import TooBusyError, check_password, hash_password, is_correct
from webapp.database import begin_writing
from webapp.extensions import db
from webapp.models import User
from webapp.reading import Reading

NOT_CURRENT = "That isn't your current password."
SIGNED_OUT = "This device was signed out meanwhile, so nothing was changed here. Sign in again."


@bp.get("/settings/password")
@access("self")
def password() -> ResponseReturnValue:
    """The form."""
    return _form({})


@bp.post("/settings/password")
@access("self", writes=False)
def change_password() -> ResponseReturnValue:
    """Needs the current one; ends the sessions on all other devices."""
    reading = Reading(request.form)
    current = reading.take("current", parse_typed_password, "")
    new = _take_new(reading, current_user)
    if reading.errors:
        return _form(reading.errors)
    wait_s = throttling.seconds_to_wait(current_user.email, request.remote_addr, clock.utc_now())
    if wait_s:
        return _form({"": slow_down(wait_s)}, status=429, retry_after_s=wait_s)
    try:
        if not is_correct(current, current_user.password_hash):
            return _wrong()
        return _change(current_user, hash_password(new))
    except TooBusyError:
        return _form({"": BUSY}, status=503, retry_after_s=BUSY_S)


def _change(user: User, password_hash: str) -> ResponseReturnValue:
    checked, session, now = user.password_hash, current_session(), clock.utc_now()
    begin_writing()
    db.session.refresh(
        user, with_for_update=True
    )  # checking and hashing took time: others may have been here
    if session is None or user.disabled_at or not sessions.is_living(session.id, now):
        return sign_in_page(url_for("accounts.password"), status=401, errors={"": SIGNED_OUT})
    if user.password_hash != checked:
        return _form({"current": NOT_CURRENT})
    actions.set_password(user, password_hash, now)
    sessions.end_sessions(user.id, now, except_id=session.id)
    session.auth_at = now
    throttling.forget_account(user.email)
    db.session.commit()
    return redirect(url_for("accounts.password", changed=1), 303)


def _wrong() -> ResponseReturnValue:
    begin_writing()
    throttling.count_try(current_user.email, request.remote_addr, clock.utc_now())
    db.session.commit()
    return _form({"current": NOT_CURRENT})


def _take_new(reading: Reading, user: User) -> str:
    return reading.take(
        "password", lambda text: check_password(clean(text), email=user.email, name=user.name), ""
    )


def _form(errors: Mapping[str, str], *, status: int = 0, retry_after_s: int = 0) -> ResponseReturnValue:
    return page(
        "password",
        status=status or status_of(errors),
        retry_after_s=retry_after_s,
        errors=errors,
        changed="changed" in request.args,
    )


# With a one-time link


@bp.get("/reset/<token>")
@access("public")
def reset(token: str) -> ResponseReturnValue:
    """The form for a new password, if the link is still good."""
    user = resets.find_user_by_link(token, clock.utc_now())
    return _link_form(token, user, {}) if user else _used_up()


@bp.post("/reset/<token>")
@access("public", writes=False)
def set_password(token: str) -> ResponseReturnValue:
    """Set it, end all sessions, and ask to sign in with it."""
    user = resets.find_user_by_link(token, clock.utc_now())
    if user is None:
        return _used_up()
    reading = Reading(request.form)
    new = _take_new(reading, user)
    if reading.errors:
        return _link_form(token, user, reading.errors)
    try:
        password_hash = hash_password(new)
    except TooBusyError:
        return _link_form(token, user, {"": BUSY}, status=503, retry_after_s=BUSY_S)
    return _reset(token, user, password_hash)


def _reset(token: str, user: User, password_hash: str) -> ResponseReturnValue:
    now = clock.utc_now()
    begin_writing()
    if not resets.use_link(token, now):
        return _used_up()
    actions.set_password(user, password_hash, now)
    sessions.end_sessions(user.id, now)
    throttling.forget_account(user.email)
    db.session.commit()
    response = redirect(url_for("accounts.login", reset=1), 303)
    sessions.drop_cookie(response)  # type: ignore[arg-type]
    return _keep_secret(response)  # type: ignore[arg-type]


def _link_form(
    token: str, user: User, errors: Mapping[str, str], *, status: int = 0, retry_after_s: int = 0
) -> ResponseReturnValue:
    return _keep_secret(
        page(
            "reset",
            status=status or status_of(errors),
            retry_after_s=retry_after_s,
            token=token,
            name=user.name,
            errors=errors,
        )
    )


def _used_up() -> ResponseReturnValue:
    return _keep_secret(page("reset_used", status=404))


def _keep_secret(response: Response) -> Response:
    # The address is the secret. With `no-referrer`, browsers that don't send Sec-Fetch-Site would send
    # `Origin: null` with the form, and it would be taken for another site's.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response
