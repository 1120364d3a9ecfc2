"""Workouts and programs in the tables, by way of the one writer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from webapp import catalogue, clock
from webapp.domain import order
from webapp.domain.ids import new_id
from webapp.domain.load import Load, parse_load
from webapp.domain.operations import Entity, Operation
from webapp.domain.program import RepTarget
from webapp.domain.schedule import local_day
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import Assignment, User
from webapp.programs import actions as programs
from webapp.programs.forms import Taking
from webapp.workouts import actions, queries


def take_program(
    lifter: User,
    slug: str = "heavy-and-light-back",
    *,
    starts_on: date | None = None,
    trains_today: bool = False,
    **first_loads: str,
) -> Assignment:
    """The lifter follows a built-in program from today on (in their zone), or from `starts_on`.

    trains_today: the program's days are moved in the week so that its first one is today.
    first_loads: typed in the lifter's unit, by slug with underscores: `barbell_row="60"`.
    """
    now = clock.utc_now()
    today = local_day(now, lifter.zone, lifter.day_start_min)
    loads = {name.replace("_", "-"): _load(typed, lifter) for name, typed in first_loads.items()}
    program = catalogue.programs()[slug]
    taking = Taking(
        program=program.from_weekday(today.weekday()) if trains_today else program,
        starts_on=starts_on or today,
        first_loads={name: load for name, load in loads.items() if load},
    )
    assignment_id = new_id(now)
    programs.take(lifter, taking, assignment_id, today, now)
    db.session.commit()
    db.session.remove()
    taken = db.session.get(Assignment, assignment_id)
    db.session.remove()
    assert taken
    return taken


def make_workout(
    lifter: User,
    *exercises: str,
    title: str = "Back",
    on: date | None = None,
    sets: int = 1,
    reps: int = 5,
    load: str = "60",
    ticked: int = 0,
    is_finished: bool = False,
    note: str | None = None,
) -> Workout:
    """An open workout with the same sets of each exercise (one barbell row if none is named).

    on: the lifter's day if left out. ticked: how many sets are done as planned, from the first.
    note: on the workout, on each of its exercises and on each of its sets.
    """
    now = clock.utc_now()
    workout = Operation(
        new_id(now),
        "workout",
        new_id(now),
        {
            "on": on or local_day(now, lifter.zone, lifter.day_start_min),
            "zone": lifter.zone,
            "title": title,
            "started_at": now,
            "finished_at": now if is_finished else None,
            "note": note,
        },
    )
    rows = [workout]
    for index, exercise in enumerate(exercises or ("barbell-row",)):
        rows.append(
            _row("workout_exercise", index, workout=workout.entity_id, exercise=exercise, note=note),
        )
        parent = rows[-1].entity_id
        for number in range(sets):
            ticked -= 1
            aim = {"target_reps": RepTarget(reps, reps), "target_load": _load(load, lifter)}
            done = {"load": _load(load, lifter), "reps": reps, "ticked_at": now} if ticked >= 0 else {}
            rows.append(_row("set", number, workout_exercise=parent, note=note, **aim, **done))
    apply(lifter, rows)
    return get_workout(lifter, workout)


def weigh(lifter: User, bodyweight: str = "80") -> Operation:
    """A bodyweight, measured now."""
    now = clock.utc_now()
    fields = {"kind": "bodyweight", "value": bodyweight, "unit": lifter.unit, "at": now}
    measured = Operation(new_id(now), "measurement", new_id(now), fields)
    apply(lifter, [measured])
    return measured


def keep_note(lifter: User, exercise: str, text: str) -> Operation:
    """A note that stays with an exercise."""
    now = clock.utc_now()
    fields = {"exercise": exercise, "text": text}
    kept = Operation(new_id(now), "exercise_note", new_id(now), fields)
    apply(lifter, [kept])
    return kept


def _row(entity: Entity, index: int, **fields: Any) -> Operation:
    now = clock.utc_now()
    return Operation(new_id(now), entity, new_id(now), {"position": order.at(index), **fields})


def _load(typed: str, lifter: User) -> Load | None:
    return parse_load(typed, lifter.unit)


def apply(lifter: User, operations: Sequence[Operation]) -> None:
    """Write operations of the lifter's own; all must be taken."""
    outcomes = actions.apply(lifter.id, operations, now=clock.utc_now(), by=lifter.id)
    assert [one.message for one in outcomes if one.status != "ok"] == []
    db.session.commit()


def get_workout(lifter: User, workout: Workout | Operation) -> Workout:
    """The workout as it is in the tables now."""
    workout_id = workout.entity_id if isinstance(workout, Operation) else workout.id
    found = queries.find_workout(lifter.id, workout_id)
    db.session.remove()
    assert found
    return found
