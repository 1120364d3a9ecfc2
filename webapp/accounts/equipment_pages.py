"""What the person's gym has to load with."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.accounts import actions, queries
from webapp.accounts.answers import page, status_of
from webapp.accounts.blueprint import bp
from webapp.accounts.equipment_form import EquipmentForm, filled_form, read_equipment
from webapp.domain.equipment import default_equipment
from webapp.domain.load import UNITS, Unit
from webapp.extensions import db


@bp.get("/settings/equipment")
@access("self")
def equipment() -> ResponseReturnValue:
    """The form, filled with an ordinary gym until it was saved once.

    `unit`: for a gym marked in the other unit. A bar of 45 lb is no bar of 45 kg, and none is marked 20.4 kg
    either: so it is an ordinary gym in that unit that is offered, and nothing is kept until it is saved.
    """
    own, asked = queries.get_equipment(current_user), request.args.get("unit")
    unit = next((one for one in UNITS if one == asked), own.unit)
    return _page(filled_form(own if unit == own.unit else default_equipment(unit)), own.unit)


@bp.post("/settings/equipment")
@access("self")
def save_equipment() -> ResponseReturnValue:
    """All of the gym at once."""
    form, described = read_equipment(request.form)
    if described is None:
        return _page(form, queries.get_equipment(current_user).unit)
    actions.save_equipment(current_user, described, clock.utc_now())
    db.session.commit()
    return redirect(url_for(".equipment", saved=1), 303)


def _page(form: EquipmentForm, own_unit: Unit) -> ResponseReturnValue:
    return page(
        "equipment",
        status=status_of(form.errors),
        form=form,
        own_unit=own_unit,
        saved="saved" in request.args,
    )
