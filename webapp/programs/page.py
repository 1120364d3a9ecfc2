"""A program with the form that takes it, or gives it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import render_template, request

from webapp import catalogue, clock
from webapp.domain.ids import new_id
from webapp.domain.load import Unit
from webapp.domain.program import WEEKDAYS, Program
from webapp.programs import forms, queries
from webapp.programs.forms import Taking


def read_sent(program: Program, unit: Unit, today: date) -> tuple[Taking | None, dict[str, str]]:
    """What the form that was sent asks for, or None with the sentences by field.

    unit: the lifter's. `?find`: whatever stands in the boxes of loads, they are found while training.
    """
    sent = request.form.to_dict()
    counts = forms.without_loads(sent) if "find" in request.args else sent
    return forms.read_taking(counts, program, forms.first_loads(program, catalogue.exercises()), unit, today)


def program_page(
    program: Program,
    lifter_id: UUID,
    values: dict[str, str],
    errors: dict[str, str],
    *,
    shown_in: Unit,
    take_at: str,
    find_at: str,
    **around: object,
) -> str:
    """shown_in: the lifter's own unit, whatever the loads are typed in.

    take_at, find_at: where the form leads, with its loads and without.
    around: `client`, for a coach; `coach`, who published it; `left_out`, weeks.
    """
    exercises = catalogue.exercises()
    return render_template(
        "programs/show.html",
        program=program,
        exercises=exercises,
        values=values,
        errors=errors,
        weekdays=list(enumerate(WEEKDAYS)),
        first_loads=forms.first_loads(program, exercises),
        running=next(iter(queries.list_running(lifter_id)), None),
        token=values.get("token") or new_id(clock.utc_now()),
        shown_in=shown_in,
        take_at=take_at,
        find_at=find_at,
        **around,
    )
