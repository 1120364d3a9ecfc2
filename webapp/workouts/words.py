"""A workout's few words and numbers; static/js/shared/words.js says the same of what a phone draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from webapp.domain import strength
from webapp.domain.equipment import Equipment
from webapp.domain.exercise import Exercise
from webapp.domain.load import Load, Unit, display, plain
from webapp.domain.loadable import loadable
from webapp.domain.program import RepTarget
from webapp.domain.workout import Workout, WorkoutSet

PREFIXES = {"bodyweight_plus": "+", "assisted": "−"}
HINTS = {"amrap": "All out", "drop": "Drop set", "backoff": "Back-off"}


def day_text(on: date) -> str:
    """`Mon 23 Nov`."""
    return f"{on:%a} {on.day} {on:%b}"


def written_text(moment: datetime, zone: str) -> str:
    """`Mon 23 Nov, 18:40` by the reader's clock."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{day_text(local.date())}, {local:%H:%M}"


def shortened(text: str) -> str:
    """On one line, and of 80 characters at most."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 80 else f"{one_line[:79]}…"


def forgotten_text(title: str, on: date, today: date) -> str:
    """`Thursday's Heavy back was never finished`, within a week."""
    what = f"{on:%A}’s {title}" if (today - on).days < 7 else f"{title} of {day_text(on)}"
    return f"{what} was never finished"


def load_text(load: Load, exercise: Exercise, unit: Unit) -> str:
    """`110 lb`, `+45 lb`, `−15 kg`; `≈+11.3 kg` for what was told in the other unit."""
    converted = "" if load.unit == unit else "≈"
    return f"{converted}{PREFIXES.get(exercise.load_mode, '')}{display(load, unit)} {unit}"


def told_text(load: Load | None, unit: Unit) -> str:
    """Beside a box in `unit`, which can't hold a sign: `≈ told as 25 lb`; "" for what was told in `unit`."""
    return f"≈ told as {plain(load.value)} {load.unit}" if load and load.unit != unit else ""


def volume_text(workout: Workout, exercises: Mapping[str, Exercise], unit: Unit) -> str:
    """`3,860 lb moved`, or "" where nothing was."""
    moved = strength.volume(workout, exercises, unit)
    return f"{moved:,} {unit} moved" if moved else ""


def summary_text(seconds: int | None, sets: int, volume: str) -> str:
    """`47 min · 11 sets · 3,860 lb moved`. sets: those done, warm-ups left out; volume: "" for none."""
    minutes = f"{max(1, round(seconds / 60))} min" if seconds is not None else ""
    return " · ".join(filter(None, (minutes, f"{sets} {'set' if sets == 1 else 'sets'}", volume)))


def shown_load(one: WorkoutSet, before: Sequence[WorkoutSet]) -> Load | None:
    """What the row shows: what was done or typed, else what was told on the left side of the same set, else
    what a coach told for it, else what was changed in the set before, else the target.

    Sets of the same target follow each other: who loads 62.5 instead of 60 in the first means all of them.
    What a coach told stands: the first may have been lifted before, on a phone that didn't know of it yet.
    A ticked set shows what was lifted and nothing else: its target may have been changed since.
    """
    if one.load or one.is_ticked:
        return one.load
    left = told_on_the_left(one, before)
    if left:
        return left
    if one.is_told:
        return one.target_load
    alike = [
        other.load
        for other in before
        if other.kind == one.kind and other.is_ticked and other.load and other.target_load == one.target_load
    ]
    return alike[-1] if alike else one.target_load


def told_on_the_left(one: WorkoutSet, before: Sequence[WorkoutSet]) -> Load | None:
    """The load that was done or typed on the left side, for the right side of the same set."""
    left = before[-1] if before and one.side == "right" else None
    return left.load if left and left.side == "left" and left.kind == one.kind else None


def fitted_load(
    one: WorkoutSet, before: Sequence[WorkoutSet], exercise: Exercise, away: Equipment | None
) -> Load | None:
    """The same in another gym than the usual one: what isn't done or typed becomes what can be loaded there.

    away: what that gym has; None in the usual one.
    """
    load = shown_load(one, before)
    if one.load or one.is_ticked or told_on_the_left(one, before):
        return load
    return _fitted(load, exercise, away)


def lone_load(one: WorkoutSet, exercise: Exercise, away: Equipment | None) -> Load | None:
    """What the row would show without the sets before it and what was told of it."""
    return _fitted(one.target_load, exercise, away)


def _fitted(load: Load | None, exercise: Exercise, away: Equipment | None) -> Load | None:
    return load if load is None or away is None else loadable(exercise, load, away) or load


def shown_reps(one: WorkoutSet, last: WorkoutSet | None) -> int | None:
    """What a tick would log: of a range, last time's reps within it; of as many as possible, nothing."""
    if one.reps is not None or one.is_ticked:
        return one.reps
    if one.kind == "amrap":
        return None
    if one.target_reps is None:
        return last.reps if last and one.kind != "drop" else None
    if one.target_reps.max is None:
        return None
    if last is None or last.reps is None:
        return one.target_reps.min
    return min(max(last.reps, one.target_reps.min), one.target_reps.max)


def target_text(reps: RepTarget | None, exercise: Exercise) -> str:
    """`5 reps`, `8–12 reps`, `30+ reps`; "" where there is none, or the exercise isn't counted in reps."""
    if reps is None or exercise.measure != "reps":
        return ""
    return f"{reps.words} reps"


def last_text(previous: WorkoutSet | None, exercise: Exercise, unit: Unit) -> str:
    """`last +20 × 8`, `last 45 s`, `last 50 lb × 8` where the row is in kg; "" where nothing was done."""
    if previous is None:
        return ""
    load = previous.load
    shown = f"{PREFIXES.get(exercise.load_mode, '')}{plain(load.value)}" if load else ""
    if load and load.unit != unit:
        shown += f" {load.unit}"
    amount = {
        "reps": number_text(previous.reps),
        "seconds": f"{number_text(previous.seconds)} s" if previous.seconds is not None else "",
        "distance": f"{number_text(previous.distance)} m" if previous.distance is not None else "",
    }[exercise.measure]
    both = " × ".join(word for word in (shown, amount) if word)
    return f"last {both}" if both else ""


def grips_of(exercise: Exercise, one: WorkoutSet) -> tuple[str, ...]:
    """The grips to choose from, and the set's own where it isn't among them."""
    extra = (one.grip,) if one.grip and one.grip not in exercise.grips else ()
    return (*exercise.grips, *extra)


def falls_short(one: WorkoutSet) -> bool:
    """Whether fewer reps were logged than were aimed for."""
    if not one.is_ticked or one.reps is None or one.target_reps is None:
        return False
    return one.reps < one.target_reps.min


def start_reps(one: WorkoutSet, previous: WorkoutSet | None) -> str:
    """Where the plus and minus buttons begin while the reps are empty; "" where nothing is known."""
    if previous is not None and previous.reps is not None:
        return str(previous.reps)
    return str(one.target_reps.min) if one.target_reps else ""


def number_text(number: int | None) -> str:
    return "" if number is None else str(number)
