"""`make soak`: the simulation for as long as one likes, with other chances each time.

Usage: python -m tests.sim.soak [STEPS [SEED]]. What it finds, the same seed finds again.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from typing import ClassVar

from hypothesis.stateful import invariant

from tests.sim.machine import Beginning, Machine
from tests.sim.play import play, small_batches

STEPS = 100_000
STEPS_EACH = 50
EXAMPLES = 25
"""In a round; after each it says how far it is."""


class Counted(Machine):
    counts: ClassVar[Counter[str]] = Counter()

    @invariant()
    def count_the_step(self) -> None:
        self.counts["steps"] += 1

    def teardown(self) -> None:
        super().teardown()
        self.counts["steps"] -= 1  # the first look comes before the first step
        self.counts["examples"] += 1
        self.counts["operations"] += len(self.truth)
        self.counts["restores"] += self.server.restores
        self.counts.update({f"answers {status}": n for status, n in self.server.answers.items()})


def main(steps: int = STEPS, seed: int | None = None) -> None:
    """Raises what an example raised, with its moves."""
    seed = random.SystemRandom().randrange(10**6) if seed is None else seed
    beginning, counts, began = Beginning.make(), Counted.counts, time.monotonic()
    machine = type("Machine", (Counted,), {"beginning": beginning})
    with small_batches():
        while counts["steps"] < steps:
            _say(f"seed {seed}")
            play(machine, examples=EXAMPLES, steps=STEPS_EACH, seed=seed)
            _say(f"{counts['steps']:,} of {steps:,} steps in {time.monotonic() - began:,.0f} s")
            seed += 1
    beginning.server.close()
    _say(
        "Nothing lost, doubled or mixed up: "
        + ", ".join(f"{n:,} {what}" for what, n in sorted(counts.items()))
    )


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
