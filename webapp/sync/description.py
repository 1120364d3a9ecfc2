"""What `/api/*` takes and answers, in the words of OpenAPI 3.1, for whoever writes a client.

The envelope's shape comes from the structs that decode it; the fields' from the table below, which a test
holds against `FIELDS`, examples included. The rules between the lines are in docs/sync.md.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from webapp.domain import body
from webapp.domain.gear import GEAR
from webapp.domain.operations import (
    DAYS_AHEAD,
    ENTITIES,
    FIELDS,
    MAX_DISTANCE_M,
    MAX_EXERCISE_NOTE,
    MAX_REPS,
    MAX_SECONDS,
    Entity,
)
from webapp.sync.wire import MAX_OPERATIONS, Request, WireOperation

Schema = dict[str, Any]

_REF = "#/components/schemas/{name}"


def _nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _whole(high: int, example: int, what: str) -> Schema:
    return {"type": "integer", "minimum": 0, "maximum": high, "examples": [example], "description": what}


_UUID: Schema = {
    "type": "string",
    "format": "uuid",
    "description": "Lower case; version 7 where a phone makes it.",
    "examples": ["01a14e06-540a-7ccc-af15-4b96b66571d5"],
}
_INSTANT: Schema = {
    "type": "integer",
    "description": "Milliseconds since 1970, UTC.",
    "examples": [1_795_456_800_000],
}
_DAY: Schema = {
    "type": "string",
    "format": "date",
    "description": f"The lifter's local day, 1950 to {DAYS_AHEAD} days ahead.",
    "examples": ["2026-11-23"],
}
_TEXT: Schema = {"type": "string", "examples": ["Felt strong."]}
_FLAG: Schema = {"type": "boolean", "examples": [True]}
_PAIN: Schema = {
    "type": "object",
    "description": "score: 0 to 10, 0 for not any more. where, kind: words.",
    "examples": [{"score": 3, "where": "lower back", "kind": "dull"}],
}
_READINESS: Schema = {
    "type": "object",
    "description": "feels: strong, normal or under. sleep, soreness, stress: 1 to 5. eased: less is done.",
    "examples": [{"feels": "under", "sleep": 2, "soreness": 4, "stress": 3, "eased": True}],
}
_POSITION: Schema = {
    "type": "string",
    "pattern": "^[0-9a-z]{1,40}$",
    "description": "Sorts the row among its siblings; ties go by id.",
    "examples": ["a0"],
}
_LOAD: Schema = _nullable(
    {
        "type": "object",
        "description": "As typed: value and unit belong together and are never converted.",
        "properties": {"v": {"type": "string"}, "u": {"enum": ["kg", "lb"]}},
        "required": ["v", "u"],
        "additionalProperties": False,
        "examples": [{"v": "82.5", "u": "kg"}],
    }
)
_REPS: Schema = _nullable(
    {
        "type": "object",
        "description": "A range; max is null for as many reps as possible.",
        "properties": {
            "min": _whole(MAX_REPS, 5, "At least."),
            "max": _nullable(_whole(MAX_REPS, 5, "At most.")),
        },
        "required": ["min", "max"],
        "additionalProperties": False,
        "examples": [{"min": 30, "max": None}],
    }
)

FIELD_SCHEMAS: dict[Entity, dict[str, Schema]] = {
    "workout": {
        "on": _DAY,
        "zone": {"type": "string", "description": "IANA name.", "examples": ["Europe/London"]},
        "title": {"type": "string", "maxLength": 120, "examples": ["Heavy back"]},
        "started_at": _nullable(_INSTANT),
        "finished_at": _nullable(_INSTANT),
        "readiness": _nullable(_READINESS),
        "gym": _nullable(_UUID),
        "unit": _nullable({"enum": ["kg", "lb"], "examples": ["lb"]}),
        "note": _nullable(_TEXT),
        "deleted_at": _nullable(_INSTANT),
    },
    "workout_exercise": {
        "workout": _UUID,
        "exercise": {"type": "string", "description": "Its short name.", "examples": ["pull-up"]},
        "position": _POSITION,
        "skipped": _FLAG,
        "superset": _nullable({"type": "string", "maxLength": 8, "examples": ["A"]}),
        "note": _nullable(_TEXT),
        "deleted_at": _nullable(_INSTANT),
    },
    "set": {
        "workout_exercise": _UUID,
        "position": _POSITION,
        "kind": {"enum": ["warmup", "working", "amrap", "drop", "backoff"], "examples": ["working"]},
        "side": _nullable({"enum": ["left", "right"], "examples": ["left"]}),
        "target_reps": _REPS,
        "target_load": _LOAD,
        "load": _LOAD,
        "reps": _nullable(_whole(MAX_REPS, 5, "Done; 0 is a failed set, null is not said.")),
        "seconds": _nullable(_whole(MAX_SECONDS, 45, "Held.")),
        "distance": _nullable(_whole(MAX_DISTANCE_M, 400, "Metres.")),
        "rpe": _nullable({"type": "string", "description": "1 to 10 in halves.", "examples": ["8.5"]}),
        "rir": _nullable(_whole(10, 2, "Reps in reserve.")),
        "grip": _nullable({"type": "string", "maxLength": 40, "examples": ["overhand"]}),
        "gear": _nullable(
            {
                "type": "array",
                "items": {"enum": [*GEAR]},
                "description": "Worn; [] for nothing, null is not said.",
                "examples": [["belt", "straps"]],
            }
        ),
        "pain": _nullable(_PAIN),
        "struck": {**_nullable(_FLAG), "description": "Left out of records and charts."},
        "note": _nullable(_TEXT),
        "ticked_at": _nullable(_INSTANT),
        "deleted_at": _nullable(_INSTANT),
    },
    "exercise_note": {
        "exercise": {
            "type": "string",
            "description": "Its short name. Of several notes on one, the greatest id counts.",
            "examples": ["pull-up"],
        },
        "text": {"type": "string", "maxLength": MAX_EXERCISE_NOTE, "examples": ["Seat on 4."]},
        "deleted_at": _nullable(_INSTANT),
    },
    "measurement": {
        "kind": {"enum": [*body.KINDS], "examples": ["bodyweight"]},
        "value": {"type": "string", "description": "A decimal number.", "examples": ["82.5"]},
        "unit": {"enum": [*body.UNITS], "examples": ["kg"]},
        "at": _INSTANT,
        "deleted_at": _nullable(_INSTANT),
    },
    "message": {
        "workout": _UUID,
        "set": _nullable(_UUID),
        "coach": {**_UUID, "description": "Which of the lifter's coaches it is between."},
        "text": _TEXT,
        "read_at": {**_nullable(_INSTANT), "description": "Set by the one it was written to."},
        "deleted_at": _nullable(_INSTANT),
    },
}

_ACK: Schema = {
    "type": "object",
    "properties": {
        "id": _nullable(_UUID),
        "s": {"enum": ["ok", "dup", "noop", "rejected"]},
        "eff": {
            **_INSTANT,
            "description": "As of when it counts: the phone's time, never later than the server's.",
        },
        "code": {"type": "string", "description": "Why it was rejected, for programs."},
        "msg": {"type": "string", "description": "Why it was rejected, for people."},
    },
    "required": ["id", "s", "eff"],
}
_CHANGE: Schema = {
    "type": "object",
    "description": "A row as it is now. Keep fields that you don't know.",
    "properties": {
        "e": {"enum": list(ENTITIES)},
        "eid": _UUID,
        "n": {"type": "integer", "description": "The commit that changed it last."},
        "f": {"type": "object"},
        "del": {"type": "boolean", "description": "Purged for good."},
    },
    "required": ["e", "eid", "n", "f", "del"],
}
_DRAWN_DAY: Schema = _nullable(
    {
        "type": "object",
        "properties": {
            "etag": {"type": "string"},
            "n": {"type": "integer", "description": "The commit at which it was drawn."},
            "build": {"type": "string"},
            "html": {"type": "string"},
        },
        "required": ["etag", "n", "build", "html"],
    }
)
_ANSWER: Schema = {
    "type": "object",
    "properties": {
        "v": {"const": 1},
        "now": _INSTANT,
        "acks": {"type": "array", "items": {"$ref": _REF.format(name="Ack")}},
        "changes": {"type": "array", "items": {"$ref": _REF.format(name="Change")}},
        "days": {"type": "object", "additionalProperties": {"$ref": _REF.format(name="Day")}},
        "reset": {
            "type": "boolean",
            "description": "The cursor is unknown here: nothing was taken, start over.",
        },
        "cursor": {"type": "string", "description": "Opaque; send it with the next request."},
        "more": {"type": "boolean"},
        "min_schema": {"type": "integer"},
    },
    "required": ["v", "now", "acks", "changes", "days", "reset", "cursor", "more", "min_schema"],
}
_ERROR: Schema = {
    "type": "object",
    "properties": {"error": {"type": "string"}, "message": {"type": "string"}},
    "required": ["error", "message"],
}
_WHO: Schema = {
    "type": "object",
    "properties": {"user": _UUID, "name": {"type": "string"}, "unit": {"enum": ["kg", "lb"]}},
    "required": ["user", "name", "unit"],
}

_ERRORS = {
    400: "The envelope can't be read; send half.",
    401: "Signed out. Never a redirect.",
    403: "The request came from another site.",
    409: "Signed in as somebody else; nothing was taken.",
    413: f"More than {MAX_OPERATIONS} operations, or more than 512 kB.",
    415: "Not JSON.",
    426: "The app is too old; the phone keeps everything.",
    503: "Busy, or older than the phone. Retry-After says when.",
}


@cache
def document() -> Schema:
    """The whole description; the same for everybody."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Backday",
            "version": "1",
            "description": "What a phone and its server say to each other. An answer without the header "
            "`X-Backday: 1` is not this server's: a captive portal, a proxy.",
        },
        "paths": {
            "/api/session": {"get": _operation("Who is signed in", "Who", (401,))},
            "/api/sync": {
                "post": _operation("Send operations, get what changed", "Answer", tuple(_ERRORS))
                | {"requestBody": {"required": True, "content": _json("Request")}}
            },
        },
        "components": {"schemas": _schemas(), "securitySchemes": {"session": _COOKIE}},
        "security": [{"session": []}],
    }


