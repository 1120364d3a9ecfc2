"""Operations: the only way workout data changes. One asks to set some fields of one row.

The names and JSON forms of the fields are the sync protocol's (docs/sync.md); forms, imports and the
command line make the same operations without passing through JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal, get_args
from uuid import UUID

from webapp.domain import body
from webapp.domain.gear import read_gear
from webapp.domain.load import Load, Unit, load_from_json
from webapp.domain.moment import ms_of as _ms
from webapp.domain.program import RepTarget, SetKind

Entity = Literal["workout", "workout_exercise", "set", "exercise_note", "measurement", "message"]
"""Parents stand before their children."""

ENTITIES: tuple[Entity, ...] = get_args(Entity)

MAX_TEXT = 4000
MAX_TITLE = 120
MAX_EXERCISE_NOTE = 500
MAX_REPS = 1000
MAX_SECONDS = 24 * 3600
MAX_DISTANCE_M = 1_000_000
EARLIEST_DAY = date(1950, 1, 1)
DAYS_AHEAD = 400


@dataclass(frozen=True, slots=True)
class Operation:
    """A wish to set fields of one row.

    id: keyed with the lifter; known means done. ts: the sender's clock; None for here and now.
    eff: as of when a server counted it before, for one that is sent again after a restore.
    fields: decoded values by protocol name.
    """

    id: UUID
    entity: Entity
    entity_id: UUID
    fields: Mapping[str, Any]
    ts: datetime | None = None
    eff: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one operation.

    ok: applied, at least in part. dup: known already. noop: newer values stood everywhere.
    rejected: not applied, `code` and `message` say why; sent again, it is judged afresh.
    eff: as of when it counts, never later than the server's clock; None when rejected.
    """

    id: UUID
    status: Literal["ok", "dup", "noop", "rejected"]
    eff: datetime | None = None
    code: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """How one field travels. decode raises ValueError with a sentence; column: its name in the table."""

    decode: Callable[[Any], Any]
    encode: Callable[[Any], Any]
    column: str
    default: Any = None
    required: bool = False
    server_only: bool = False


def decode_fields(entity: Entity, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Read fields that came from outside. Raises ValueError naming the field and what it takes."""
    decoded = {}
    for name, value in raw.items():
        field = FIELDS[entity].get(name)
        if field is None or field.server_only:
            raise ValueError(f"{entity} has no field {name!r}.")
        try:
            decoded[name] = field.decode(value)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
    return decoded


def encode_fields(entity: Entity, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON form of decoded fields."""
    return {name: FIELDS[entity][name].encode(value) for name, value in fields.items()}


def clean_text(text: str, limit: int) -> str:
    """Text from a person, without blanks around it. Raises ValueError for what no database should hold."""
    stripped = text.strip()
    if "\x00" in stripped or any("\ud800" <= letter <= "\udfff" or letter == "\ufffd" for letter in stripped):
        raise ValueError("The text holds a character that can't be stored.")
    if len(stripped) > limit:
        raise ValueError(f"The text is longer than {limit} characters.")
    return stripped


def is_day_allowed(on: date, today: date) -> bool:
    """Whether a workout may lie on this day: 1950 to 400 days ahead."""
    return EARLIEST_DAY <= on <= today + timedelta(days=DAYS_AHEAD)


def effort_rating(value: Any) -> str:
    """An RPE from 1 to 10 in halves, as a decimal without zeros behind. Raises ValueError."""
    text = str(value).strip().replace(",", ".")
    if not re.fullmatch(r"(10|[1-9])(\.[05])?|", text, re.ASCII) or not text or Decimal(text) > 10:
        raise ValueError("RPE is 1 to 10, in halves.")
    return text.removesuffix(".0")


def message_text(value: Any) -> str:
    """What somebody writes to somebody else: something, and not too much. Raises ValueError."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("Write something first.")
    return clean_text(value, MAX_TEXT)


def whole_number(value: Any, low: int, high: int, what: str) -> int:
    """An integer in a range, from an int or its digits. Raises ValueError."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,7}", value.strip(), re.ASCII):
        value = int(value)
    if type(value) is not int or not low <= value <= high:
        raise ValueError(f"{what} is a whole number from {low} to {high:,}.")
    return value


def _optional(decode: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else decode(value)


def _text(limit: int) -> Callable[[Any], str]:
    def decode(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("It takes text.")
        return clean_text(value, limit)

    return decode


def _pattern(pattern: str, sentence: str) -> Callable[[Any], str]:
    compiled = re.compile(pattern, re.ASCII)

    def decode(value: Any) -> str:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            raise ValueError(sentence)
        return value

    return decode


def _choice(*choices: str) -> Callable[[Any], str]:
    def decode(value: Any) -> str:
        if not isinstance(value, str) or value not in choices:
            raise ValueError(f"It is one of: {', '.join(choices)}.")
        return value

    return decode


def _integer(low: int, high: int, what: str) -> Callable[[Any], int]:
    return lambda value: whole_number(None if isinstance(value, str) else value, low, high, what)


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("It is true or false.")
    return value


def _uuid(value: Any) -> UUID:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value):
        raise ValueError("It is a lower-case UUID.")
    return UUID(value)


def _day(value: Any) -> date:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise ValueError("It is a day like 2026-11-23.")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("There is no such day.") from None


def _instant(value: Any) -> datetime:
    if type(value) is not int or not -631_152_000_000 <= value <= 7_258_118_400_000:
        raise ValueError("It is a time in milliseconds since 1970, UTC, from 1950 to 2200.")
    return datetime.fromtimestamp(value / 1000, UTC)


def _reps(value: Any) -> RepTarget:
    if not isinstance(value, dict) or set(value) != {"min", "max"}:
        raise ValueError('It is {"min": 5, "max": 5}, max null for as many as possible.')
    low = whole_number(value["min"], 0, MAX_REPS, "min")
    high = None if value["max"] is None else whole_number(value["max"], low, MAX_REPS, "max")
    return RepTarget(low, high)


def _document(value: Any) -> Any:
    if not isinstance(value, dict):
        raise ValueError("It is an object.")
    return value


def _decimal(value: Any) -> str:
    text = str(value).strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,4}(\.\d{1,3})?", text, re.ASCII):
        raise ValueError("It is a number like 82.5.")
    return text


