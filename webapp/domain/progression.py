"""From what was done last time to what to load next time. docs/progression.md says it in prose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from webapp.domain import pain
from webapp.domain.load import Load, Unit
from webapp.domain.program import Prescription
from webapp.domain.workout import WorkoutSet


@dataclass(frozen=True, slots=True)
class SaidLoad:
    """A working load that the lifter or a coach said, and when; as it was typed, never rounded."""

    load: Load
    at: datetime

    def counts_after(self, performed: Sequence[WorkoutSet]) -> bool:
        """Until the exercise was done after it: then what was done counts again."""
        return all(one.ticked_at is None or one.ticked_at <= self.at for one in performed)


def next_load(
    prescription: Prescription,
    performed: Sequence[WorkoutSet],
    step_in: Callable[[Unit], Load | None],
    *,
    sides: Sequence[str | None] = (None,),
    is_help: bool = False,
) -> Load | None:
    """The working load for the next time, before rounding to what can be loaded.

    performed: the ticked sets of the last time, warm-ups included. step_in: the smallest increase the
    exercise's equipment allows, in a unit; None where nothing is loaded. sides: which must have done it.
    is_help: the load is taken off the lifter, so that less is more.
    After pain on any of them the load stays; after an eased day it is what was planned for that day.
    Returns None when nothing with a load was done.
    """
    working = [one for one in performed if one.kind in ("working", "amrap") and one.load is not None]
    hardest = min if is_help else max
    top = hardest((one.load for one in working if one.load), key=lambda load: load.to("kg"), default=None)
    if top and any(one.was_eased for one in working):
        planned = [one.target_load for one in working if one.target_load]
        return hardest([top, *planned], key=lambda load: load.to("kg"))
    hurt = pain.worst(one.pain for one in performed)
    if top is None or hurt or not _earned_a_step(prescription, working, top, sides):
        return top
    step = step_in(top.unit)
    if step is None:
        return top
    value = max(top.value + (-step.value if is_help else step.value), Decimal(0))
    return Load(value, top.unit) if Load.is_possible(value, top.unit) else top


def _earned_a_step(
    prescription: Prescription, working: Sequence[WorkoutSet], top: Load, sides: Sequence[str | None]
) -> bool:
    """On every side, as many sets as prescribed reached their reps at the top load; extra ones don't hurt."""
    if prescription.rule == "last":
        return False
    wanted = sum(one.kind in ("working", "amrap") for one in prescription.sets)
    return all(
        sum(_reached(prescription, one) for one in working if one.side == side and one.load == top) >= wanted
        for side in sides
    )


def _reached(prescription: Prescription, one: WorkoutSet) -> bool:
    target = one.target_reps or prescription.sets[-1].reps
    needed = target.max if prescription.rule == "double" and target.max is not None else target.min
    return one.reps is not None and one.reps >= needed
