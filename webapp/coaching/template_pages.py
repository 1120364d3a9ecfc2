"""A coach writes a program: one step at a time, each with its undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import catalogue, clock
from webapp.access import access
from webapp.coaching import forms as coach_forms
from webapp.coaching import library
from webapp.coaching import library_forms as forms
from webapp.coaching.blueprint import bp
from webapp.coaching.library_pages import get_template
from webapp.domain import drafting
from webapp.domain.exercise import Exercise
from webapp.domain.ids import new_id
from webapp.domain.program import WEEKDAYS, Day, Prescription, Program
from webapp.domain.revising import sets_text
from webapp.extensions import db
from webapp.models import Template
from webapp.reading import Reading
from webapp.workouts.forms import row_ids

Errors = dict[str, str]


@bp.get("/coach/programs/<uuid:template_id>")
@access("own:template")
def template(template_id: UUID) -> ResponseReturnValue:
    return _page(get_template(template_id), {}, {})


@bp.post("/coach/programs/<uuid:template_id>")
@access("own:template")
def save_template(template_id: UUID) -> ResponseReturnValue:
    """Its title, what it is for, its weeks."""
    edited, reading = get_template(template_id), Reading(request.form)
    program = forms.read_program(reading, library.program_of(edited))
    return _keep(edited, program, reading.errors, _page)


@bp.post("/coach/programs/<uuid:template_id>/undo")
@access("own:template")
def undo_template(template_id: UUID) -> ResponseReturnValue:
    """Take back the last edit: `version` is the one that it made."""
    edited, told = get_template(template_id), request.form.get("version", "")
    library.undo(edited, int(told) if _is_number(told) else 0, clock.utc_now())
    db.session.commit()
    return redirect(url_for(".template", template_id=template_id, did="undone"), 303)


@bp.post("/coach/programs/<uuid:template_id>/days")
@access("own:template")
def add_day(template_id: UUID) -> ResponseReturnValue:
    """One more training day in a part of the program (`block`, from 0)."""
    edited, reading = get_template(template_id), Reading(request.form)
    program = library.program_of(edited)
    block = reading.take("block", lambda text: _parse_block(text, program), 0)
    taken = {day.weekday for day in program.blocks[block].days}
    key = next(row_ids(request.form.to_dict(), request.path, clock.utc_now())).hex
    blank = Day(key, "", "", 0, None, ())
    day = forms.read_day(reading, blank, set() if drafting.find_day(program, key) else taken)
    if reading.errors:
        return _page(edited, request.form.to_dict(), reading.errors), 422
    return _keep(edited, drafting.add_day(program, block, day), {}, _page, day=key)


@bp.get("/coach/programs/<uuid:template_id>/days/<day>")
@access("own:template")
def template_day(template_id: UUID, day: str) -> ResponseReturnValue:
    """The day, its exercises, and those of the catalogue that `?q=` finds."""
    edited = get_template(template_id)
    return _day_page(edited, _get_day(edited, day), {}, {})


@bp.post("/coach/programs/<uuid:template_id>/days/<day>")
@access("own:template")
def save_day(template_id: UUID, day: str) -> ResponseReturnValue:
    edited, reading = get_template(template_id), Reading(request.form)
    program, before = library.program_of(edited), _get_day(edited, day)
    after = forms.read_day(reading, before, drafting.taken_weekdays(program, before))
    program = drafting.change_day(program, day, lambda _: after)
    return _keep(edited, program, reading.errors, _on_day(before), day=day)


@bp.post("/coach/programs/<uuid:template_id>/days/<day>/remove")
@access("own:template")
def remove_day(template_id: UUID, day: str) -> ResponseReturnValue:
    edited = get_template(template_id)
    return _keep(edited, drafting.change_day(library.program_of(edited), day, lambda _: None), {}, _page)


@bp.post("/coach/programs/<uuid:template_id>/days/<day>/exercises")
@access("own:template")
def add_prescription(template_id: UUID, day: str) -> ResponseReturnValue:
    """One more exercise at the end of the day: three sets of 8 to 12, to be changed."""
    edited, reading = get_template(template_id), Reading(request.form)
    before = _get_day(edited, day)
    exercise = reading.take("exercise", coach_forms.parse_exercise, None)
    if len(before.prescriptions) >= forms.MAX_EXERCISES:
        reading.errors["exercise"] = f"A day has at most {forms.MAX_EXERCISES} exercises."
    if exercise is None or reading.errors:
        return _day_page(edited, before, request.form.to_dict(), reading.errors), 422
    key = next(row_ids(request.form.to_dict(), request.path, clock.utc_now())).hex
    sets = (forms.NEW_SET,) * 3
    scheme = drafting.scheme_of(sets)
    new = Prescription(key, exercise.slug, forms.purpose_of(exercise), scheme, sets, rule="double")
    return _keep_day(edited, before, lambda on: drafting.add_prescription(on, new), prescription=key)


@bp.get("/coach/programs/<uuid:template_id>/days/<day>/exercises/<prescription>")
@access("own:template")
def template_exercise(template_id: UUID, day: str, prescription: str) -> ResponseReturnValue:
    edited = get_template(template_id)
    place = _get_place(edited, day, prescription)
    return _exercise_page(edited, *place, forms.shown_prescription(place[1]), {})


@bp.post("/coach/programs/<uuid:template_id>/days/<day>/exercises/<prescription>")
@access("own:template")
def save_prescription(template_id: UUID, day: str, prescription: str) -> ResponseReturnValue:
    """All that is typed, and what the pressed button (`do`) asks of the sets."""
    edited, sent = get_template(template_id), request.form.to_dict()
    fresh = next(row_ids(sent, request.path, clock.utc_now())).hex
    if library.find_place(library.program_of(edited), day, fresh):  # the same form, a second time
        at = {"template_id": template_id, "day": day, "prescription": fresh}
        return redirect(url_for(".template_exercise", **at), 303)  # type: ignore[arg-type]
    reading, (before, part) = Reading(sent), _get_place(edited, day, prescription)
    typed = forms.read_prescription(reading, part, _exercise(part))
    sets = reading.take("do", lambda text: forms.do_to_sets(typed.sets, text), typed.sets)
    if not sets:
        reading.errors.setdefault("do", "Keep at least one set, or take the exercise out.")
    if reading.errors:
        return _exercise_page(edited, before, part, sent, reading.errors), 422
    after = drafting.change_sets(part, replace(typed, sets=sets), fresh)
    return _keep_day(
        edited,
        before,
        lambda on: drafting.change_prescription(on, prescription, after),
        prescription=after.key,
    )


@bp.post("/coach/programs/<uuid:template_id>/days/<day>/exercises/<prescription>/move")
@access("own:template")
def move_prescription(template_id: UUID, day: str, prescription: str) -> ResponseReturnValue:
    """`by=up` or `by=down`, from the place that the page showed: `at`."""
    edited = get_template(template_id)
    before, part = _get_place(edited, day, prescription)
    by = {"up": -1, "down": 1}.get(request.form.get("by", ""))
    if by is None:
        abort(422, description="Say whether it goes up or down.")
    told = request.form.get("at", "")
    to = by + (int(told) if _is_number(told) else before.prescriptions.index(part))
    return _keep_day(edited, before, lambda on: drafting.move_prescription(on, prescription, to))


@bp.post("/coach/programs/<uuid:template_id>/days/<day>/exercises/<prescription>/remove")
@access("own:template")
def remove_prescription(template_id: UUID, day: str, prescription: str) -> ResponseReturnValue:
    edited = get_template(template_id)
    return _keep_day(
        edited, _get_day(edited, day), lambda on: drafting.change_prescription(on, prescription, None)
    )


Again = Callable[[Template, dict[str, str], Errors], str]
"""The page with what was typed and what has to be mended."""


def _keep(
    edited: Template, program: Program, errors: Errors, again: Again, **place: str
) -> ResponseReturnValue:
    """Save it and go on at the place; or show what is wrong with it."""
    wrong = library.mistakes(program, catalogue.exercises())
    if not errors and wrong:
        errors = {"": wrong[0]}
    if errors:
        return again(edited, request.form.to_dict(), errors), 422
    before = edited.version
    library.save(edited, program, clock.utc_now())
    db.session.commit()
    ends = [".template", ".template_day", ".template_exercise"]
    did = "saved" if edited.version != before else None
    return redirect(url_for(ends[len(place)], template_id=edited.id, did=did, **place), 303)  # type: ignore[arg-type]


def _keep_day(
    edited: Template, before: Day, change: Callable[[Day], Day], **place: str
) -> ResponseReturnValue:
    program = drafting.change_day(library.program_of(edited), before.key, change)
    return _keep(edited, program, {}, _on_day(before), day=before.key, **place)


def _on_day(day: Day) -> Again:
    return lambda edited, typed, errors: _day_page(edited, day, typed, errors)


def _parse_block(text: str, program: Program) -> int:
    if not _is_number(text) or int(text) >= len(program.blocks):
        raise ValueError("Choose a part of the program.")
    if len(program.blocks[int(text)].days) >= len(WEEKDAYS):
        raise ValueError("A week has seven days, and all of them are taken.")
    return int(text)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 8


def _get_day(edited: Template, key: str) -> Day:
    return drafting.find_day(library.program_of(edited), key) or abort(404)


def _get_place(edited: Template, day: str, key: str) -> tuple[Day, Prescription]:
    return library.find_place(library.program_of(edited), day, key) or abort(404)


def _exercise(part: Prescription) -> Exercise:
    return catalogue.exercise(part.exercise) or abort(404)


def _page(edited: Template, typed: dict[str, str], errors: Errors) -> str:
    program, now = library.program_of(edited), clock.utc_now()
    free = [
        next((n for n in range(7) if n not in {day.weekday for day in block.days}), 0)
        for block in program.blocks
    ]
    return render_template(
        "coaching/template.html",
        program=program,
        values={**forms.shown_program(program), "weekday": str(free[0]), **typed},
        gaps=library.gaps(program, catalogue.exercises()),
        exercises=catalogue.exercises(),
        weekdays=list(enumerate(WEEKDAYS)),
        **_around(edited, errors),
        copies=len(library.list_copies(current_user, edited, now)),
    )


def _day_page(edited: Template, day: Day, typed: dict[str, str], errors: Errors) -> str:
    query = request.args.get("q", "")[:80]
    return render_template(
        "coaching/template_day.html",
        program=library.program_of(edited),
        day=day,
        values={**forms.shown_day(day), **typed},
        exercises=catalogue.exercises(),
        sets_text=sets_text,
        query=query,
        results=catalogue.find_exercises(query) if query else [],
        weekdays=list(enumerate(WEEKDAYS)),
        **_around(edited, errors),
    )


def _exercise_page(
    edited: Template, day: Day, part: Prescription, values: dict[str, str], errors: Errors
) -> str:
    return render_template(
        "coaching/template_exercise.html",
        program=library.program_of(edited),
        day=day,
        part=part,
        exercise=_exercise(part),
        values=values,
        numbers=range(forms.count_sets(values)),
        kinds=forms.KINDS,
        rules=forms.RULES,
        **_around(edited, errors),
    )


def _around(edited: Template, errors: Errors) -> dict[str, object]:
    """What each of the pages needs."""
    return {
        "edited": edited,
        "errors": errors,
        "did": request.args.get("did"),
        "token": new_id(clock.utc_now()),
    }
