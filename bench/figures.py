"""Figures as the bench prints them: the median, and how far the others lie from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter


def spread(values: Sequence[float], digits: int = 1) -> str:
    """`8.1 (7.9–12.0)`: the median, with the smallest and the largest."""
    return f"{median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def times_ms(act: Callable[[], object], rounds: int, warm_up: int = 3) -> list[float]:
    """How long each of so many rounds takes, after some that don't count."""
    for _ in range(warm_up):
        act()
    taken = []
    for _ in range(rounds):
        started = perf_counter()
        act()
        taken.append((perf_counter() - started) * 1000)
    return taken


def row(*cells: object) -> str:
    """One line of a table: the first column wide, the others under each other."""
    first, *rest = (str(cell) for cell in cells)
    return f"  {first:<44}" + "".join(f"{cell:<24}" for cell in rest).rstrip()
