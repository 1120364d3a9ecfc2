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
    proposal = propose(answers.at_hand, answers.pull_ups)
    typed: dict[str, Any] = {f"load-{slug}": load for slug, load in proposal.first_loads.items()}
    return render_template(
        "programs/proposal.html",
        program=catalogue.programs()[proposal.program].from_block(proposal.block),
        exercises=catalogue.exercises(),
        why=proposal.why,
        take_at=url_for(
            ".show", slug=proposal.program, block=proposal.block or None, _anchor="take", **typed
        ),
        running=next(iter(queries.list_running(current_user.id)), None),
        answers=answers,
        token=new_id(clock.utc_now()),
    )
