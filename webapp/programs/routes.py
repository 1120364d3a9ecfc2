"""Programs to choose from, and the one that is followed."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import catalogue, clock
from webapp.access import access
from webapp.accounts import queries as accounts
from webapp.domain.ids import new_id
from webapp.domain.program import WEEKDAYS, Program
from webapp.domain.schedule import local_day
from webapp.extensions import db
from webapp.models import Assignment
from webapp.programs import actions, forms, instead_pages, queries, start_pages
from webapp.programs import loads as working
from webapp.programs.blueprint import bp
from webapp.programs.page import program_page, read_sent
from webapp.workouts import forms as workout_forms
from webapp.workouts import plans

__all__ = ["bp", "instead_pages", "start_pages"]


@bp.get("/programs")
@access("self")
def index() -> ResponseReturnValue:
    running = next(iter(queries.list_running(current_user.id)), None)
    return render_template(
        "programs/index.html",
        programs=list(catalogue.programs().values()),
        running=running,
        giver=queries.find_giver(running) if running else None,
        is_built_in=running is not None and running.source in catalogue.programs(),
        stopped=_just_stopped(),
        token=new_id(clock.utc_now()),
    )


@bp.get("/programs/yours")
@access("self")
def yours() -> ResponseReturnValue:
    """What is followed now, as it was given: a coach's own program stands nowhere else."""
    running = next(iter(queries.list_running(current_user.id)), None)
    if running is None:
        return redirect(url_for("programs.index"))
    return render_template(
        "programs/yours.html",
        program=plans.plan_of(running).program,
        running=running,
        giver=queries.find_giver(running),
        exercises=catalogue.exercises(),
        weekdays=WEEKDAYS,
    )


@bp.get("/programs/yours/loads")
@access("self")
def loads() -> ResponseReturnValue:
    """With what each exercise goes on."""
    return _answer_loads()


@bp.post("/programs/yours/loads")
@access("self")
def say_loads() -> ResponseReturnValue:
    return _answer_loads()


def _answer_loads() -> ResponseReturnValue:
    now = clock.utc_now()
    today = local_day(now, current_user.zone, current_user.day_start_min)
    return working.answer(current_user, current_user, today, now, url_for("programs.index"))


@bp.get("/programs/<slug>")
@access("self")
def show(slug: str) -> ResponseReturnValue:
    """Its days, and the form that takes it. `block`: where it begins; others: what its boxes hold."""
    program = _get_program(slug)
    today = local_day(clock.utc_now(), current_user.zone, current_user.day_start_min)
    values = forms.defaults(program, today, current_user.unit)
    return _page(program, values | forms.proposed(request.args), {}), 200


@bp.post("/programs/<slug>/take")
@access("self")
def take(slug: str) -> ResponseReturnValue:
    """Follow it from now on. `find`: whatever stands in the boxes of loads, they are found while training."""
    program, now = _get_program(slug), clock.utc_now()
    zone = accounts.told_zone(current_user, request.form.get("zone"))
    today = local_day(now, zone, current_user.day_start_min)
    sent = request.form.to_dict()
    taking, errors = read_sent(program, current_user.unit, today)
    if taking is None:
        return _page(program, {"unit": current_user.unit, **sent}, errors), 422
    assignment_id = next(workout_forms.row_ids(sent, request.path, now))
    actions.take(current_user, taking, assignment_id, today, now)
    db.session.commit()
    return redirect(url_for("workouts.today"), 303)


@bp.post("/programs/stop")
@access("self")
def stop() -> ResponseReturnValue:
    stopped = actions.stop(current_user, clock.utc_now())
    db.session.commit()
    return redirect(url_for("programs.index", stopped=stopped[0] if stopped else None), 303)


@bp.post("/programs/assignments/<uuid:assignment_id>/resume")
@access("own:assignment")
def resume(assignment_id: UUID) -> ResponseReturnValue:
    """Follow it again, in place of whatever is followed now: the way back from stopping it."""
    now = clock.utc_now()
    zone = accounts.told_zone(current_user, request.form.get("zone"))
    today = local_day(now, zone, current_user.day_start_min)
    actions.resume(current_user, assignment_id, today, now) or abort(404)
    db.session.commit()
    return redirect(url_for("programs.index"), 303)


def _just_stopped() -> Assignment | None:
    """What the notice is about: a program of theirs that the address says was stopped, and that was."""
    try:
        stopped = queries.find_assignment(current_user.id, UUID(request.args.get("stopped", "")))
    except ValueError:
        return None
    return stopped if stopped and stopped.ended_at else None


def _get_program(slug: str) -> Program:
    """The built-in one, from the block on that the address names."""
    whole = catalogue.programs().get(slug) or abort(404)
    return whole.from_block(request.args.get("block", 0, type=int))


def _page(program: Program, values: dict[str, str], errors: dict[str, str]) -> str:
    left_out = catalogue.programs()[program.slug].weeks - program.weeks
    block = request.args.get("block") if left_out else None
    return program_page(
        program,
        current_user.id,
        values,
        errors,
        shown_in=current_user.unit,
        take_at=url_for("programs.take", slug=program.slug, block=block),
        find_at=url_for("programs.take", slug=program.slug, block=block, find=1),
        left_out=left_out,
    )
