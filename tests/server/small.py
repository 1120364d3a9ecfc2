"""A small app behind the real gate and the real server: `python -m tests.server.small PORT`."""

from __future__ import annotations

import sys
import time

from flask import Flask, Response, jsonify, request
from flask.typing import ResponseReturnValue

from webapp.config import Settings
from webapp.gate import Gate
from webapp.server import serve

DEADLINE_S = 1.0

app = Flask(__name__)
seen: list[str] = []
"""What reached the app, oldest first."""


@app.route("/echo/<path:rest>", methods=["GET", "POST", "HEAD"])
def echo(rest: str) -> ResponseReturnValue:
    seen.append(rest)
    return jsonify(
        path=request.path,
        query=request.query_string.decode("latin-1"),
        headers={name: value for name, value in request.headers.items() if name != "Host"},
        cookies=request.cookies,
        form=request.form,
        length=len(request.get_data()),
        remote=request.remote_addr,
        url=request.url,
    )


@app.get("/seen")
def what_was_seen() -> ResponseReturnValue:
    return jsonify(seen)


@app.get("/cookies")
def cookies() -> ResponseReturnValue:
    response = Response("two cookies")
    response.set_cookie("a", "1")
    response.set_cookie("b", "2")
    return response


@app.get("/unchanged")
def unchanged() -> ResponseReturnValue:
    return "", 304, {"ETag": '"x"'}


@app.get("/slow")
def slow() -> ResponseReturnValue:
    seen.append("slow")
    time.sleep(1)
    return "slow, but here\n"


def gate() -> Gate:
    def may_break(environ, start_response):  # type: ignore[no-untyped-def]
        if environ["PATH_INFO"] == "/broken":
            raise RuntimeError("planted")
        return app(environ, start_response)

    return Gate(may_break, deadline_s=DEADLINE_S)


if __name__ == "__main__":
    serve(Settings(port=int(sys.argv[1])), gate="tests.server.small:gate")
