"""The library: every exercise with its steps, cues and neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import catalogue
from webapp.access import access
from webapp.domain.exercise import Exercise
from webapp.domain.limitations import mark, split
from webapp.exercises.limits import list_limits

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
    limits = list_limits(current_user.id)
    near = {"easier": exercise.easier, "harder": exercise.harder, "alternatives": exercise.alternatives}
    neighbours = {name: split(_all(slugs), limits)[0] for name, slugs in near.items()}
    everything = dict.fromkeys(slug for slugs in near.values() for slug in slugs)
    return render_template(
        "exercises/show.html",
        exercise=exercise,
        neighbours=neighbours,
        left_out=split(_all(everything), limits)[1],
        limit=mark(exercise, limits),
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


def _all(slugs: Iterable[str]) -> list[Exercise]:
    exercises = catalogue.exercises()
    return [exercises[slug] for slug in slugs]
