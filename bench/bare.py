"""`python -m bench.bare`: the least that a form can cost here, to compare a tick with: a row and a redirect.

The same server, gate, Flask, form parsing and SQLite settings; no session, no checks, no operations.
"""

from __future__ import annotations

import os

import sqlalchemy as sa
from flask import Flask, g, redirect, request
from flask.typing import ResponseReturnValue

from webapp import database
from webapp.config import read_settings
from webapp.gate import Gate
from webapp.server import serve

table = sa.Table(
    "bare",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("load", sa.String(16)),
    sa.Column("reps", sa.String(8)),
)


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
            connection.execute(table.insert(), {"load": request.form["load"], "reps": request.form["reps"]})
        return redirect("/", 303)

    return Gate(app)


if __name__ == "__main__":
    made = engine_of_its_own()
    table.metadata.create_all(made)
    made.dispose()
    serve(read_settings(os.environ), gate="bench.bare:gate")
