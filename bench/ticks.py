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


@dataclass(frozen=True, slots=True)
class Ticker:
    """A signed-in phone with unticked sets. pages: the paths of its workouts, one for each round."""

    cookie: str
    pages: Sequence[str]


def measure(data: Path, tickers: Sequence[Ticker]) -> list[str]:
    """The table's lines."""
    rates, costs = [], []
    with serving(data, workers=WORKERS) as server:
        for number in range(ROUNDS):
            forms = [_set_forms(server, ticker, ticker.pages[number]) for ticker in tickers]
            cpu, started = server.cpu_s(), perf_counter()
            with ThreadPoolExecutor(len(tickers)) as phones:
                done = sum(phones.map(_tick_all, [server] * len(tickers), tickers, forms))
            rates.append(done / (perf_counter() - started))
            costs.append((server.cpu_s() - cpu) * 1000 / done)
    head = f"Ticks by form, {len(tickers)} phones at once, {WORKERS} workers"
    return [
        row(head, "a second", "CPU ms each"),
        row(f"{ROUNDS} rounds of {done}", spread(rates, 0), spread(costs, 2)),
        "  aim: at most 3 ms of server CPU; the phones run on the same cores",
    ]


def _set_forms(server: Serving, ticker: Ticker, path: str) -> list[tuple[str, str]]:
    """Address and body of each set's form, with its box ticked."""
    page = BeautifulSoup(_ask(HTTPConnection("127.0.0.1", server.port), ticker, "GET", path), "html.parser")
    forms = [form for form in page.select("form") if form.select_one("input[name=done]:not([checked])")]
    return [(str(form["action"]), urlencode([*_fields(form), ("done", "on")])) for form in forms]


def _fields(form: object) -> list[tuple[str, str]]:
    inputs = form.select("input[name]:not([type=checkbox]):not([type=radio])")  # type: ignore[attr-defined]
    return [(str(one["name"]), str(one.get("value", ""))) for one in inputs]


def _tick_all(server: Serving, ticker: Ticker, forms: Sequence[tuple[str, str]]) -> int:
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
