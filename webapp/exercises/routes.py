"""The library: every exercise with its steps, cues and neighbours."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from webapp import catalogue
from webapp.access import access
from webapp.domain.exercise import Exercise

bp = Blueprint("exercises", __name__)

QUERY_LENGTH = 80


@bp.get("/exercises")
@access("self")
def index() -> ResponseReturnValue:
    query = request.args.get("q", "")[:QUERY_LENGTH]
    return render_template("exercises/index.html", query=query, results=catalogue.find_exercises(query))


@bp.get("/exercises/<slug>")
@access("self")
def show(slug: str) -> ResponseReturnValue:
    exercise = catalogue.exercise(slug) or abort(404)
    neighbours = {
        "easier": _all(exercise.easier),
        "harder": _all(exercise.harder),
        "alternatives": _all(exercise.alternatives),
    }
    return render_template("exercises/show.html", exercise=exercise, neighbours=neighbours)


def _all(slugs: tuple[str, ...]) -> list[Exercise]:
    exercises = catalogue.exercises()
    return [exercises[slug] for slug in slugs]
