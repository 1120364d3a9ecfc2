"""The same for everybody, signed in or not: nothing here looks at who asks."""

from __future__ import annotations

import json

from flask import Blueprint, Response, current_app, render_template

from webapp.access import access
from webapp.assets import build_id
from webapp.config import Settings
from webapp.pwa.manifest import manifest
from webapp.pwa.modules import needed_by
from webapp.pwa.worker import farewell, source
from webapp.workouts import kit

bp = Blueprint("pwa", __name__)

_ASK_EACH_TIME = "public, no-cache"


@bp.get("/sw.js")
@access("public")
def worker() -> Response:
    """At the root, because a worker serves only what lies below its own address."""
    settings: Settings = current_app.config["SETTINGS"]
    body = source() if settings.worker == "on" else farewell()
    return _everybodys(body, "text/javascript; charset=utf-8")


@bp.get("/manifest.webmanifest")
@access("public")
def web_manifest() -> Response:
    return _everybodys(json.dumps(manifest(), ensure_ascii=False), "application/manifest+json")


@bp.get("/shell/today")
@access("public")
def shell() -> Response:
    """The page of a day without the day: the phone's own store fills it."""
    modules = needed_by("js/page/main.js", "js/page/enhance/shell.js")
    return _kept_by_the_worker(
        "shell", modules=modules, page=kit.blank_workout(), forgotten=kit.blank_forgotten()
    )


@bp.get("/shell/exercises")
@access("public")
def exercises() -> Response:
    """The catalogue, and what adding an exercise to a workout is drawn with."""
    return _kept_by_the_worker("exercises", exercises=kit.exercises(), blanks=kit.blanks())


@bp.get("/offline")
@access("public")
def offline() -> Response:
    """What stands in for a page that can't be had."""
    return _kept_by_the_worker("offline")


def _kept_by_the_worker(name: str, **shown: object) -> Response:
    """With a mark of ours: a captive portal's page must never be kept under this name."""
    response = _everybodys(render_template(f"pwa/{name}.html", **shown), "text/html; charset=utf-8")
    response.headers["X-Offline"] = f"{name}; build={build_id()}"
    return response


def _everybodys(body: str, content_type: str) -> Response:
    return Response(body, content_type=content_type, headers={"Cache-Control": _ASK_EACH_TIME})
