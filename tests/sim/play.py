"""Letting hypothesis play the simulation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded
from hypothesis.stateful import run_state_machine_as_test

from tests.sim.machine import Machine
from webapp.sync import wire

FIND_AND_EXPLAIN = (Phase.generate, Phase.shrink)
FIND = (Phase.generate,)


def play(
    machine: type[Machine],
    *,
    examples: int,
    steps: int,
    seed: int = 7,
    phases: Sequence[Phase] = FIND_AND_EXPLAIN,
) -> None:
    """That many examples of at most so many steps each. Raises what one of them raised."""
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=phases,
    )
    run_state_machine_as_test(seeded(seed)(machine), settings=chosen)


@contextmanager
def small_batches() -> Iterator[None]:
    """So that phones meet a 413 within a few operations."""
    before, wire.MAX_OPERATIONS = wire.MAX_OPERATIONS, 6
    try:
        yield
    finally:
        wire.MAX_OPERATIONS = before
