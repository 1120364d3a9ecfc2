"""What a phone sends to POST /api/sync, and the answer."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from tests.conftest import Clock
from tests.visiting import Phone
from webapp.domain.ids import new_id
from webapp.domain.moment import ms_of
from webapp.models import User


def op(clock: Clock, entity: str, entity_id: UUID | str, **fields: Any) -> dict[str, Any]:
    now = clock()
    return {
        "id": str(new_id(now)),
        "ts": ms_of(now),
        "schema": 1,
        "e": entity,
        "eid": str(entity_id),
        "op": "set",
        "f": fields,
    }


def send(phone: Phone, user: User, *ops: Any, status: int = 200, **more: Any) -> dict[str, Any]:
    body = {
        "v": 1,
        "schema": 1,
        "build": "t",
        "user": str(user.id),
        "device": str(user.id),
        "zone": "Europe/London",
        "now": 0,
        "cursor": None,
        "limit": 500,
        "have": None,
        "ops": list(ops),
        **more,
    }
    answer = phone.post("/api/sync", json.dumps(body), content_type="application/json", status=status)
    assert answer.headers["X-Backday"] == "1"
    return dict(answer.json)
