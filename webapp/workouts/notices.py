"""What just happened, told on the next page, with the way back.

It travels in the address as a word of ours, never as text, so no link can put words into our mouth.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for


@dataclass(frozen=True, slots=True)
class Notice:
    """sentence: what happened. undo: where the form that takes it back goes, or "" where nothing can."""

    sentence: str
    undo: str


SENTENCES = {
    "set-removed": ("Set removed.", "workouts.restore_set", "set_id"),
    "exercise-removed": ("Exercise removed.", "workouts.restore_exercise", "exercise_id"),
    "exercise-skipped": ("Exercise skipped.", "workouts.unskip_exercise", "exercise_id"),
    "finished": ("Workout finished. Well done.", "workouts.reopen", None),
    "deleted": ("Workout deleted.", "workouts.restore", None),
}


def read_notice(workout_id: UUID) -> Notice | None:
    """The notice in this request's address, about this workout."""
    found = SENTENCES.get(request.args.get("did", ""))
    if found is None:
        return None
    sentence, endpoint, parameter = found
    values: dict[str, object] = {"workout_id": workout_id, "from": request.args.get("from")}
    if parameter:
        row_id = _row_id()
        if row_id is None:
            return None
        values[parameter] = row_id
    if request.path == url_for("workouts.today"):
        values["from"] = "today"
    return Notice(sentence, url_for(endpoint, **values))  # type: ignore[arg-type]


def _row_id() -> UUID | None:
    try:
        return UUID(request.args.get("row", ""))
    except ValueError:
        return None
