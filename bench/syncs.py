"""What a sync costs: sets a second on two workers, a workout in one request, ten years beside a month.

Beside each, in the same rounds, the least that it could cost here: a Flask endpoint that only parses the same
body and inserts a row for each operation with SQLAlchemy Core, on the same server and SQLite settings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.figures import row, spread
from bench.serving import Serving, serving
from bench.syncing import Phone, connected

ROUNDS = 6
WORKERS = 2
BATCH, BATCHES = 100, 12
WORKOUT, WORKOUTS = 24, 20
BARE = "/bare/rows"
AIM_SHARE, AIM_WORKOUT_MS, AIM_RATIO = 0.25, 12, 1.2


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one round. rate: sets a second. cpu_ms: of the server's workers, for each request."""

    rate: float
    cpu_ms: float


def measure(data: Path, batching: Sequence[Phone], month: Phone, decade: Phone) -> list[str]:
    """The tables' lines. batching: phones that each hold BATCH sets; they send at once."""
    with ExitStack() as stack:
        ours = stack.enter_context(serving(data, workers=WORKERS))
        bare = stack.enter_context(serving(data, "bench.bare", workers=WORKERS))
        for phone in (*batching, month, decade):
            with connected(ours, phone.cookie) as post:
                phone.begin(post)
        rates = _in_turns(lambda n: _rate(ours, batching, n), lambda n: _rate(bare, batching, n, BARE))
    with ExitStack() as stack:
        ours, bare = (stack.enter_context(serving(data, *command)) for command in ((), ("bench.bare",)))
        costs = _in_turns(
            lambda n: _cost(ours, month, n, WORKOUT),
            lambda n: _cost(ours, month, n, WORKOUT, wants_days=True),
            lambda n: _cost(bare, month, n, WORKOUT, path=BARE),
        )
        ages = {
            name: _in_turns(*(_one(ours, phone, **how) for phone in (month, decade)))
            for name, how in _WAYS.items()
        }
    return [*_rate_lines(rates), "", *_cost_lines(costs), "", *_age_lines(ages)]


_WAYS: dict[str, dict[str, bool | int]] = {
    "one tick": {"sets": 1},
    "one tick, and the days it changed": {"sets": 1, "wants_days": True},
    "nothing to send, nothing new": {"sets": 0, "wants_days": True},
    "a new phone's first": {"sets": 0, "wants_days": True, "anew": True},
}


def _one(server: Serving, phone: Phone, **how: bool | int) -> Callable[[int], Cost]:
    return lambda number: _cost(server, phone, number, **how)  # type: ignore[arg-type]


def _in_turns(*ways: Callable[[int], Cost]) -> list[list[Cost]]:
    """What each way costs, round by round, so that whatever else the machine does hits all alike."""
    found: list[list[Cost]] = [[] for _ in ways]
    for number in range(ROUNDS + 1):
        for costs, way in zip(found, ways, strict=True):
            cost = way(number)
            if number > 0:  # the first warms up
                costs.append(cost)
    return found


def _rate(server: Serving, phones: Sequence[Phone], number: int, path: str = "/api/sync") -> Cost:
    batches = [[phone.ticks(BATCH, number) for _ in range(BATCHES)] for phone in phones]

    def send(phone: Phone, of_phone: Sequence[list[dict[str, object]]]) -> None:
        with connected(server, phone.cookie, path) as post:
            for ops in of_phone:
                answer = post(phone.request(ops))
                if path != BARE:
                    phone.take(answer)

    cpu, started = server.cpu_s(), perf_counter()
    with ThreadPoolExecutor(len(phones)) as pool:
        list(pool.map(send, phones, batches))
    taken = perf_counter() - started
    requests = len(phones) * BATCHES
    return Cost(requests * BATCH / taken, (server.cpu_s() - cpu) * 1000 / requests)


def _cost(
    server: Serving,
    phone: Phone,
    number: int,
    sets: int,
    *,
    wants_days: bool = False,
    anew: bool = False,
    path: str = "/api/sync",
) -> Cost:
    with connected(server, phone.cookie, path) as post:
        cpu, started = server.cpu_s(), perf_counter()
        for turn in range(WORKOUTS):
            ops = phone.ticks(sets, number + turn)
            answer = post(phone.request(ops, wants_days=wants_days, anew=anew))
            if path != BARE:
                phone.take(answer)
        taken = perf_counter() - started
        return Cost(sets * WORKOUTS / taken, (server.cpu_s() - cpu) * 1000 / WORKOUTS)


def _rate_lines(rates: Sequence[Sequence[Cost]]) -> list[str]:
    head = f"Sync in batches of {BATCH}, {WORKERS} workers"
    share = median([mine.rate / bare.rate for mine, bare in zip(*rates, strict=True)])
    return [
        row(head, "sets a second", "server CPU, ms a batch"),
        *(
            row(name, spread([one.rate for one in costs], 0), spread([one.cpu_ms for one in costs]))
            for name, costs in zip(("Backday", "parse and insert only"), rates, strict=True)
        ),
        f"  {share:.2f} of the bare endpoint's rate; aim: at least {AIM_SHARE}",
    ]


def _cost_lines(costs: Sequence[Sequence[Cost]]) -> list[str]:
    names = ("sent alone", "sent, and its days drawn anew", "parse and insert only")
    return [
        row(f"A workout of {WORKOUT} sets in one request", "server CPU, ms"),
        *(row(name, spread([one.cpu_ms for one in each])) for name, each in zip(names, costs, strict=True)),
        f"  aim: at most {AIM_WORKOUT_MS} ms",
    ]


def _age_lines(ages: dict[str, list[list[Cost]]]) -> list[str]:
    lines = [row("A sync's server CPU, ms", "one month", "ten years", "ratio")]
    for name, costs in ages.items():
        times = [[one.cpu_ms for one in each] for each in costs]
        lines.append(
            row(name, *(spread(each) for each in times), f"{median(times[1]) / median(times[0]):.2f}")
        )
    return [*lines, f"  aim: ten years at most {AIM_RATIO} times one month"]
