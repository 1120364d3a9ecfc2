"""Another exercise instead of one in a workout, and the way back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import catalogue
from webapp.access import access
from webapp.domain.exercise import Exercise
from webapp.domain.ids import new_id
from webapp.domain.limitations import split
from webapp.domain.pain import places_of
from webapp.domain.swap import substitutes
from webapp.domain.workout import Workout, WorkoutExercise
from webapp.workouts import desk, plans, queries, swapping
from webapp.workouts.blueprint import bp
from webapp.workouts.desk import Desk
from webapp.workouts.swapping import Means, Substitution

REMOVED = "This exercise was removed meanwhile. Add another from the list instead."
ALL_DONE = "Every set of it is ticked: there is nothing left to swap. Add the other exercise to the workout."

TODAY, ALWAYS = ("today", "Only today"), ("always", "From now on")


@bp.get("/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/swap")
@access("own:workout")
def choose_substitute(workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    at = desk.sit_down(with_plan=True)
    workout = desk.get_workout(at, workout_id)
    part = workout.exercise(exercise_id) or abort(404)
    exercise = catalogue.exercise(part.exercise) or abort(404)
    known = catalogue.exercises()
    hurting = places_of(one.pain for other in workout.shown_exercises for one in other.shown_sets)
    why_today = _why_today(at, workout, part)
    is_done = all(one.is_ticked for one in part.shown_sets)
    is_offered = not (is_done and why_today)
    found = {one.exercise: one for one in substitutes(exercise, known, hurting)} if is_offered else {}
    allowed, left_out = split([known[slug] for slug in found], desk.limits_of(at.lifter))
    return render_template(
        "workouts/choose-substitute.html",
        workout_id=workout_id,
        exercise_id=exercise_id,
        exercise=exercise,
        results=[(one, found[one.slug]) for one in allowed],
        left_out=left_out,
        why_today=why_today,
        all_done="" if is_offered else ALL_DONE,
        whens=(ALWAYS,) if is_done else (TODAY, ALWAYS),
        when="always" if is_done or request.args.get("when") == "always" else "today",
        token=new_id(at.now),
        back=desk.came_from(),
    )


@bp.post("/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/swap")
@access("own:workout")
def swap_exercise(workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    """The exercise may stand in the address: there it is the way back from a swap."""
    at = desk.sit_down(with_plan=True)
    workout = desk.get_living(at, workout_id)
    part = workout.exercise(exercise_id) or abort(404)
    exercise = desk.chosen_exercise()
    if part.deleted_at:
        abort(409, description=REMOVED)
    if request.form.get("when") == "always":
        asked: dict[str, Any] = {"to": exercise.slug, "from": desk.came_from()}
        return redirect(
            url_for("programs.choose_instead", workout_id=workout_id, exercise_id=exercise_id, **asked), 303
        )
    done = queries.find_changed_row(at.lifter.id, next(desk.operation_ids(at)))
    if done == part.id:
        return desk.go_back(workout, f"exercise-{done}")
    if done:
        return _go_back(workout, part, done)
    instead = substitution(at, workout, part, exercise)
    operations = swapping.swap_exercise(workout, part, instead, means(at))
    if not operations:
        abort(409, description=ALL_DONE)
    desk.perform(at, operations)
    return _go_back(workout, part, operations[0].entity_id)


@bp.post("/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/take-back")
@access("own:workout")
def take_back_rest(workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    """Undo a swap that moved the rest of this exercise to the card that `behind` names."""
    at = desk.sit_down()
    workout = desk.get_living(at, workout_id)
    part = workout.exercise(exercise_id) or abort(404)
    added = next((one for one in workout.exercises if str(one.id) == request.values.get("behind")), None)
    desk.perform(at, swapping.take_back_rest(part, added, means(at)))
    return desk.go_back(workout, f"exercise-{exercise_id}")


def _why_today(at: Desk, workout: Workout, part: WorkoutExercise) -> str:
    """Why it can be swapped in this workout only; "" where the program's coming days may change, too."""
    if at.running is None:
        return "You follow no program, so it is for this workout only."
    if plans.find_day(at.running, workout) is None:
        return "This workout isn’t of your program, so it is for this one only."
    if not plans.count_coming(at.running, plans.exercise_of_plan(at.running, part), at.today):
        return "No coming day of your program has it, so it is for this workout only."
    return ""


def _go_back(workout: Workout, part: WorkoutExercise, card: UUID) -> ResponseReturnValue:
    """To the card that has the other exercise, with the way back."""
    did, was = ("swapped", part.exercise) if card == part.id else ("rest-swapped", part.id)
    return desk.go_back(workout, f"exercise-{card}", did=did, row=card, was=was)


def means(at: Desk) -> Means:
    return Means(desk.operation_ids(at), desk.row_ids(at), at.now)


def substitution(at: Desk, workout: Workout, part: WorkoutExercise, exercise: Exercise) -> Substitution:
    """The exercise with what was done of it, and what the plan has for it if it is the plan's own."""
    slug, equipment = exercise.slug, desk.equipment_of(at.lifter)
    last = queries.last_sets(at.lifter.id, slug, workout.on)
    day = plans.find_day(at.running, workout)
    planned = plans.planned_loads(day, workout, part, slug, {slug: last}, equipment) if day else {}
    was = catalogue.exercise(part.exercise)
    return Substitution(exercise, last, planned, was.name if was else "")
