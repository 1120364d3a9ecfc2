"""From a client's log to what its page shows; no database here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from webapp.coaching.log import Log
from webapp.domain import adherence, pain, readiness, records
from webapp.domain.adherence import Change, Standing
from webapp.domain.exercise import Exercise
from webapp.domain.gear import gear_words
from webapp.domain.load import Unit
from webapp.domain.moment import distance_text
from webapp.domain.records import Bests
from webapp.domain.workout import Workout, WorkoutExercise, WorkoutSet
from webapp.history.exercise_page import lift_text
from webapp.threads.queries import Said
from webapp.workouts.naming import name_sets
from webapp.workouts.words import day_text, load_text, volume_text

WORDS: dict[Standing, str] = {
    "done": "Done",
    "short": "Cut short",
    "left": "Left out",
    "open": "Training",
    "coming": "Planned",
    "missed": "Missed",
    "unsure": "Not heard yet",
}

_WORTH_A_WORD: tuple[Standing, ...] = ("missed", "short", "left", "unsure")

CHANGES: dict[Change, str] = {
    "added": "added",
    "skipped": "skipped",
    "moved": "moved",
    "cut": "cut short",
    "eased": "eased",
}

_ALREADY: tuple[Change, ...] = ("swapped", "moved_on", "added", "moved")
"""What is so while the workout still goes on."""


NO_LOAD = "no load"
"""Said, or it would read like one more set of the load above it."""


@dataclass(frozen=True, slots=True)
class Done:
    """One set as it went. amount: "31", "45 s", "reps?"; about: which set, in words."""

    id: UUID
    amount: str
    is_short: bool
    is_fresh: bool
    note: str
    about: str


@dataclass(frozen=True, slots=True)
class Group:
    """Sets in a row with one load and one effort. load: "110 lb", "+45 lb", "no load"; "" where the exercise
    takes none. effort: "2 left · belt"."""

    load: str
    effort: str
    sets: tuple[Done, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One exercise. planned: ("110 lb × 30+", "100 lb 2 × 8"); changes: what became of it, in words;
    record: "110 lb × 31"."""

    slug: str
    name: str
    planned: tuple[str, ...]
    groups: tuple[Group, ...]
    changes: tuple[str, ...]
    note: str
    record: str

    @property
    def done(self) -> list[Done]:
        """Every ticked set."""
        return [one for group in self.groups for one in group.sets]


@dataclass(frozen=True, slots=True)
class Entry:
    """One workout. facts: "47 min · 11 sets · 3,860 lb". pain: set by set, in words.

    names: what each set that is there is called, done or not.
    """

    id: UUID
    title: str
    day: str
    standing: Standing
    words: str
    facts: str
    readiness: str
    pain: str
    note: str
    is_fresh: bool
    lines: tuple[Line, ...]
    said: tuple[Said, ...]
    names: Mapping[UUID, str]

    @property
    def subjects(self) -> list[tuple[str, str]]:
        """What a message may be about: the whole workout, or a set of it."""
        sets = [(str(done.id), done.about) for line in self.lines for done in line.done]
        return [("", "The whole workout"), *sets]

    def subject_of(self, said: Said) -> str:
        """Which set a message is about; "" for the whole workout, or a set that isn't shown."""
        return self.names.get(said.set_id, "") if said.set_id else ""

    def is_drawn(self, said: Said) -> bool:
        """Whether the set that a message is about stands in the table: what isn't done doesn't."""
        return any(done.id == said.set_id for line in self.lines for done in line.done)


@dataclass(frozen=True, slots=True)
class Week:
    """The days with a workout of one week, oldest first. on: its Monday."""

    on: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class LogPage:
    """heard: when the client's phone was last here, in words; "" if never. tally: the strip in words.

    older: the day before which the next twelve weeks lie; "" where nothing earlier is shown.
    """

    heard: str
    trained: str
    tally: str
    strip: tuple[Entry, ...]
    coming: tuple[Entry, ...]
    past: tuple[Entry, ...]
    older: str


