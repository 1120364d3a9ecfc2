"""The library: every exercise with its steps, cues and neighbours."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, render_template, request, url_for
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
    """`workout`: whoever looks it up in the middle of a workout finds the way back to it."""
    exercise = catalogue.exercise(slug) or abort(404)
    neighbours = {
        "easier": _all(exercise.easier),
        "harder": _all(exercise.harder),
        "alternatives": _all(exercise.alternatives),
    }
    return render_template(
        "exercises/show.html",
        exercise=exercise,
        neighbours=neighbours,
        back=_way_back(),
        workout=_workout_id(),
    )


def _workout_id() -> UUID | None:
    try:
        return UUID(request.args.get("workout", ""))
    except ValueError:
        return None


def _way_back() -> str | None:
    """The page with the workout; None for whoever didn't come from one."""
    workout_id = _workout_id()
    if workout_id is None:
        return None
    if request.args.get("from") == "today":
        return url_for("workouts.today")
    return url_for("workouts.show", workout_id=workout_id)


def _all(slugs: tuple[str, ...]) -> list[Exercise]:
    exercises = catalogue.exercises()
    return [exercises[slug] for slug in slugs]
