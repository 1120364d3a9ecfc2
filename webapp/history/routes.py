"""Past workouts, by month."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import catalogue, clock
from webapp.access import access
from webapp.domain import strength
from webapp.domain.exercise import Exercise
from webapp.domain.ids import new_id
from webapp.domain.schedule import local_day
from webapp.domain.span import RANGES
from webapp.domain.workout import Workout
from webapp.history import exercise_page, lifts, queries
from webapp.history.queries import DeletedWorkout
from webapp.workouts.deletions import KEPT_FOR
from webapp.workouts.words import day_text

bp = Blueprint("history", __name__)

YEARS = range(1950, 2201)


@bp.get("/history")
@access("self")
def index() -> ResponseReturnValue:
    now = clock.utc_now()
    today = local_day(now, current_user.zone, current_user.day_start_min)
    first = _month(request.args.get("month")) or today.replace(day=1)
    following = _next_month(first)
    workouts = queries.list_workouts(current_user.id, first, following)
    before, behind = queries.neighbouring_days(current_user.id, first, following)
    return render_template(
        "history/index.html",
        month=f"{first:%B %Y}",
        months={"prev": _link(before), "next": _link(behind)},
        rows=[_row(one) for one in workouts],
        today=today.isoformat(),
        token=new_id(now),
    )


@bp.get("/history/deleted")
@access("self")
def deleted() -> ResponseReturnValue:
    """What can still be taken back."""
    return render_template(
        "history/deleted.html",
        rows=[_deleted_row(one) for one in queries.list_deleted(current_user.id)],
        days=KEPT_FOR.days,
        token=new_id(clock.utc_now()),
    )


@bp.get("/exercises/<slug>/history")
@access("self")
def exercise(slug: str) -> ResponseReturnValue:
    """One exercise through the years: `?range=3m`, `year` or `all`."""
    asked: Exercise = catalogue.exercise(slug) or abort(404)
    within = exercise_page.range_named(request.args.get("range", ""))
    today = local_day(clock.utc_now(), current_user.zone, current_user.day_start_min)
    days = lifts.list_days(current_user.id, asked, date.min, body_in=current_user.zone)
    return render_template(
        "history/exercise.html",
        exercise=asked,
        page=exercise_page.exercise_page(days, asked, current_user.unit, today, within),
        ranges=RANGES,
        within=within,
        range_address=lambda key: url_for(".exercise", slug=slug, range=key),
        address_of=lambda row: url_for("workouts.show", workout_id=row.workout_id),
    )


def _deleted_row(one: DeletedWorkout) -> dict[str, object]:
    purged_at = one.deletion.purged_at
    return {
        "id": one.id,
        "title": one.title,
        "day": day_text(one.on),
        "sets": one.sets,
        "deleted": _local_day(one.deletion.at),
        "purged": _local_day(purged_at) if purged_at else None,
    }


def _local_day(moment: datetime) -> str:
    return day_text(moment.astimezone(ZoneInfo(current_user.zone)).date())


def _month(text: str | None) -> date | None:
    if text is None:
        return None
    match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text, re.ASCII)
    if match is None or int(match[1]) not in YEARS:
        abort(400, description="Choose a month like 2026-11.")
    return date(int(match[1]), int(match[2]), 1)


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _link(day: date | None) -> dict[str, str] | None:
    return {"month": f"{day:%Y-%m}", "text": f"{day:%B %Y}"} if day else None


def _row(workout: Workout) -> dict[str, object]:
    done = [one for one in workout.ticked_sets if one.kind != "warmup"]
    moved = strength.volume(workout, catalogue.exercises(), current_user.unit)
    return {
        "id": workout.id,
        "day": day_text(workout.on),
        "title": workout.title,
        "sets": len(done),
        "volume": f"{moved:,} {current_user.unit}" if moved else "",
        "state": "finished" if workout.finished_at else "open",
    }
