"""Warm-ups for one exercise of a workout."""

from __future__ import annotations

from uuid import UUID

from flask import abort
from flask.typing import ResponseReturnValue

from webapp import catalogue
from webapp.access import access
from webapp.workouts import desk, warming
from webapp.workouts.blueprint import bp
from webapp.workouts.exercise_pages import REMOVED


@bp.post("/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/warmups")
@access("own:workout")
def add_warmups(workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    """Sets before the first one, from its load as the page shows it; a sentence where there are none.

    Where they are there already, the form was sent twice.
    """
    at = desk.sit_down(with_plan=True)
    workout = desk.with_targets(at, desk.get_living(at, workout_id))
    part = workout.exercise(exercise_id) or abort(404)
    if part.deleted_at or part.exercise not in catalogue.exercises():
        abort(409, description=REMOVED)
    if any(one.kind == "warmup" for one in part.shown_sets):
        return desk.go_back(workout, f"exercise-{exercise_id}")
    equipment, away = desk.equipment_of(at.lifter, workout), desk.equipment_away(at.lifter, workout)
    found = warming.ramp_of(workout, part, catalogue.exercises(), equipment, away)
    if not found.steps:
        return desk.go_back(workout, did=f"warmups-{found.why}", row=exercise_id)
    operations = warming.add_warmups(part, found.steps, desk.operation_ids(at), desk.row_ids(at))
    desk.perform(at, operations)
    return desk.go_back(workout, f"exercise-{exercise_id}")
