"""What every table shares: the metadata with its naming of constraints, and the column types."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from webapp.domain.load import Load, parse_load
from webapp.domain.moment import ms_of
from webapp.domain.program import RepTarget


class Base(DeclarativeBase):
    """Constraints get names, so that a migration can change them on both databases."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Id(TypeDecorator[UUID]):
    """A UUID in 16 bytes: BLOB on SQLite (`sa.Uuid` there takes 32 characters), uuid on PostgreSQL."""

    impl = sa.LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> Any:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.UUID(as_uuid=True))
        return dialect.type_descriptor(sa.LargeBinary(16))

    # The processors themselves, not TypeDecorator's hooks: they run for every id of every row.

    def bind_processor(self, dialect: sa.Dialect) -> Any:
        return None if dialect.name == "postgresql" else _id_to_bytes

    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Any:
        return None if dialect.name == "postgresql" else _id_from_bytes


def _id_to_bytes(value: UUID | None) -> bytes | None:
    return None if value is None else value.bytes


def _id_from_bytes(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, stored as whole milliseconds since the epoch, as the sync protocol carries it."""

    impl = sa.BigInteger
    cache_ok = True

    def bind_processor(self, dialect: sa.Dialect) -> Any:
        return ms_of

    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Any:
        return _instant_from_ms


def _instant_from_ms(value: int | None) -> datetime | None:
    return None if value is None else datetime.fromtimestamp(value / 1000, UTC)


class LoadText(TypeDecorator[Load]):
    """A load as typed, value and unit in one register: `82.5 kg`."""

    impl = sa.String(16)
    cache_ok = True

    def bind_processor(self, dialect: sa.Dialect) -> Any:
        return _load_to_text

    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Any:
        return load_from_text


def _load_to_text(value: Load | None) -> str | None:
    return None if value is None else f"{value.value:f} {value.unit}"


@lru_cache(maxsize=4096)
def load_from_text(value: str | None) -> Load | None:
    """What the column holds, read; kept, for a page reads the same few loads a hundred times over."""
    if value is None:
        return None
    typed, unit = value.split(" ")
    return parse_load(typed, "kg" if unit == "kg" else "lb")


class RepsText(TypeDecorator[RepTarget]):
    """Reps to aim for, in one register: `5-5`, `8-12`, `30+`."""

    impl = sa.String(16)
    cache_ok = True

    def bind_processor(self, dialect: sa.Dialect) -> Any:
        return _reps_to_text

    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Any:
        return _reps_from_text


def _reps_to_text(value: RepTarget | None) -> str | None:
    if value is None:
        return None
    return f"{value.min}+" if value.max is None else f"{value.min}-{value.max}"


@lru_cache(maxsize=1024)
def _reps_from_text(value: str | None) -> RepTarget | None:
    if value is None:
        return None
    if value.endswith("+"):
        return RepTarget(int(value[:-1]), None)
    low, high = value.split("-")
    return RepTarget(int(low), int(high))


class Json(TypeDecorator[Any]):
    """A small document as compact text, the same on both databases; never searched inside."""

    impl = sa.Text
    cache_ok = True

    def bind_processor(self, dialect: sa.Dialect) -> Any:
        return _json_to_text

    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Any:
        return _json_from_text


_encode, _decode = msgspec.json.Encoder().encode, msgspec.json.Decoder().decode


def _json_to_text(value: Any) -> str | None:
    return None if value is None else _encode(value).decode()


def _json_from_text(value: str | None) -> Any:
    return None if value is None else _decode(value)
