"""What phones send and get, as docs/sync.md says: decoded at the door, operations one by one.

The envelope is sound or it isn't (400, and the phone halves its batch); an operation that can't be read is
refused alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta

from webapp.domain.operations import ENTITIES, Entity, Operation, decode_fields

SCHEMA = 1
"""What this server speaks."""

MIN_SCHEMA = 1
"""The oldest it still understands, with an up-caster for each between."""

MAX_OPERATIONS = 200

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII)

# Some 5,000 BC to 5,000 AD: phones' clocks are wrong in every way, and are clamped, not refused.
Milliseconds = Annotated[int, Meta(ge=-(2**47), le=2**47)]


class EnvelopeError(Exception):
    """A request that can't be read as a whole: the status, a word for the phone, a sentence for its owner."""

    def __init__(self, status: int, error: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.error = error
        self.message = message


class Request(msgspec.Struct, frozen=True):
    """Everything but the operations' insides. have: date to etag, or null when no days are wanted."""

    v: int
    schema: Annotated[int, Meta(ge=0, le=10_000)]
    user: str
    ops: list[msgspec.Raw]
    device: str = ""
    build: str = ""
    zone: str = ""
    now: Milliseconds = 0
    cursor: str | None = None
    limit: Annotated[int, Meta(ge=1, le=5000)] = 1000
    have: dict[str, str] | None = None


class WireOperation(msgspec.Struct, frozen=True):
    id: str
    ts: Milliseconds
    e: str
    eid: str
    f: dict[str, Any]
    schema: int = SCHEMA
    op: str = "set"
    eff: Milliseconds | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An operation that is refused at the door. id: None where not even that can be told."""

    id: str | None
    message: str


_ENTITIES: dict[str, Entity] = {one: one for one in ENTITIES}

_decode_request = msgspec.json.Decoder(Request).decode
_decode_operation = msgspec.json.Decoder(WireOperation).decode
_decode_anything = msgspec.json.Decoder().decode


def decode_request(body: bytes) -> Request:
    """Raises EnvelopeError: 400 for what can't be read, 413 for too many operations."""
    try:
        request = _decode_request(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        request = _salvage(body, error)
    if request.v != 1:
        raise EnvelopeError(400, "unreadable", "This server speaks version 1 of the protocol.")
    if len(request.ops) > MAX_OPERATIONS:
        raise EnvelopeError(413, "too_many", f"Send at most {MAX_OPERATIONS} operations at once.")
    return request


def _salvage(body: bytes, error: Exception) -> Request:
    """A request whose envelope is sound though one operation isn't JSON by the book: half an emoji, NaN.

    The standard library reads more than it should; such an operation then fails by itself. Slow, and rare.
    """
    try:
        loose = json.loads(body)
        ops = [msgspec.Raw(json.dumps(one).encode()) for one in loose.pop("ops")]
        return msgspec.structs.replace(msgspec.convert({**loose, "ops": []}, Request), ops=ops)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise EnvelopeError(400, "unreadable", f"The request can't be read: {error}.") from None


def decode_operation(raw: msgspec.Raw) -> Operation | Unreadable:
    """One operation, up-cast from older schemas."""
    try:
        wire = _decode_operation(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        return Unreadable(_id_of(raw), f"It can't be read: {error}.")
    if not _UUID.fullmatch(wire.id):
        return Unreadable(wire.id[:40], "Its id isn't a lower-case UUID.")
    try:
        return _operation(wire)
    except (ValueError, OverflowError, RecursionError) as error:
        return Unreadable(wire.id, str(error))


def _operation(wire: WireOperation) -> Operation:
    entity = _ENTITIES.get(wire.e)
    if entity is None or wire.op != "set":
        raise ValueError("There is no such kind of operation.")
    if not _UUID.fullmatch(wire.eid):
        raise ValueError("eid: It is a lower-case UUID.")
    if not wire.f:
        raise ValueError("f: It sets nothing.")
    eff = None if wire.eff is None else moment(wire.eff)
    fields = decode_fields(entity, upcast(wire.e, wire.f, wire.schema))
    return Operation(UUID(wire.id), entity, UUID(wire.eid), fields, moment(wire.ts), eff)


def upcast(entity: str, fields: Mapping[str, Any], schema: int) -> Mapping[str, Any]:
    """Fields of an older schema in the words of this one. Phones never rewrite what they have queued."""
    for older in range(schema, SCHEMA):
        fields = UPCASTERS[older](entity, fields)
    return fields


UPCASTERS: dict[int, Any] = {}
"""From schema n to n + 1; kept for at least a year after the last phone could send it."""


def moment(ms: int) -> datetime:
    """Milliseconds since the epoch as a time, held within what a clock can say."""
    return datetime.fromtimestamp(min(max(ms, 0), 253_402_300_799_000) / 1000, UTC)


def _id_of(raw: msgspec.Raw) -> str | None:
    try:
        anything = _decode_anything(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    found = anything.get("id") if isinstance(anything, dict) else None
    return found[:40] if isinstance(found, str) else None
