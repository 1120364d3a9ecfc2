"""Which loads a gym can make: with plates searched one by one, or from its row of dumbbells.

The same stands in static/js/shared/loadable.js, tied by tests/vectors/loadable.json.
"""

from __future__ import annotations

from decimal import Decimal

from webapp.domain.equipment import Equipment
from webapp.domain.exercise import Exercise
from webapp.domain.load import Load, plain
from webapp.domain.plates import Mount, asked, load_up, mount_of, weight_of


def loadable(exercise: Exercise, wanted: Load, equipment: Equipment) -> Load | None:
    """The most that can be made and isn't above `wanted`; where even the least is, the least.

    In the gym's unit. None where the gym doesn't say: machines, cables and kettlebells, and what it has
    no plates or dumbbells for.
    """
    mount, unit = mount_of(exercise), equipment.unit
    if mount:
        return Load(_on(mount, asked(wanted, unit), equipment), unit) if equipment.plates else None
    is_told = "dumbbell" in exercise.equipment and exercise.load_mode not in ("assisted", "none")
    return equipment.nearest(exercise, wanted) if is_told and equipment.dumbbells else None


def _on(mount: Mount, wanted: Decimal, equipment: Equipment) -> Decimal:
    loading = load_up(wanted, equipment, mount)
    if loading is None:
        return min(bar.value for bar in equipment.bars)
    return Decimal(plain(weight_of(loading.bar, loading.plates, mount)))
