"""From what the tables hold to what phones get, straight: a sync sends rows by the hundred.

By way of the values that rules work with (`Load`, `datetime`, `UUID`) it costs several times as much. A test
holds the two against each other, on both databases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from webapp.domain.operations import ENTITIES, FIELDS, Entity
from webapp.models.base import Id, Json, LoadText, RepsText
from webapp.workouts.rows import TABLES


def columns(entity: Entity) -> list[sa.ColumnElement[Any]]:
    """Id, commit and fields of a kind of row, as the database's driver gives them."""
    table = TABLES[entity]
    names = ["id", "n", *(field.column for field in FIELDS[entity].values())]
    return [sa.type_coerce(table.c[name], sa.types.NullType()).label(name) for name in names]


def changes(entity: Entity, rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """Rows of `columns` as the answer's changes."""
    fields = _FORMS[entity]
    return [
        {
            "e": entity,
            "eid": _uuid(row[0]),
            "n": row[1],
            "f": {
                name: form(value) if form and value is not None else value
                for (name, form), value in zip(fields, row[2:], strict=True)
            },
            "del": False,
        }
        for row in rows
    ]


def _uuid(value: Any) -> str:
    """16 bytes on SQLite, a UUID on PostgreSQL."""
    if not isinstance(value, bytes):
        return str(value)
    text = value.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _load(value: str) -> dict[str, str]:
    typed, _, unit = value.partition(" ")
    return {"v": typed, "u": unit}


def _reps(value: str) -> dict[str, int | None]:
    low, _, high = value.partition("-")
    return {"min": int(low), "max": int(high)} if high else {"min": int(low[:-1]), "max": None}


def _document(value: str) -> msgspec.Raw:
    return msgspec.Raw(value.encode())


_Form = Callable[[Any], Any]


def _form(column: sa.Column[Any]) -> _Form | None:
    """How one column travels; None where it does as it is: text, numbers, times in milliseconds."""
    forms: dict[type, _Form] = {
        **{Id: _uuid, LoadText: _load, RepsText: _reps, Json: _document},
        **{sa.Boolean: bool, sa.Date: str},
    }
    return forms.get(type(column.type))


_FORMS: dict[Entity, list[tuple[str, _Form | None]]] = {
    entity: [(name, _form(TABLES[entity].c[field.column])) for name, field in FIELDS[entity].items()]
    for entity in ENTITIES
}
