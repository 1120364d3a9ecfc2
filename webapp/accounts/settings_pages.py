"""The person's own page: name, unit, time zone, day start, effort, coaching."""

from __future__ import annotations

from collections.abc import Mapping

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import access
from webapp.accounts import queries
from webapp.accounts.answers import page, status_of
from webapp.accounts.blueprint import bp
from webapp.accounts.forms import read_settings
from webapp.accounts.zones import zone_choices
from webapp.extensions import db
from webapp.models import User


@bp.get("/settings")
@access("self")
def settings() -> ResponseReturnValue:
    """The page "You"."""
    return settings_page(_stored(current_user), {})


@bp.post("/settings")
@access("self")
def save_settings() -> ResponseReturnValue:
    """All of the form at once."""
    form = read_settings(request.form)
    if form.errors:
        return settings_page(request.form, form.errors)
    current_user.name = form.name
    current_user.unit = form.unit
    current_user.zone = form.zone
    current_user.day_start_min = form.day_start_min
    current_user.effort = form.effort
    current_user.is_coach = form.is_coach
    db.session.commit()
    return redirect(url_for(".settings", saved=1), 303)


def settings_page(form: Mapping[str, str], errors: Mapping[str, str]) -> ResponseReturnValue:
    """The page with its form as stored, or as sent and to be mended."""
    return page(
        "settings",
        status=status_of(errors),
        form=form,
        errors=errors,
        zones=zone_choices(form.get("zone", "")),
        saved="saved" in request.args,
        news=queries.count_news(current_user),
    )


def _stored(user: User) -> dict[str, str]:
    hours, minutes = divmod(user.day_start_min, 60)
    return {
        "name": user.name,
        "unit": user.unit,
        "zone": user.zone,
        "day_start": f"{hours:02}:{minutes:02}",
        "effort": user.effort,
        "coach": "1" if user.is_coach else "",
    }
