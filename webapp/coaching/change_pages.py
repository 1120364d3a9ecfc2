"""What coaches changed, for the lifter to read."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import access
from webapp.coaching import changes as made
from webapp.coaching.blueprint import bp
from webapp.workouts.words import written_text


@bp.get("/settings/coaches/changes")
@access("self")
def changes() -> ResponseReturnValue:
    return render_template(
        "coaching/changes.html",
        changes=made.list_changes(current_user.id),
        written=lambda moment: written_text(moment, current_user.zone),
    )
