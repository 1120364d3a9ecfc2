"""From a workout to what its page shows; no database here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal
from urllib.parse import quote_plus
from uuid import UUID

from webapp.domain import gear, gyms, ids, pain, readiness, strength
from webapp.domain.equipment import Equipment
from webapp.domain.exercise import Exercise
from webapp.domain.limitations import Limit, mark
from webapp.domain.load import Load, Unit, display, plain
from webapp.domain.operations import FIELDS
from webapp.domain.planning import Offer, PlannedRow
from webapp.domain.plates import NO_LOAD, mount_of, words_of
from webapp.domain.program import REST_S, WARMUP_REST_S
from webapp.domain.readiness import Easing, Readiness
from webapp.domain.records import Bests
from webapp.domain.superset import due
from webapp.domain.workout import Performed, Workout, WorkoutExercise, WorkoutSet
from webapp.threads.queries import Said, Talk
from webapp.workouts import flags, naming, pairing, words
from webapp.workouts.forms import typed_gear
from webapp.workouts.page import (
    Card,
    Feel,
    GymChoice,
    Message,
    SetRow,
    Setting,
    State,
    Suggestion,
    Thread,
    WorkoutPage,
)
from webapp.workouts.removed import removed


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that couldn't be saved: what was typed, and the sentence for one of its fields."""

    row_id: UUID
    typed: Mapping[str, str]
    field: str
    sentence: str
    of: Literal["row", "message", "feel"] = "row"
    """The other forms of a workout aren't the one with its title and note."""


@dataclass(frozen=True, slots=True)
class Eye:
    """Who looks, and at what beside the workout itself.

    now: mints the page's token. last, bests: what was done before the workout's day, by exercise.
    """

    unit: Unit
    effort: Literal["rpe", "rir"]
    exercises: Mapping[str, Exercise]
    now: datetime
    last: Performed = field(default_factory=dict)
    optional: Sequence[Offer] = ()
    back: Literal["today", "workout"] = "workout"
    is_editable: bool = True
    refused: Refused | None = None
    equipment: Equipment | None = None
    """What there is where the workout is done."""
    away: Equipment | None = None
    """The same, where that isn't the usual gym."""
    places: Sequence[gyms.Place] = ()
    talk: Talk = field(default_factory=Talk)
    zone: str = "UTC"
    bests: Mapping[str, Bests] = field(default_factory=dict)
    limits: Sequence[Limit] = ()
    easing: Easing | None = None
    """What an eased day asks for; None where nothing is known to load with."""
    planned: Mapping[UUID, Load] = field(default_factory=dict)
    is_eased: bool = False
    kept_notes: Mapping[str, str] = field(default_factory=dict)
    """What stays with exercises, by exercise."""
    unsuggested: Sequence[str] = ()
    """What of the plan is not offered, and why, in words."""

    def refusal_of(self, row_id: UUID) -> Refused | None:
        """The refused form, if it was this row's."""
        return (
            self.refused
            if self.refused and (self.refused.of, self.refused.row_id) == ("row", row_id)
            else None
        )


def workout_page(workout: Workout, eye: Eye) -> WorkoutPage:
    """Everything the workout's page shows."""
    felt = readiness.read(workout.readiness)
    workout, eye = _eased(workout, felt, eye)
    parts = [part for part in workout.exercises if part.exercise in eye.exercises and _is_drawn(part, eye)]
    following = _next_set(parts, eye)
    records = flags.records_of(workout.shown_exercises, eye.bests, eye.exercises, eye.unit)
    cards = pairing.with_supersets(
        [_card(part, _occurrence_of(part, parts), following, records, eye) for part in parts], parts
    )
    cards = _with_advice(cards)
    rows = [
        row
        for card in cards
        if not card.skipped
        for row in card.rows
        if row.kind != "warmup" and not row.is_dropped
    ]
    refused = eye.refusal_of(workout.id)
    shown = {"title": workout.title, "note": workout.note or "", "on": workout.on.isoformat()}
    held = {name: refused.typed.get(name, text) for name, text in shown.items()} if refused else shown
    return WorkoutPage(
        id=workout.id,
        **held,
        heading=workout.title,
        day=words.day_text(workout.on),
        subtitle=_subtitle(workout),
        lies_on=workout.on.isoformat(),
        state=_state(workout),
        is_started=workout.started_at is not None,
        finished_at_ms=FIELDS["workout"]["finished_at"].encode(workout.finished_at),
        is_editable=eye.is_editable,
        done=sum(row.ticked for row in rows),
        total=len(rows),
        volume=words.volume_text(workout, eye.exercises, eye.unit),
        summary=_summary(workout, eye),
        effort=eye.effort,
        is_refused=eye.refused is not None,
        unit=eye.unit,
        back=eye.back,
        cards=cards,
        suggestions=tuple(_suggestion(one, eye) for one in eye.optional),
        unsuggested=tuple(eye.unsuggested),
        limits=_told(eye.limits),
        token=str(ids.new_id(eye.now)),
        was=encode_shown(shown),
        feel=_feel(workout, felt, len(rows), eye),
        removed=tuple(removed(workout, eye.exercises, eye.unit)),
        gym=_kit(eye.equipment) if eye.equipment and eye.is_editable else "",
        setting=_setting(workout, eye),
        error=(refused.field, refused.sentence) if refused else None,
        thread=thread(eye.talk, cards, eye),
    )


