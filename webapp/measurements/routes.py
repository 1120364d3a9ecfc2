"""The body over time: its weight, what a weighted pull-up is measured against, and its girths."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.domain import body
from webapp.domain.body import Kind
from webapp.domain.ids import new_id
from webapp.domain.operations import Operation
from webapp.domain.span import RANGES
from webapp.extensions import db
from webapp.measurements import queries
from webapp.measurements.page import body_page, range_named
from webapp.reading import Reading
from webapp.workouts import actions, forms

bp = Blueprint("measurements", __name__)


@bp.get("/measurements")
@access("self")
def index() -> ResponseReturnValue:
    """`?kind=waist&range=3m`, `year` or `all`."""
    return _page(_kind_named(request.args.get("kind", "")), "", {}), 200


@bp.post("/measurements")
@access("self")
def save() -> ResponseReturnValue:
    """One more of its kind, as of now."""
    now, form = clock.utc_now(), request.form.to_dict()
    kind = _kind_named(form.get("kind", ""))
    if form.get("kind", kind) != kind:
        abort(400, description="Choose what you measured from the list.")
    unit = body.unit_of(kind, current_user.unit)
    reading = Reading(form)
    value = reading.take("value", lambda text: body.parse_measured(text, kind, unit), None)
    if value is None:
        return _page(kind, form.get("value", ""), reading.errors), 422
    fields = {"kind": kind, "value": f"{value:f}", "unit": unit, "at": now}
    row_id = next(forms.row_ids(form, request.path, now))
    operation_id = next(forms.operation_ids(form, request.path, now))
    _apply(Operation(operation_id, "measurement", row_id, fields))
    return redirect(url_for("measurements.index", kind=kind, _anchor=f"measurement-{row_id}"), 303)


@bp.post("/measurements/<uuid:measurement_id>/remove")
@access("own:measurement")
def remove(measurement_id: UUID) -> ResponseReturnValue:
    return _set_deleted(measurement_id, is_deleted=True)


@bp.post("/measurements/<uuid:measurement_id>/restore")
@access("own:measurement")
def restore(measurement_id: UUID) -> ResponseReturnValue:
    return _set_deleted(measurement_id, is_deleted=False)


def _set_deleted(measurement_id: UUID, *, is_deleted: bool) -> ResponseReturnValue:
    now = clock.utc_now()
    found = queries.find_measurement(current_user.id, measurement_id) or abort(404)
    operation_id = next(forms.operation_ids(request.form.to_dict(), request.path, now))
    _apply(
        Operation(operation_id, "measurement", measurement_id, {"deleted_at": now if is_deleted else None})
    )
    removed = measurement_id if is_deleted else None
    return redirect(url_for("measurements.index", kind=found.kind, removed=removed), 303)


def _apply(operation: Operation) -> None:
    (outcome,) = actions.apply(current_user.id, [operation], now=clock.utc_now(), by=current_user.id)
    if outcome.status == "rejected":
        abort(409, description=outcome.message)
    db.session.commit()


def _kind_named(text: str) -> Kind:
    """What is asked for; the weight for anything else."""
    return next((kind for kind in body.KINDS if kind == text), "bodyweight")


def _page(kind: Kind, typed: str, errors: Mapping[str, str]) -> str:
    found = queries.list_newest(current_user.id, kind)
    within = range_named(request.args.get("range", ""))
    return render_template(
        "measurements/index.html",
        page=body_page(kind, found, current_user.unit, current_user.zone, clock.utc_now(), within),
        ranges=RANGES,
        within=within,
        range_address=lambda key: url_for(".index", kind=kind, range=key),
        kinds=[(one, body.name_of(one)) for one in body.KINDS],
        typed=typed,
        errors=errors,
        removed=_removed(),
        token=new_id(clock.utc_now()),
    )


def _removed() -> UUID | None:
    try:
        return UUID(request.args.get("removed", ""))
    except ValueError:
        return None
