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
from webapp.extensions import db


@bp.get("/settings/equipment")
@access("self")
def equipment() -> ResponseReturnValue:
    """The form, filled with an ordinary gym until it was saved once."""
    return _page(filled_form(queries.get_equipment(current_user)))


@bp.post("/settings/equipment")
@access("self")
def save_equipment() -> ResponseReturnValue:
    """All of the gym at once."""
    form, described = read_equipment(request.form)
    if described is None:
        return _page(form)
    actions.save_equipment(current_user, described, clock.utc_now())
    db.session.commit()
    return redirect(url_for(".equipment", saved=1), 303)


def _page(form: EquipmentForm) -> ResponseReturnValue:
    return page("equipment", status=status_of(form.errors), form=form, saved="saved" in request.args)