def _eased(workout: Workout, felt: Readiness | None, eye: Eye) -> tuple[Workout, Eye]:
    """On an eased day, other targets are drawn than those that are stored."""
    if eye.equipment is None:
        return workout, eye
    easing = readiness.easing_of(workout, eye.exercises, eye.equipment)
    planned = {
        one.id: one.target_load for one in workout.all_sets if one.id in easing.loads and one.target_load
    }
    is_eased = felt is not None and felt.is_eased
    eye = replace(eye, easing=easing, planned=planned, is_eased=is_eased)
    draw = readiness.ease if is_eased else readiness.unease if felt and felt.feels == "under" else None
    return (draw(workout, easing) if draw else workout), eye


def _feel(workout: Workout, felt: Readiness | None, sets: int, eye: Eye) -> Feel | None:
    state = _state(workout)
    refused = eye.refused if eye.refused and eye.refused.of == "feel" else None
    if not felt and not (eye.is_editable and state in ("planned", "open")):
        return None
    told = {name: words.number_text(getattr(felt, name, None)) for name in readiness.SCALES}
    typed = refused.typed if refused else {}
    return Feel(
        feels=felt.feels if felt else "",
        name=felt.name if felt else "",
        words=felt.words if felt else "",
        sentence=felt.sentence if felt else "",
        is_eased=felt is not None and felt.is_eased,
        scales=tuple((name, label, typed.get(name, told[name])) for name, label in readiness.SCALES.items()),
        is_open=refused is not None or (state == "planned" and not felt and sets > 0),
        error=refused.sentence if refused else "",
    )


def thread(talk: Talk, cards: Sequence[Card], eye: Eye) -> Thread | None:
    """What was said about the workout, and the form to say more while it isn't deleted."""
    refused = eye.refused if eye.refused and eye.refused.of == "message" else None
    linked = tuple((str(one.id), one.name) for one in talk.coaches if one.is_linked)
    if not linked and not talk.said and not refused:
        return None
    subjects = {str(row.id): row.subject for card in cards for row in card.rows}
    typed: Mapping[str, str] = refused.typed if refused else {}
    return Thread(
        messages=tuple(_message(one, subjects, eye.zone) for one in talk.said),
        coaches=linked,
        names=json.dumps(_names(talk), ensure_ascii=False),
        subjects=(("", "The whole workout"), *subjects.items()),
        elsewhere=talk.unread_elsewhere,
        text=typed.get("text", ""),
        about=typed.get("set", ""),
        coach=typed.get("coach", "") or (linked[0][0] if linked else ""),
        error=(refused.field, refused.sentence) if refused else None,
    )


def _names(talk: Talk) -> dict[str, str]:
    """Of those who can write, or did."""
    wrote = {one.coach_id for one in talk.said}
    return {str(one.id): one.name for one in talk.coaches if one.is_linked or one.id in wrote}


def _message(one: Said, subjects: Mapping[str, str], zone: str) -> Message:
    is_mine = one.author_id != one.coach_id
    return Message(
        id=one.id,
        author="You" if is_mine else one.author,
        is_mine=is_mine,
        is_unread=not is_mine and not one.is_read,
        written=words.written_text(one.written_at, zone),
        at=round(one.written_at.timestamp() * 1000),
        text=one.shown,
        about=subjects.get(str(one.set_id), ""),
        set_id=one.set_id,
    )


