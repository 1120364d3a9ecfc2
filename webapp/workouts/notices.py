"""What just happened, told on the next page, with the way back.

It travels in the address as a word of ours, never as text, so no link can put words into our mouth.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for

from webapp import clock
from webapp.domain.ids import new_id


@dataclass(frozen=True, slots=True)
class Notice:
    """sentence: what happened. undo: where the form that takes it back goes; token: that form's own id."""

    sentence: str
    undo: str
    token: UUID


SENTENCES = {
    "set-removed": ("Set removed.", "workouts.restore_set", "set_id"),
    "exercise-removed": ("Exercise removed.", "workouts.restore_exercise", "exercise_id"),
    "exercise-skipped": ("Exercise skipped.", "workouts.unskip_exercise", "exercise_id"),
    "finished": ("Workout finished. Well done.", "workouts.reopen", None),
    "deleted": ("Workout deleted.", "workouts.restore", None),
}


def read_notice(workout_id: UUID | None = None) -> Notice | None:
    """The notice in this request's address, about the page's workout unless it names another itself."""
    found = SENTENCES.get(request.args.get("did", ""))
    if found is None:
        return None
    sentence, endpoint, parameter = found
    row_id = _row_id()
    about = workout_id if parameter else row_id or workout_id
    if about is None or (parameter and row_id is None):
        return None
    values: dict[str, object] = {"workout_id": about, "from": request.args.get("from")}
    if parameter:
        values[parameter] = row_id
    if request.path == url_for("workouts.today"):
        values["from"] = "today"
    return Notice(sentence, url_for(endpoint, **values), new_id(clock.utc_now()))  # type: ignore[arg-type]


def _row_id() -> UUID | None:
    try:
        return UUID(request.args.get("row", ""))
    except ValueError:
        return None
