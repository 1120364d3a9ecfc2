"""/today: the day's workout, or what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import catalogue
from webapp.access import access
from webapp.domain.ids import new_id
from webapp.domain.moment import distance_text
from webapp.domain.schedule import Occurrence
from webapp.domain.today import Sketch, Today, choose, find_forgotten
from webapp.domain.workout import Workout
from webapp.workouts import desk, plans, queries, verbs
from webapp.workouts.blueprint import bp
from webapp.workouts.desk import Desk
from webapp.workouts.notices import read_notice
from webapp.workouts.page import Forgotten
from webapp.workouts.plans import PlannedDay, RunningPlan
from webapp.workouts.words import day_text, forgotten_text, written_text


@bp.get("/today")
@access("self")
def today() -> ResponseReturnValue:
    at = desk.sit_down(with_plan=True)
    day, forgotten = _look_at(at)
    if day.workout_id is not None:
        return _workout_page(at, day, forgotten)
    if at.running is None:
        return render_template(
            "workouts/no-program.html",
            programs=list(catalogue.programs().values()),
            token=new_id(at.now),
            notice=read_notice(),
            forgotten=forgotten,
        )
    return _rest_page(at, at.running, day, forgotten)


@bp.post("/today/train")
@access("self")
def train() -> ResponseReturnValue:
    """Train a planned day now, whatever day it was planned for."""
    at = desk.sit_down(with_plan=True)
    occurrence = _chosen_occurrence(at)
    if occurrence is None or at.running is None:
        abort(409, description="That day isn't in your program any more. Look at today afresh.")
    workout_id = at.running.plan.workout_id(occurrence.number)
    stored = queries.find_workout(at.lifter.id, workout_id)
    if stored is None:
        desk.refuse_purged(at, workout_id)
        desk.write_planned(at, PlannedDay(at.running, occurrence), at.today)
        desk.perform(at, [])
    elif stored.started_at is None:
        moved = {"on": at.today, "zone": at.zone, "deleted_at": None}
        desk.perform(at, verbs.change("workout", workout_id, moved, desk.operation_ids(at)))
    return redirect(url_for("workouts.today"), 303)


def _look_at(at: Desk) -> tuple[Today, Forgotten | None]:
    plan = at.running.plan if at.running else None
    planned_ids = [plan.workout_id(one.number) for one in plan.occurrences()] if plan else []
    sketches = queries.list_sketches(at.lifter.id, at.today, planned_ids)
    return choose(at.today, at.now, sketches.near, plan), _forgotten(at, sketches.left_open)


def _workout_page(at: Desk, day: Today, forgotten: Forgotten | None) -> ResponseReturnValue:
    workout = _planned(at, day) or queries.find_workout(at.lifter.id, day.workout_id)  # type: ignore[arg-type]
    if workout is None:
        abort(404)
    lies_on = workout.on
    if plans.is_waiting(workout):
        workout = replace(workout, on=at.today)  # where its first tick will put it
    page = desk.draw(at, workout, back="today", is_editable=workout.finished_at is None)
    page = replace(page, lies_on=lies_on.isoformat())
    after = _next_day(at, day.next) if workout.finished_at else None
    return render_template(
        "workouts/today.html",
        page=page,
        notice=read_notice(workout.id),
        next_day=after,
        forgotten=forgotten,
    )


def _forgotten(at: Desk, titles: Mapping[Sketch, str]) -> Forgotten | None:
    """What was left open on a day before."""
    found = find_forgotten(at.today, at.now, list(titles))
    if found is None:
        return None
    ended = found.last_ticked_at
    return Forgotten(
        id=found.id,
        sentence=forgotten_text(titles[found], found.on, at.today),
        ended=written_text(ended, at.zone).rpartition(" ")[2] if ended else "",
        ended_at=round(ended.timestamp() * 1000) if ended else None,
        token=str(new_id(at.now)),
    )


def _planned(at: Desk, day: Today) -> Workout | None:
    if day.occurrence is None or at.running is None:
        return None
    return plans.draw_planned(PlannedDay(at.running, day.occurrence), at.today, at.lifter.zone)


def _rest_page(
    at: Desk, running: RunningPlan, day: Today, forgotten: Forgotten | None
) -> ResponseReturnValue:
    return render_template(
        "workouts/rest-day.html",
        day=day_text(at.today),
        next_day=_next_day(at, day.next),
        missed_day=_next_day(at, day.missed),
        program=running.plan.program,
        assignment=running.plan.assignment_id,
        token=new_id(at.now),
        notice=read_notice(),
        forgotten=forgotten,
    )


def _next_day(at: Desk, occurrence: Occurrence | None) -> dict[str, object] | None:
    if occurrence is None:
        return None
    exercises = catalogue.exercises()
    chosen = [one for one in occurrence.day.prescriptions if not one.optional]
    return {
        "occurrence": occurrence.number,
        "title": occurrence.day.title,
        "focus": occurrence.day.focus,
        "when": f"{occurrence.on:%A} {occurrence.on.day} {occurrence.on:%b}",
        "in": distance_text((occurrence.on - at.today).days),
        "exercises": [exercises[one.exercise].name for one in chosen],
    }


def _chosen_occurrence(at: Desk) -> Occurrence | None:
    number, assignment = request.form.get("occurrence", ""), request.form.get("assignment", "")
    if at.running is None or assignment != str(at.running.plan.assignment_id):
        return None
    return next((one for one in at.running.plan.occurrences() if str(one.number) == number), None)
