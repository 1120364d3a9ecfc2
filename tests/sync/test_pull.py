"""The rows that a phone gets: as the rules know them, and found without reading the whole history."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from tests.conftest import Clock
from tests.training import keep_note, make_workout, take_program
from tests.visiting import Phone, PhoneOf
from webapp.domain.ids import new_id
from webapp.domain.load import parse_load
from webapp.domain.operations import ENTITIES, FIELDS, Entity, Operation, encode_fields
from webapp.domain.program import RepTarget
from webapp.extensions import db
from webapp.models import User
from webapp.sync import queries
from webapp.workouts import actions
from webapp.workouts.rows import TABLES

ON_SQLITE = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
"""How PostgreSQL goes about a query depends on what is in its tables."""

FULL: dict[Entity, dict[str, Any]] = {
    "workout": {"readiness": {"sleep": 4, "soreness": "ä"}, "note": "Ünder the bar", "title": "Back"},
    "workout_exercise": {"skipped": True, "superset": "A", "note": "Belt."},
    "set": {
        "side": "left",
        "target_reps": RepTarget(30, None),
        "target_load": parse_load("82.50", "kg"),
        "load": parse_load("0.5", "lb"),
        "reps": 0,
        "seconds": 30,
        "distance": 200,
        "rpe": "8.5",
        "rir": 2,
        "grip": "wide",
        "gear": ["belt", "sleeves"],
        "struck": True,
        "pain": {"where": "elbow", "level": 2},
        "note": "½",
    },
}


def _pull(phone: Phone, user: User, cursor: str | None = None) -> dict[str, Any]:
    body = {"v": 1, "schema": 1, "user": str(user.id), "cursor": cursor, "ops": []}
    return dict(phone.post("/api/sync", json.dumps(body), content_type="application/json").json)


def _as_the_rules_know_them(lifter: User) -> dict[str, tuple[str, Any]]:
    """Id to kind and fields, read by the tables' own types."""
    found: dict[str, tuple[str, Any]] = {}
    for entity in ENTITIES:
        table = TABLES[entity]
        rows = db.session.execute(sa.select(table).where(table.c.lifter_id == lifter.id)).mappings()
        for row in rows:
            fields = {name: row[field.column] for name, field in FIELDS[entity].items()}
            found[str(row["id"])] = (entity, json.loads(json.dumps(encode_fields(entity, fields))))
    return found


def test_rows_travel_as_the_rules_know_them(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    workout = make_workout(alice, "good-morning", "lat-pulldown", sets=2, ticked=1, is_finished=True)
    take_program(alice)
    part = workout.exercises[0]
    ids = {"workout": workout.id, "workout_exercise": part.id, "set": part.sets[1].id}
    rows = [Operation(new_id(clock()), entity, ids[entity], fields) for entity, fields in FULL.items()]
    weighed = {"kind": "bodyweight", "value": "81.40", "unit": "kg", "at": clock()}
    rows.append(Operation(new_id(clock()), "measurement", new_id(clock()), weighed))
    kept = {"exercise": "good-morning", "text": "Ünder the bar", "deleted_at": clock()}
    rows.append(Operation(new_id(clock()), "exercise_note", new_id(clock()), kept))
    outcomes = actions.apply(alice.id, rows, now=clock(), by=alice.id)
    assert [one.status for one in outcomes] == ["ok"] * len(rows)
    db.session.commit()

    changes = _pull(phone_of(alice), alice)["changes"]

    assert {change["eid"]: (change["e"], change["f"]) for change in changes} == _as_the_rules_know_them(alice)


def test_a_phone_that_was_away_for_long_gets_the_same_rows(
    phone_of: PhoneOf, alice: User, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is answered by way of the days, one that was here lately by way of the commits."""
    take_program(alice)
    phone = phone_of(alice)
    cursor = _pull(phone, alice)["cursor"]
    keep_note(alice, "plank", "On the mat")
    workout = make_workout(alice, sets=3)
    make_workout(alice, sets=3, on=clock().date() - timedelta(days=57))
    weighed = {"kind": "bodyweight", "value": "81.4", "unit": "kg", "at": clock() - timedelta(days=900)}
    actions.apply(
        alice.id,
        [Operation(new_id(clock()), "measurement", new_id(clock()), weighed)],
        now=clock(),
        by=alice.id,
    )
    db.session.commit()

    lately = _pull(phone, alice, cursor)
    monkeypatch.setattr(queries, "MANY_COMMITS", 0)
    long_ago = _pull(phone, alice, cursor)

    assert long_ago["changes"] == lately["changes"]
    assert [change["e"] for change in lately["changes"]] == [
        *("workout", "workout_exercise", "set", "set", "set", "exercise_note", "measurement")
    ]
    assert lately["changes"][0]["eid"] == str(workout.id)


@ON_SQLITE
@pytest.mark.parametrize("entity", ENTITIES)
def test_what_changed_lately_is_found_by_its_commit(alice: User, clock: Clock, entity: Entity) -> None:
    make_workout(alice)

    steps = _plan(queries._BY_COMMIT[entity].first, alice, clock)

    assert f"ix_{TABLES[entity].name}_lifter_id_n" in steps


@ON_SQLITE
@pytest.mark.parametrize(
    ("entity", "way"),
    [
        ("workout", ["ix_workout_lifter_id_on"]),
        ("workout_exercise", ["ix_workout_lifter_id_on", "ix_workout_exercise_workout_id"]),
        (
            "set",
            [
                "ix_workout_lifter_id_on",
                "ix_workout_exercise_workout_id",
                "ix_workout_set_workout_exercise_id",
            ],
        ),
    ],
)
def test_what_a_new_phone_gets_is_found_by_its_days(
    alice: User, clock: Clock, entity: Entity, way: list[str]
) -> None:
    make_workout(alice)

    steps = _plan(queries._BY_DAY[entity].first, alice, clock)

    assert all(index in steps for index in way), steps
    assert "lifter_id_n" not in steps


def _plan(statement: sa.Select[Any], lifter: User, clock: Clock) -> str:
    """How SQLite goes about it."""
    connection = db.session.connection()
    asked = {"lifter": lifter.id, "since": 1, "from_day": clock().date() - queries.BACK, "limit": 10}
    text = statement.compile(connection, compile_kwargs={"render_postcompile": True})
    processors = text._bind_processors
    values = [
        processors.get(name, lambda value: value)(asked.get(name, 0)) for name in text.positiontup or ()
    ]
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", tuple(values))
    return "\n".join(row.detail for row in rows)