_COOKIE = {
    "type": "apiKey",
    "in": "cookie",
    "name": "__Host-sid",
    "description": "`sid` on plain-HTTP loopback.",
}


def _operation(summary: str, schema: str, errors: tuple[int, ...]) -> Schema:
    failed = {str(code): {"description": _ERRORS[code], "content": _json("Error")} for code in errors}
    return {
        "summary": summary,
        "responses": {"200": {"description": "Done.", "content": _json(schema)}, **failed},
    }


def _json(schema: str) -> Schema:
    return {"application/json": {"schema": {"$ref": _REF.format(name=schema)}}}


def _schemas() -> dict[str, Schema]:
    _, structs = msgspec.json.schema_components([Request, WireOperation], ref_template=_REF)
    request, operation = structs["Request"], structs["WireOperation"]
    request["properties"]["ops"] |= {
        "items": {"$ref": _REF.format(name="Operation")},
        "maxItems": MAX_OPERATIONS,
    }
    operation["properties"] |= {
        "id": _UUID,
        "eid": _UUID,
        "e": {"enum": list(ENTITIES)},
        "op": {"const": "set"},
    }
    operation["allOf"] = [_fields_of(entity) for entity in ENTITIES]
    fields = {_name(entity): _fields(entity) for entity in ENTITIES}
    return {
        **{"Request": request, "Operation": operation, **fields},
        **{
            "Answer": _ANSWER,
            "Ack": _ACK,
            "Change": _CHANGE,
            "Day": _DRAWN_DAY,
            "Error": _ERROR,
            "Who": _WHO,
        },
    }


def _fields_of(entity: Entity) -> Schema:
    is_it = {"properties": {"e": {"const": entity}}}
    return {"if": is_it, "then": {"properties": {"f": {"$ref": _REF.format(name=_name(entity))}}}}


def _fields(entity: Entity) -> Schema:
    making = [name for name, field in FIELDS[entity].items() if field.required]
    return {
        "type": "object",
        "description": f"A first operation on an unknown id makes the row, and brings: {', '.join(making)}.",
        "properties": FIELD_SCHEMAS[entity],
        "additionalProperties": False,
        "minProperties": 1,
    }


def _name(entity: Entity) -> str:
    return "".join(word.capitalize() for word in entity.split("_")) + "Fields"
