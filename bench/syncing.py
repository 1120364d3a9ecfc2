"""A phone as the server sees it: what it has, what it sends, what it takes from an answer."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from typing import Any

from bench.serving import Serving
from webapp.domain.ids import new_id
from webapp.domain.moment import ms_of
from webapp.domain.schedule import local_day

Op = dict[str, Any]

DAY_START_MIN = 240
"""Of every lifter here, who all live by UTC."""


@dataclass(slots=True)
class Phone:
    """One lifter's phone. have: date to etag. sets: those of the day that it ticks, by id."""

    user: str
    cookie: str
    cursor: str | None = None
    have: dict[str, str] = field(default_factory=dict)
    sets: list[str] = field(default_factory=list)
    last_ts: int = 0

    def ticks(self, sets: int, number: int) -> list[Op]:
        """A tick of each of its first sets, as a phone queues it; number: so that rounds differ."""
        at = datetime.now(UTC)
        ops = []
        for one in self.sets[:sets]:
            self.last_ts = max(ms_of(at), self.last_ts + 1)
            done = {"ticked_at": ms_of(at - timedelta(minutes=number)), "reps": 5}
            fields = {**done, "load": {"v": f"{60 + number}", "u": "kg"}}
            op = {"id": str(new_id(at)), "ts": self.last_ts, "schema": 1, "op": "set", "f": fields}
            ops.append({**op, "e": "set", "eid": one})
        return ops

    def request(self, ops: Sequence[Op], *, wants_days: bool = False, anew: bool = False) -> bytes:
        """The body of a sync. wants_days: asks for those whose etag it hasn't. anew: as a new phone would."""
        asked = {
            **{"v": 1, "schema": 1, "build": "bench", "user": self.user, "device": self.user, "zone": "UTC"},
            **{"now": ms_of(datetime.now(UTC)), "limit": 1000, "cursor": None if anew else self.cursor},
            **{"have": ({} if anew else self.have) if wants_days else None, "ops": ops},
        }
        return json.dumps(asked).encode()

    def take(self, answer: bytes) -> Any:
        """Keep cursor and etags; returns the answer, read. Raises RuntimeError for operations not taken."""
        read = json.loads(answer)
        refused = [ack for ack in read["acks"] if ack["s"] != "ok"]
        if refused or read["reset"]:
            raise RuntimeError(f"not taken: {refused or 'reset'}")
        self.cursor = read["cursor"]
        self.have |= {day: told["etag"] for day, told in read["days"].items() if told}
        return read

    def begin(self, post: Post) -> None:
        """The first sync: everything it keeps, and which sets lie on today, or anywhere if none do."""
        rows: list[Any] = []
        while True:
            told = self.take(post(self.request((), wants_days=True)))
            rows += told["changes"]
            if not told["more"]:
                break
        of = {
            kind: [row for row in rows if row["e"] == kind] for kind in ("workout", "workout_exercise", "set")
        }
        day = local_day(datetime.now(UTC), "UTC", DAY_START_MIN).isoformat()
        today = {row["eid"] for row in of["workout"] if row["f"]["on"] == day}
        its = {row["eid"] for row in of["workout_exercise"] if row["f"]["workout"] in today}
        self.sets = [row["eid"] for row in of["set"] if row["f"]["workout_exercise"] in its]
        if not self.sets:
            raise RuntimeError("the phone has nothing to tick today")


class Post:
    """One connection over which a phone syncs. Raises RuntimeError for any answer but 200."""

    def __init__(self, connection: HTTPConnection, cookie: str, path: str = "/api/sync") -> None:
        self._connection, self._cookie, self._path = connection, cookie, path

    def __call__(self, body: bytes) -> bytes:
        headers = {
            "Cookie": self._cookie,
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/json",
            "Accept-Encoding": "gzip",
        }
        self._connection.request("POST", self._path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.headers["Content-Encoding"] == "gzip":
            text = gzip.decompress(text)
        if answer.status != 200:
            raise RuntimeError(f"POST {self._path} answered {answer.status}: {text[:300]!r}")
        return text


@contextmanager
def connected(server: Serving, cookie: str, path: str = "/api/sync") -> Iterator[Post]:
    connection = HTTPConnection("127.0.0.1", server.port)
    try:
        yield Post(connection, cookie, path)
    finally:
        connection.close()
