"""How somebody feels before a workout, and what it changes that day (decision 0023).

static/js/shared/readiness.js says the same for a phone with no signal, tied by
tests/vectors/readiness.json.

As it is kept on the workout: `{"feels": "under", "sleep": 2, "soreness": 4, "stress": 3, "eased": true}`.
Sleep, soreness and stress are for whoever reads the log: nothing is worked out from them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from webapp.domain.equipment import Equipment
from webapp.domain.exercise import Exercise
from webapp.domain.load import Load, plain
from webapp.domain.loadable import loadable
from webapp.domain.workout import Workout, WorkoutExercise, WorkoutSet

FEELS = {"strong": "Strong", "normal": "Normal", "under": "Under 100 %"}
SCALES = {"sleep": "Sleep", "soreness": "Soreness", "stress": "Stress"}
MOST = 5

_LESS, _MORE = Decimal("0.9"), Decimal("1.1")
_LONGEST = 80
"""Of a feeling that isn't one of ours, this much is shown."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """How somebody said that they feel.

    feels: a key of `FEELS`, or another client's word for it. sleep, soreness, stress: 1 to 5, None untold.
    """

    feels: str
    sleep: int | None = None
    soreness: int | None = None
    stress: int | None = None
    eased: bool = False

    @property
    def is_eased(self) -> bool:
        return self.feels == "under" and self.eased

    @property
    def name(self) -> str:
        return FEELS.get(self.feels, self.feels)

    @property
    def sentence(self) -> str:
        """What it changes today, and by which rule."""
        if self.is_eased:
            return (
                "By the rule for days under 100 %: working loads are 10 % less, and warm-ups with them, "
                "rounded down to what you can load, and an exercise of several working sets goes without its "
                "last. What is ticked stays."
            )
        return "Nothing changes today: the plan is kept."

    @property
    def words(self) -> str:
        """As a log says it: `under 100 %, eased, sleep 2/5`."""
        scales = ((name.lower(), getattr(self, field)) for field, name in SCALES.items())
        told = [f"{name} {value}/{MOST}" for name, value in scales if value is not None]
        feels = self.name[:1].lower() + self.name[1:]
        return ", ".join([feels, *(["eased"] if self.is_eased else []), *told])


def read(document: Any) -> Readiness | None:
    """What is kept on a workout; None where nothing is told."""
    if not isinstance(document, dict) or not isinstance(document.get("feels"), str):
        return None
    feels = " ".join(document["feels"].split())[:_LONGEST]
    scales = {name: _on_scale(document.get(name)) for name in SCALES}
    return Readiness(feels, **scales, eased=document.get("eased") is True) if feels else None


def is_eased(document: Any) -> bool:
    told = read(document)
    return told is not None and told.is_eased


def as_document(readiness: Readiness) -> dict[str, Any]:
    """The inverse of `read`."""
    scales = {name: getattr(readiness, name) for name in SCALES}
    told = {name: value for name, value in scales.items() if value is not None}
    return {"feels": readiness.feels, **told, **({"eased": True} if readiness.is_eased else {})}


def _on_scale(value: Any) -> int | None:
    return value if type(value) is int and 1 <= value <= MOST else None


@dataclass(frozen=True, slots=True)
class Easing:
    """What a workout would be on a day under 100 %. loads: eased targets by set; dropped: sets left out."""

    loads: Mapping[UUID, Load]
    dropped: frozenset[UUID]


def easing_of(workout: Workout, exercises: Mapping[str, Exercise], equipment: Equipment) -> Easing:
    """What would be eased, warm-ups with their working sets; nothing of a skipped exercise."""
    loads: dict[UUID, Load] = {}
    dropped: set[UUID] = set()
    made: dict[tuple[str, Load], Load] = {}  # searching the plates takes a while, and sets are alike
    for part in workout.shown_exercises:
        exercise = exercises.get(part.exercise)
        if exercise is None or part.skipped:
            continue
        for one in part.shown_sets:
            if one.target_load is None:
                continue
            alike = (part.exercise, one.target_load)
            if alike not in made:
                made[alike] = eased_load(one.target_load, exercise, equipment)
            if made[alike] != one.target_load:
                loads[one.id] = made[alike]
        dropped |= left_out(part)
    return Easing(loads, frozenset(dropped))


def ease(workout: Workout, easing: Easing) -> Workout:
    """The workout as it is drawn on an eased day; what is stored stays as it is."""
    return _with_sets(workout, lambda one: _eased(one, easing))


def unease(workout: Workout, easing: Easing) -> Workout:
    """The workout as it is drawn where the plan is kept after all: none follows what was lifted eased."""
    return _with_sets(workout, lambda one: _uneased(one, easing))


def _with_sets(workout: Workout, change: Callable[[WorkoutSet], WorkoutSet]) -> Workout:
    def part_of(part: WorkoutExercise) -> WorkoutExercise:
        return replace(part, sets=tuple(change(one) for one in part.sets))

    return replace(workout, exercises=tuple(part_of(part) for part in workout.exercises))


def _eased(one: WorkoutSet, easing: Easing) -> WorkoutSet:
    """What was lifted as heavy as planned keeps its target: the next set would follow it, not the easing."""
    if one.load and one.target_load and one.load.to("kg") >= one.target_load.to("kg"):
        return one
    to = easing.loads.get(one.id, one.target_load)
    return replace(one, target_load=to, told_load=to if one.is_told else one.told_load)


def _uneased(one: WorkoutSet, easing: Easing) -> WorkoutSet:
    is_as_eased = one.is_ticked and one.load is not None and one.load == easing.loads.get(one.id)
    return replace(one, target_load=one.load) if is_as_eased else one


def eased_load(load: Load, exercise: Exercise, equipment: Equipment) -> Load:
    """10 % less, rounded down to what the gym can make; where help counts, 10 % more of it.

    The load itself where nothing lighter can be made.
    """
    step = equipment.step(exercise, equipment.unit)
    if step is None:
        return load
    whole = load.to(equipment.unit)
    if exercise.load_mode == "assisted":
        more = max(whole * _MORE, whole + step.value)
        return _in_steps(more, step) if Load.is_possible(more, equipment.unit) else load
    wanted = whole * _LESS
    made = loadable(exercise, Load(wanted, equipment.unit), equipment) or _in_steps(wanted, step)
    is_less = made.to(equipment.unit) < whole and (made.value or exercise.load_mode == "bodyweight_plus")
    return made if is_less else load


def _in_steps(amount: Decimal, step: Load) -> Load:
    return Load(Decimal(plain(amount // step.value * step.value)), step.unit)


def left_out(part: WorkoutExercise) -> set[UUID]:
    """The last working set, of each side; none where it is the only one, or ticked on either side.

    A drop set is no set of the plan's: whoever adds one on such a day means it.
    """
    working = [one for one in part.shown_sets if one.kind not in ("warmup", "drop")]
    sides: dict[str | None, Sequence[WorkoutSet]] = {}
    for one in working:
        sides[one.side] = [*sides.get(one.side, ()), one]
    if any(len(sets) < 2 or sets[-1].is_ticked for sets in sides.values()):
        return set()
    return {sets[-1].id for sets in sides.values()}
