"""The form of a gym's bars, plates and dumbbells: rows of boxes, empty ones left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from webapp.accounts.forms import parse_unit
from webapp.domain.equipment import Dumbbells, Equipment, Plates
from webapp.domain.load import Load, Unit, parse_load, plain
from webapp.domain.operations import clean_text
from webapp.reading import Reading

T = TypeVar("T")

MOST_BARS = 8
MOST_PLATES = 16
"""Kinds of them."""
MOST_PAIRS = 20
"""Of one kind."""
MAX_GYM_NAME = 80
HEAVIEST_KG = Decimal(200)
"""Of any one bar, plate or dumbbell."""

BLANK_BARS, BLANK_PLATES = 1, 2


@dataclass(slots=True)
class EquipmentForm:
    """A gym's name and the boxes as they are filled, all in one unit.

    What is wrong by box id (`name`, `bar-1`, `pairs-2`, `step`).
    """

    unit: Unit
    name: str = ""
    bars: list[str] = field(default_factory=list)
    plates: list[tuple[str, str]] = field(default_factory=list)
    lightest: str = ""
    heaviest: str = ""
    step: str = ""
    reading: Reading = field(default_factory=Reading)

    @property
    def errors(self) -> dict[str, str]:
        return self.reading.errors

    def take(self, box: str, text: str, parse: Callable[[str, Unit], T]) -> T | None:
        """The box, parsed in the form's unit; None when it can't be taken."""
        return self.reading.take_box(box, text, lambda typed: parse(typed, self.unit))


def filled_form(equipment: Equipment, name: str) -> EquipmentForm:
    """The form for what is there, with blank rows behind for more."""
    row = equipment.dumbbells
    return EquipmentForm(
        unit=equipment.unit,
        name=name,
        bars=[plain(bar.value) for bar in equipment.bars] + [""] * BLANK_BARS,
        plates=[(plain(one.load.value), str(one.pairs)) for one in equipment.plates]
        + [("", "")] * BLANK_PLATES,
        lightest=plain(row.lightest.value) if row else "",
        heaviest=plain(row.heaviest.value) if row else "",
        step=plain(row.step.value) if row else "",
    )


def read_equipment(sent: MultiDict[str, str], name: str) -> tuple[EquipmentForm, Equipment | None]:
    """The form as sent, and what the gym has; None while there are errors. name: where the form told none."""
    form = EquipmentForm(
        unit="lb" if sent.get("unit") == "lb" else "kg",
        name=sent.get("name", name),
        bars=sent.getlist("bar")[: MOST_BARS + BLANK_BARS],
        plates=list(zip(sent.getlist("plate"), sent.getlist("pairs"), strict=False))[
            : MOST_PLATES + BLANK_PLATES
        ],
        lightest=sent.get("lightest", ""),
        heaviest=sent.get("heaviest", ""),
        step=sent.get("step", ""),
    )
    form.reading.take_box("unit", sent.get("unit", ""), parse_unit)
    form.name = form.reading.take_box("name", form.name, parse_gym_name) or form.name
    equipment = Equipment(tuple(_bars(form)), tuple(_plates(form)), _dumbbells(form))
    return form, None if form.errors else equipment


def parse_gym_name(text: str) -> str:
    """Raises ValueError."""
    name = clean_text(text, MAX_GYM_NAME)
    if not name:
        raise ValueError("Give the gym a name.")
    return name


def _bars(form: EquipmentForm) -> Sequence[Load]:
    loads = [form.take(f"bar-{n}", text, _weight) for n, text in _rows(form.bars)]
    if sum(load is not None for load in loads) > MOST_BARS:
        form.errors[f"bar-{len(loads)}"] = f"There is room for {MOST_BARS} bars. Empty a box."
    return [load for load in loads if load]


def _plates(form: EquipmentForm) -> Sequence[Plates]:
    """Heaviest first; a weight that is there twice counts together."""
    pairs_of: dict[Load, int] = {}
    for n, (weight, count) in _rows(form.plates):
        if not weight.strip() and not count.strip():
            continue
        load = form.take(f"plate-{n}", weight, _needed_weight)
        pairs = form.take(f"pairs-{n}", count, _pairs)
        if load and pairs:
            pairs_of[load] = pairs_of.get(load, 0) + pairs
            if pairs_of[load] > MOST_PAIRS:
                form.errors[f"pairs-{n}"] = f"That makes more than {MOST_PAIRS} pairs of this weight."
            if len(pairs_of) > MOST_PLATES:
                form.errors[f"plate-{n}"] = f"There is room for {MOST_PLATES} weights of plates. Empty a row."
    return [Plates(load, pairs_of[load]) for load in sorted(pairs_of, key=lambda load: -load.value)]


def _dumbbells(form: EquipmentForm) -> Dumbbells | None:
    """None when all three boxes are empty."""
    texts: Mapping[str, str] = {"lightest": form.lightest, "heaviest": form.heaviest, "step": form.step}
    if not any(text.strip() for text in texts.values()):
        return None
    loads = {box: form.take(box, text, _needed_weight) for box, text in texts.items()}
    lightest, heaviest, step = loads["lightest"], loads["heaviest"], loads["step"]
    if not (lightest and heaviest and step):
        return None
    if lightest.value > heaviest.value:
        form.errors["heaviest"] = "The heaviest weighs at least as much as the lightest."
    return Dumbbells(lightest, heaviest, step)


def _rows(boxes: Sequence[T]) -> Sequence[tuple[int, T]]:
    return list(enumerate(boxes, start=1))


def _weight(text: str, unit: Unit) -> Load | None:
    load = parse_load(text, unit)
    if load and not 0 < load.to("kg") <= HEAVIEST_KG:
        raise ValueError("Type a weight above 0 and up to 200 kg (440 lb), or leave the box empty.")
    return load


def _needed_weight(text: str, unit: Unit) -> Load:
    load = _weight(text, unit)
    if load is None:
        raise ValueError("Type a weight here too, or empty the whole row.")
    return load


def _pairs(text: str, _unit: Unit) -> int:
    typed = text.strip()
    if not (typed.isascii() and typed.isdigit()) or len(typed) > 3 or not 1 <= int(typed) <= MOST_PAIRS:
        raise ValueError(f"Type how many pairs, 1 to {MOST_PAIRS}.")
    return int(typed)
