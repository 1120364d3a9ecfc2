"""What a phone talks to: JSON in, JSON out, never a redirect, never a page."""

from __future__ import annotations

import msgspec
from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import access, is_long_unseen, note_seen
from webapp.database import begin_reading, begin_writing
from webapp.sync.answer import answer
from webapp.sync.description import document
from webapp.sync.wire import MIN_SCHEMA, SCHEMA, EnvelopeError, Request, decode_request
from webapp.workouts import desk

bp = Blueprint("sync", __name__)

RETRY_AFTER_S = 300

_encode = msgspec.json.Encoder().encode


@bp.get("/api/session")
@access("self")
def session() -> ResponseReturnValue:
    """Who is signed in."""
    return _json({"user": str(current_user.id), "name": current_user.name, "unit": current_user.unit}, 200)


@bp.get("/api/openapi.json")
@access("public")
def description() -> ResponseReturnValue:
    """This door, for programs."""
    told = _json(document(), 200)
    told.headers["Cache-Control"] = "public, max-age=3600"
    return told


@bp.post("/api/sync")
@access("self", writes=False)
def sync() -> ResponseReturnValue:
    if request.mimetype != "application/json":
        return _error(415, "content_type", "Send application/json.")
    try:
        asked = decode_request(request.get_data())
        _check_who_and_what(asked)
    except EnvelopeError as error:
        return _error(error.status, error.error, error.message)
    if is_long_unseen(with_news=bool(asked.ops)):
        begin_writing()
        note_seen()
        begin_reading()
    return _json(answer(desk.sit_down(with_plan=True, zone=asked.zone), asked), 200)


def _check_who_and_what(asked: Request) -> None:
    if asked.user != str(current_user.id):
        raise EnvelopeError(
            409, "user_mismatch", f"Signed in as {current_user.name}; these are somebody else's."
        )
    if asked.schema < MIN_SCHEMA:
        raise EnvelopeError(426, "too_old", "This version of the app is too old to sync. Load it anew.")
    if asked.schema > SCHEMA:
        raise EnvelopeError(503, "too_new", "This server is being updated. Your sets wait on the phone.")


def _error(status: int, error: str, message: str) -> Response:
    told = _json({"error": error, "message": message}, status)
    if status == 503:
        told.headers["Retry-After"] = str(RETRY_AFTER_S)
    return told


def _json(body: object, status: int) -> Response:
    """An answer of ours: without the header, a phone takes it for a captive portal's."""
    response = Response(_encode(body), status, content_type="application/json")
    response.headers["X-Backday"] = "1"
    response.headers["Cache-Control"] = "no-store"
    return response
