"""The lifter's side of messages: write to a coach about a workout, take it back, read what a coach wrote."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.access import access
from webapp.domain.messages import NOT_LINKED
from webapp.domain.operations import Operation
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.threads import queries as threads
from webapp.workouts import actions, desk, forms, verbs
from webapp.workouts.blueprint import bp
from webapp.workouts.desk import Desk
from webapp.workouts.draw import Refused
from webapp.workouts.forms import FormError
from webapp.workouts.words import day_text, written_text

LISTED = 50


@bp.get("/messages")
@access("self")
def messages() -> ResponseReturnValue:
    """What was said last about any workout; what hasn't been read stands first."""
    at = desk.sit_down()
    rows = [
        {"said": one, "written": written_text(one.written_at, at.lifter.zone), "day": day_text(one.on)}
        for one in threads.list_latest(at.lifter.id, LISTED)
    ]
    return render_template("threads/messages.html", rows=rows)


@bp.post("/workouts/<uuid:workout_id>/messages")
@access("own:workout")
def write_message(workout_id: UUID) -> ResponseReturnValue:
    at = desk.sit_down()
    workout = desk.get_written(at, workout_id)
    if workout.deleted_at:
        gone = "This workout was deleted meanwhile. Restore it, then send again."
        return _refuse(at, workout, "text", gone, 409)
    try:
        message = forms.read_message(desk.typed(), workout)
    except FormError as error:
        return _refuse(at, workout, error.field, error.sentence, 422)
    fields = {"workout": workout_id, "set": message.about, "coach": message.coach, "text": message.text}
    message_id = next(desk.row_ids(at))
    wish = Operation(next(desk.operation_ids(at)), "message", message_id, fields)
    outcome = actions.apply(at.lifter.id, [wish], now=at.now, by=at.lifter.id)[0]
    if outcome.code == NOT_LINKED[0]:
        return _refuse(at, workout, "text", NOT_LINKED[1], 409)
    if outcome.status == "rejected":
        db.session.rollback()
        abort(409, description=outcome.message)
    db.session.commit()
    return _go_back(workout, f"message-{message_id}")


@bp.post("/workouts/<uuid:workout_id>/messages/<uuid:message_id>/remove")
@access("own:workout")
def remove_message(workout_id: UUID, message_id: UUID) -> ResponseReturnValue:
    at = desk.sit_down()
    workout, _ = _get_message(at, workout_id, message_id)
    desk.perform(at, verbs.change("message", message_id, {"deleted_at": at.now}, desk.operation_ids(at)))
    return _go_back(workout, "messages", did="message-removed", row=message_id)


@bp.post("/workouts/<uuid:workout_id>/messages/<uuid:message_id>/restore")
@access("own:workout")
def restore_message(workout_id: UUID, message_id: UUID) -> ResponseReturnValue:
    at = desk.sit_down()
    workout, _ = _get_message(at, workout_id, message_id)
    desk.perform(at, verbs.change("message", message_id, {"deleted_at": None}, desk.operation_ids(at)))
    return _go_back(workout, f"message-{message_id}")


@bp.post("/workouts/<uuid:workout_id>/messages/<uuid:message_id>/read")
@access("own:workout")
def read_message(workout_id: UUID, message_id: UUID) -> ResponseReturnValue:
    """The lifter has read what a coach wrote. Of their own message there is nothing to say."""
    at = desk.sit_down()
    workout, author = _get_message(at, workout_id, message_id)
    read = {} if author == at.lifter.id else {"read_at": at.now}
    desk.perform(at, verbs.change("message", message_id, read, desk.operation_ids(at)))
    return _go_back(workout, f"message-{message_id}")


def _get_message(at: Desk, workout_id: UUID, message_id: UUID) -> tuple[Workout, UUID]:
    """The workout and who wrote the message; 404 unless both are the lifter's and belong together."""
    workout = desk.get_workout(at, workout_id)
    return workout, threads.find_author(at.lifter.id, workout_id, message_id) or abort(404)


def _refuse(at: Desk, workout: Workout, field: str, sentence: str, status: int) -> ResponseReturnValue:
    """The page again with the message kept; rows that a planned workout got meanwhile stay unwritten."""
    db.session.rollback()
    refused = Refused(workout.id, desk.typed(), field, sentence, of="message")
    is_open = not (workout.finished_at or workout.deleted_at)
    return desk.refuse(at, workout.id, refused, status, is_editable=is_open)


def _go_back(workout: Workout, anchor: str, **notice: object) -> ResponseReturnValue:
    """To the workout as it is read: writing about it isn't editing it."""
    if desk.came_from() == "today":
        return redirect(url_for("workouts.today", _anchor=anchor, **notice), 303)  # type: ignore[arg-type]
    return redirect(url_for("workouts.show", workout_id=workout.id, _anchor=anchor, **notice), 303)  # type: ignore[arg-type]
