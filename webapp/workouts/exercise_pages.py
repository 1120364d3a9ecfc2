"""The exercises of a workout: add, note, skip, remove; and the way back."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from webapp import catalogue
from webapp.access import access
from webapp.domain.dropping import dropped
from webapp.domain.exercise_notes import keep
from webapp.domain.ids import new_id
from webapp.domain.limitations import mark
from webapp.domain.operations import Operation
from webapp.domain.planning import as_operations
from webapp.domain.program import SetKind
from webapp.domain.superset import LETTER
from webapp.domain.workout import Workout, WorkoutExercise
from webapp.workouts import desk, forms, offers, pairing, plans, queries, verbs
from webapp.workouts.blueprint import bp
from webapp.workouts.desk import Desk
from webapp.workouts.draw import Refused
from webapp.workouts.forms import FormError

QUERY_LENGTH = 80
KINDS: dict[str, SetKind] = {"working": "working", "drop": "drop", "amrap": "amrap"}
"""What may be added: warm-ups are worked out, back-offs prescribed."""

REMOVED = "This exercise was removed meanwhile. Add it back, then try again."


@bp.get("/workouts/<uuid:workout_id>/add")
@access("own:workout")
def choose_exercise(workout_id: UUID) -> ResponseReturnValue:
    at = desk.sit_down()
    workout = desk.get_workout(at, workout_id)
    query = request.args.get("q", "")[:QUERY_LENGTH]
    results = catalogue.find_exercises(query)
    return render_template(
        "workouts/choose-exercise.html",
        workout_id=workout_id,
        workout=workout,
        query=query,
        results=results,
        marks={one.slug: mark(one, desk.limits_of(at.lifter)) for one in results},
        token=new_id(at.now),
        back=desk.came_from(),
    )


@bp.post("/workouts/<uuid:workout_id>/exercises")
@access("own:workout")
def add_exercise(workout_id: UUID) -> ResponseReturnValue:
    """An exercise of the catalogue, or an optional one of the plan."""
    at = desk.sit_down(with_plan=True)
    workout = desk.get_living(at, workout_id)
    operations = _added(at, workout)
    desk.perform(at, operations)
    return desk.go_back(workout, f"exercise-{operations[0].entity_id}")


def _added(at: Desk, workout: Workout) -> list[Operation]:
    if "prescription" in request.form:
        day = plans.find_day(at.running, workout)
        chosen = offers.find_optional(day, request.form["prescription"]) if day else None
        if day is None or chosen is None:
            abort(409, description="That exercise isn't in the plan any more. Choose one from the list.")
        performed = queries.last_performed(at.lifter.id, [chosen.exercise], workout.on)
        rows = offers.rows_of(day, workout, chosen, performed, desk.equipment_of(at.lifter))
        if workout.exercise(rows[0].id) is None:
            return as_operations(rows, day.running.plan.born)
        back = {"deleted_at": None}  # removed before: it comes back as it was
        return verbs.change("workout_exercise", rows[0].id, back, desk.operation_ids(at))
    exercise = desk.chosen_exercise()
    last = queries.last_sets(at.lifter.id, exercise.slug, workout.on)
    return verbs.add_exercise(workout, exercise, last, desk.operation_ids(at), desk.row_ids(at))


@bp.post("/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>")
@access("own:workout")
def save_exercise(workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    """What is noted of the exercise: in this workout, and for every one."""
    at = desk.sit_down()
    workout = desk.get_living(at, workout_id)
    part = _part(workout, exercise_id)
    if part.deleted_at:
        refused = Refused(exercise_id, desk.typed(), "note", REMOVED)
        return desk.refuse(at, workout_id, refused, 409)
    try:
        fields, kept = forms.read_note(desk.typed()), forms.read_kept_note(desk.typed())
    except FormError as error:
        return desk.refuse(at, workout_id, Refused(exercise_id, desk.typed(), error.field, error.sentence))
    ids = desk.operation_ids(at)
    operations = verbs.change("workout_exercise", exercise_id, fields, ids)
    if kept is not None:
        shown = forms.shown(desk.typed()).get("of", part.exercise)  # it may have been swapped since
        notes = desk.exercise_notes_of(at.lifter)
        operations += keep(shown, kept, notes, ids, desk.row_ids(at), at.now)
    desk.perform(at, operations)
    return desk.go_back(workout, f"exercise-{exercise_id}")


@bp.post("/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/skip")
@access("own:workout")
def skip_exercise(workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    return _change(desk.sit_down(), workout_id, exercise_id, {"skipped": True}, did="exercise-skipped")


@bp.post("/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/unskip")
@access("own:workout")
def unskip_exercise(workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    return _change(desk.sit_down(), workout_id, exercise_id, {"skipped": False})


@bp.post("/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/remove")
@access("own:workout")
def remove_exercise(workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    at = desk.sit_down()
    return _change(at, workout_id, exercise_id, {"deleted_at": at.now}, did="exercise-removed")


@bp.post("/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/restore")
@access("own:workout")
def restore_exercise(workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    return _change(desk.sit_down(), workout_id, exercise_id, {"deleted_at": None})


@bp.post("/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/sets")
@access("own:workout")
def add_set(workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    at = desk.sit_down()
    workout = desk.get_living(at, workout_id)
    part = _part(workout, exercise_id)
    if part.deleted_at:
        abort(409, description=REMOVED)
    exercise = catalogue.exercise(part.exercise) or abort(404)
    kind = KINDS.get(request.form.get("kind", "working"))
    if kind is None:
        abort(
            422, description="A set is a working set, a drop set or an all-out one. Go back and choose one."
        )
    lighter = None
    if kind == "drop":
        lighter = partial(dropped, exercise=exercise, equipment=desk.equipment_of(at.lifter, workout))
    operations = verbs.add_set(part, exercise, desk.operation_ids(at), desk.row_ids(at), kind, lighter)
    desk.perform(at, operations)
    return desk.go_back(workout, f"set-{operations[0].entity_id}")


@bp.post("/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/move")
@access("own:workout")
def move_exercise(workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    """One place up or down; at the end of the list it stays where it is."""
    at = desk.sit_down()
    workout = desk.get_living(at, workout_id)
    _part(workout, exercise_id)
    by = {"up": -1, "down": 1}.get(request.form.get("by", ""))
    if by is None:
        abort(422, description="An exercise moves up or down. Go back and choose one.")
    desk.perform(at, verbs.move_exercise(workout, exercise_id, by, desk.operation_ids(at)))
    return desk.go_back(workout, f"exercise-{exercise_id}")


@bp.post("/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/join")
@access("own:workout")
def join_superset(workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    """A superset with the exercise behind; with a letter in the address, the way back into the one it left.

    Where there is none behind, or it is joined already, nothing changes.
    """
    at = desk.sit_down()
    letter = request.args.get("letter", "")
    if letter:
        if not LETTER.fullmatch(letter):
            abort(422, description="There is no such superset. Join the exercises again.")
        return _change(at, workout_id, exercise_id, {"superset": letter})
    workout = desk.get_living(at, workout_id)
    _part(workout, exercise_id)
    operations = pairing.join_next(workout, exercise_id, desk.operation_ids(at))
    desk.perform(at, operations)
    told = {"did": "superset-joined", "row": operations[0].entity_id} if operations else {}
    return desk.go_back(workout, f"exercise-{exercise_id}", **told)


@bp.post("/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/leave")
@access("own:workout")
def leave_superset(workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    at = desk.sit_down()
    workout = desk.get_living(at, workout_id)
    was = _part(workout, exercise_id).superset
    told = {"did": "superset-left", "row": exercise_id, "was": was} if was else {}
    desk.perform(
        at, verbs.change("workout_exercise", exercise_id, {"superset": None}, desk.operation_ids(at))
    )
    return desk.go_back(workout, f"exercise-{exercise_id}", **told)


def _change(
    at: Desk, workout_id: UUID, exercise_id: UUID, fields: dict[str, object], did: str | None = None
) -> ResponseReturnValue:
    workout = desk.get_written(at, workout_id)
    _part(workout, exercise_id)
    desk.perform(at, verbs.change("workout_exercise", exercise_id, fields, desk.operation_ids(at)))
    anchor = None if fields.get("deleted_at") else f"exercise-{exercise_id}"
    return desk.go_back(workout, anchor, did=did, row=exercise_id if did else None)


def _part(workout: Workout, exercise_id: UUID) -> WorkoutExercise:
    return workout.exercise(exercise_id) or abort(404)
