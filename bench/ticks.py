"""Ticks by plain form on two workers: how many a second, and what one costs the server."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode

from bs4 import BeautifulSoup

from bench.figures import row, spread
from bench.serving import Serving, serving

ROUNDS = 10
WORKERS = 2


Form = tuple[str, str]
"""Its address, and its body as a browser sends it."""

BARE: Form = ("/bare", "load=82.5&reps=5")


@dataclass(frozen=True, slots=True)
class Round:
    """rate: answers a second. cpu_ms: of the server's workers, for each."""

    rate: float
    cpu_ms: float


@dataclass(frozen=True, slots=True)
class Ticker:
    """A signed-in phone with unticked sets. pages: the paths of its workouts, one for each round."""

    cookie: str
    pages: Sequence[str]


def measure(data: Path, tickers: Sequence[Ticker]) -> list[str]:
    """The table's lines."""
    with serving(data, workers=WORKERS) as server:
        ticks = [_round(server, tickers, _all_forms(server, tickers, number)) for number in range(ROUNDS)]
        each = len(_all_forms(server, tickers, 0, ticked=True)[0])
    with serving(data, "bench.bare", workers=WORKERS) as server:
        bare = [_round(server, tickers, [[BARE] * each] * len(tickers)) for _ in range(ROUNDS)]
    head = f"By form, {len(tickers)} phones at once, {WORKERS} workers"
    return [
        row(head, "a second", "server CPU, ms each"),
        *(
            row(name, spread([one.rate for one in rounds], 0), spread([one.cpu_ms for one in rounds], 2))
            for name, rounds in (("a tick", ticks), ("a bare insert", bare))
        ),
        f"  {ROUNDS} rounds of {each * len(tickers)}; the phones run on the same cores",
        "  aim: a tick takes at most 3 ms of server CPU, where a bare insert takes 1.0",
    ]


def _round(server: Serving, tickers: Sequence[Ticker], forms: Sequence[Sequence[Form]]) -> Round:
    cpu, started = server.cpu_s(), perf_counter()
    with ThreadPoolExecutor(len(tickers)) as phones:
        done = sum(phones.map(_send_all, [server] * len(tickers), tickers, forms))
    return Round(done / (perf_counter() - started), (server.cpu_s() - cpu) * 1000 / done)


def _all_forms(
    server: Serving, tickers: Sequence[Ticker], number: int, *, ticked: bool = False
) -> list[list[Form]]:
    return [_set_forms(server, ticker, ticker.pages[number], ticked) for ticker in tickers]


def _set_forms(server: Serving, ticker: Ticker, path: str, ticked: bool) -> list[Form]:
    """Address and body of each set's form, with its box ticked. ticked: of those that are already."""
    page = BeautifulSoup(_ask(HTTPConnection("127.0.0.1", server.port), ticker, "GET", path), "html.parser")
    wanted = f"input[name=done]{'[checked]' if ticked else ':not([checked])'}"
    forms = [form for form in page.select("form") if form.select_one(wanted)]
    return [(str(form["action"]), urlencode([*_fields(form), ("done", "on")])) for form in forms]


def _fields(form: object) -> list[tuple[str, str]]:
    inputs = form.select("input[name]:not([type=checkbox]):not([type=radio])")  # type: ignore[attr-defined]
    return [(str(one["name"]), str(one.get("value", ""))) for one in inputs]


def _send_all(server: Serving, ticker: Ticker, forms: Sequence[Form]) -> int:
    connection = HTTPConnection("127.0.0.1", server.port)
    for address, body in forms:
        _ask(connection, ticker, "POST", address, body)
    connection.close()
    return len(forms)


def _ask(
    connection: HTTPConnection, ticker: Ticker, method: str, path: str, body: str | None = None
) -> bytes:
    headers = {
        "Cookie": ticker.cookie,
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read()
    if answer.status not in (200, 303):
        raise RuntimeError(f"{method} {path} answered {answer.status}: {text[:300]!r}")
    return text
