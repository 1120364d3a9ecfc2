"""Where a workout is done, and in which unit its loads are shown and typed."""

from __future__ import annotations

from uuid import UUID

from flask import abort, request
from flask.typing import ResponseReturnValue

from webapp.access import access
from webapp.domain.load import UNITS
from webapp.workouts import desk, verbs
from webapp.workouts.blueprint import bp
from webapp.workouts.desk import Desk


@bp.post("/workouts/<uuid:workout_id>/setting")
@access("own:workout")
def change_setting(workout_id: UUID) -> ResponseReturnValue:
    """Another gym, another unit, or both; what was typed and what is planned stay as they are."""
    at = desk.sit_down()
    workout = desk.get_living(at, workout_id)
    fields: dict[str, object] = {}
    if "gym" in request.form:
        fields["gym"] = _gym(at, request.form["gym"])
    if "unit" in request.form:
        fields["unit"] = request.form["unit"]
        if fields["unit"] not in UNITS:
            abort(422, description="Loads are in kg or lb. Go back and choose one.")
    desk.perform(at, verbs.change("workout", workout_id, fields, desk.operation_ids(at)))
    return desk.go_back(workout)


def _gym(at: Desk, typed: str) -> UUID:
    found = next((one.id for one in desk.places_of(at.lifter) if str(one.id) == typed), None)
    return found or abort(422, description="You have no such gym. Go back and choose one.")
