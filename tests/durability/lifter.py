"""A lifter whose phone sends batch after batch and remembers what it was told is safe."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import Flask

from tests.people import make_person, sign_in
from tests.training import make_workout
from webapp import clock
from webapp.domain.ids import new_id

SETS = 120
BATCH = 20
STRIDE = 7
"""From set to set, so that a batch touches many pages of the database."""


@dataclass
class Lifter:
    """outbox: operations that aren't acknowledged. acknowledged: ids. answers: of each word, how many."""

    id: UUID
    token: str
    sets: list[str]
    outbox: list[dict[str, Any]] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    answers: dict[str, int] = field(default_factory=dict)
    last_ts: int = 0
    turn: int = 0

    @property
    def headers(self) -> dict[str, str]:
        """As a browser sends them."""
        return {
            "Content-Type": "application/json",
            "Cookie": f"sid={self.token}",
            "Sec-Fetch-Site": "same-origin",
        }

    def lift(self) -> None:
        """Fill the outbox up to a batch. A set's note names the operation that wrote it."""
        while len(self.outbox) < BATCH:
            now = clock.utc_now()
            self.last_ts = max(self.last_ts + 1, round(now.timestamp() * 1000))
            self.turn += 1
            op_id, set_id = str(new_id(now)), self.sets[self.turn * STRIDE % len(self.sets)]
            fields = {"note": op_id, "reps": self.turn % 10}
            self.outbox.append(
                {
                    "id": op_id,
                    "ts": self.last_ts,
                    "schema": 1,
                    "e": "set",
                    "eid": set_id,
                    "op": "set",
                    "f": fields,
                }
            )

    def request(self) -> bytes:
        """The whole outbox; the days are asked for too, as a phone does."""
        body = {"v": 1, "schema": 1, "user": str(self.id), "zone": "UTC", "ops": self.outbox, "limit": 100}
        return json.dumps({**body, "have": {}}).encode()

    def hear(self, answer: bytes) -> list[str]:
        """Take an answer in; the operations that it acknowledges."""
        acks = json.loads(answer)["acks"]
        for ack in acks:
            self.answers[ack["s"]] = self.answers.get(ack["s"], 0) + 1
        safe = [ack["id"] for ack in acks if ack["s"] in ("ok", "dup", "noop")]
        self.acknowledged.update(safe)
        self.outbox = [op for op in self.outbox if op["id"] not in self.acknowledged]
        return safe


def sign_up(app: Flask, name: str) -> Lifter:
    """With a workout of some sets to change."""
    with app.app_context():
        person = make_person(name, zone="UTC")
        workout = make_workout(person, sets=SETS)
        return Lifter(person.id, sign_in(person), [str(one.id) for one in workout.exercises[0].sets])