def _same(value: Any) -> Any:
    return value


def _str(value: Any) -> Any:
    return None if value is None else str(value)


def _list(value: Any) -> Any:
    return None if value is None else list(value)


def _load_json(value: Load | None) -> Any:
    return None if value is None else value.as_json()


def _reps_json(value: RepTarget | None) -> Any:
    return None if value is None else {"min": value.min, "max": value.max}


_POSITION = _pattern(r"[0-9a-z]{1,40}", "It is 1 to 40 small letters and digits.")
_SLUG = _pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "It is an exercise's short name.")
_NOTE = Field(_optional(_text(MAX_TEXT)), _same, "note")
_PLAN = Field(_optional(_document), _same, "plan", server_only=True)
_WITHDRAWN = Field(_boolean, _same, "withdrawn", default=False, server_only=True)
_DELETED = Field(_optional(_instant), _ms, "deleted_at")

FIELDS: dict[Entity, dict[str, Field]] = {
    "workout": {
        "on": Field(_day, _str, "on", required=True),
        "zone": Field(_text(64), _same, "zone", default="UTC"),
        "title": Field(_text(MAX_TITLE), _same, "title", default="Workout"),
        "started_at": Field(_optional(_instant), _ms, "started_at"),
        "finished_at": Field(_optional(_instant), _ms, "finished_at"),
        "readiness": Field(_optional(_document), _same, "readiness"),
        "gym": Field(_optional(_uuid), _str, "gym_id"),
        "unit": Field(_optional(_choice(*get_args(Unit))), _same, "unit"),
        "note": _NOTE,
        "plan": _PLAN,
        "withdrawn": _WITHDRAWN,
        "deleted_at": _DELETED,
    },
    "workout_exercise": {
        "workout": Field(_uuid, _str, "workout_id", required=True),
        "exercise": Field(_SLUG, _same, "exercise", required=True),
        "position": Field(_POSITION, _same, "position", required=True),
        "skipped": Field(_boolean, _same, "skipped", default=False),
        "superset": Field(_optional(_text(8)), _same, "superset"),
        "note": _NOTE,
        "plan": _PLAN,
        "withdrawn": _WITHDRAWN,
        "deleted_at": _DELETED,
    },
    "set": {
        "workout_exercise": Field(_uuid, _str, "workout_exercise_id", required=True),
        "position": Field(_POSITION, _same, "position", required=True),
        "kind": Field(_choice(*get_args(SetKind)), _same, "kind", default="working"),
        "side": Field(_optional(_choice("left", "right")), _same, "side"),
        "target_reps": Field(_optional(_reps), _reps_json, "target_reps"),
        "target_load": Field(load_from_json, _load_json, "target_load"),
        "told_load": Field(load_from_json, _load_json, "told_load", server_only=True),
        "load": Field(load_from_json, _load_json, "load"),
        "reps": Field(_optional(_integer(0, MAX_REPS, "Reps")), _same, "reps"),
        "seconds": Field(_optional(_integer(0, MAX_SECONDS, "Seconds")), _same, "seconds"),
        "distance": Field(_optional(_integer(0, MAX_DISTANCE_M, "Metres")), _same, "distance"),
        "rpe": Field(_optional(effort_rating), _same, "rpe"),
        "rir": Field(_optional(_integer(0, 10, "Reps in reserve")), _same, "rir"),
        "grip": Field(_optional(_text(40)), _same, "grip"),
        "gear": Field(_optional(read_gear), _list, "gear"),
        "pain": Field(_optional(_document), _same, "pain"),
        "struck": Field(_optional(_boolean), _same, "struck"),
        "note": _NOTE,
        "ticked_at": Field(_optional(_instant), _ms, "ticked_at"),
        "withdrawn": _WITHDRAWN,
        "deleted_at": _DELETED,
    },
    "exercise_note": {
        "exercise": Field(_SLUG, _same, "exercise", required=True),
        "text": Field(_text(MAX_EXERCISE_NOTE), _same, "text", required=True),
        "deleted_at": _DELETED,
    },
    "measurement": {
        "kind": Field(_choice(*body.KINDS), _same, "kind", required=True),
        "value": Field(_decimal, _same, "value", required=True),
        "unit": Field(_choice(*body.UNITS), _same, "unit", required=True),
        "at": Field(_instant, _ms, "at", required=True),
        "deleted_at": _DELETED,
    },
    "message": {
        "workout": Field(_uuid, _str, "workout_id", required=True),
        "set": Field(_optional(_uuid), _str, "set_id"),
        "coach": Field(_uuid, _str, "coach_id", required=True),
        "author": Field(_uuid, _str, "author_id", server_only=True),
        "text": Field(message_text, _same, "text", required=True),
        "written_at": Field(_instant, _ms, "written_at", server_only=True),
        "read_at": Field(_optional(_instant), _ms, "read_at"),
        "deleted_at": _DELETED,
    },
}

PARENTS: dict[Entity, tuple[str, Entity]] = {
    "workout_exercise": ("workout", "workout"),
    "set": ("workout_exercise", "workout_exercise"),
    "message": ("workout", "workout"),
}
"""Which field names the parent, and what the parent is."""
