"""What a gym has to load with, and so which loads can be made there.

A barbell is its bar and the same plates on both sides, so it grows by two of the smallest plate; a belt and a
landmine take single plates. Dumbbells stand in a row from the lightest to the heaviest. Machines, cables and
kettlebells differ from one to the next, so they are taken to have the usual steps. Here it is only counted in
smallest plates; `loadable` and `plates` search them one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, get_args

from webapp.domain.exercise import Exercise
from webapp.domain.load import Load, Unit, load_from_json

AtHand = Literal["gym", "barbell", "dumbbells"]
"""gym: machines and cables, too. barbell: with dumbbells and a pull-up bar. dumbbells: with that bar."""

AT_HAND: tuple[AtHand, ...] = get_args(AtHand)

_STACK_STEP: dict[Unit, Decimal] = {"kg": Decimal(5), "lb": Decimal(10)}
_KETTLEBELL_STEP: dict[Unit, Decimal] = {"kg": Decimal(4), "lb": Decimal(10)}
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Plates:
    """Plates of one weight. pairs: how many pairs there are, 1 or more."""

    load: Load
    pairs: int


@dataclass(frozen=True, slots=True)
class Dumbbells:
    """A row of dumbbells; each load is that of one dumbbell, step is between neighbours."""

    lightest: Load
    heaviest: Load
    step: Load


@dataclass(frozen=True, slots=True)
class Equipment:
    """All of a gym, in one unit.

    bars: the usual one first. plates: heaviest first. dumbbells: None if there are none.
    """

    bars: tuple[Load, ...]
    plates: tuple[Plates, ...]
    dumbbells: Dumbbells | None

    def as_json(self) -> dict[str, Any]:
        """The document that `equipment_from_json` reads."""
        dumbbells = self.dumbbells
        return {
            "bars": [bar.as_json() for bar in self.bars],
            "plates": [{"load": plates.load.as_json(), "pairs": plates.pairs} for plates in self.plates],
            "dumbbells": dumbbells
            and {
                "lightest": dumbbells.lightest.as_json(),
                "heaviest": dumbbells.heaviest.as_json(),
                "step": dumbbells.step.as_json(),
            },
        }

    @property
    def unit(self) -> Unit:
        """What its loads are marked in; kg for a gym with nothing."""
        loads = [*self.bars, *(plates.load for plates in self.plates)]
        if self.dumbbells:
            loads.append(self.dumbbells.step)
        return loads[0].unit if loads else "kg"

    def step(self, exercise: Exercise, unit: Unit) -> Load | None:
        """The smallest increase that the exercise can make, in `unit`; None where nothing is loaded.

        To one decimal where the gym's own unit is another.
        """
        if exercise.load_mode == "none":
            return None
        step = Load(self._step(exercise), self.unit)
        return step if unit == self.unit else Load(step.to(unit).quantize(_TENTH), unit)

    def nearest(self, exercise: Exercise, load: Load) -> Load:
        """The greatest load that can be made and isn't above `load`, in the gym's own unit.

        Under what can be made at all, the least: the empty bar, the lightest dumbbell.
        """
        if exercise.load_mode == "none":
            return load
        wanted, step = load.to(self.unit), self._step(exercise)
        if _is_plate_loaded(exercise) and self.plates:
            return Load(self._with_plates(exercise, wanted, step), self.unit)
        if _is_dumbbell(exercise) and self.dumbbells:
            lightest, heaviest = self.dumbbells.lightest.value, self.dumbbells.heaviest.value
            return Load(min(lightest + _whole_steps(wanted - lightest, step), heaviest), self.unit)
        return Load(_whole_steps(wanted, step), self.unit) if wanted >= step else load

    def _step(self, exercise: Exercise) -> Decimal:
        """In the gym's own unit."""
        if _is_plate_loaded(exercise) and self.plates:
            smallest = min(plates.load.value for plates in self.plates)
            return smallest * 2 if _has_two_sides(exercise) else smallest
        if _is_dumbbell(exercise) and self.dumbbells:
            return self.dumbbells.step.value
        if "kettlebell" in exercise.equipment:
            return _KETTLEBELL_STEP[self.unit]
        return _STACK_STEP[self.unit]

    def _with_plates(self, exercise: Exercise, wanted: Decimal, step: Decimal) -> Decimal:
        """The bar that gets closest, and whole steps on it; no more than all plates together."""
        all_plates = 2 * sum((plates.load.value * plates.pairs for plates in self.plates), Decimal(0))
        on_a_bar = _has_two_sides(exercise) and "barbell" in exercise.equipment
        bars = [bar.value for bar in self.bars] if on_a_bar and self.bars else [Decimal(0)]
        made = [bar + min(_whole_steps(wanted - bar, step), all_plates) for bar in bars if bar <= wanted]
        return max(made, default=min(bars))


