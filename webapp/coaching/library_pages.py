"""A coach's own programs: the list, a new one, a copy, and the way back from deleting one."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import catalogue, clock
from webapp.access import access
from webapp.coaching import library
from webapp.coaching import library_forms as forms
from webapp.coaching.blueprint import bp
from webapp.domain import drafting
from webapp.domain.ids import new_id
from webapp.domain.program import Day, Program
from webapp.extensions import db
from webapp.models import Template
from webapp.reading import Reading
from webapp.workouts.forms import row_ids


@bp.get("/coach/programs")
@access("self")
def list_templates() -> ResponseReturnValue:
    return _page({}, {})


@bp.post("/coach/programs")
@access("self")
def new_template() -> ResponseReturnValue:
    """An empty one; a single workout has its one day from the beginning."""
    now, reading = clock.utc_now(), Reading(request.form.to_dict())
    title, weeks, is_workout = forms.read_new(reading)
    _leave_room(reading)
    if reading.errors:
        return _page(request.form.to_dict(), reading.errors), 422
    ids = row_ids(request.form, request.path, now)
    wanted = next(ids)
    program = drafting.blank(library.slug_of(wanted), title, weeks)
    if is_workout:
        program = drafting.add_day(program, 0, Day(next(ids).hex, title, title, 0, None, ()))
    return _keep(wanted, program)


@bp.post("/coach/programs/copy")
@access("self")
def copy_template() -> ResponseReturnValue:
    """A built-in program, or one of the coach's own, as a start: `of` is its slug or id."""
    now, reading = clock.utc_now(), Reading(request.form.to_dict())
    program = reading.take("of", _parse_source, None)
    _leave_room(reading)
    if program is None or reading.errors:
        return _page({}, {"": next(iter(reading.errors.values()))}), 422
    title = f"{program.title} (copy)"[: forms.MAX_TITLE].strip()
    return _keep(next(row_ids(request.form, request.path, now)), replace(program, title=title))


@bp.post("/coach/programs/<uuid:template_id>/delete")
@access("own:template")
def delete_template(template_id: UUID) -> ResponseReturnValue:
    """What was given of it stays with those who have it."""
    template = library.find_template(current_user.id, template_id, is_locked=True) or abort(404)
    template.deleted_at = template.deleted_at or clock.utc_now()
    db.session.commit()
    return redirect(url_for(".list_templates", deleted=template_id), 303)


@bp.post("/coach/programs/<uuid:template_id>/restore")
@access("own:template")
def restore_template(template_id: UUID) -> ResponseReturnValue:
    template = library.find_template(current_user.id, template_id, is_locked=True) or abort(404)
    template.deleted_at = None
    db.session.commit()
    return redirect(url_for(".list_templates"), 303)


def get_template(template_id: UUID) -> Template:
    """The coach's own; 404 if it isn't, or was deleted."""
    is_locked = request.method == "POST"
    template = library.find_template(current_user.id, template_id, is_locked=is_locked)
    return template if template and template.deleted_at is None else abort(404)


def _keep(template_id: UUID, program: Program) -> ResponseReturnValue:
    library.add(current_user.id, template_id, program, clock.utc_now())
    db.session.commit()
    return redirect(url_for(".template", template_id=template_id), 303)


def _parse_source(text: str) -> Program:
    built_in = catalogue.programs().get(text)
    if built_in:
        return built_in
    try:
        template = library.find_template(current_user.id, UUID(text))
    except ValueError:
        template = None
    if template is None or template.deleted_at:
        raise ValueError("Choose a program of the list.")
    return library.program_of(template)


def _leave_room(reading: Reading) -> None:
    if len(library.list_templates(current_user.id)) >= library.MOST:
        reading.errors["title"] = f"You keep {library.MOST} programs already; delete one first."


def _page(typed: dict[str, str], errors: dict[str, str]) -> str:
    exercises = catalogue.exercises()
    own = [(one, library.program_of(one)) for one in library.list_templates(current_user.id)]
    return render_template(
        "coaching/library.html",
        own=[(one, program, library.gaps(program, exercises)) for one, program in own],
        built_in=list(catalogue.programs().values()),
        deleted=_just_deleted(),
        typed=typed,
        errors=errors,
        token=new_id(clock.utc_now()),
    )


def _just_deleted() -> Template | None:
    """What the notice is about, if the address says so and it is deleted."""
    try:
        found = library.find_template(current_user.id, UUID(request.args.get("deleted", "")))
    except ValueError:
        return None
    return found if found and found.deleted_at else None
