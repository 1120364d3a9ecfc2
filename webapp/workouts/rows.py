"""Between the tables and plain values: which columns a workout is read from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from webapp import models
from webapp.domain import workout as domain
from webapp.domain.operations import FIELDS, Entity
from webapp.domain.planning import PlannedRow

TABLES: dict[Entity, sa.Table] = {
    "workout": models.Workout.__table__,  # type: ignore[dict-item]
    "workout_exercise": models.WorkoutExercise.__table__,  # type: ignore[dict-item]
    "set": models.WorkoutSet.__table__,  # type: ignore[dict-item]
    "exercise_note": models.ExerciseNote.__table__,  # type: ignore[dict-item]
    "measurement": models.Measurement.__table__,  # type: ignore[dict-item]
    "message": models.Message.__table__,  # type: ignore[dict-item]
}


_COLUMNS: dict[Entity, list[str]] = {
    entity: ["id", *(field.column for field in fields.values())] for entity, fields in FIELDS.items()
}


def columns(entity: Entity) -> list[sa.Column[Any]]:
    """The columns that the entity's plain value is made of, in the order that the functions below take."""
    return [TABLES[entity].c[name] for name in _COLUMNS[entity]]


def is_kept(entity: Entity) -> sa.ColumnElement[bool]:
    """Which rows are more than what the purge left of them (`webapp.domain.merge.Row.is_purged`)."""
    return TABLES[entity].c.stamps != {}


def workout_from(values: Iterable[Any]) -> domain.Workout:
    return domain.Workout(**dict(zip(_COLUMNS["workout"], values, strict=True)))


def exercise_from(values: Iterable[Any]) -> domain.WorkoutExercise:
    return domain.WorkoutExercise(**dict(zip(_COLUMNS["workout_exercise"], values, strict=True)))


def set_from(values: Iterable[Any]) -> domain.WorkoutSet:
    return domain.WorkoutSet(**dict(zip(_COLUMNS["set"], values, strict=True)))


def assemble_planned(rows: list[PlannedRow]) -> domain.Workout:
    """A workout as it will be once its planned rows are written."""
    made: dict[Entity, list[Any]] = {"workout": [], "workout_exercise": [], "set": []}
    kinds = {"workout": domain.Workout, "workout_exercise": domain.WorkoutExercise, "set": domain.WorkoutSet}
    for row in rows:
        fields = FIELDS[row.entity]
        values = {fields[name].column: value for name, value in row.fields.items()}
        made[row.entity].append(kinds[row.entity](id=row.id, **values))
    return domain.assemble(made["workout"][0], made["workout_exercise"], made["set"])
