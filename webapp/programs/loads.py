"""The working loads that a running program goes on with, as the lifter or a coach says them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp import catalogue
from webapp.accounts import queries as accounts
from webapp.domain.ids import new_id
from webapp.domain.load import Load, Unit, display, parse_load
from webapp.domain.moment import ms_of
from webapp.domain.revising import Difference
from webapp.extensions import db
from webapp.models import Assignment, User
from webapp.programs import queries, revision
from webapp.programs.forms import FirstLoad, first_loads
from webapp.reading import Reading
from webapp.workouts import actions as workouts
from webapp.workouts import forms as workout_forms
from webapp.workouts import plans
from webapp.workouts import queries as workout_queries
from webapp.workouts.draw import encode_shown
from webapp.workouts.words import told_text


@dataclass(frozen=True, slots=True)
class WorkingLoads:
    """What a running program goes on with. asked: as in `first_loads`. loads: by slug, or None."""

    assignment: Assignment
    asked: Mapping[str, Sequence[FirstLoad]]
    loads: Mapping[str, Load | None]

    def shown(self, unit: Unit) -> dict[str, str]:
        """What the boxes hold, by their names."""
        return {f"load-{slug}": display(load, unit) if load else "" for slug, load in self.loads.items()}

    def told(self, unit: Unit) -> dict[str, str]:
        """What stands beside the boxes whose load was told in the other unit, by their names."""
        return {f"load-{slug}": told_text(load, unit) for slug, load in self.loads.items()}


def find_loads(lifter: User, today: date) -> WorkingLoads | None:
    """None where no program runs; 3 statements."""
    assignment = next(iter(queries.list_running(lifter.id)), None)
    if assignment is None:
        return None
    running = plans.running_of(assignment)
    asked = first_loads(running.plan.program, catalogue.exercises())
    slugs = [one.exercise.slug for of_day in asked.values() for one in of_day]
    days = (day for block in running.plan.program.blocks for day in block.days)
    by_slug = {one.exercise: one for day in days for one in reversed(day.prescriptions)}
    performed = workout_queries.last_performed(lifter.id, slugs, today + timedelta(days=1))
    equipment = accounts.get_equipment(lifter)
    found = {slug: plans.working_loads(running, [by_slug[slug]], performed, equipment) for slug in slugs}
    return WorkingLoads(assignment, asked, {slug: next(iter(found[slug].values())) for slug in slugs})


def answer(
    lifter: User, by: User, today: date, now: datetime, back: str, **around: object
) -> ResponseReturnValue:
    """The page with a box for each load, or what was typed there kept; back where no program runs.

    by: who says them, the lifter or a coach. back: where the page leads. around: `client`, for a coach.
    """
    if request.method == "POST":
        workouts.queue_up(lifter.id, now)  # before they are read, or what somebody says meanwhile is lost
    found = find_loads(lifter, today)
    if found is None:
        return redirect(back, 303)
    values = found.shown(lifter.unit)
    errors: dict[str, str] = {}
    if request.method == "POST":
        sent = request.form.to_dict()
        changed, errors = _read(sent, found, lifter.unit)
        if not errors:
            change_id = next(workout_forms.row_ids(sent, request.path, now))
            say(lifter, found, changed, by.id, change_id, today, now)
            db.session.commit()
            return redirect(f"{request.path}?did=saved", 303)
        values = {**values, **sent}
    page = render_template(
        "programs/loads.html",
        program=plans.plan_of(found.assignment).program,
        asked=found.asked,
        told=found.told(lifter.unit),
        values=values,
        was=values.get("was") or encode_shown(values),
        unit=lifter.unit,
        errors=errors,
        did=request.args.get("did"),
        token=values.get("token") or new_id(now),
        back=back,
        **around,
    )
    return page, 422 if errors else 200


def say(
    lifter: User,
    found: WorkingLoads,
    changed: Mapping[str, Load | None],
    by: UUID,
    change_id: UUID,
    today: date,
    now: datetime,
) -> None:
    """Go on with these loads, and the coming days with them; None goes on from what was lifted again.

    found: read since the lifter's data are queued up for. Asked twice with the same id, it happens once.
    """
    if not changed or revision.is_done(by, change_id):
        return
    assignment = found.assignment
    said = dict(assignment.said_loads or {})
    for slug, load in changed.items():
        said.pop(slug, None)
        if load is not None:
            said[slug] = {**load.as_json(), "at": ms_of(now)}
    assignment.said_loads = said
    db.session.flush()
    before = revision.newest_commit(lifter.id)
    plans.write_ahead(lifter, plans.running_of(assignment), today, now, by)
    after = revision.newest_commit(lifter.id)
    differences = [
        Difference(f"{catalogue.exercises()[slug].name}: working load", _text(found.loads[slug]), _text(load))
        for slug, load in changed.items()
    ]
    n = after if after != before else None
    revision.note(assignment, differences, change_id, assignment.template_version or 0, n, now, by)


def _read(
    sent: Mapping[str, str], found: WorkingLoads, unit: Unit
) -> tuple[dict[str, Load | None], dict[str, str]]:
    """What was typed anew, by slug, and the sentences by box. What nobody touched isn't read."""
    was, reading = workout_forms.shown(sent), Reading(sent)
    changed = {
        slug: reading.take(f"load-{slug}", lambda text: parse_load(text, unit), None)
        for slug in found.loads
        if sent.get(f"load-{slug}", "").strip() != was.get(f"load-{slug}", "")
    }
    return changed, reading.errors


def _text(load: Load | None) -> str:
    return f"{display(load, load.unit)} {load.unit}" if load else "–"
