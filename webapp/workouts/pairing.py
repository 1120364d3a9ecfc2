"""Supersets: exercises joined and parted, and what their cards say of it. Pure, like the verbs beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from webapp.domain.operations import Operation
from webapp.domain.superset import free_letter, group_of, groups
from webapp.domain.workout import Workout, WorkoutExercise
from webapp.workouts.page import Card
from webapp.workouts.verbs import Ids


def join_next(workout: Workout, exercise_id: UUID, ids: Ids) -> list[Operation]:
    """A superset with the exercise behind, or with the superset of that; nothing where there is none."""
    shown = [part for part in workout.shown_exercises if not part.skipped]
    at = next((place for place, part in enumerate(shown) if part.id == exercise_id), len(shown))
    if at + 1 >= len(shown):
        return []
    mine, theirs = group_of(shown[at], shown), group_of(shown[at + 1], shown)
    if mine == theirs:
        return []
    whose = next((group for group in (mine, theirs) if len(group) > 1), None)
    # A letter left over from a superset that fell apart would call in whoever else has it.
    letter = whose[0].superset if whose else free_letter(workout.exercises)
    return [
        Operation(next(ids), "workout_exercise", part.id, {"superset": letter})
        for part in (*mine, *theirs)
        if part.superset != letter
    ]


def with_supersets(cards: Sequence[Card], parts: Sequence[WorkoutExercise]) -> tuple[Card, ...]:
    """The cards, each with what it says of its superset, and whether it can be joined to the next."""
    waiting = [part for part in parts if not part.skipped]
    headings = {card.id: card.heading for card in cards}
    told: dict[UUID, Card] = {card.id: card for card in cards}
    for group in groups(waiting):
        for one, following in zip(group, [*group[1:], None], strict=True):
            then = headings[following.id] if following else "rest"
            told[one.id] = replace(
                told[one.id],
                letter=one.superset or "",
                superset=f"Superset {one.superset}, then {then}" if len(group) > 1 else "",
                is_joined=following is not None,
                may_join=following is None and one.id != waiting[-1].id,
            )
    return tuple(told[card.id] for card in cards)
