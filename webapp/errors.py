"""What a person reads when something can't be had: plain words, and the way out."""

from __future__ import annotations

import logging

import sqlalchemy as sa
from flask import Flask, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from webapp.database import sqlite_module
from webapp.extensions import db

log = logging.getLogger(__name__)

RETRY_AFTER_S = 5

OUR_BUGS = ("no such", "syntax error", "has no column")
"""What SQLite says, with the same class as for a full disk, when the statement is wrong."""

WORDS = {
    400: ("That can't be read", "The request was cut short or mangled. Go back and try once more."),
    403: ("Not from here", "It came from another site, so nothing was changed. Open Backday and try there."),
    404: ("Not here", "There is nothing at this address, or it isn't yours."),
    405: ("Not this way", "This address doesn't take that. Go back and use the buttons there."),
    408: ("Too slow", "The connection stalled before everything arrived. Nothing was changed; try again."),
    409: ("Changed meanwhile", "Something else happened to this in the meantime. Look at it afresh."),
    413: ("Too much at once", "That is larger than anything Backday takes. Shorten it and try again."),
    429: ("Slow down", "Too many tries. Wait a little and try again."),
    500: ("That went wrong", "The fault is ours and has been noted. What you logged before is safe."),
    503: ("Busy for a moment", "Nothing was changed and nothing is lost. Try again in a few seconds."),
}


def init_app(app: Flask) -> None:
    """Answer every failure with a page, or with JSON below /api/."""
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(sa.exc.OperationalError, answer_database)
    app.register_error_handler(sqlite_module().OperationalError, answer_database)  # from BEGIN
    app.register_error_handler(Exception, answer_bug)


def answer_http(error: HTTPException) -> ResponseReturnValue:
    """A refusal that a view, or routing, decided on."""
    if error.response is not None:
        return error.response
    status = error.code or 500
    described = error.description if error.description != type(error).description else None
    response = make_response(failure(status, described))
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def answer_database(error: Exception) -> ResponseReturnValue:
    """The disk is full or read-only, or the database is away: reads may go on, and nothing is lost."""
    reason = str(getattr(error, "orig", error))
    if any(word in reason for word in OUR_BUGS):
        return answer_bug(error)
    db.session.rollback()
    log.error("The database refused: %s", reason)
    response = make_response(failure(503, None))
    response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response


def answer_bug(error: Exception) -> ResponseReturnValue:
    """Our mistake: logged whole, answered in few words."""
    db.session.rollback()
    log.exception("Unhandled on %s %s", request.method, request.path, exc_info=error)
    return failure(500, None)


def failure(status: int, sentence: str | None) -> ResponseReturnValue:
    """The page, or the JSON, for a status."""
    heading, usual = WORDS.get(status, WORDS[400 if status < 500 else 500])
    if request.path.startswith("/api/"):
        answer = jsonify(error=heading, message=sentence or usual)
        answer.headers["X-Backday"] = "1"
        return answer, status
    bare = status >= 500  # nobody is looked up in a database that just failed
    page = render_template(
        "errors/error.html", status=status, heading=heading, sentence=sentence or usual, bare=bare
    )
    return page, status
