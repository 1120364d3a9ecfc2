"""The first minute: what is at hand, where somebody is with pull-ups, and the program that fits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import catalogue, clock
from webapp.access import access
from webapp.accounts import actions as accounts
from webapp.domain.ids import new_id
from webapp.domain.schedule import local_day
from webapp.domain.starting import propose
from webapp.extensions import db
from webapp.programs import queries
from webapp.programs.blueprint import bp
from webapp.programs.forms import StartForm, read_start


@bp.get("/start")
@access("self")
def start() -> ResponseReturnValue:
    """Two questions; with both answers in the address, what fits them."""
    answers = read_start(request.args)
    return _questions(request.args, {}) if answers.errors else _proposal(answers)


@bp.post("/start")
@access("self")
def answer_start() -> ResponseReturnValue:
    """What is at hand becomes the lifter's gym, unless they have described one."""
    answers = read_start(request.form)
    if answers.errors:
        return _questions(request.form, answers.errors), 422
    accounts.equip(current_user, answers.at_hand, clock.utc_now())
    db.session.commit()
    return redirect(url_for(".start", at_hand=answers.at_hand, pull_ups=answers.pull_ups), 303)


def _questions(chosen: Mapping[str, str], errors: Mapping[str, str]) -> str:
    return render_template("programs/start.html", chosen=chosen, errors=errors)


def _proposal(answers: StartForm) -> str:
    """Its first day is today: whoever has just come wants to train."""
    now, proposal = clock.utc_now(), propose(answers.at_hand, answers.pull_ups)
    today = local_day(now, current_user.zone, current_user.day_start_min)
    whole = catalogue.programs()[proposal.program]
    program = whole.from_block(proposal.block).from_weekday(today.weekday())
    days = (day for block in program.blocks for day in block.days)
    boxes: dict[str, Any] = {f"load-{slug}": load for slug, load in proposal.first_loads.items()}
    boxes |= {f"weekday-{day.key}": day.weekday for day in days}
    return render_template(
        "programs/proposal.html",
        program=program,
        exercises=catalogue.exercises(),
        why=proposal.why,
        take_at=url_for(
            ".show", slug=proposal.program, block=proposal.block or None, _anchor="take", **boxes
        ),
        running=next(iter(queries.list_running(current_user.id)), None),
        token=new_id(now),
    )