def default_equipment(unit: Unit) -> Equipment:
    """What an ordinary gym has, until its lifter says otherwise."""
    if unit == "kg":
        return _equipment("kg", ["20"], _KG_PLATES, ("2", "50", "2"))
    return _equipment("lb", ["45"], _LB_PLATES, ("5", "100", "5"))


def usual_equipment(at_hand: AtHand, unit: Unit) -> Equipment:
    """What somebody with that at hand usually has, until they say it piece by piece."""
    if at_hand == "gym":
        return default_equipment(unit)
    bars, plates, dumbbells = _AT_HOME[unit]
    if at_hand == "dumbbells":
        return _equipment(unit, [], {}, dumbbells)
    return _equipment(unit, bars, plates, dumbbells)


def equipment_from_json(document: Any) -> Equipment:
    """The inverse of `Equipment.as_json`; what the document leaves out isn't there. Raises ValueError."""
    try:
        row = document.get("dumbbells")
        return Equipment(
            bars=tuple(_load(bar) for bar in document.get("bars", ())),
            plates=tuple(Plates(_load(one["load"]), int(one["pairs"])) for one in document.get("plates", ())),
            dumbbells=row and Dumbbells(_load(row["lightest"]), _load(row["heaviest"]), _load(row["step"])),
        )
    except (AttributeError, KeyError, TypeError) as breach:
        raise ValueError("That isn't a gym's equipment.") from breach


_KG_PLATES = {"25": 4, "20": 4, "15": 2, "10": 4, "5": 2, "2.5": 2, "1.25": 1}
_LB_PLATES = {"45": 6, "35": 2, "25": 2, "10": 4, "5": 2, "2.5": 1}

_AT_HOME: dict[Unit, tuple[list[str], dict[str, int], tuple[str, str, str]]] = {
    "kg": (["20"], {"20": 1, "15": 1, "10": 1, "5": 2, "2.5": 1, "1.25": 1}, ("2", "24", "2")),
    "lb": (["45"], {"45": 1, "35": 1, "25": 1, "10": 1, "5": 2, "2.5": 1}, ("5", "50", "5")),
}
"""Bars, plates and dumbbells: the sets that are sold for a home, of some 120 kg or 300 lb."""


def _equipment(
    unit: Unit, bars: list[str], plates: dict[str, int], dumbbells: tuple[str, str, str]
) -> Equipment:
    lightest, heaviest, step = (Load(Decimal(value), unit) for value in dumbbells)
    return Equipment(
        tuple(Load(Decimal(bar), unit) for bar in bars),
        tuple(Plates(Load(Decimal(value), unit), pairs) for value, pairs in plates.items()),
        Dumbbells(lightest, heaviest, step),
    )


def _is_plate_loaded(exercise: Exercise) -> bool:
    if exercise.load_mode == "bodyweight_plus":
        return True
    return exercise.load_mode == "external" and not {"barbell", "trap_bar", "landmine"}.isdisjoint(
        exercise.equipment
    )


def _has_two_sides(exercise: Exercise) -> bool:
    return exercise.load_mode == "external" and "landmine" not in exercise.equipment


def _is_dumbbell(exercise: Exercise) -> bool:
    return "dumbbell" in exercise.equipment and exercise.load_mode != "assisted"


def _whole_steps(amount: Decimal, step: Decimal) -> Decimal:
    """As much of the amount as whole steps make, 0 or more."""
    return max(amount // step, Decimal(0)) * step


def _load(value: object) -> Load:
    load = load_from_json(value)
    if load is None:
        raise ValueError("That isn't a gym's equipment.")
    return load