def log_page(log: Log, exercises: Mapping[str, Exercise], unit: Unit, now: datetime) -> LogPage:
    """Everything the page shows; loads in `unit`, the client's, so that both speak of the same numbers."""
    said: dict[UUID, list[Said]] = {}
    for one in log.said:
        said.setdefault(one.workout_id, []).append(one)
    beaten = _records(log, exercises, unit)
    entries = [entry(one, log, exercises, unit, tuple(said.get(one.id, ())), beaten) for one in log.workouts]
    past = [one for one in entries if one.standing != "coming"]
    trained = next((one for one in log.workouts if one.ticked_sets), None)
    return LogPage(
        heard=ago(log.heard_at, now) if log.heard_at else "",
        trained=_trained(trained, log.today) if log.client.shares.logs else "",
        tally=_tally(past),
        strip=tuple(reversed(past)),
        coming=tuple(reversed([one for one in entries if one.standing == "coming"])),
        past=tuple(past),
        older=log.first.isoformat() if log.first > log.client.since else "",
    )


def _records(log: Log, exercises: Mapping[str, Exercise], unit: Unit) -> dict[UUID, str]:
    """By exercise of a workout: what in it beat everything that is shared of the workouts before."""
    bests, found = dict(log.bests), {}
    for workout in reversed(log.workouts):
        for part in workout.shown_exercises:
            exercise = exercises.get(part.exercise)
            if exercise is None:
                continue
            lifts = records.lifts_of(part.shown_sets, exercise)
            record = records.record_of(lifts, bests.get(exercise.slug, Bests()))
            if record:
                found[part.id] = lift_text(record.lift, exercise, unit)
        bests = records.bests_after(bests, workout, exercises)
    return found


def entry(
    workout: Workout,
    log: Log,
    exercises: Mapping[str, Exercise],
    unit: Unit,
    said: tuple[Said, ...],
    beaten: Mapping[UUID, str],
) -> Entry:
    """One workout, planned against done. beaten: records in words, by exercise of the workout."""
    state = adherence.standing(workout, log.today, log.heard_on)
    parts = [part for part in workout.shown_exercises if part.exercise in exercises]
    names = name_sets(parts, exercises)
    drawing = _Drawing(workout, state, exercises, unit, log.fresh, names)
    pains = [
        f"{names[one.id]}: {words}"
        for part in parts
        for one in part.shown_sets  # unticked ones too: it may be why they were left
        if (words := pain.words_of(one.pain))
    ]
    return Entry(
        id=workout.id,
        title=workout.title,
        day=day_text(workout.on),
        standing=state,
        words=WORDS[state],
        facts=_facts(workout, exercises, unit),
        readiness=_readiness(workout.readiness),
        pain="; ".join(pains),
        note=workout.note or "",
        is_fresh=bool(log.fresh & {workout.id, *(one.id for one in workout.all_sets)}),
        lines=tuple(_line(part, drawing, beaten.get(part.id, "")) for part in parts),
        said=said,
        names=names,
    )


