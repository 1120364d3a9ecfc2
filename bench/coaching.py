"""What a coach costs: the roster of five hundred clients with years of logs, one client's log, and watching.

One lifter is trained by the product's own rules; the others are that lifter again, with ids of their own,
inserted straight into the tables.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Flask

from bench.figures import row
from bench.lifters import PASSWORD, add_lifter, count_sets
from bench.pages import count_statements, sign_in
from bench.serving import Serving, serving
from webapp import clock
from webapp.accounts import actions as accounts
from webapp.accounts.passwords import hash_password
from webapp.domain.ids import new_id
from webapp.extensions import db
from webapp.models import Base, CoachLink, Session, User

CLIENTS, YEARS, WORKERS = 100, 3, 2
"""Five hundred with three years each take a quarter of an hour to build: CLIENTS=500 does it."""
ROUNDS, AT_ONCE = 60, 2
WATCHERS, EVERY_S, ASKED = 500, 5, 2000
AIM_STATEMENTS, AIM_P95_MS, AIM_SHARE = 12, 100, 15

_COPIED = ("assignment", "sync_head", "workout", "workout_exercise", "workout_set")
_IDS = ("id", "workout_id", "workout_exercise_id")


@dataclass(frozen=True, slots=True)
class Roster:
    """coach: who looks. client: one of theirs. sets: of that one. clients, years: what was built."""

    coach: User
    client: UUID
    sets: int
    clients: int
    years: int


def build(clients: int = CLIENTS, years: int = YEARS) -> Roster:
    """A coach with so many clients, each with so many years of logs."""
    now, hashed = clock.utc_now(), hash_password(PASSWORD)
    coach = accounts.create_user(
        email="bench-coach@example.com", name="Coach", password_hash=hashed, is_coach=True, now=now
    )
    db.session.commit()
    first = add_lifter("coached", years)
    rows = {name: _rows_of(name, first.id) for name in _COPIED}
    for number in range(clients):
        client = first if number == 0 else _copy(number, rows, hashed, now)
        _link(coach.id, client.id, now)
        db.session.commit()
    return Roster(coach, first.id, count_sets(first), clients, years)


def measure(app: Flask, data: Path, roster: Roster) -> list[str]:
    """The tables' lines."""
    browser = sign_in(app, roster.coach)
    cookie = browser.get_cookie("sid")
    if cookie is None:
        raise RuntimeError("signed in without a cookie")
    log = f"/coach/clients/{roster.client}"
    paths = {"/coach": "/coach", "/coach/clients/<id>": log}
    statements = {name: count_statements(browser, path) for name, path in paths.items()}
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    built = f"{roster.clients} clients, {roster.years} years and {roster.sets:,} sets each"
    lines = [row(f"A coach of {built}", "SQL", "median, ms", "p95, ms")]
    with serving(data, workers=WORKERS) as server:
        for name, path in paths.items():
            times = _times_ms(server, f"sid={cookie.value}", path)
            lines.append(row(name, statements[name], f"{times[len(times) // 2]:.1f}", f"{_p95(times):.1f}"))
        cpu_ms = _cpu_of_news(server, f"sid={cookie.value}", f"{log}/news")
    share = WATCHERS / EVERY_S * cpu_ms / 10
    return [
        *lines,
        f"  {WORKERS} workers, {AT_ONCE} at once",
        f"  aim: at most {AIM_STATEMENTS} statements, p95 at most {AIM_P95_MS} ms",
        "",
        row(f"{WATCHERS} coaches watching, each every {EVERY_S} s", "server CPU, ms each", "% of a core"),
        row("304 to a page that is up to date", f"{cpu_ms:.2f}", f"{share:.1f}"),
        f"  aim: at most {AIM_SHARE} %",
    ]


def _times_ms(server: Serving, cookie: str, path: str) -> list[float]:
    """Of each request, sorted; so many at once, the first ones not counted."""

    def look(_: int) -> list[float]:
        connection = HTTPConnection("127.0.0.1", server.port)
        return [_ask(connection, cookie, path, 200) for _ in range(ROUNDS // AT_ONCE + 3)][3:]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(one for times in pool.map(look, range(AT_ONCE)) for one in times)


def _p95(ordered: Sequence[float]) -> float:
    return ordered[int(len(ordered) * 0.95)]


def _cpu_of_news(server: Serving, cookie: str, path: str) -> float:
    """Server CPU in ms of one answer that nothing is new."""
    connection = HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    etag = answer.headers["ETag"]
    for _ in range(100):
        _ask(connection, cookie, path, 304, etag)
    before = server.cpu_s()
    for _ in range(ASKED):
        _ask(connection, cookie, path, 304, etag)
    return (server.cpu_s() - before) * 1000 / ASKED


def _ask(connection: HTTPConnection, cookie: str, path: str, expected: int, etag: str = "") -> float:
    headers = {"Cookie": cookie, "Accept-Encoding": "gzip", **({"If-None-Match": etag} if etag else {})}
    started = perf_counter()
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != expected:
        raise RuntimeError(f"GET {path} answered {answer.status}")
    return (perf_counter() - started) * 1000


def _rows_of(name: str, lifter_id: UUID) -> list[dict[str, Any]]:
    table = Base.metadata.tables[name]
    found = db.session.execute(sa.select(table).where(table.c.lifter_id == lifter_id))
    return [dict(one) for one in found.mappings()]


def _copy(number: int, rows: dict[str, list[dict[str, Any]]], hashed: str, now: datetime) -> User:
    """The same training again, as somebody else's."""
    client = accounts.create_user(
        email=f"client-{number}@example.com", name=f"Client {number}", password_hash=hashed, now=now
    )
    db.session.flush()
    for name in _COPIED:
        table = Base.metadata.tables[name]
        db.session.execute(table.insert(), list(_as_theirs(rows[name], client.id, number)))
    return client


def _as_theirs(rows: Sequence[dict[str, Any]], lifter_id: UUID, number: int) -> Iterator[dict[str, Any]]:
    for one in rows:
        ids = {name: _their_id(one[name], number) for name in _IDS if one.get(name) is not None}
        yield one | ids | {"lifter_id": lifter_id}


def _their_id(one: UUID, number: int) -> UUID:
    """In the same order as the first one's: ids are made in time, and rows lie in the order of their ids."""
    tail = hashlib.blake2b(one.bytes + number.to_bytes(4, "big"), digest_size=10).digest()
    return UUID(bytes=one.bytes[:6] + tail)


def _link(coach_id: UUID, client_id: UUID, now: datetime) -> None:
    began_at = now - timedelta(days=200)
    link = CoachLink(
        id=new_id(now), coach_id=coach_id, client_id=client_id, state="active", asked_at=began_at,
        began_at=began_at, began_on=began_at.date(),
    )  # fmt: skip
    seen = Session(
        id=new_id(now), id_hash=hashlib.sha256(client_id.bytes).digest(), user_id=client_id, device="Bench",
        born_at=began_at, seen_at=now, auth_at=began_at,
    )  # fmt: skip
    db.session.add_all([link, seen])
