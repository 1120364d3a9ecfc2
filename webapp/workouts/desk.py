"""What the views share: who asks, the workout they mean, the page it is shown on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import catalogue, clock
from webapp.accounts import queries as accounts
from webapp.domain.equipment import Equipment, default_equipment
from webapp.domain.exercise import Exercise
from webapp.domain.exercise_notes import ExerciseNote, texts_of
from webapp.domain.gyms import Place, place_of
from webapp.domain.limitations import Limit, split
from webapp.domain.operations import Operation, Outcome
from webapp.domain.records import Bests
from webapp.domain.schedule import local_day
from webapp.domain.workout import Workout
from webapp.exercises import limits as exercise_limits
from webapp.extensions import db
from webapp.models import User
from webapp.threads import queries as threads
from webapp.threads.queries import Coach, Talk
from webapp.workouts import actions, forms, offers, plans, queries
from webapp.workouts.bests import read_bests
from webapp.workouts.draw import Eye, Refused, workout_page
from webapp.workouts.exercise_notes import list_exercise_notes
from webapp.workouts.page import WorkoutPage
from webapp.workouts.plans import PlannedDay, RunningPlan


@dataclass(frozen=True, slots=True)
class Desk:
    """A lifter at work.

    zone: of the asking device where a form told it, else the profile's; it decides what `today` is.
    running: their program, where it was looked up.
    """

    lifter: User
    now: datetime
    zone: str
    today: date
    running: RunningPlan | None = None


def sit_down(*, with_plan: bool = False, zone: str | None = None) -> Desk:
    """The desk of whoever asks; with their running program if asked for, 1 statement.

    zone: what the device told; a form's own field if left out.
    """
    lifter: User = current_user._get_current_object()
    now, zone = clock.utc_now(), accounts.told_zone(lifter, zone or request.form.get("zone"))
    running = plans.find_running(lifter.id) if with_plan else None
    return Desk(lifter, now, zone, local_day(now, zone, lifter.day_start_min), running)


def get_workout(desk: Desk, workout_id: UUID) -> Workout:
    """The lifter's workout, written or only planned; 404 if it isn't theirs."""
    workout = queries.find_workout(desk.lifter.id, workout_id)
    if workout is not None:
        return workout
    day = _get_day(desk, workout_id)
    return plans.draw_planned(day, day.occurrence.on, desk.lifter.zone)


def get_written(desk: Desk, workout_id: UUID) -> Workout:
    """The lifter's workout, for a form: a planned one gets its rows now. 404 if it isn't theirs."""
    workout = queries.find_workout(desk.lifter.id, workout_id)
    if workout is not None:
        return workout
    day = _get_day(desk, workout_id)
    write_planned(desk, day, day.occurrence.on)
    return queries.find_workout(desk.lifter.id, workout_id) or abort(404)


def get_living(desk: Desk, workout_id: UUID) -> Workout:
    """The same, for what makes sense only in a workout that is there; 409 if it was deleted meanwhile."""
    workout = get_written(desk, workout_id)
    if workout.deleted_at:
        abort(409, description="This workout was deleted meanwhile. Restore it, then try again.")
    return workout


def write_planned(desk: Desk, day: PlannedDay, on: date) -> None:
    """Give a training day its rows; 409 if it can't have them."""
    _check(plans.write_planned(desk.lifter, day, on, desk.zone, desk.now))


def _get_day(desk: Desk, workout_id: UUID) -> PlannedDay:
    """The planned day that a workout without rows is of; 404 if of none, or if it was purged."""
    running = desk.running or plans.find_running(desk.lifter.id)
    day = plans.find_derived_day(running, workout_id) or abort(404)
    refuse_purged(desk, workout_id)
    return day


def refuse_purged(desk: Desk, workout_id: UUID) -> None:
    """404 if this workout, which wasn't found, was there once; 1 statement.

    The outcomes of its planned operations don't tell: those are known, and do nothing.
    """
    if queries.count_written(desk.lifter.id, [workout_id]):
        abort(404, description=actions.PURGED[1])


def draw(
    desk: Desk,
    workout: Workout,
    *,
    back: Literal["today", "workout"],
    is_editable: bool,
    refused: Refused | None = None,
    bests: Mapping[str, Bests] | None = None,
) -> WorkoutPage:
    """The workout as its page shows it; 1 statement for the last time, whatever is shown or planned of it.

    bests: what was best before its day; 1 statement where it wasn't read before.
    1 more for the plan where the desk hasn't it, 1 for messages and, once a request, 1 for the equipment
    and 1 each for limitations and for the notes that stay with exercises.
    """
    running = desk.running or (plans.find_running(desk.lifter.id) if workout.plan else None)
    day = plans.find_day(running, workout)
    limits = limits_of(desk.lifter)
    left_out = offers.list_left_out(day, workout) if day and is_editable else []
    known = catalogue.exercises()
    allowed, unsuggested = split([known[one.exercise] for one in left_out], limits)
    left_out = [one for one in left_out if known[one.exercise] in allowed]
    planned = day.prescriptions if day and plans.is_waiting(workout) else []
    prescribed = [one.exercise for one in (*planned, *left_out)]
    slugs = [*(part.exercise for part in workout.shown_exercises), *prescribed]
    last = queries.last_performed(desk.lifter.id, slugs, workout.on)
    if bests is None:
        shown = [part.exercise for part in workout.shown_exercises if part.exercise in known]
        begun = workout.started_at or desk.now
        bests = read_bests(desk.lifter.id, known, shown, date.min, workout.on, begun, desk.lifter.zone)
    equipment = equipment_of(desk.lifter)
    if day:
        workout = offers.with_plan_of_added(day, workout)
        workout = plans.with_fresh_targets(day, workout, last, equipment)
    eye = Eye(
        unit=workout.unit or desk.lifter.unit,
        effort="rpe" if desk.lifter.effort == "rpe" else "rir",
        exercises=known,
        now=desk.now,
        last=last,
        optional=offers.offers(day, workout, left_out, last, equipment) if day else (),
        back=back,
        is_editable=is_editable,
        refused=refused,
        equipment=equipment_of(desk.lifter, workout),
        away=equipment_away(desk.lifter, workout),
        places=places_of(desk.lifter),
        talk=talk_about(desk.lifter, workout.id, desk.now),
        zone=desk.lifter.zone,
        limits=limits,
        unsuggested=unsuggested,
        bests=bests,
        kept_notes=texts_of(exercise_notes_of(desk.lifter)),
    )
    return workout_page(workout, eye)


