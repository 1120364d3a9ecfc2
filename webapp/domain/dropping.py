"""A drop set's load: a fifth less than the set before, of what can be loaded.

The same stands in static/js/shared/dropping.js, tied by tests/vectors/dropping.json.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from webapp.domain.equipment import Equipment
from webapp.domain.exercise import Exercise
from webapp.domain.load import Load, plain
from webapp.domain.loadable import loadable

LESS, MORE = Decimal("0.8"), Decimal("1.2")


def dropped(load: Load, exercise: Exercise, equipment: Equipment) -> Load:
    """The load to go on with at once, in its own unit or the gym's; of help, a fifth more.

    The load itself where nothing lighter can be loaded.
    """
    step = equipment.step(exercise, load.unit)
    if step is None:
        return load
    is_help = exercise.load_mode == "assisted"
    wanted = load.value * (MORE if is_help else LESS)
    steps = (wanted / step.value).to_integral_value(ROUND_CEILING if is_help else ROUND_FLOOR)
    whole = Decimal(plain(steps * step.value))
    if is_help:
        return Load(whole, load.unit) if Load.is_possible(whole, load.unit) else load
    found = loadable(exercise, Load(wanted, load.unit), equipment) or Load(whole, load.unit)
    return Load(Decimal(plain(found.value)), found.unit) if 0 < found.to("kg") < load.to("kg") else load
