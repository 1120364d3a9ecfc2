"""How long `make run` takes to its address, once everything is set up."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from bench.figures import row, spread
from bench.serving import serving

STARTS = 7


def measure(data: Path) -> list[str]:
    """The table's lines."""
    took = [_start(data) for _ in range(STARTS)]
    return [
        row("Starting", "seconds"),
        row("a second start, to its address", spread(took, 2)),
        "  aim: at most 3 s",
    ]


def _start(data: Path) -> float:
    started = perf_counter()
    with serving(data):
        return perf_counter() - started
