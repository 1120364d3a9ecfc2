"""Rows for every table of a database, whatever its revision: made from what the database says of itself."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

ROWS = 3


def fill(url: str) -> dict[str, int]:
    """Put rows into every empty table, children with their parents, and count them."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    tables = sa.MetaData()
    tables.reflect(engine)
    filled = count(url)
    with engine.begin() as connection:
        for table in tables.sorted_tables:
            if filled.get(table.name) == 0:
                connection.execute(table.insert(), [_row(table, number) for number in range(ROWS)])
    return count(url)


def count(url: str) -> dict[str, int]:
    """Rows by table."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        names = sa.inspect(connection).get_table_names()
        return {
            name: connection.execute(sa.select(sa.func.count()).select_from(sa.table(name))).scalar_one()
            for name in names
            if name != "alembic_version"
        }


def _row(table: sa.Table, number: int) -> dict[str, Any]:
    return {column.name: _value(column, number) for column in table.columns}


def _value(column: sa.Column[Any], number: int) -> Any:
    """Like the value of the parent's row with the same number, so that foreign keys hold."""
    kind = column.type
    if isinstance(kind, sa.Uuid):
        return UUID(int=number + 1)
    if isinstance(kind, sa.LargeBinary):
        return UUID(int=number + 1).bytes
    if isinstance(kind, sa.Boolean):
        return False
    if isinstance(kind, sa.Integer):
        return number + 1
    if isinstance(kind, sa.Date):
        return date(2026, 11, 23 + number)
    if isinstance(kind, sa.String):
        return f"{number} kg"[: kind.length]
    raise NotImplementedError(f"a value for {column.table.name}.{column.name}, which is {kind!r}")
