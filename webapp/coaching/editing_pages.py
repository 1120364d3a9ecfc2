"""A client's coming workout, today's open one included, as its coach changes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import catalogue, clock
from webapp.access import access
from webapp.accounts import queries as accounts
from webapp.coaching import editing, forms, log
from webapp.coaching.blueprint import bp
from webapp.coaching.editing import Target
from webapp.coaching.log_pages import get_client
from webapp.coaching.queries import Client
from webapp.domain.exercise import Exercise
from webapp.domain.ids import new_id
from webapp.domain.limitations import reasons
from webapp.domain.load import Unit, display
from webapp.domain.operations import Operation
from webapp.domain.schedule import local_day
from webapp.domain.workout import Workout, WorkoutExercise
from webapp.exercises.limits import list_limits
from webapp.extensions import db
from webapp.models import User
from webapp.reading import Reading
from webapp.workouts import actions as workouts
from webapp.workouts import forms as workout_forms
from webapp.workouts.draw import encode_shown
from webapp.workouts.words import told_text

OVER = "This workout is over. What was done stays as it was; write to your client about it."
BEGUN = "This workout has begun, so it stays on its day."


@dataclass(frozen=True, slots=True)
class Bench:
    """A coach at work on a client's workout. today: the client's day."""

    client: Client
    workout: Workout
    now: datetime
    today: date

    @property
    def ids(self) -> Iterator[UUID]:
        return workout_forms.operation_ids(request.form.to_dict(), request.path, self.now)

    @property
    def rows(self) -> Iterator[UUID]:
        return workout_forms.row_ids(request.form.to_dict(), request.path, self.now)

    def part(self, exercise_id: UUID) -> tuple[WorkoutExercise, Exercise]:
        """One exercise of the workout; 404 if it isn't."""
        part = self.workout.exercise(exercise_id) or abort(404)
        return part, catalogue.exercises().get(part.exercise) or abort(404)


@bp.get("/coach/clients/<uuid:client_id>/workouts/<uuid:workout_id>/edit")
@access("see:client")
def edit(client_id: UUID, workout_id: UUID) -> ResponseReturnValue:
    return _page(_sit_down(client_id, workout_id), {}, {})


@bp.post("/coach/clients/<uuid:client_id>/workouts/<uuid:workout_id>/day")
@access("see:client")
def put_on(client_id: UUID, workout_id: UUID) -> ResponseReturnValue:
    """Another day, from today to a year ahead; 409 once it has begun."""
    bench, reading = _sit_down(client_id, workout_id), Reading(request.form)
    if editing.has_begun(bench.workout):
        abort(409, description=BEGUN)
    on = reading.take("on", lambda text: forms.parse_day(text, bench.today), bench.workout.on)
    if reading.errors:
        return _page(bench, request.form.to_dict(), reading.errors), 422
    return _perform(bench, editing.put_on(bench.workout, on, bench.ids))


@bp.post("/coach/clients/<uuid:client_id>/workouts/<uuid:workout_id>/exercises")
@access("see:client")
def add(client_id: UUID, workout_id: UUID) -> ResponseReturnValue:
    """One more exercise at the end."""
    bench, reading = _sit_down(client_id, workout_id), Reading(request.form)
    exercise = reading.take("exercise", forms.parse_exercise, None)
    target = forms.read_target(reading, bench.client.unit)
    if exercise is None or target is None:
        return _page(bench, {"part": "new", **request.form.to_dict()}, reading.errors), 422
    return _perform(bench, editing.add(bench.workout, exercise, target, bench.ids, bench.rows))


