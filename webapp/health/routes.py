"""For whoever watches the server: is the process alive, does the database answer."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.access import access
from webapp.extensions import db

bp = Blueprint("health", __name__)

HEADERS = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}


@bp.get("/healthz")
@access("public")
def process() -> ResponseReturnValue:
    return "ok\n", 200, HEADERS


@bp.get("/readyz")
@access("public")
def database() -> ResponseReturnValue:
    """503 while the database doesn't answer, through the error handler."""
    db.session.execute(sa.select(1))
    return "ok\n", 200, HEADERS
