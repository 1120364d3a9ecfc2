"""What a phone needs to add or swap an exercise by itself: the catalogue, and a blank card of each sort.

The same for everybody: nothing here looks at who asks.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal, get_args
from uuid import UUID

from webapp import catalogue
from webapp.domain.equipment import default_equipment
from webapp.domain.exercise import Exercise, LoadMode, Measure
from webapp.domain.load import Unit, plain
from webapp.domain.workout import Workout, WorkoutExercise, WorkoutSet
from webapp.workouts.draw import Eye, encode_shown, workout_page
from webapp.workouts.page import Forgotten, WorkoutPage

WORKOUT, EXERCISE, SET = (UUID(f"00000000-0000-7000-8000-00000000000{number}") for number in range(3))
"""Stand for the ids of the workout, the exercise and the set in a blank card."""

SLUG = "blank-exercise"

_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Blank:
    """A page with one card of one set, whose names and ids a phone replaces.

    Words in braces are placeholders: `{exercise}`, `{unit}`, `{step}`, `{set}`.
    """

    effort: Literal["rpe", "rir"]
    has_load: bool
    measure: Measure
    page: WorkoutPage


def blanks() -> list[Blank]:
    """One of each sort that the catalogue's exercises need, for each way to tell the effort."""
    sorts = sorted({(one.load_mode != "none", one.measure) for one in catalogue.exercises().values()})
    efforts: tuple[Literal["rpe", "rir"], ...] = ("rir", "rpe")
    return [Blank(effort, *sort, _page(effort, *sort)) for effort in efforts for sort in sorts]


def blank_workout() -> WorkoutPage:
    """A workout with nothing in it, for a phone to begin one: it puts in id, day, unit and effort."""
    eye = Eye(unit="kg", effort="rir", exercises={}, now=_NO_TIME)
    page = workout_page(Workout(WORKOUT, date.min, "UTC", "Workout"), eye)
    shown = encode_shown({"title": page.title, "note": "", "on": ""})
    # A total draws the bar, for sets to come.
    return replace(page, on="", lies_on="", day="", total=1, token="", was=shown)


def blank_forgotten() -> Forgotten:
    """A workout that was left open, for a phone to fill in."""
    return Forgotten(WORKOUT, "{sentence}", "{ended}", None, "")


def exercises() -> list[tuple[Exercise, str]]:
    """Every exercise by name, each with what a phone should know of it, as JSON."""
    return [(one, _about(one)) for one in catalogue.find_exercises("")]


def _about(one: Exercise) -> str:
    told = {
        "slug": one.slug,
        "name": one.name,
        "aliases": one.aliases,
        "muscles": one.muscles,
        "secondary": one.secondary,
        "equipment": one.equipment,
        "movement": one.movement,
        "load_mode": one.load_mode,
        "sides": one.sides,
        "measure": one.measure,
        "grips": one.grips,
        "cue": one.cues[0] if one.cues else "",
        "alternatives": one.alternatives,
        "easier": one.easier,
        "harder": one.harder,
        "loaded_hinge": one.loaded_hinge,
        "step": {unit: _step(one, unit) for unit in get_args(Unit)},
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _step(one: Exercise, unit: Unit) -> str:
    step = default_equipment(unit).step(one, unit)
    return plain(step.value) if step else "1"


def _page(effort: Literal["rpe", "rir"], has_load: bool, measure: Measure) -> WorkoutPage:
    mode: LoadMode = "external" if has_load else "none"
    exercise = Exercise(
        slug=SLUG,
        name="{exercise}",
        movement="core",
        load_mode=mode,
        muscles=(),
        steps=(),
        cues=("{cue}",),
        mistakes=(),
        measure=measure,
        grips=("{grip}",),
    )
    one = WorkoutSet(SET, EXERCISE, "", "working")
    part = WorkoutExercise(EXERCISE, WORKOUT, SLUG, "", sets=(one,))
    workout = Workout(WORKOUT, date.min, "UTC", "", exercises=(part,))
    eye = Eye(unit="kg", effort=effort, exercises={SLUG: exercise}, now=_NO_TIME)
    page = workout_page(workout, eye)
    card = page.cards[0]
    row = replace(card.rows[0], unit="{unit}", load_step="{step}", name="{set}", is_next=False)  # type: ignore[arg-type]
    return replace(page, cards=(replace(card, rows=(row,)),), token="")
