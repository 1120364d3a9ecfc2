"""A note that stays with an exercise: a lifter has one for each.

Two phones with no signal may each make one; the one made last counts, on every phone alike.
static/js/shared/exercise-notes.js says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from webapp.domain.operations import Operation


@dataclass(frozen=True, slots=True)
class ExerciseNote:
    """One that isn't deleted; its id tells when it was made."""

    id: UUID
    exercise: str
    text: str


def texts_of(notes: Iterable[ExerciseNote]) -> dict[str, str]:
    """What is noted, by exercise; nothing for one without a note."""
    newest = {one.exercise: one.text for one in sorted(notes, key=lambda one: one.id)}
    return {exercise: text for exercise, text in newest.items() if text}


def keep(
    exercise: str,
    text: str,
    notes: Iterable[ExerciseNote],
    ids: Iterator[UUID],
    rows: Iterator[UUID],
    now: datetime,
) -> list[Operation]:
    """Note this from now on; "" for nothing any more. notes: the lifter's.

    Older ones of the exercise go, or they would stand there again once the newest is emptied. What goes names
    its exercise, too, so that a phone can draw it from the operation alone.
    """
    its = sorted((one for one in notes if one.exercise == exercise), key=lambda one: one.id)
    told: list[tuple[UUID, Mapping[str, Any]]] = []
    if text:
        told.append((its.pop().id if its else next(rows), {"exercise": exercise, "text": text}))
    told += [(one.id, {"exercise": exercise, "deleted_at": now}) for one in its]
    return [Operation(next(ids), "exercise_note", row_id, fields) for row_id, fields in told]