def encode_shown(shown: Mapping[str, str]) -> str:
    """What a form showed, for its hidden field: only fields that differ from it become operations."""
    # What `urlencode` makes of it, but most of a set's fields are empty, and there are a hundred sets.
    return "&".join(f"{name}={quote_plus(text) if text else ''}" for name, text in shown.items())


def _is_drawn(part: WorkoutExercise, eye: Eye) -> bool:
    refused = eye.refused.row_id if eye.refused else None
    return part.is_there or refused == part.id or any(one.id == refused for one in part.sets)


def _card(
    part: WorkoutExercise, nth: int, following: UUID | None, records: Mapping[UUID, str], eye: Eye
) -> Card:
    exercise = eye.exercises[part.exercise]
    heading = naming.heading_text(exercise.name, nth)
    plan = part.plan or {}
    refused = eye.refusal_of(part.id)
    why = [plan.get("purpose"), plan.get("scheme")]
    shown = {"note": part.note or "", "kept": eye.kept_notes.get(part.exercise, "")}
    held = {name: refused.typed.get(name, text) for name, text in shown.items()} if refused else shown
    return Card(
        id=part.id,
        slug=part.exercise,
        position=part.position,
        heading=heading,
        why=" · ".join(word for word in why if word),
        cue=exercise.cues[0] if exercise.cues else "",
        limit=mark(exercise, eye.limits) if eye.is_editable else "",
        note=held["note"],
        kept=held["kept"],
        skipped=part.skipped,
        letter=part.superset or "",
        **_plates(part, exercise, eye),
        **_pain(part, exercise, eye),
        rest_s=plan.get("rest_s", REST_S),
        warmup_rest_s=plan.get("warmup_rest_s", WARMUP_REST_S),
        rows=tuple(
            replace(row, record=records[row.id]) if row.id in records else row
            for row in _rows(part, exercise, heading, following, eye)
        ),
        was=encode_shown(shown | {"of": part.exercise}),
        error=(refused.field, refused.sentence) if refused else None,
        takes_warmups=exercise.load_mode not in ("none", "assisted")
        and not any(one.is_ticked or one.kind == "warmup" for one in part.shown_sets),
        bests=flags.as_json(eye.bests.get(part.exercise), exercise),
    )


def _rows(
    part: WorkoutExercise, exercise: Exercise, heading: str, following: UUID | None, eye: Eye
) -> tuple[SetRow, ...]:
    shown = [one for one in part.sets if one.is_there or eye.refusal_of(one.id)]
    last = eye.last.get(part.exercise, ())
    rows = []
    for index, one in enumerate(shown):
        before = shown[:index]
        number = naming.number_of(one, before)
        peers = [other for other in last if naming.is_peer(other, one)]
        previous = peers[number - 1] if number <= len(peers) else None
        place = Place(exercise, heading, number, before, previous, is_next=one.id == following)
        rows.append(_row(one, place, eye))
    return tuple(rows)


def _plates(part: WorkoutExercise, exercise: Exercise, eye: Eye) -> dict[str, Any]:
    mount = mount_of(exercise) if eye.equipment and eye.is_editable else None
    told: dict[str, Any] = {"mount": mount, "plates": (), "plates_words": ""}
    shown = part.shown_sets
    if mount is None or eye.equipment is None or not shown:
        return told
    left = due([part])
    place = shown.index(left[0]) if left else len(shown) - 1
    load = words.fitted_load(shown[place], shown[:place], exercise, eye.away)
    told["plates_words"] = NO_LOAD
    if load:
        plates, told["plates_words"] = words_of(load, eye.equipment, mount)
        told["plates"] = tuple(f"{one}{eye.equipment.unit}" for one in plates)
    return told


def _pain(part: WorkoutExercise, exercise: Exercise, eye: Eye) -> dict[str, Any]:
    """What hurts now, while something else can still be done; and what hurt the last time."""
    if not eye.is_editable or part.skipped:
        return {}
    shown, last = part.shown_sets, eye.last.get(part.exercise, ())
    hurt = pain.worst(one.pain for one in last)
    waiting = [one for one in shown if not one.is_ticked]
    hurting = [one for one in shown if pain.worst([one.pain])]
    told: dict[str, Any] = {"hurts": hurting[-1].id if hurting else None}
    told["stop"], told["advice"] = pain.advice_on(one.pain for one in hurting)
    if hurt and waiting:
        asked = [one.target_load for one in waiting if one.kind != "warmup"]
        done = [one.load for one in last if one.kind != "warmup"]
        is_kept = pain.is_kept(asked, done, is_help=exercise.load_mode == "assisted")
        told["hurt"] = f"{'Kept: pain' if is_kept else 'Pain'} last time{_in_brackets(hurt.words)}"
    return told