@bp.post("/coach/clients/<uuid:client_id>/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>")
@access("see:client")
def aim(client_id: UUID, workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    """Other sets, reps or load for what waits."""
    bench, reading = _sit_down(client_id, workout_id), Reading(request.form)
    part, exercise = bench.part(exercise_id)
    changed = forms.read_changes(reading, bench.client.unit)
    if reading.errors:
        return _page(bench, {"part": str(exercise_id), **request.form.to_dict()}, reading.errors), 422
    equipment = accounts.get_equipment(db.session.get_one(User, client_id))
    aimed = editing.aim(bench.workout, part, exercise, changed, equipment.nearest, bench.ids, bench.rows)
    return _perform(bench, aimed, exercise_id)


@bp.post("/coach/clients/<uuid:client_id>/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/move")
@access("see:client")
def move(client_id: UUID, workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    """`by=up` or `by=down`."""
    bench = _sit_down(client_id, workout_id)
    part, _ = bench.part(exercise_id)
    by = {"up": -1, "down": 1}.get(request.form.get("by", ""))
    if by is None:
        abort(422, description="Say whether it goes up or down.")
    return _perform(bench, editing.move(bench.workout, part, by, bench.ids), exercise_id)


@bp.post("/coach/clients/<uuid:client_id>/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/out")
@access("see:client")
def take_out(client_id: UUID, workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    """Not this exercise; what is ticked of it stays."""
    bench = _sit_down(client_id, workout_id)
    return _perform(
        bench, editing.take_out(bench.workout, bench.part(exercise_id)[0], bench.ids), exercise_id
    )


@bp.post("/coach/clients/<uuid:client_id>/workouts/<uuid:workout_id>/exercises/<uuid:exercise_id>/back")
@access("see:client")
def put_back(client_id: UUID, workout_id: UUID, exercise_id: UUID) -> ResponseReturnValue:
    bench = _sit_down(client_id, workout_id)
    return _perform(
        bench, editing.put_back(bench.workout, bench.part(exercise_id)[0], bench.ids), exercise_id
    )


def _sit_down(client_id: UUID, workout_id: UUID) -> Bench:
    """The client's workout, as far as it is shared; 404 if it isn't, 409 for a change to one that is over."""
    client, now = get_client(client_id), clock.utc_now()
    workout = log.read_workout(client, workout_id) or abort(404)
    if workout.finished_at and request.method == "POST":
        abort(409, description=OVER)
    return Bench(client, workout, now, local_day(now, client.zone, client.day_start_min))


def _perform(
    bench: Bench, operations: list[Operation], exercise_id: UUID | None = None
) -> ResponseReturnValue:
    """Through the one writer, in the coach's name; then the page again, at the exercise that it was about."""
    if operations:
        outcomes = workouts.apply(bench.client.id, operations, now=bench.now, by=current_user.id)
        refused = next((one for one in outcomes if one.status == "rejected"), None)
        if refused:
            db.session.rollback()
            abort(409, description=refused.message)
    db.session.commit()
    anchor = f"part-{exercise_id}" if exercise_id else None
    client_id, workout_id = bench.client.id, bench.workout.id
    page = url_for(
        ".edit", client_id=client_id, workout_id=workout_id, did="saved", part=exercise_id, _anchor=anchor
    )
    return redirect(page, 303)


def _page(bench: Bench, typed: dict[str, str], errors: dict[str, str]) -> str:
    exercises = catalogue.exercises()
    limits = list_limits(bench.client.id)
    against = {slug: reasons(one, limits) for slug, one in exercises.items()}
    there = [part for part in bench.workout.exercises if part.exercise in exercises and not part.deleted_at]
    return render_template(
        "coaching/edit.html",
        client=bench.client,
        workout=bench.workout,
        parts=[_card(part, exercises[part.exercise].name, bench.client.unit) for part in there],
        exercises=sorted((one.name, slug) for slug, one in exercises.items()),
        against=against,
        typed=typed,
        errors=errors,
        did=request.args.get("did"),
        saved=request.args.get("part", ""),
        begun=BEGUN if editing.has_begun(bench.workout) else "",
        is_over=bench.workout.finished_at is not None,
        token=new_id(bench.now),
    )


def _card(part: WorkoutExercise, name: str, unit: Unit) -> dict[str, Any]:
    target = editing.target_of(part)
    boxes = forms.shown_target(target, unit)
    return {
        "id": part.id,
        "name": name,
        "slug": part.exercise,
        "is_out": not part.is_there,
        "done": sum(one.is_ticked for one in part.shown_sets),
        "was": encode_shown(boxes),
        "told": told_text(target.load, unit) if target else "",
        "now": _target_text(target, unit) if target else "",
        **boxes,
    }


def _target_text(target: Target, unit: Unit) -> str:
    """`5 × 8–12 · 60 kg`, with an ≈ where the load was told in the other unit."""
    sets = f"{target.sets} × {target.reps.words}"
    if target.load is None:
        return sets
    about = "≈ " if target.load.unit != unit else ""
    return f"{sets} · {about}{display(target.load, unit)} {unit}"
