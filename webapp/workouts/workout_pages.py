"""A workout as a whole: look, name, finish, delete, copy; and the way back from each."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.access import access
from webapp.workouts import desk, forms, plans, verbs
from webapp.workouts.blueprint import bp
from webapp.workouts.desk import Desk
from webapp.workouts.draw import Refused
from webapp.workouts.forms import FormError
from webapp.workouts.notices import read_notice
from webapp.workouts.words import day_text


@bp.post("/workouts")
@access("self")
def create() -> ResponseReturnValue:
    """An empty workout, today or on a day of the past."""
    at = desk.sit_down()
    try:
        on = forms.read_day(request.form.get("on") or at.today.isoformat(), at.today)
    except ValueError as error:
        return _refuse_day(str(error))
    workout_id = next(desk.row_ids(at))
    title = "Workout" if on == at.today else f"Workout of {day_text(on)}"
    desk.perform(at, verbs.create(workout_id, on, at.zone, title, desk.operation_ids(at)))
    return redirect(url_for("workouts.show", workout_id=workout_id), 303)


def _refuse_day(sentence: str) -> ResponseReturnValue:
    """The small form again, with the day that can't be taken."""
    page = render_template(
        "workouts/new.html",
        on=request.form.get("on", ""),
        error=sentence,
        token=request.form.get("token", ""),
    )
    return page, 422


@bp.get("/workouts/<uuid:workout_id>")
@access("own:workout")
def show(workout_id: UUID) -> ResponseReturnValue:
    at = desk.sit_down()
    workout = desk.get_workout(at, workout_id)
    is_over = bool(workout.finished_at or workout.deleted_at)
    is_editable = not workout.deleted_at and (not is_over or "edit" in request.args)
    page = desk.draw(at, workout, back="workout", is_editable=is_editable)
    return render_template("workouts/show.html", page=page, notice=read_notice(workout_id))


@bp.post("/workouts/<uuid:workout_id>")
@access("own:workout")
def save(workout_id: UUID) -> ResponseReturnValue:
    """Title, note, day."""
    at = desk.sit_down()
    workout = desk.get_living(at, workout_id)
    try:
        fields = forms.read_workout(desk.typed(), at.today)
    except FormError as error:
        return desk.refuse(at, workout_id, Refused(workout_id, desk.typed(), error.field, error.sentence))
    desk.perform(at, verbs.change("workout", workout_id, fields, desk.operation_ids(at)))
    return desk.go_back(workout)


@bp.post("/workouts/<uuid:workout_id>/readiness")
@access("own:workout")
def feel(workout_id: UUID) -> ResponseReturnValue:
    """How the lifter feels today, and whether the plan is eased for it."""
    at = desk.sit_down()
    workout = desk.get_living(at, workout_id)
    try:
        felt = forms.read_feeling(desk.typed())
    except FormError as error:
        refused = Refused(workout_id, desk.typed(), error.field, error.sentence, of="feel")
        return desk.refuse(at, workout_id, refused)
    desk.perform(at, verbs.change("workout", workout_id, {"readiness": felt}, desk.operation_ids(at)))
    return desk.go_back(workout, "feel")


@bp.post("/workouts/<uuid:workout_id>/finish")
@access("own:workout")
def finish(workout_id: UUID) -> ResponseReturnValue:
    at = desk.sit_down(with_plan=True)
    workout = desk.get_living(at, workout_id)
    desk.perform(at, verbs.finish(workout, desk.operation_ids(at), at.now))
    _plan_ahead(at)
    if desk.came_from() == "today":
        return redirect(url_for("workouts.today", did="finished", row=workout_id), 303)
    return redirect(url_for("workouts.show", workout_id=workout_id, did="finished"), 303)


def _plan_ahead(at: Desk) -> None:
    """The next weeks start from what was done. Apart from the finish itself, which must not fail with it."""
    if at.running is not None:
        plans.write_ahead(at.lifter, at.running, at.today, at.now, at.lifter.id)
        desk.perform(at, [])


@bp.post("/workouts/<uuid:workout_id>/reopen")
@access("own:workout")
def reopen(workout_id: UUID) -> ResponseReturnValue:
    return _change(workout_id, {"finished_at": None})


@bp.post("/workouts/<uuid:workout_id>/delete")
@access("own:workout")
def delete(workout_id: UUID) -> ResponseReturnValue:
    at = desk.sit_down()
    desk.get_written(at, workout_id)
    desk.perform(at, verbs.change("workout", workout_id, {"deleted_at": at.now}, desk.operation_ids(at)))
    return redirect(url_for("workouts.show", workout_id=workout_id, did="deleted"), 303)


@bp.post("/workouts/<uuid:workout_id>/restore")
@access("own:workout")
def restore(workout_id: UUID) -> ResponseReturnValue:
    return _change(workout_id, {"deleted_at": None})


@bp.post("/workouts/<uuid:workout_id>/copy")
@access("own:workout")
def copy(workout_id: UUID) -> ResponseReturnValue:
    """The same workout on today, nothing done yet."""
    at = desk.sit_down()
    workout = desk.get_written(at, workout_id)
    rows = list(verbs.copy(workout, at.today, at.zone, desk.operation_ids(at), desk.row_ids(at)))
    desk.perform(at, rows)
    return redirect(url_for("workouts.show", workout_id=rows[0].entity_id), 303)


def _change(workout_id: UUID, fields: dict[str, object]) -> ResponseReturnValue:
    at = desk.sit_down()
    desk.get_written(at, workout_id)
    desk.perform(at, verbs.change("workout", workout_id, fields, desk.operation_ids(at)))
    if desk.came_from() == "today":
        return redirect(url_for("workouts.today"), 303)
    return redirect(url_for("workouts.show", workout_id=workout_id), 303)
