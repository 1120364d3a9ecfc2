"""Pain on a set: where, how much of 10, what kind; and what follows from it.

What a card says of it, and which exercises load the place, stands in static/js/shared/pain.js too, tied by
tests/vectors/pain.json.

As it is kept: `{"score": 6, "where": "lower back", "kind": "dull"}`. Other clients may have left parts of it
out, or written something else there; whatever is read here, is read kindly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from webapp.domain.exercise import Exercise
from webapp.domain.limitations import LOADED_HINGE
from webapp.domain.load import Load

PLACES = (
    *("shoulder", "elbow", "wrist or hand", "upper back", "lower back"),
    *("hip", "knee", "ankle or foot", "other"),
)
KINDS = ("sharp", "dull", "burning", "numb or tingling", "stiff")
MOST = 10
SHARP = KINDS[0]
STOP = "Sharp pain: stop this exercise for today."
ADVICE = "This isn’t medical advice: stop if it gets sharp, and ask somebody who can look at it."
ADVICE_ONCE_SHARP = "This isn’t medical advice: ask somebody who can look at it."

LOADED_BY: dict[str, frozenset[str]] = {
    "shoulder": frozenset(
        {"front_delts", "side_delts", "rear_delts", "chest", "vertical_pull", "vertical_push"}
    ),
    "elbow": frozenset({"biceps", "triceps", "forearms"}),
    "wrist or hand": frozenset({"forearms"}),
    "upper back": frozenset({"upper_back", "traps"}),
    "lower back": frozenset({LOADED_HINGE, "erectors"}),
    "hip": frozenset({LOADED_HINGE, "glutes", "squat", "lunge"}),
    "knee": frozenset({"quads", "squat", "lunge", "knee_flexion", "knee_extension"}),
    "ankle or foot": frozenset({"calves", "squat", "lunge"}),
}
"""What the catalogue knows of a place: muscles, movements, `LOADED_HINGE`. Of `other` it knows nothing."""

_LONGEST = 80
"""Of a place or a kind that isn't one of ours, this much is shown."""


@dataclass(frozen=True, slots=True)
class Pain:
    """score: 0 to 10, 0 is none; None where it wasn't told. where, kind: "" where they weren't."""

    score: int | None
    where: str = ""
    kind: str = ""

    @property
    def hurts(self) -> bool:
        """Whether it counts: a 0 is told to say that it doesn't hurt any more."""
        return self.score != 0

    @property
    def words(self) -> str:
        """`lower back 3/10, dull`."""
        much = "" if self.score is None else f"{self.score}/{MOST}"
        return ", ".join(filter(None, (" ".join(filter(None, (self.where, much))), self.kind)))


def read(document: Any) -> Pain | None:
    """What is kept on a set; None where nothing is told."""
    if not isinstance(document, dict):
        return None
    score = document.get("score")
    is_score = type(score) is int and 0 <= score <= MOST
    found = Pain(score if is_score else None, _text(document.get("where")), _text(document.get("kind")))
    return found if found != Pain(None) else None


def as_document(pain: Pain | None) -> dict[str, Any] | None:
    """The inverse of `read`; nothing without a score."""
    if pain is None or pain.score is None:
        return None
    told = {"score": pain.score, "where": pain.where, "kind": pain.kind}
    return {name: value for name, value in told.items() if value != ""}


def words_of(document: Any) -> str:
    """`lower back 3/10, dull`; "" without any."""
    pain = read(document)
    return pain.words if pain else ""


def worst(documents: Iterable[Any]) -> Pain | None:
    """The one that hurts most, one without a score behind all others; None where nothing hurts."""
    told = (pain for pain in map(read, documents) if pain and pain.hurts)
    return max(told, key=lambda pain: pain.score or 0, default=None)


def advice_on(documents: Iterable[Any]) -> tuple[str, str]:
    """What a card says of the pain on its sets: to stop, where it is sharp, at any score; and the advice.

    The advice is said once a workout. Both "" where nothing hurts.
    """
    told = [pain for pain in map(read, documents) if pain and pain.hurts]
    if any(pain.kind == SHARP for pain in told):
        return STOP, ADVICE_ONCE_SHARP
    return "", ADVICE if told else ""


def places_of(documents: Iterable[Any]) -> list[str]:
    """Where it hurts, each place once, in the order it was told; none that the catalogue knows nothing of."""
    told = (pain.where for pain in map(read, documents) if pain and pain.hurts)
    return list(dict.fromkeys(where for where in told if where in LOADED_BY))


def strain(exercise: Exercise, places: Iterable[str]) -> str:
    """`Loads your lower back, where it hurts`; "" where it spares all of them. A muscle that helps counts."""
    keys: set[str] = {exercise.movement, *exercise.muscles, *exercise.secondary}
    if exercise.loaded_hinge:
        keys.add(LOADED_HINGE)
    loaded = [place for place in places if not LOADED_BY[place].isdisjoint(keys)]
    return f"Loads your {' and '.join(loaded)}, where it hurts" if loaded else ""


def is_kept(targets: Sequence[Load | None], done: Sequence[Load | None], *, is_help: bool = False) -> bool:
    """Whether what is asked for is no harder than what was done; False where there are no loads to compare.

    is_help: the load is taken off the lifter, so that less is harder.
    """
    asked, lifted = ([load.to("kg") for load in loads if load] for loads in (targets, done))
    if not asked or not lifted:
        return False
    return min(asked) >= min(lifted) if is_help else max(asked) <= max(lifted)


def _text(value: Any) -> str:
    return " ".join(value.split())[:_LONGEST] if isinstance(value, str) else ""
