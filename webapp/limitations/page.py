"""What a page about limitations shows, to the lifter or to a coach of theirs, and its form being read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from webapp.domain.ids import new_id
from webapp.limitations import actions, forms, queries
from webapp.limitations.queries import Told
from webapp.reading import Reading
from webapp.workouts.forms import row_ids
from webapp.workouts.words import written_text

WhoIs = Callable[[UUID | None, str | None], str]
"""From an id and a name to what this reader is told: `you`, `Carol`, `another coach`."""


@dataclass(frozen=True, slots=True)
class Line:
    """words: `no loaded hinge`. about: `Movement: loaded hinge`. since: `Set by you, Mon 23 Nov, 18:40`."""

    id: UUID
    words: str
    about: str
    since: str


def page(lifter_id: UUID, zone: str, who: WhoIs, now: datetime) -> dict[str, Any]:
    """Everything but the addresses. zone: of whoever reads."""
    told = queries.list_told(lifter_id, now)
    return {
        "holding": [_line(one, zone, who) for one in told if one.limitation.ended_at is None],
        "ended": [_line(one, zone, who) for one in told if one.limitation.ended_at is not None],
        "choices": forms.choices(),
        "token": new_id(now),
    }


def read_form(lifter_id: UUID, by: UUID, sent: dict[str, str], path: str, now: datetime) -> dict[str, str]:
    """Set what was sent; what has to be mended by field, and then nothing is set. Doesn't commit."""
    reading = Reading(sent)
    subject = reading.take("limit", forms.parse_subject, None)
    words = reading.take("words", forms.parse_words, "")
    if subject is None or reading.errors:
        return reading.errors
    limitation_id = next(row_ids(sent, path, now))
    refusal = actions.find_refusal(lifter_id, limitation_id, subject)
    if refusal:
        return {"limit": refusal}
    actions.set_limitation(lifter_id, by, limitation_id, subject, words or forms.words_for(subject), now)
    return {}


def _line(told: Told, zone: str, who: WhoIs) -> Line:
    one = told.limitation
    since = f"Set by {who(one.set_by, told.set_by)}, {written_text(one.set_at, zone)}"
    if one.ended_at:
        since += f". Taken away by {who(one.ended_by, told.ended_by)}, {written_text(one.ended_at, zone)}"
    about = f"{one.kind.capitalize()}: {forms.name_of(one.kind, one.key)}"
    return Line(one.id, one.words, about, since)
