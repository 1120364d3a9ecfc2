"""One set: tick, correct, remove, strike out of the records; and the way back."""

from __future__ import annotations

from uuid import UUID

from flask import abort
from flask.typing import ResponseReturnValue

from webapp.access import access
from webapp.domain.workout import Workout, WorkoutSet
from webapp.workouts import desk, forms, queries, verbs
from webapp.workouts.blueprint import bp
from webapp.workouts.draw import Refused
from webapp.workouts.forms import FormError


@bp.post("/workouts/<uuid:workout_id>/sets/<uuid:set_id>")
@access("own:workout")
def save_set(workout_id: UUID, set_id: UUID) -> ResponseReturnValue:
    at = desk.sit_down()
    workout = queries.find_set_in_place(at.lifter.id, workout_id, set_id) or desk.get_written(at, workout_id)
    one = _get_set(workout, set_id)
    form = desk.typed()
    gone = _why_gone(workout, one)
    if gone:
        return desk.refuse(at, workout_id, Refused(set_id, form, "done", gone), 409)
    try:
        read = forms.read_set(form)
    except FormError as error:
        return desk.refuse(at, workout_id, Refused(set_id, form, error.field, error.sentence))
    day = at.today if desk.came_from() == "today" else None
    desk.perform(at, verbs.save_set(workout, one, read, desk.operation_ids(at), at.now, day))
    return desk.go_back(workout, f"set-{set_id}")


@bp.post("/workouts/<uuid:workout_id>/sets/<uuid:set_id>/remove")
@access("own:workout")
def remove_set(workout_id: UUID, set_id: UUID) -> ResponseReturnValue:
    at = desk.sit_down()
    workout = desk.get_written(at, workout_id)
    one = _get_set(workout, set_id)
    desk.perform(at, verbs.change("set", set_id, {"deleted_at": at.now}, desk.operation_ids(at)))
    return desk.go_back(workout, f"exercise-{one.workout_exercise_id}", did="set-removed", row=set_id)


@bp.post("/workouts/<uuid:workout_id>/sets/<uuid:set_id>/restore")
@access("own:workout")
def restore_set(workout_id: UUID, set_id: UUID) -> ResponseReturnValue:
    at = desk.sit_down()
    workout = desk.get_written(at, workout_id)
    _get_set(workout, set_id)
    desk.perform(at, verbs.change("set", set_id, {"deleted_at": None}, desk.operation_ids(at)))
    return desk.go_back(workout, f"set-{set_id}")


@bp.post("/workouts/<uuid:workout_id>/sets/<uuid:set_id>/strike")
@access("own:workout")
def strike_set(workout_id: UUID, set_id: UUID) -> ResponseReturnValue:
    """It counts as no record, whatever its numbers say."""
    return _strike(workout_id, set_id, is_struck=True)


@bp.post("/workouts/<uuid:workout_id>/sets/<uuid:set_id>/unstrike")
@access("own:workout")
def unstrike_set(workout_id: UUID, set_id: UUID) -> ResponseReturnValue:
    return _strike(workout_id, set_id, is_struck=False)


def _strike(workout_id: UUID, set_id: UUID, *, is_struck: bool) -> ResponseReturnValue:
    at = desk.sit_down()
    workout = desk.get_written(at, workout_id)
    _get_set(workout, set_id)
    desk.perform(at, verbs.change("set", set_id, {"struck": is_struck}, desk.operation_ids(at)))
    did = "set-struck" if is_struck else None
    return desk.go_back(workout, f"set-{set_id}", did=did, row=set_id if did else None)


def _get_set(workout: Workout, set_id: UUID) -> WorkoutSet:
    return workout.set(set_id) or abort(404)


def _why_gone(workout: Workout, one: WorkoutSet) -> str | None:
    """Why a set can't be saved any more: it, its exercise or its workout was removed meanwhile."""
    part = workout.exercise(one.workout_exercise_id)
    if workout.deleted_at:
        return "This workout was deleted meanwhile. Restore it, then save again."
    if part is None or part.deleted_at:
        return "This exercise was removed meanwhile. Add it back, then save again."
    if one.deleted_at:
        return "This set was removed meanwhile. Add a set and enter it there."
    return None
