"""`python -m bench.bare`: the least that things can cost here, to compare ours with.

A form: a row and a redirect. A sync: the same body parsed, and a row for each operation. A page: thirty
checkboxes, and a worker that keeps it. The same server, gate, Flask and SQLite settings; no session, no
checks, no merging, no styles, no scripts.
"""

from __future__ import annotations

import os
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Flask, Response, g, redirect, request
from flask.typing import ResponseReturnValue

from webapp import database
from webapp.config import read_settings
from webapp.gate import Gate
from webapp.server import serve

metadata = sa.MetaData()
form_table = sa.Table(
    "form",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("load", sa.String(16)),
    sa.Column("reps", sa.String(8)),
)
set_table = sa.Table(
    "set",
    metadata,
    sa.Column("id", sa.LargeBinary(16), primary_key=True),
    sa.Column("set_id", sa.LargeBinary(16)),
    sa.Column("ticked_at", sa.BigInteger),
    sa.Column("load", sa.String(16)),
    sa.Column("reps", sa.Integer),
)

SETS = 30
_FIELDS = "".join(f'<input type="hidden" name="field-{number}" value="{"x" * 60}">' for number in range(6))
_ROWS = "".join(
    f'<li><form method="post" action="/bare"><label><input type="checkbox" name="done"> Set {number}</label>'
    f"{_FIELDS}</form></li>"
    for number in range(1, SETS + 1)
)
PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    f'<title>Bare</title><link rel="icon" href="data:,"><h1>Bare</h1><ol>{_ROWS}</ol></html>'
)
"""As long as a workout's fragment, about 25 kB."""

WORKER = """\
const fill = async () => (await caches.open("bare")).add("/bare/page");
const answer = async (request) => (await caches.match("/bare/page")) ?? fetch(request);
addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => event.respondWith(answer(event.request)));
"""


def engine_of_its_own() -> sa.Engine:
    url = f"sqlite:///{read_settings(os.environ).data / 'bare.sqlite3'}"
    engine = sa.create_engine(url, **database.engine_options(url))
    database.prepare(engine)
    return engine


def gate() -> Gate:
    """What each worker runs."""
    engine, app = engine_of_its_own(), Flask(__name__)

    @app.post("/bare")
    def insert() -> ResponseReturnValue:
        g.is_writing = True
        with engine.begin() as connection:
            row = {"load": request.form["load"], "reps": request.form["reps"]}
            connection.execute(form_table.insert(), row)
        return redirect("/", 303)

    @app.post("/bare/rows")
    def insert_rows() -> ResponseReturnValue:
        rows = [_row(one) for one in request.get_json()["ops"]]
        g.is_writing = True
        with engine.begin() as connection:
            connection.execute(set_table.insert(), rows)
        return {"ok": len(rows)}

    @app.get("/bare/page")
    def page() -> ResponseReturnValue:
        return PAGE

    @app.get("/bare/sw.js")
    def worker() -> ResponseReturnValue:
        return Response(WORKER, content_type="text/javascript")

    return Gate(app)


def _row(one: dict[str, Any]) -> dict[str, Any]:
    """What an operation says, without its stamps."""
    fields = one["f"]
    return {
        "id": UUID(one["id"]).bytes,
        "set_id": UUID(one["eid"]).bytes,
        "ticked_at": fields["ticked_at"],
        "load": f"{fields['load']['v']} {fields['load']['u']}",
        "reps": fields["reps"],
    }


if __name__ == "__main__":
    made = engine_of_its_own()
    metadata.create_all(made)
    made.dispose()
    serve(read_settings(os.environ), gate="bench.bare:gate")
