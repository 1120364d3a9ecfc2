"""What ticking a set and changing the plan write; the phone does the same by the same tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest

from webapp.domain.exercise import Exercise
from webapp.domain.load import Load
from webapp.domain.operations import FIELDS, Operation, decode_fields, encode_fields
from webapp.domain.workout import Workout, WorkoutExercise, WorkoutSet, assemble
from webapp.workouts import forms, pairing, swapping, verbs
from webapp.workouts.swapping import Means, Substitution

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "verbs.json").read_text())
NOW = datetime.fromtimestamp(VECTORS["now"] / 1000, UTC)


def _why(case: dict[str, Any]) -> str:
    return str(case["why"])


def _id(alias: str) -> UUID:
    """Sorted as the table's short names are."""
    return UUID(bytes=alias.encode().ljust(16, b"\0"))


def _alias(row_id: UUID) -> str:
    return row_id.bytes.rstrip(b"\0").decode()


def _with_ids(fields: dict[str, Any]) -> dict[str, Any]:
    parents = ("workout", "workout_exercise")
    return {name: str(_id(value)) if name in parents else value for name, value in fields.items()}


def _row(kind: Callable[..., Any], one: dict[str, Any]) -> Any:
    known = FIELDS[one["e"]]
    decoded = decode_fields(one["e"], _with_ids(one["f"]))
    values = {known[name].column: value for name, value in decoded.items()}
    return kind(id=_id(one["eid"]), **values)


def _workout(rows: list[dict[str, Any]]) -> Workout:
    made = {name: [one for one in rows if one["e"] == name] for name in ("workout_exercise", "set")}
    whole: Workout = _row(lambda **f: Workout(**{"zone": "UTC", "title": "Back", **f}), rows[0])
    parts = [_row(WorkoutExercise, one) for one in made["workout_exercise"]]
    return assemble(whole, parts, [_row(WorkoutSet, one) for one in made["set"]])


def _sets(rows: list[dict[str, Any]]) -> list[WorkoutSet]:
    return [_row(WorkoutSet, one) for one in rows]


def _exercise(slug: str) -> Exercise:
    about = VECTORS["exercises"][slug]
    grips, sides = tuple(about["grips"]), about["sides"]
    return Exercise(slug, slug, "horizontal_pull", "external", (), (), (), (), grips=grips, sides=sides)


def _told(operations: list[Operation]) -> list[dict[str, Any]]:
    return [
        {
            "e": one.entity,
            "eid": _alias(one.entity_id),
            "f": {
                name: _alias(UUID(value)) if name in ("workout", "workout_exercise") else value
                for name, value in encode_fields(one.entity, one.fields).items()
            },
        }
        for one in operations
    ]


def _mint() -> Iterator[UUID]:
    return (_id(f"new{number}") for number in range(1, 100))


@pytest.mark.parametrize("case", VECTORS["tick"], ids=_why)
def test_saving_a_set(case: dict[str, Any]) -> None:
    one: WorkoutSet = _row(WorkoutSet, _set_row("s1", NOW if case["shown"].get("done") else None))
    workout = _workout([{"e": "workout", "eid": "w", "f": case["workout"]}])
    form = forms.read_set({**case["form"], "was": urlencode(case["shown"])})
    day = date.fromisoformat(case["day"]) if case["day"] else None

    assert _told(verbs.save_set(workout, one, form, _mint(), NOW, day)) == case["is"]


@pytest.mark.parametrize("case", VECTORS["finish"], ids=_why)
def test_finishing(case: dict[str, Any]) -> None:
    ticks = [datetime.fromtimestamp(at / 1000, UTC) for at in case["ticks"]]
    sets = [_set_row(f"s{number}", at) for number, at in enumerate(ticks)]
    rows = [
        {"e": "workout", "eid": "w", "f": {"on": "2026-11-23"}},
        {
            "e": "workout_exercise",
            "eid": "e1",
            "f": {"workout": "w", "exercise": "seal-row", "position": "1"},
        },
        *sets,
    ]

    assert _told(verbs.finish(_workout(rows), _mint(), NOW)) == case["is"]


def _set_row(alias: str, ticked_at: datetime | None) -> dict[str, Any]:
    ms = None if ticked_at is None else round(ticked_at.timestamp() * 1000)
    fields = {"workout_exercise": "e1", "position": "1", "kind": "working", "ticked_at": ms}
    return {"e": "set", "eid": alias, "f": fields}


@pytest.mark.parametrize("case", VECTORS["add"], ids=_why)
def test_adding_an_exercise(case: dict[str, Any]) -> None:
    workout, exercise = _workout(case["rows"]), _exercise(case["exercise"])

    made = verbs.add_exercise(workout, exercise, _sets(case["last"]), _mint(), _mint())

    assert _told(made) == case["is"]


def _ten_less(load: Load) -> Load:
    return Load(load.value - 10, load.unit)


@pytest.mark.parametrize("case", VECTORS["add_set"], ids=_why)
def test_adding_a_set(case: dict[str, Any]) -> None:
    (part,) = _workout(case["rows"]).exercises

    kind = case.get("kind", "working")
    lighter = _ten_less if kind == "drop" else None
    made = verbs.add_set(part, _exercise(part.exercise), _mint(), _mint(), kind, lighter)

    assert _told(made) == case["is"]


@pytest.mark.parametrize("case", VECTORS["move"], ids=_why)
def test_moving_an_exercise(case: dict[str, Any]) -> None:
    made = verbs.move_exercise(_workout(case["rows"]), _id(case["part"]), case["by"], _mint())

    assert _told(made) == case["is"]


@pytest.mark.parametrize("case", VECTORS["join"], ids=_why)
def test_joining_exercises(case: dict[str, Any]) -> None:
    made = pairing.join_next(_workout(case["rows"]), _id(case["part"]), _mint())

    assert _told(made) == case["is"]


@pytest.mark.parametrize("case", VECTORS["swap"], ids=_why)
def test_swapping_an_exercise(case: dict[str, Any]) -> None:
    workout = _workout(case["rows"])
    part = workout.exercise(_id(case["part"]))
    assert part
    to = Substitution(_exercise(case["exercise"]), _sets(case["last"]), was=case.get("was", ""))

    made = swapping.swap_exercise(workout, part, to, Means(_mint(), _mint(), NOW))

    assert _told(made) == case["is"]


def test_what_the_plan_has_for_the_exercise_beats_the_last_time() -> None:
    case = VECTORS["swap"][1]
    workout = _workout(case["rows"])
    planned = {_id("s2"): workout.exercises[0].sets[0].target_load}
    to = Substitution(_exercise("seal-row"), _sets(case["last"]), planned)

    made = _told(swapping.swap_exercise(workout, workout.exercises[0], to, Means(_mint(), _mint(), NOW)))

    loads = {one["eid"]: one["f"]["target_load"]["v"] for one in made if one["f"].get("target_load")}
    assert loads == {"s2": "40", "s3": "60"}
