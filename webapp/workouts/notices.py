"""What just happened, told on the next page, with the way back.

It travels in the address as a word of ours, never as text, so no link can put words into our mouth.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for

from webapp import catalogue, clock
from webapp.domain import warmups
from webapp.domain.ids import new_id
from webapp.domain.superset import LETTER


@dataclass(frozen=True, slots=True)
class Notice:
    """sentence: what happened. undo: where its form goes, "" for no way back; token: that form's own id."""

    sentence: str
    undo: str
    token: UUID


SENTENCES = {
    "set-removed": ("Set removed.", "workouts.restore_set", "set_id"),
    "set-struck": ("Record struck out. The set stays.", "workouts.unstrike_set", "set_id"),
    "message-removed": ("Message deleted.", "workouts.restore_message", "message_id"),
    "swapped": ("Exercise swapped.", "workouts.swap_exercise", "exercise_id"),
    "swapped-for-good": ("Swapped from now on.", "programs.take_back_instead", "exercise_id"),
    "rest-swapped": ("The rest is swapped.", "workouts.take_back_rest", "exercise_id"),
    "superset-joined": ("Joined to a superset.", "workouts.leave_superset", "exercise_id"),
    "superset-left": ("Left the superset.", "workouts.join_superset", "exercise_id"),
    "exercise-removed": ("Exercise removed.", "workouts.restore_exercise", "exercise_id"),
    "exercise-skipped": ("Exercise skipped.", "workouts.unskip_exercise", "exercise_id"),
    "finished": ("Workout finished. Well done.", "workouts.reopen", None),
    "deleted": ("Workout deleted.", "workouts.restore", None),
}


WITHOUT_UNDO = {f"warmups-{why}": sentence for why, sentence in warmups.SENTENCES.items()}
"""What couldn't be done, and why."""


def read_notice(workout_id: UUID | None = None) -> Notice | None:
    """The notice in this request's address, about the page's workout unless it names another itself."""
    did = request.args.get("did", "")
    if did in WITHOUT_UNDO:
        return Notice(WITHOUT_UNDO[did], "", new_id(clock.utc_now()))
    found = SENTENCES.get(did)
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
    if not _add_what_was(values):
        return None
    if request.path == url_for("workouts.today"):
        values["from"] = "today"
    return Notice(sentence, url_for(endpoint, **values), new_id(clock.utc_now()))  # type: ignore[arg-type]


def _add_what_was(values: dict[str, object]) -> bool:
    """For the way back: which exercise it was, which card has the rest, the letter of the superset.

    False where the address doesn't say.
    """
    did, was = request.args.get("did"), request.args.get("was", "")
    if did == "swapped":
        values["exercise"] = was
        return catalogue.exercise(was) is not None
    if did == "rest-swapped":
        values |= {"exercise_id": _as_id(was), "behind": values["exercise_id"]}
        return values["exercise_id"] is not None
    if did == "swapped-for-good":
        values |= {"was": was, "to": request.args.get("to", "")}
        return catalogue.exercise(str(values["to"])) is not None
    if did == "superset-left":
        values["letter"] = was
        return LETTER.fullmatch(was) is not None
    return True


def _row_id() -> UUID | None:
    return _as_id(request.args.get("row", ""))


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
