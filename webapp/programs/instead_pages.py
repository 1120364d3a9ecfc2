"""Another exercise from now on: the page that says what that changes, and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import catalogue
from webapp.access import access
from webapp.domain.exercise import Exercise
from webapp.domain.ids import new_id
from webapp.domain.limitations import mark
from webapp.domain.load import Load, parse_load
from webapp.domain.operations import Operation
from webapp.domain.program import Program
from webapp.domain.workout import Workout, WorkoutExercise, WorkoutSet
from webapp.programs import instead, revision
from webapp.programs.blueprint import bp
from webapp.programs.forms import MEANINGS
from webapp.programs.instead import Change
from webapp.workouts import actions as workouts
from webapp.workouts import desk, plans, queries, swapping, words
from webapp.workouts.desk import Desk
from webapp.workouts.swap_pages import REMOVED, means, substitution


@bp.get("/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/instead")
@access("own:workout")
def choose_instead(workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    at = desk.sit_down(with_plan=True)
    workout = desk.get_workout(at, workout_id)
    part = workout.exercise(exercise_id) or abort(404)
    to = catalogue.exercise(request.args.get("to", ""))
    change = _change(at, workout, part, to) if to else None
    if change is None:
        return _to_the_list(workout_id, exercise_id)
    return _page(at, workout, part, change, "", None), 200


@bp.post("/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/instead")
@access("own:workout")
def swap_for_good(workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    """This workout and the program's coming days; `load`: what to begin with where nothing was done."""
    at = desk.sit_down(with_plan=True)
    workouts.queue_up(at.lifter.id, at.now)
    workout = desk.get_living(at, workout_id)
    part = workout.exercise(exercise_id) or abort(404)
    to = desk.chosen_exercise()
    change_id = next(desk.row_ids(at))
    if revision.is_done(at.lifter.id, change_id):
        return desk.go_back(workout, f"exercise-{exercise_id}")
    if part.deleted_at:
        abort(409, description=REMOVED)
    change = _change(at, workout, part, to)
    if change is None:
        return _to_the_list(workout_id, exercise_id)
    typed = request.form.get("load", "")
    try:
        load = parse_load(typed, at.lifter.unit)
    except ValueError as error:
        return _page(at, workout, part, change, typed, str(error)), 422
    operations = _swapped(at, workout, part, to, load)
    instead.swap_for_good(at.lifter, change, load, change_id, at.today, at.now)
    desk.perform(at, operations)
    card = operations[0].entity_id if operations else part.id
    was = part.exercise if card == part.id else str(part.id)
    told = {"did": "swapped-for-good", "row": card, "to": to.slug, "was": was if operations else ""}
    return desk.go_back(workout, f"exercise-{card}", **told)


@bp.post("/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/instead/undo")
@access("own:workout")
def take_back_instead(workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    """The program as it was, and the card: `was` is the exercise it was, or the card it came from."""
    at = desk.sit_down(with_plan=True)
    workouts.queue_up(at.lifter.id, at.now)
    workout = desk.get_living(at, workout_id)
    part = workout.exercise(exercise_id) or abort(404)
    gone = request.args.get("to", "")
    day = plans.find_day(at.running, workout)
    change_id = next(desk.row_ids(at))
    if day and not revision.is_done(at.lifter.id, change_id):
        before = _before(day.running.plan.program, gone)
        change = before and instead.find_change(at.lifter, day, gone, before, at.today)
        if change:
            instead.take_back(at.lifter, change, change_id, at.today, at.now)
    desk.perform(at, _taken_back(at, workout, part, request.args.get("was", "")))
    return desk.go_back(workout, f"exercise-{exercise_id}")


def _to_the_list(workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    """Of what may stand in, which says why it is for this workout only."""
    asked: dict[str, Any] = {"workout_id": workout_id, "exercise_id": exercise_id, "from": desk.came_from()}
    return redirect(url_for("workouts.choose_substitute", **asked), 303)


def _change(at: Desk, workout: Workout, part: WorkoutExercise, to: Exercise) -> Change | None:
    day = plans.find_day(at.running, workout)
    if at.running is None or day is None:
        return None
    return instead.find_change(at.lifter, day, plans.exercise_of_plan(at.running, part), to, at.today)


def _swapped(
    at: Desk, workout: Workout, part: WorkoutExercise, to: Exercise, load: Load | None
) -> list[Operation]:
    """Nothing where the card has it already, or every set is done."""
    if part.exercise == to.slug:
        return []
    other = substitution(at, workout, part, to)
    if load and not other.last:
        begun = WorkoutSet(part.id, part.id, part.position, "working", load=load)
        other = replace(other, last=(begun,))
    return swapping.swap_exercise(workout, part, other, means(at))


def _taken_back(at: Desk, workout: Workout, part: WorkoutExercise, was: str) -> list[Operation]:
    before = catalogue.exercise(was)
    if before:
        return swapping.swap_exercise(workout, part, substitution(at, workout, part, before), means(at))
    origin = next((one for one in workout.exercises if str(one.id) == was), None)
    return swapping.take_back_rest(origin, part, means(at)) if origin else []


def _before(program: Program, slug: str) -> Exercise | None:
    """What the exercise was put in place of."""
    days = (day for block in program.blocks for day in block.days)
    found = (one.instead_of for day in days for one in day.prescriptions if one.exercise == slug)
    return next((catalogue.exercise(one.exercise) for one in found if one), None)


def _page(
    at: Desk, workout: Workout, part: WorkoutExercise, change: Change, typed: str, error: str | None
) -> str:
    to = change.to
    last = queries.last_sets(at.lifter.id, to.slug, at.today + timedelta(days=1))
    known = change.day.running.first_loads.get(to.slug)
    return render_template(
        "programs/instead.html",
        workout_id=workout.id,
        exercise_id=part.id,
        change=change,
        last=words.last_text(last[-1], to, at.lifter.unit) if last else "",
        asks=not last and not known and to.load_mode != "none",
        meaning=MEANINGS.get(to.load_mode, ""),
        limit=mark(to, desk.limits_of(at.lifter)),
        unit=at.lifter.unit,
        typed=typed,
        error=error,
        token=new_id(at.now),
        back=desk.came_from(),
    )
