"""How training goes, over a week or a year."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import catalogue, clock
from webapp.access import access
from webapp.domain import progress
from webapp.domain.schedule import local_day
from webapp.progress import queries
from webapp.progress.page import RANGES, progress_page, range_named
from webapp.workouts import plans

STREAK_OVER = 156 * progress.WEEK
"""Three years: whatever range is looked at, weeks in a row are counted over these."""

bp = Blueprint("progress", __name__)


@bp.get("/progress")
@access("self")
def index() -> ResponseReturnValue:
    """`?range=week`, `4w`, `12w` or `year`."""
    within = range_named(request.args.get("range", ""))
    today = local_day(clock.utc_now(), current_user.zone, current_user.day_start_min)
    monday = progress.monday_of(today)
    weeks = RANGES[within][1]
    # This week is compared with its own plan; earlier ones are whole, so that an average means something.
    first, last = (monday - weeks * progress.WEEK, monday) if weeks else (monday, monday + progress.WEEK)
    begins, ends = monday - STREAK_OVER, monday + progress.WEEK - date.resolution
    running = plans.find_running(current_user.id)
    plan = running.plan if running else None
    return render_template(
        "progress/index.html",
        page=progress_page(
            trained=queries.list_trained(current_user.id, first, last - date.resolution, plan),
            sessions=queries.list_sessions(current_user.id, begins, ends, plan),
            exercises=catalogue.exercises(),
            today=today,
            begins=begins,
            weeks=weeks,
        ),
        ranges=RANGES,
        within=within,
    )