def with_targets(desk: Desk, workout: Workout) -> Workout:
    """The workout with the loads that its page shows; 1 statement where its program may have new ones.

    The desk must have looked the program up.
    """
    day = plans.find_day(desk.running, workout)
    if day is None or not plans.is_waiting(workout):
        return workout
    last = queries.last_performed(desk.lifter.id, [one.exercise for one in day.prescriptions], workout.on)
    return plans.with_fresh_targets(day, workout, last, equipment_of(desk.lifter))


def places_of(lifter: User) -> list[Place]:
    """The lifter's gyms, the usual one first; 1 statement a request, however many workouts are drawn."""
    if "places" not in g:
        g.places = accounts.list_places(lifter)
    return g.places  # type: ignore[no-any-return]


def equipment_of(lifter: User, workout: Workout | None = None) -> Equipment:
    """What there is to load with where a workout is done, else in the usual gym; as `places_of`."""
    place = place_of(workout.gym_id if workout else None, places_of(lifter))
    return place.equipment if place else default_equipment(lifter.unit)


def equipment_away(lifter: User, workout: Workout) -> Equipment | None:
    """What there is where a workout is done in another gym than the usual one; None where it isn't."""
    places = places_of(lifter)
    place = place_of(workout.gym_id, places)
    return place.equipment if place and place is not places[0] else None


def limits_of(lifter: User) -> tuple[Limit, ...]:
    """What the lifter must not do; 1 statement a request, however many workouts are drawn."""
    if "limits" not in g:
        g.limits = exercise_limits.list_limits(lifter.id)
    return g.limits  # type: ignore[no-any-return]


def exercise_notes_of(lifter: User) -> tuple[ExerciseNote, ...]:
    """What the lifter notes of exercises for every workout; 1 statement a request, however many are drawn."""
    if "exercise_notes" not in g:
        g.exercise_notes = list_exercise_notes(lifter.id)
    return g.exercise_notes  # type: ignore[no-any-return]


def talk_about(lifter: User, workout_id: UUID, now: datetime) -> Talk:
    """What was said about a workout; 1 statement, none once a request has found that nobody coaches them."""
    if g.get("is_uncoached"):
        return Talk()
    talk = threads.read_talk(lifter.id, lifter.name, workout_id, now)
    g.is_uncoached = not talk.coaches
    return talk


def coaches_of(lifter: User) -> tuple[Coach, ...]:
    """Everybody who coaches the lifter or did; 1 statement."""
    coaches = threads.list_coaches(lifter.id)
    g.is_uncoached = not coaches
    return coaches


def perform(desk: Desk, operations: Sequence[Operation]) -> None:
    """Write operations and commit, once, at the edge; 409 if one can't be done any more."""
    if not operations:
        db.session.commit()
        return
    _check(actions.apply(desk.lifter.id, operations, now=desk.now, by=desk.lifter.id))
    db.session.commit()


def _check(outcomes: Sequence[Outcome]) -> None:
    refused = next((one for one in outcomes if one.status == "rejected"), None)
    if refused:
        db.session.rollback()
        abort(409, description=refused.message)


def operation_ids(desk: Desk) -> Iterator[UUID]:
    return forms.operation_ids(typed(), request.path, desk.now)


def row_ids(desk: Desk) -> Iterator[UUID]:
    return forms.row_ids(typed(), request.path, desk.now)


def typed() -> dict[str, str]:
    """The form as it was sent; of a field sent twice, the first."""
    return request.form.to_dict()


def chosen_exercise() -> Exercise:
    """What the form names, or its address, where it is the way back; 422 for no exercise of the catalogue."""
    return catalogue.exercise(request.values.get("exercise", "")) or abort(
        422, description="There is no such exercise. Go back and choose one from the list."
    )


def came_from() -> Literal["today", "workout"]:
    """Which page a form stood on."""
    return "today" if request.args.get("from") == "today" else "workout"


def go_back(workout: Workout, anchor: str | None = None, **notice: Any) -> ResponseReturnValue:
    """Back to the page the form stood on, at the row it was about."""
    if came_from() == "today":
        return redirect(url_for("workouts.today", _anchor=anchor, **notice), 303)
    edit = 1 if workout.finished_at else None
    return redirect(url_for("workouts.show", workout_id=workout.id, edit=edit, _anchor=anchor, **notice), 303)


def refuse(
    desk: Desk, workout_id: UUID, refused: Refused, status: int = 422, *, is_editable: bool = True
) -> ResponseReturnValue:
    """The page again, with what was typed still in the form and the sentence beside it."""
    workout = get_workout(desk, workout_id)
    page = draw(desk, workout, back=came_from(), is_editable=is_editable, refused=refused)
    template = "workouts/today.html" if came_from() == "today" else "workouts/show.html"
    return render_template(template, page=page), status
