"""Bodyweight over time; what a weighted pull-up is measured against."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.domain.ids import new_id
from webapp.domain.load import Load, parse_load
from webapp.domain.operations import Operation
from webapp.extensions import db
from webapp.measurements import queries
from webapp.models import Measurement
from webapp.reading import Reading
from webapp.workouts import actions, forms
from webapp.workouts.words import day_text

bp = Blueprint("measurements", __name__)

LIGHTEST_KG, HEAVIEST_KG = Decimal(20), Decimal(400)


@bp.get("/measurements")
@access("self")
def index() -> ResponseReturnValue:
    return _page("", {}), 200


@bp.post("/measurements")
@access("self")
def save() -> ResponseReturnValue:
    """One more bodyweight, as of now."""
    now, form = clock.utc_now(), request.form.to_dict()
    reading = Reading(form)
    weight = reading.take("value", _read_bodyweight, None)
    if weight is None:
        return _page(form.get("value", ""), reading.errors), 422
    fields = {"kind": "bodyweight", "value": f"{weight.value:f}", "unit": weight.unit, "at": now}
    row_id = next(forms.row_ids(form, request.path, now))
    operation_id = next(forms.operation_ids(form, request.path, now))
    _apply(Operation(operation_id, "measurement", row_id, fields))
    return redirect(url_for("measurements.index", _anchor=f"measurement-{row_id}"), 303)


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
    if queries.find_measurement(current_user.id, measurement_id) is None:
        abort(404)
    operation_id = next(forms.operation_ids(request.form.to_dict(), request.path, now))
    _apply(
        Operation(operation_id, "measurement", measurement_id, {"deleted_at": now if is_deleted else None})
    )
    removed = measurement_id if is_deleted else None
    return redirect(url_for("measurements.index", removed=removed), 303)


def _apply(operation: Operation) -> None:
    (outcome,) = actions.apply(current_user.id, [operation], now=clock.utc_now(), by=current_user.id)
    if outcome.status == "rejected":
        abort(409, description=outcome.message)
    db.session.commit()


def _read_bodyweight(text: str) -> Load:
    weight = parse_load(text, current_user.unit)
    if weight is None or not LIGHTEST_KG <= weight.to("kg") <= HEAVIEST_KG:
        raise ValueError("Type a bodyweight between 20 and 400 kg (44 and 880 lb).")
    return weight


def _page(typed: str, errors: Mapping[str, str]) -> str:
    found = queries.list_newest(current_user.id, "bodyweight")
    return render_template(
        "measurements/index.html",
        rows=[_row(one) for one in found],
        typed=typed,
        errors=errors,
        removed=_removed(),
        token=new_id(clock.utc_now()),
    )


def _row(one: Measurement) -> dict[str, object]:
    return {
        "id": one.id,
        "value": one.value,
        "unit": one.unit,
        "day": day_text(one.at.astimezone(ZoneInfo(current_user.zone)).date()),
    }


def _removed() -> UUID | None:
    try:
        return UUID(request.args.get("removed", ""))
    except ValueError:
        return None
