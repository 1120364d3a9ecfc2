"""What the three pages of every training day cost, whatever the history: time and SQL statements."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from statistics import median
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from bench.figures import row, spread, times_ms
from bench.lifters import PASSWORD, count_sets
from webapp.extensions import db
from webapp.models import User

ROUNDS = 40
AIM_STATEMENTS, AIM_RATIO = 12, 1.2


def sign_in(app: Flask, lifter: User) -> FlaskClient:
    """A browser of the lifter's, in this process."""
    client = app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    client.environ_base["HTTP_ACCEPT_ENCODING"] = "gzip"
    answer = client.post("/login", data={"email": lifter.email, "password": PASSWORD})
    if answer.status_code != 303:
        raise RuntimeError(f"{lifter.email} can't sign in: {answer.status}")
    return client


def workout_of_today(client: FlaskClient) -> str:
    """The path of today's workout, begun if it isn't yet."""
    page = client.get("/today", headers={"Accept-Encoding": "identity"}).text
    _, found, rest = page.partition('action="/workouts/')
    if not found:
        raise RuntimeError("/today shows no workout to begin with")
    return f"/workouts/{rest[:36]}"


def measure(app: Flask, one_year: User, ten_years: User) -> list[str]:
    """The table's lines."""
    clients = [sign_in(app, lifter) for lifter in (one_year, ten_years)]
    with app.app_context():
        sets = [count_sets(lifter) for lifter in (one_year, ten_years)]
    lines = [row("Pages, ms", "SQL", f"one year, {sets[0]:,} sets", f"ten, {sets[1]:,} sets", "ratio")]
    for name in ("/today", "/workouts/<id>", "/history", "/progress?range=year"):
        paths = [workout_of_today(client) if "<" in name else name for client in clients]
        statements = [count_statements(client, path) for client, path in zip(clients, paths, strict=True)]
        times = _times_in_turns(clients, paths)
        ratio = median(times[1]) / median(times[0])
        shown = [spread(each, 2) for each in times]
        lines.append(row(name, _both(statements), *shown, f"{ratio:.2f}"))
    aims = f"at most {AIM_STATEMENTS} statements, ten years at most {AIM_RATIO} times one"
    return [*lines, f"  aim: {aims}", *_charts(clients[1])]


def _charts(client: FlaskClient) -> list[str]:
    """One exercise through ten years: its chart, table and records."""
    path = "/exercises/weighted-pull-up/history?range=all"
    times = sorted(times_ms(partial(client.get, path), ROUNDS))
    size = len(client.get(path).data) / 1000
    return [
        row("Ten years of one exercise, ms", "p95", "kB, compressed"),
        row(path, spread(times), f"{times[int(0.95 * len(times))]:.1f}", f"{size:.1f}"),
        "  aim: p95 at most 150 ms, 20 kB compressed",
    ]


def _times_in_turns(clients: Sequence[FlaskClient], paths: Sequence[str]) -> list[list[float]]:
    """Both lifters' times, taken in turns: what else the machine does meanwhile then hits both alike."""
    times: list[list[float]] = [[] for _ in clients]
    for number in range(ROUNDS):
        for taken, client, path in zip(times, clients, paths, strict=True):
            taken += times_ms(partial(client.get, path), 1, warm_up=0 if number else 3)
    return times


def _both(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(set(numbers)) == 1 else " / ".join(map(str, numbers))


def count_statements(client: FlaskClient, path: str) -> int:
    """How many SQL statements the page takes, the session's own among them; BEGIN and pragmas don't count."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.split(None, 1)[0].upper() in ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH"):
            sent.append(statement)

    with client.application.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    answer = client.get(path)
    event.remove(engine, "before_cursor_execute", note)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return len(sent)
