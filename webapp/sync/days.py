"""The days that a phone keeps: each as the fragment that the online page contains, with an etag."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import render_template

from webapp import catalogue
from webapp.assets import build_id
from webapp.domain.exercise_notes import texts_of
from webapp.domain.records import bests_after, hangs
from webapp.sync import queries
from webapp.sync.queries import Held
from webapp.workouts import desk
from webapp.workouts import queries as workouts
from webapp.workouts.bests import Achievements, bests_before, read_achieved
from webapp.workouts.bodyweight import read_bodyweight
from webapp.workouts.desk import Desk
from webapp.workouts.imprint import scripted


@dataclass(frozen=True, slots=True)
class Outline:
    """A day without its fragment. n: the newest commit it shows."""

    etag: str
    n: int
    workout_ids: tuple[UUID, ...]
    exercises: frozenset[str]


def outline(at: Desk) -> dict[str, Outline]:
    """Every day with a workout, from 56 back to 14 ahead; costs 7 statements and no drawing."""
    held = queries.list_held(at.lifter.id, at.today)
    shown = [one for one in held if one.is_there]
    days: dict[date, list[Held]] = {}
    for one in shown:
        days.setdefault(one.on, []).append(one)
    shared = f"{_what_every_day_shows(at)}|{_weight(at, shown)}"
    newest_old = queries.find_newest_old(at.lifter.id, at.today)
    begun = [one for one in held if one.is_begun]
    kept = texts_of(desk.exercise_notes_of(at.lifter))
    return {
        on.isoformat(): _outline(
            of_day, shown, f"{shared}|{_bests_as_of(of_day, begun, newest_old)}|{_kept_on(of_day, kept)}"
        )
        for on, of_day in days.items()
    }


def changed(at: Desk, have: Mapping[str, str]) -> dict[str, dict[str, object] | None]:
    """The days whose etag isn't the one that the phone has; None for those that are gone."""
    current = outline(at)
    achieved = _achieved(at, [one for day, one in current.items() if have.get(day) != one.etag])
    gone: dict[str, dict[str, object] | None] = {day: None for day in have if day not in current}
    return gone | {
        day: {"etag": one.etag, "n": one.n, "build": build_id(), "html": _fragment(at, day, one, achieved)}
        for day, one in current.items()
        if have.get(day) != one.etag
    }


def _outline(of_day: list[Held], held: list[Held], shared: str) -> Outline:
    before = [earlier for one in of_day for earlier in _last_times(one, held)]
    shown = [*of_day, *before]
    text = shared + "".join(f"|{one.id}:{one.n}" for one in shown)
    etag = hashlib.sha256(text.encode()).hexdigest()[:16]
    exercises = frozenset(slug for one in of_day for slug in one.exercises)
    return Outline(etag, max(one.n for one in shown), tuple(one.id for one in of_day), exercises)


def _bests_as_of(of_day: list[Held], begun: list[Held], newest_old: int) -> int:
    """The newest commit of what the bests on a day come from, of workouts older than the phone keeps, too.

    By the newest alone, so that a day doesn't change when another grows too old to be kept. A workout that
    moves to a day behind this one is missed until its exercise is done again.
    """
    exercises = frozenset[str]().union(*(one.exercises for one in of_day))
    before = [one.n for one in begun if one.on < of_day[0].on and exercises & one.was]
    return max([newest_old, *before])


def _weight(at: Desk, held: list[Held]) -> str:
    """What the lifter weighs, where records count it; 1 statement there.

    Today's for every day: what is corrected of another day's weight is on the phone when that day changes.
    """
    known = catalogue.exercises()
    is_counted = any(hangs(known[slug]) for one in held for slug in one.exercises if slug in known)
    return str(read_bodyweight(at.lifter.id, at.lifter.zone, at.today)) if is_counted else ""


def _kept_on(of_day: list[Held], kept: Mapping[str, str]) -> list[tuple[str, str]]:
    """What stays with the day's exercises."""
    shown = {slug for one in of_day for slug in one.exercises}
    return sorted((slug, text) for slug, text in kept.items() if slug in shown)


def _last_times(one: Held, held: list[Held]) -> Iterable[Held]:
    """The workouts whose numbers stand on this one as the last time."""
    for exercise in one.exercises:
        done = [e for e in held if e.on < one.on and e.is_done and exercise in e.exercises]
        yield from done[-1:]


def _what_every_day_shows(at: Desk) -> str:
    lifter = at.lifter
    running = at.running.plan.assignment_id if at.running else None
    places = [(one.id, one.name, one.equipment.as_json()) for one in desk.places_of(lifter)]
    coaches, limits = desk.coaches_of(lifter), desk.limits_of(lifter)
    return f"{build_id()}|{lifter.unit}|{lifter.effort}|{lifter.zone}|{running}|{places}|{coaches}|{limits}"


def _achieved(at: Desk, outlines: list[Outline]) -> Achievements:
    """What the days that are drawn are measured against; 1 statement for all of them."""
    known = catalogue.exercises()
    slugs = {slug for one in outlines for slug in one.exercises if slug in known}
    since = at.today - queries.BACK
    return read_achieved(at.lifter.id, known, sorted(slugs), since, at.today, at.lifter.zone)


def _fragment(at: Desk, day: str, outline: Outline, achieved: Achievements) -> str:
    found = (workouts.find_workout(at.lifter.id, one) for one in outline.workout_ids)
    held = [one for one in found if one]
    bests, drawn = bests_before(achieved, date.fromisoformat(day)), {}
    for one in sorted(held, key=lambda one: one.started_at or at.now):  # a second one has the first to beat
        page = desk.draw(at, one, back="workout", is_editable=one.finished_at is None, bests=bests)
        drawn[one.id] = scripted(render_template("workouts/_workout.html", page=page))
        bests = bests_after(bests, one, catalogue.exercises())
    return "".join(drawn[one.id] for one in held)
