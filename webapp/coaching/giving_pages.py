"""A coach gives a program of their own to many, and changes the copies that run after an edit of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import catalogue, clock
from webapp.access import access
from webapp.coaching import library, queries
from webapp.coaching.blueprint import bp
from webapp.coaching.library import Receiver
from webapp.coaching.library_pages import get_template
from webapp.domain.ids import new_id
from webapp.domain.revising import Names
from webapp.domain.schedule import local_day
from webapp.extensions import db
from webapp.models import Template, User
from webapp.programs import revision
from webapp.programs.forms import parse_start
from webapp.programs.revision import Revision
from webapp.reading import Reading
from webapp.workouts.forms import row_ids

NOT_THEIRS = (
    "Somebody you chose doesn't share workouts with you any more. Nobody was given anything; choose again."
)
CHANGED = (
    "The program or a copy of it has changed since this page was drawn. Look again before you change them."
)


@bp.get("/coach/programs/<uuid:template_id>/give")
@access("own:template")
def choose_receivers(template_id: UUID) -> ResponseReturnValue:
    """`?client=` is chosen already."""
    return _page(get_template(template_id), request.args.getlist("client"), None, {})


@bp.post("/coach/programs/<uuid:template_id>/give")
@access("own:template")
def give_template(template_id: UUID) -> ResponseReturnValue:
    """To everybody who is chosen, or to nobody."""
    template, now, reading = get_template(template_id), clock.utc_now(), Reading(request.form)
    there = {str(one.id): one for one in library.list_receivers(current_user, now)}
    chosen = [one for one in dict.fromkeys(request.form.getlist("client")) if one]
    today = local_day(now, current_user.zone, current_user.day_start_min)
    program = library.program_of(template)
    starts_on = reading.take("starts_on", lambda text: parse_start(text, today, program), today)
    if not chosen:
        reading.errors["client"] = "Choose who is to have it."
    if any(one not in there for one in chosen):
        reading.errors["client"] = NOT_THEIRS
    if library.gaps(program, catalogue.exercises()):
        reading.errors[""] = "It can't be given yet: something is still missing in it."
    if reading.errors:
        return _page(template, chosen, request.form.get("starts_on", ""), reading.errors), 422
    ids = row_ids(_content(chosen), request.path, now)
    library.give(current_user.id, template, starts_on, {there[one]: next(ids) for one in chosen}, now)
    db.session.commit()
    return redirect(url_for(".template", template_id=template_id, did="given"), 303)


@bp.get("/coach/programs/<uuid:template_id>/copies")
@access("own:template")
def copies(template_id: UUID) -> ResponseReturnValue:
    """Who follows an earlier version, and what would change for them; `?copy=` is chosen already."""
    return _copies_page(get_template(template_id), request.args.getlist("copy"), {})


@bp.post("/coach/programs/<uuid:template_id>/copies")
@access("own:template")
def change_copies(template_id: UUID) -> ResponseReturnValue:
    """All copies that are chosen, or none."""
    template, now = get_template(template_id), clock.utc_now()
    chosen = {one for one in request.form.getlist("copy") if one}
    found = {str(one.assignment.id): (who, one) for who, one in _revisions(template)}
    errors = {} if chosen else {"copy": "Choose whose copy is to change."}
    if library.gaps(library.program_of(template), catalogue.exercises()):
        errors[""] = "Nothing can change yet: something is still missing in the program."
    if errors:
        return _copies_page(template, [], errors), 422
    wanted = sorted(chosen)
    ids = list(islice(row_ids(_content(wanted), request.path, now), len(wanted)))
    done = redirect(url_for(".template", template_id=template_id, did="changed"), 303)
    if revision.is_done(current_user.id, ids[0]):  # the same form, a second time
        return done
    if request.form.get("version") != str(template.version) or not chosen <= set(found):
        return _copies_page(template, wanted, {"copy": CHANGED}), 409
    for copy, change_id in zip(wanted, ids, strict=True):
        who, one = found[copy]
        lifter = db.session.get_one(User, who.id)
        revision.revise(lifter, one, template.version, change_id, who.today, now, current_user.id)
    db.session.commit()
    return done


def _content(chosen: Sequence[str]) -> dict[str, str]:
    """The form with all that was chosen, from which the ids of what it makes are derived."""
    return {**request.form.to_dict(), "client": ",".join(chosen)}


def _revisions(template: Template) -> list[tuple[Receiver, Revision]]:
    listed = library.list_copies(current_user, template, clock.utc_now())
    names = Names({slug: one.name for slug, one in catalogue.exercises().items()})
    planned = revision.plan_revisions(template, [(copy, who.today) for who, copy in listed], names)
    return [(who, one) for (who, _), one in zip(listed, planned, strict=True)]


def _page(template: Template, chosen: Sequence[str], starts_on: str | None, errors: dict[str, str]) -> str:
    now, program = clock.utc_now(), library.program_of(template)
    today = local_day(now, current_user.zone, current_user.day_start_min)
    clients = queries.list_clients(current_user.id)  # first: who goes while the rest is read is missed then
    receivers, exercises = library.list_receivers(current_user, now), catalogue.exercises()
    return render_template(
        "coaching/template_give.html",
        edited=template,
        program=program,
        gaps=library.gaps(program, exercises),
        clients=clients,
        receivers=receivers,
        asked=library.list_asked(receivers, program, exercises),
        against=library.list_against(receivers, program, exercises),
        chosen=chosen,
        starts_on=today.isoformat() if starts_on is None else starts_on,
        errors=errors,
        token=new_id(now),
    )


def _copies_page(template: Template, chosen: Sequence[str], errors: dict[str, str]) -> str:
    clients = queries.list_clients(current_user.id)  # first, as above
    return render_template(
        "coaching/template_copies.html",
        clients=clients,
        edited=template,
        gaps=library.gaps(library.program_of(template), catalogue.exercises()),
        revisions=_revisions(template),
        chosen=chosen,
        errors=errors,
        token=new_id(clock.utc_now()),
    )