def _in_brackets(words: str) -> str:
    return f" ({words})" if words else ""


def _with_advice(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """Said once, where it hurt first."""
    first = next((card.id for card in cards if card.hurts), None)
    return tuple(replace(card, is_advised=True) if card.id == first else card for card in cards)


def _setting(workout: Workout, eye: Eye) -> Setting | None:
    if eye.equipment is None or not eye.is_editable:
        return None
    here = gyms.place_of(workout.gym_id, eye.places)
    places = eye.places if len(eye.places) > 1 else ()
    choices = tuple(GymChoice(one.id, one.name, _kit(one.equipment), one is here) for one in places)
    words = f"{here.name} · {eye.unit}" if here and choices else f"Loads in {eye.unit}"
    return Setting(words, eye.unit, choices, eye.away is not None, workout.gym_id)


def _kit(equipment: Equipment) -> str:
    plates = [(plain(one.load.value), one.pairs) for one in equipment.plates]
    bars = [plain(bar.value) for bar in equipment.bars]
    row = equipment.dumbbells
    dumbbells = [plain(one.value) for one in (row.lightest, row.heaviest, row.step)] if row else None
    told = {"unit": equipment.unit, "bars": bars, "plates": plates, "dumbbells": dumbbells}
    return json.dumps(told, separators=(",", ":"))


def _told(limits: Sequence[Limit]) -> str:
    told = [{name: getattr(one, name) for name in ("kind", "key", "words", "by")} for one in limits]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) if told else ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a set stands.

    number: among its peers, from 1. before: the sets above it. previous: its like of the last time.
    is_next: the first of the workout that isn't ticked.
    """

    exercise: Exercise
    heading: str
    number: int
    before: Sequence[WorkoutSet]
    previous: WorkoutSet | None
    is_next: bool


def _row(one: WorkoutSet, place: Place, eye: Eye) -> SetRow:
    is_warmup = one.kind == "warmup"
    exercise, previous, unit = place.exercise, place.previous, eye.unit
    planned = words.shown_load(one, place.before)
    load = words.fitted_load(one, place.before, exercise, eye.away)
    fields = _fields(one, load, place, unit)
    refused = eye.refusal_of(one.id)
    typed = {name: refused.typed.get(name, text) for name, text in fields.items()} if refused else fields
    if refused:
        typed["gear"] = ",".join(typed_gear(refused.typed))
    return SetRow(
        id=one.id,
        kind=one.kind,
        label="W" if is_warmup else str(place.number),
        number=place.number,
        name=naming.set_name(place.heading, one, place.number, "done"),
        side=one.side,
        ticked=("done" in refused.typed) if refused else one.is_ticked,
        is_next=place.is_next,
        measure=exercise.measure,
        has_load=exercise.load_mode != "none",
        load_prefix=words.PREFIXES.get(exercise.load_mode, ""),
        unit=unit,
        **typed,
        grips=words.grips_of(exercise, one),
        target=words.target_text(one.target_reps, exercise),
        last="" if is_warmup else words.last_text(previous, exercise, unit),
        before="" if is_warmup else _before(previous),
        hint=words.HINTS.get(one.kind, ""),
        wants_reps=one.is_ticked and exercise.measure == "reps" and one.reps is None,
        was=encode_shown(fields | _register(one, load)),
        error=(refused.field, refused.sentence) if refused else None,
        start_reps=words.start_reps(one, previous),
        **_load_step(exercise, eye),
        is_typed=one.load is not None,
        is_told=one.is_told,
        is_converted=load is not None and load.unit != unit,
        alone=_kept(words.lone_load(one, exercise, eye.away)),
        planned=f"{planned.value:f} {planned.unit}" if planned and planned != load else "",
        falls_short=words.falls_short(one),
        struck=bool(one.struck),
        hands=strength.hands(one.side, exercise),
        is_dropped=_is_dropped(one, eye),
        **_easing(one, eye),
        pain_words=pain.words_of(one.pain),
        said=_how_much_was_said(one, eye),
    )


def _before(previous: WorkoutSet | None) -> str:
    if previous is None or previous.reps is None:
        return ""
    load = f"{plain(previous.load.value)} {previous.load.unit}" if previous.load else ""
    return f"{load} × {previous.reps}"


def _load_step(exercise: Exercise, eye: Eye) -> dict[str, Any]:
    gym = eye.equipment
    step = gym.step(exercise, gym.unit) if gym else None
    if gym is None or step is None:
        return {"load_step": "1"}
    return {"load_step": plain(step.value), "load_step_in": "" if gym.unit == eye.unit else gym.unit}


def _how_much_was_said(one: WorkoutSet, eye: Eye) -> str:
    count = sum(said.set_id == one.id for said in eye.talk.said)
    return f"{count} message{'' if count == 1 else 's'}" if count else ""


def _fields(one: WorkoutSet, load: Load | None, place: Place, unit: Unit) -> dict[str, str]:
    reps = words.shown_reps(one, place.previous) if place.exercise.measure == "reps" else None
    hurt = pain.read(one.pain) or pain.Pain(None)
    return {
        "load": display(load, unit) if load else "",
        "reps": words.number_text(reps),
        "seconds": words.number_text(one.seconds),
        "distance": words.number_text(one.distance),
        "rpe": one.rpe or "",
        "rir": words.number_text(one.rir),
        "grip": one.grip or "",
        "pain": words.number_text(hurt.score),
        "pain_where": hurt.where,
        "pain_kind": hurt.kind,
        "gear": ",".join(gear.shown_gear(one.gear, one.is_ticked, [other.gear for other in place.before])),
        "note": one.note or "",
    }


def _register(one: WorkoutSet, load: Load | None) -> dict[str, str]:
    """What a row doesn't show: the load as it is kept, for an untouched one is logged unconverted. And
    whether its gear was told, or is as in the set before; whether it was struck out of the records.
    """
    geared = "" if one.gear is None else "on"
    return {
        "done": "on" if one.is_ticked else "",
        "kept": _kept(load),
        "geared": geared,
        "struck": "on" if one.struck else "",
    }


def _kept(load: Load | None) -> str:
    return f"{load.value:f} {load.unit}" if load else ""


def _next_set(parts: Sequence[WorkoutExercise], eye: Eye) -> UUID | None:
    left = due([part for part in parts if not part.skipped])
    return next((one.id for one in left if not _is_dropped(one, eye)), None)


def _is_dropped(one: WorkoutSet, eye: Eye) -> bool:
    return eye.is_eased and eye.easing is not None and one.id in eye.easing.dropped


def _easing(one: WorkoutSet, eye: Eye) -> dict[str, Any]:
    """Both loads, so that a phone can go from one to the other by itself."""
    if eye.easing is None or one.is_ticked or one.id not in eye.planned:
        return {}
    return {"uneased": _kept(eye.planned[one.id]), "eased": _kept(eye.easing.loads[one.id])}


def _occurrence_of(part: WorkoutExercise, parts: Sequence[WorkoutExercise]) -> int:
    """1 for the first card of an exercise, 2 for the second."""
    same = [other.id for other in parts if other.exercise == part.exercise]
    return same.index(part.id) + 1


def _state(workout: Workout) -> State:
    if workout.deleted_at:
        return "deleted"
    if workout.finished_at:
        return "finished"
    return "open" if workout.started_at else "planned"


def _subtitle(workout: Workout) -> str:
    plan = workout.plan or {}
    minutes = plan.get("minutes")
    parts = [plan.get("focus"), f"about {minutes} min" if minutes else None]
    return " · ".join(part for part in parts if part)


def _summary(workout: Workout, eye: Eye) -> str:
    counted = [one for one in workout.ticked_sets if one.kind != "warmup"]
    volume = words.volume_text(workout, eye.exercises, eye.unit)
    return words.summary_text(workout.seconds, len(counted), volume)


def _suggestion(offer: Offer, eye: Eye) -> Suggestion:
    one = offer.prescription
    rows = json.dumps([_as_draft(row) for row in offer.rows], separators=(",", ":"))
    return Suggestion(one.key, eye.exercises[one.exercise].name, f"{one.purpose} · {one.scheme}", rows)


def _as_draft(row: PlannedRow) -> dict[str, object]:
    """The row as a phone's own operation; what it may not set, and what is empty, is left out."""
    known = FIELDS[row.entity]
    told = {
        n: known[n].encode(v) for n, v in row.fields.items() if not known[n].server_only and v is not None
    }
    return {"e": row.entity, "eid": str(row.id), "f": told}