def ago(moment: datetime, now: datetime) -> str:
    """`just now`, `40 min ago`, `3 h ago`, `2 days ago`."""
    minutes = max(0, int((now - moment).total_seconds() // 60))
    if minutes < 2:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    if minutes < 48 * 60:
        return f"{minutes // 60} h ago"
    return f"{minutes // 1440} days ago"


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What the lines of one workout are drawn with. names: of its sets."""

    workout: Workout
    state: Standing
    exercises: Mapping[str, Exercise]
    unit: Unit
    fresh: Collection[UUID]
    names: Mapping[UUID, str]


def _line(part: WorkoutExercise, drawing: _Drawing, record: str) -> Line:
    exercise = drawing.exercises[part.exercise]
    counted = [one for one in part.shown_sets if one.kind != "warmup"]
    moved = adherence.moved_on(part, drawing.workout)
    return Line(
        slug=part.exercise,
        name=exercise.name,
        planned=_planned([*counted, *moved], exercise, drawing.unit),
        groups=_groups([one for one in counted if one.is_ticked], exercise, drawing),
        changes=tuple(_changes(part, drawing)),
        note=part.note or "",
        record=record,
    )


def _changes(part: WorkoutExercise, drawing: _Drawing) -> Iterator[str]:
    """What became of it, in words; of a workout that goes on, nothing that may still be done."""
    workout = drawing.workout
    if drawing.state not in ("done", "short", "left", "open"):
        return
    for one in adherence.changes(part, workout):
        if drawing.state == "open" and one not in _ALREADY:
            continue
        if one == "swapped":
            yield f"instead of {_name(adherence.stands_in_for(part, workout), drawing)}"
        elif one == "moved_on":
            behind = adherence.card_behind(part, workout)
            count = len(_planned_numbers(adherence.moved_on(part, workout)))
            sets = "1 set" if count == 1 else f"{count} sets"
            yield f"{sets} swapped for {_name(behind.exercise if behind else '', drawing)}"
        else:
            yield CHANGES[one]


def _name(slug: str, drawing: _Drawing) -> str:
    exercise = drawing.exercises.get(slug)
    return exercise.name if exercise else slug


def _planned_numbers(sets: Sequence[WorkoutSet]) -> list[WorkoutSet]:
    """Left and right are one set."""
    return [one for one in sets if one.side != "right"]


def _planned(sets: Sequence[WorkoutSet], exercise: Exercise, unit: Unit) -> tuple[str, ...]:
    """`110 lb × 30+`, `+45 lb 5 × 5`: the sets' targets, alike ones together; () where nothing was asked."""
    found: dict[str, int] = {}
    for one in _planned_numbers(sets):
        if one.target_reps is None:
            continue
        reps = one.target_reps.words
        load = f"{load_text(one.target_load, exercise, unit)} " if one.target_load else ""
        found[f"{load}|{reps}"] = found.get(f"{load}|{reps}", 0) + 1
    words = []
    for key, count in found.items():
        load, reps = key.split("|")
        words.append(f"{load}{count} × {reps}" if count > 1 else f"{load}× {reps}")
    return tuple(words)


def _groups(ticked: Sequence[WorkoutSet], exercise: Exercise, drawing: _Drawing) -> tuple[Group, ...]:
    unit = drawing.unit
    alike = groupby(ticked, lambda one: (one.load, one.side, _effort(one), _worn(one)))
    return tuple(
        Group(
            load=load_text(load, exercise, unit) if load else "" if exercise.load_mode == "none" else NO_LOAD,
            effort=" · ".join(filter(None, (" ".join(filter(None, (side, effort))), worn))),
            sets=tuple(_done(one, exercise, drawing) for one in sets),
        )
        for (load, side, effort, worn), sets in alike
    )


def _worn(one: WorkoutSet) -> str:
    """`belt, straps`; "" for nothing."""
    return gear_words(one.gear or ()).lower()


def _done(one: WorkoutSet, exercise: Exercise, drawing: _Drawing) -> Done:
    return Done(
        id=one.id,
        amount=_amount(one, exercise),
        is_short=_is_short(one),
        is_fresh=one.id in drawing.fresh,
        note=one.note or "",
        about=drawing.names[one.id],
    )


def _amount(one: WorkoutSet, exercise: Exercise) -> str:
    if exercise.measure == "seconds":
        return f"{one.seconds} s" if one.seconds is not None else "done"
    if exercise.measure == "distance":
        return f"{one.distance} m" if one.distance is not None else "done"
    return "reps?" if one.reps is None else str(one.reps)


def _is_short(one: WorkoutSet) -> bool:
    return one.reps is not None and one.target_reps is not None and one.reps < one.target_reps.min


def _effort(one: WorkoutSet) -> str:
    if one.rpe:
        return f"RPE {one.rpe}"
    return f"RIR {one.rir}" if one.rir is not None else ""


def _readiness(document: object) -> str:
    told = readiness.read(document)
    return told.words if told else ""


def _facts(workout: Workout, exercises: Mapping[str, Exercise], unit: Unit) -> str:
    seconds, counted = workout.seconds, [one for one in workout.ticked_sets if one.kind != "warmup"]
    moved = volume_text(workout, exercises, unit)
    is_converted = any(one.load and one.load.unit != unit for one in counted)
    words = [
        f"{max(1, round(seconds / 60))} min" if seconds is not None else "",
        f"{len(counted)} {'set' if len(counted) == 1 else 'sets'}" if counted else "",
        f"≈{moved}" if moved and is_converted else moved,
    ]
    return " · ".join(filter(None, words))


def _trained(workout: Workout | None, today: date) -> str:
    if workout is None:
        return "Nothing trained in these weeks"
    return f"Trained {distance_text(min(0, (workout.on - today).days))}"


def _tally(past: Iterable[Entry]) -> str:
    """`21 of 24 done · 2 missed · 1 cut short`."""
    count = {state: sum(one.standing == state for one in past) for state in WORDS}
    total = sum(count.values())
    words = [f"{count['done'] + count['short'] + count['open']} of {total} trained"] if total else []
    words += [
        f"{count[state]} {WORDS[state].lower()}"
        for state in ("missed", "short", "left", "unsure")
        if count[state]
    ]
    return " · ".join(words)
