"""Who may use a view: the policy decorator, the signed-in person, deny by default.

Each view says who may use it. `own:` and `see:` only demand a sign-in here; the person-first query in the
view decides whose thing it is, and the authorization matrix in the tests proves that the two agree.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import unquote_to_bytes, urlsplit

import sqlalchemy as sa
from flask import Flask, Request, abort, current_app, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.database import begin_writing
from webapp.extensions import db, login_manager
from webapp.models import Session, User
from webapp.models.session import IDLE, LIFETIME

View = TypeVar("View", bound=Callable[..., Any])

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
SEEN_EVERY = timedelta(hours=1)
SEEN_WITH_NEWS_EVERY = timedelta(minutes=1)
"""Who brings something is heard to the minute: a coach who looks at it then is told "just now"."""
HOME = "/today"

_RULE = re.compile(r"public|self|(own|see):[a-z_]+")


@dataclass(frozen=True, slots=True)
class Policy:
    """rule: see `access`. writes: whether a POST gets the write lock before its view runs."""

    rule: str
    writes: bool


def access(rule: str, *, writes: bool = True) -> Callable[[View], View]:
    """Declare who may use a view; goes directly under its route.

    rule: `public`; `self` for anybody signed in; `own:workout`, `see:workout` for what a query decides.
    writes: False for a view that has slow work to do first and calls `begin_writing` itself.
    """
    if not _RULE.fullmatch(rule):
        raise ValueError(f"No such access rule: {rule}")

    def declare(view: View) -> View:
        vars(view)["access"] = Policy(rule, writes)
        return view

    return declare


def policies(app: Flask) -> dict[str, str]:
    """Endpoint to rule, for every view that declares one."""
    found = {endpoint: _policy(app, endpoint) for endpoint in app.view_functions}
    return {endpoint: policy.rule for endpoint, policy in found.items() if policy}


def _policy(app: Flask, endpoint: str) -> Policy | None:
    return getattr(app.view_functions.get(endpoint), "access", None)


def init_app(app: Flask) -> None:
    """Guard every request to this app."""
    # A cookie of this name would keep Flask-Login from asking us; on loopback, cookies of other servers
    # arrive here too, and `remember_token` is what they call it.
    app.config["REMEMBER_COOKIE_NAME"] = "__Host-not-used-by-backday"
    login_manager.session_protection = None
    login_manager.request_loader(_load_user)
    login_manager.unauthorized_handler(_ask_to_sign_in)
    app.before_request(_guard)


def _guard() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # an unknown address or method: routing has the answer
    policy = _policy(current_app, request.endpoint)
    if policy is None:
        abort(404)
    is_unsafe = request.method not in SAFE_METHODS
    if is_unsafe:
        _refuse_other_sites()
        _read_body()
    if policy.rule != "public" and not current_user.is_authenticated:
        return _ask_to_sign_in()
    if is_unsafe and policy.writes:
        begin_writing()
        if is_long_unseen():
            note_seen()
    return None


def _read_body() -> None:
    """All of it, now: a slow phone must not hold the write lock later. 400 for bytes that are no text."""
    if request.mimetype != "application/x-www-form-urlencoded":
        request.get_data(parse_form_data=True)
        return
    try:
        unquote_to_bytes(request.get_data()).decode()
    except UnicodeDecodeError:
        # Half an emoji; the form parser would turn it into percent signs and let it pass for text.
        abort(400, description="Something in the form can't be read as text. Go back and type it again.")


# The signed-in person


def hash_token(token: str) -> bytes:
    """What is stored of a token; being 256 random bits, it needs no slow hash."""
    return hashlib.sha256(token.encode(errors="replace")).digest()


def cookie_name() -> str:
    """`__Host-` demands Secure, which Safari refuses on plain-HTTP loopback."""
    return "__Host-sid" if request.is_secure else "sid"


def current_session() -> Session | None:
    """The session of this request, if it has a living one."""
    return g.get("session") if current_user.is_authenticated else None


def is_alive() -> sa.ColumnElement[bool]:
    """Which sessions may be used, as of the time in `alive_at`."""
    return sa.and_(
        Session.revoked_at.is_(None),
        Session.seen_at > sa.bindparam("seen_since"),
        Session.born_at > sa.bindparam("born_since"),
    )


def alive_at(now: datetime) -> dict[str, datetime]:
    """The parameters that `is_alive` asks for."""
    return {"seen_since": now - IDLE, "born_since": now - LIFETIME}


# Made once: it runs with every request, and putting it together costs more than running it.
_SIGNED_IN = (
    sa.select(Session, User)
    .join(User, User.id == Session.user_id)
    .where(
        Session.id_hash == sa.bindparam("id_hash"),
        is_alive(),
        User.disabled_at.is_(None),
    )
)


def _load_user(asked: Request) -> User | None:
    """Who the cookie belongs to, in one statement; None if its session is over or its user disabled."""
    token = asked.cookies.get(cookie_name())
    if not token:
        return None
    presented = {"id_hash": hash_token(token), **alive_at(clock.utc_now())}
    row = db.session.execute(_SIGNED_IN, presented).one_or_none()
    if row is None:
        return None
    g.session = row.Session
    return row.User  # type: ignore[no-any-return]


def is_long_unseen(with_news: bool = False) -> bool:
    """Whether this request is to be noted as a sign of life; at most once an hour, or a minute with news."""
    session, every = current_session(), SEEN_WITH_NEWS_EVERY if with_news else SEEN_EVERY
    return session is not None and clock.utc_now() - session.seen_at >= every


def note_seen() -> None:
    """Keep the session from going idle, and tell when this device was last heard. Needs the write lock."""
    if session := current_session():
        seen = sa.update(Session).where(Session.id == session.id)
        db.session.execute(seen.values(seen_at=clock.utc_now()))


# Not signed in


def sign_in_page(
    next_path: str, *, status: int, retry_after_s: int = 0, **needs: object
) -> ResponseReturnValue:
    """The sign-in form; it leads to `next_path` when it is a path of ours."""
    page = render_template("accounts/login.html", next=local_path(next_path), **needs)
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    if retry_after_s:
        response.headers["Retry-After"] = str(retry_after_s)
    return response


def local_path(text: str) -> str:
    """The path if it stays on this server, else `/today`."""
    if not text.startswith("/") or text.startswith("//") or len(text) > 1000:
        return HOME
    # Browsers drop tabs and line ends and read a backslash as a slash: "/\t/evil.example" leaves.
    if any(char <= " " or char in "\\\x7f" for char in text):
        return HOME
    return text


def _ask_to_sign_in() -> ResponseReturnValue:
    if request.path.startswith("/api/"):
        answer = jsonify(error="signed_out", message="Sign in to go on.")
        answer.headers["X-Backday"] = "1"
        return answer, 401
    return sign_in_page(_way_back(), status=401)


def _way_back() -> str:
    """Where the person was: a form's page rather than its address, which takes only POSTs."""
    if request.method in SAFE_METHODS:
        return request.full_path.removesuffix("?")
    try:
        referer = urlsplit(request.referrer or "")
    except ValueError:
        return HOME
    if f"{referer.scheme}://{referer.netloc}" != _our_origin():
        return HOME
    return f"{referer.path}?{referer.query}" if referer.query else referer.path


# Other sites


def _refuse_other_sites() -> None:
    """403 for a form or script of another site. No token, so nothing can go stale in a cached page."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        allowed = site in ("same-origin", "none")
    elif origin is not None:
        allowed = origin.lower() == _our_origin()
    else:
        allowed = cookie_name() not in request.cookies
    if not allowed:
        abort(
            403,
            description="This came from another site, so nothing was changed. Open Backday and try there.",
        )


def _our_origin() -> str:
    return f"{request.scheme}://{request.host}".lower()
