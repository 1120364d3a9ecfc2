"""Making an account."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flask import current_app, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import HOME, access
from webapp.accounts import actions, queries, throttling
from webapp.accounts.answers import BUSY, BUSY_S, page, slow_down
from webapp.accounts.blueprint import bp
from webapp.accounts.forms import SignUpForm, read_sign_up
from webapp.accounts.passwords import TooBusyError, hash_password, is_correct
from webapp.accounts.sign_in_pages import let_in
from webapp.accounts.units import usual_unit
from webapp.accounts.zones import zone_choices
from webapp.database import begin_writing
from webapp.extensions import db

TRAINING, COACHING = "/start", "/coach"
"""Where a new account begins."""

TAKEN = "There is already an account with this address. Sign in instead."
SENT_TWICE = timedelta(minutes=10)


@bp.get("/signup")
@access("public")
def signup() -> ResponseReturnValue:
    """The form, or why there is none. `coach=1`: for somebody who wants to coach; `next`: where it leads."""
    if current_user.is_authenticated:
        return redirect(HOME)
    if not _is_open():
        return _closed(200)
    asked = {name: request.args.get(name, "") for name in ("coach", "next")}
    return _form({**asked, "unit": usual_unit(request.accept_languages.values())}, {})


@bp.post("/signup")
@access("public", writes=False)
def sign_up() -> ResponseReturnValue:
    """Hash the password, slowly and before any lock; then make the account and open a session."""
    if not _is_open():
        return _closed(403)
    form = read_sign_up(request.form)
    if form.errors:
        return _form(request.form, form.errors, status=422)
    wait_s = throttling.seconds_to_wait(None, request.remote_addr, clock.utc_now())
    if wait_s:
        return _form(request.form, {"": slow_down(wait_s)}, status=429, retry_after_s=wait_s)
    try:
        return _create(form)
    except TooBusyError:
        return _form(request.form, {"": BUSY}, status=503, retry_after_s=BUSY_S)


def _create(form: SignUpForm) -> ResponseReturnValue:
    password_hash, now = hash_password(form.password), clock.utc_now()
    begin_writing()
    throttling.count_try(None, request.remote_addr, now)
    try:
        user = actions.create_user(
            email=form.email,
            name=form.name,
            password_hash=password_hash,
            zone=form.zone,
            unit=form.unit,
            is_coach=form.is_coach,
            now=now,
        )
    except actions.EmailTakenError:
        db.session.commit()
        return _taken(form)
    return let_in(user, _first_page(form))


def _taken(form: SignUpForm) -> ResponseReturnValue:
    """A form sent twice means the account that it has just made; anything else is somebody's account."""
    user = queries.find_user_by_email(form.email)
    db.session.commit()  # the password is checked without a lock
    is_twice = user is not None and clock.utc_now() - user.created_at < SENT_TWICE
    if user and is_twice and not user.disabled_at and is_correct(form.password, user.password_hash):
        return let_in(user, _first_page(form))
    return _form(request.form, {"email": TAKEN}, status=422)


def _first_page(form: SignUpForm) -> str:
    """Back to whatever led here, an invitation for one."""
    return request.form.get("next") or (COACHING if form.is_coach else TRAINING)


def _is_open() -> bool:
    return bool(current_app.config["SETTINGS"].signup == "open")


def _closed(status: int) -> ResponseReturnValue:
    return page("signup_closed", status=status, signup=current_app.config["SETTINGS"].signup)


def _form(
    form: Mapping[str, str], errors: Mapping[str, str], *, status: int = 200, retry_after_s: int = 0
) -> ResponseReturnValue:
    return page(
        "signup",
        status=status,
        retry_after_s=retry_after_s,
        form=form,
        unit=form.get("unit") or "kg",
        errors=errors,
        zones=zone_choices("UTC") if "zone" in errors else (),
    )
