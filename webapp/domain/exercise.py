"""What is known of an exercise, and the words for it. The catalogue's files are read into these shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LoadMode = Literal["external", "per_hand", "bodyweight_plus", "assisted", "none"]
"""external: the whole weight, bar included. per_hand: one dumbbell. bodyweight_plus: what is added
to bodyweight. assisted: what is taken off it. none: nothing is loaded."""

Sidedness = Literal["both", "each"]
"""each: one side at a time, so every set is done left and right."""

Measure = Literal["reps", "seconds", "distance"]

Movement = Literal[
    "horizontal_pull",
    "vertical_pull",
    "hinge",
    "back_extension",
    "shrug",
    "rear_delt",
    "squat",
    "lunge",
    "horizontal_push",
    "vertical_push",
    "elbow_flexion",
    "elbow_extension",
    "shoulder_raise",
    "knee_flexion",
    "knee_extension",
    "calf_raise",
    "core",
    "carry",
]

Equipment = Literal[
    "barbell",
    "dumbbell",
    "kettlebell",
    "cable",
    "machine",
    "pull_up_bar",
    "rings",
    "band",
    "bench",
    "rack",
    "trap_bar",
    "landmine",
    "back_extension_bench",
    "dip_bars",
    "none",
]

Muscle = Literal[
    "lats",
    "upper_back",
    "traps",
    "rear_delts",
    "erectors",
    "glutes",
    "hamstrings",
    "quads",
    "calves",
    "chest",
    "front_delts",
    "side_delts",
    "biceps",
    "triceps",
    "forearms",
    "abs",
    "obliques",
]


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise.

    slug: its name in addresses and operations; never changes once published.
    aliases: what else it is called, also by other apps; an alias belongs to one exercise only.
    equipment: what it takes, all of it.
    grips: the grips it can be done with, first the usual one; empty where there is no choice.
    steps: how to do it, in order. cues: short reminders. mistakes: what to look out for.
    easier, harder, alternatives: slugs of neighbours; alternatives train the same with other gear.
    loaded_hinge: it loads the lower back in a bent position; a limitation may rule it out.
    """

    slug: str
    name: str
    movement: Movement
    load_mode: LoadMode
    muscles: tuple[Muscle, ...]
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    mistakes: tuple[str, ...]
    secondary: tuple[Muscle, ...] = ()
    aliases: tuple[str, ...] = ()
    equipment: tuple[Equipment, ...] = ("none",)
    sides: Sidedness = "both"
    measure: Measure = "reps"
    grips: tuple[str, ...] = ()
    easier: tuple[str, ...] = ()
    harder: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    loaded_hinge: bool = False
