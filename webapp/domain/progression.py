"""From what was done last time to what to load next time. docs/progression.md says it in prose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from webapp.domain.load import Load, Unit
from webapp.domain.program import Prescription
from webapp.domain.workout import WorkoutSet


def next_load(
    prescription: Prescription,
    performed: Sequence[WorkoutSet],
    step_in: Callable[[Unit], Load | None],
    *,
    is_help: bool = False,
) -> Load | None:
    """The working load for the next time, before rounding to what can be loaded.

    performed: the ticked sets of the last time, warm-ups included. step_in: the smallest increase the
    exercise's equipment allows, in a unit; None where nothing is loaded. is_help: the load is taken off the
    lifter, so that less is more.
    Returns None when nothing with a load was done.
    """
    working = [one for one in performed if one.kind in ("working", "amrap") and one.load is not None]
    hardest = min if is_help else max
    top = hardest((one.load for one in working if one.load), key=lambda load: load.to("kg"), default=None)
    if top is None or not _earned_a_step(prescription, working, top):
        return top
    step = step_in(top.unit)
    if step is None:
        return top
    return Load(max(top.value + (-step.value if is_help else step.value), Decimal(0)), top.unit)


def _earned_a_step(prescription: Prescription, working: Sequence[WorkoutSet], top: Load) -> bool:
    """Every prescribed set was done at the top load with its reps (all of the range for `double`)."""
    if prescription.rule == "last":
        return False
    wanted = [one for one in prescription.sets if one.kind in ("working", "amrap")]
    sides = {one.side for one in working} or {None}
    return all(_side_did_it(prescription, wanted, working, side, top) for side in sides)


def _side_did_it(
    prescription: Prescription,
    wanted: Sequence[object],
    working: Sequence[WorkoutSet],
    side: str | None,
    top: Load,
) -> bool:
    done = [one for one in working if one.side == side]
    if len(done) < len(wanted):
        return False
    return all(
        one.load == top and one.reps is not None and one.reps >= _reps_needed(prescription, one)
        for one in done
    )


def _reps_needed(prescription: Prescription, one: WorkoutSet) -> int:
    target = one.target_reps or prescription.sets[-1].reps
    if prescription.rule == "double" and target.max is not None:
        return target.max
    return target.min
