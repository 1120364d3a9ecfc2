"""The first page, signing in and signing out."""

from __future__ import annotations

from collections.abc import Mapping

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import HOME, access, current_session, local_path, sign_in_page
from webapp.accounts import queries, sessions, throttling
from webapp.accounts.answers import BUSY, BUSY_S, page, slow_down
from webapp.accounts.blueprint import bp
from webapp.accounts.forms import parse_email, parse_typed_password
from webapp.accounts.passwords import TooBusyError, hash_password, is_correct, wants_rehash
from webapp.database import begin_writing
from webapp.extensions import db
from webapp.models import User
from webapp.reading import Reading

WRONG = "That email and password don't belong together. Check both."


@bp.get("/")
@access("public")
def welcome() -> ResponseReturnValue:
    """What this is; whoever is signed in goes straight to today."""
    if current_user.is_authenticated:
        return redirect(HOME)
    return page("welcome", signup=current_app.config["SETTINGS"].signup, signed_out="out" in request.args)


@bp.get("/login")
@access("public")
def login() -> ResponseReturnValue:
    """The form. `check`: somebody just signed in, so a missing cookie has a reason worth telling."""
    next_path = local_path(request.args.get("next", ""))
    if current_user.is_authenticated:
        return redirect(next_path)
    return sign_in_page(
        next_path, status=200, no_cookie="check" in request.args, was_reset="reset" in request.args
    )


@bp.post("/login")
@access("public", writes=False)
def sign_in() -> ResponseReturnValue:
    """Check the password, slowly and before any lock; then open a session."""
    reading = Reading(request.form)
    email = reading.take("email", parse_email, "")
    password = reading.take("password", parse_typed_password, "")
    if reading.errors:
        return _again(422, reading.errors)
    wait_s = throttling.seconds_to_wait(email, request.remote_addr, clock.utc_now())
    if wait_s:
        return _again(429, {"": slow_down(wait_s)}, retry_after_s=wait_s)
    try:
        user, rehashed = _identify(email, password)
    except TooBusyError:
        return _again(503, {"": BUSY}, retry_after_s=BUSY_S)
    begin_writing()
    if user is None:
        throttling.count_try(email, request.remote_addr, clock.utc_now())
        db.session.commit()
        return _again(422, {"": WRONG})
    return let_in(user, request.form.get("next", ""), rehashed=rehashed)


def _identify(email: str, password: str) -> tuple[User | None, str | None]:
    """Whose email and password these are; with a new hash where the stored one is of old costs."""
    user = queries.find_user_by_email(email)
    stored = user.password_hash if user else None
    if not is_correct(password, stored) or user is None or user.disabled_at:
        return None, None
    return user, hash_password(password) if wants_rehash(user.password_hash) else None


def let_in(user: User, next_path: str, *, rehashed: str | None = None) -> ResponseReturnValue:
    """Open a session and go on, by way of a look at whether the cookie came back. Commits."""
    checked = user.password_hash
    db.session.refresh(user)
    if user.password_hash != checked or user.disabled_at:  # changed while we were checking the old one
        return _again(422, {"": WRONG})
    if rehashed:
        user.password_hash = rehashed
    token = sessions.open_session(user, clock.utc_now())
    throttling.forget_account(user.email)
    db.session.commit()
    response = redirect(url_for("accounts.login", check=1, next=local_path(next_path)), 303)
    sessions.send_cookie(response, token)  # type: ignore[arg-type]
    return response


def _again(status: int, errors: Mapping[str, str], *, retry_after_s: int = 0) -> ResponseReturnValue:
    return sign_in_page(
        request.form.get("next", ""),
        status=status,
        retry_after_s=retry_after_s,
        email=request.form.get("email", ""),
        errors=errors,
    )


@bp.post("/logout")
@access("public")
def logout() -> ResponseReturnValue:
    """End this device's session; harmless when there is none."""
    session = current_session()
    if session:
        sessions.end_session(session.user_id, session.id, clock.utc_now())
        db.session.commit()
    return signed_out()


def signed_out() -> ResponseReturnValue:
    """To the first page, without the cookie and without copies of pages."""
    response = redirect(url_for("accounts.welcome", out=1), 303)
    sessions.drop_cookie(response)  # type: ignore[arg-type]
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
