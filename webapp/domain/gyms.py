"""The places where somebody trains, and which of them a workout is done in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from webapp.domain.equipment import Equipment


@dataclass(frozen=True, slots=True)
class Place:
    """A gym that is there. Of several, the usual one stands first."""

    id: UUID
    name: str
    equipment: Equipment


def place_of(gym_id: UUID | None, places: Sequence[Place]) -> Place | None:
    """Where a workout that says `gym_id` is done: the usual gym if it says none, or one that is gone.

    None for somebody who hasn't described any.
    """
    return next((one for one in places if one.id == gym_id), places[0] if places else None)
