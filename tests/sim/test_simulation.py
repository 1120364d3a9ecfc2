"""The protocol under everything at once, and proof that the harness notices when a safety rule is missing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded
from hypothesis.stateful import run_state_machine_as_test

from tests.sim.machine import Machine
from tests.sim.server import Server
from webapp.domain.merge import Row
from webapp.sync import queries as sync_queries
from webapp.sync import routes, wire
from webapp.sync.queries import Cursor
from webapp.workouts import actions

EXAMPLES = int(os.environ.get("SIM_EXAMPLES", "1000"))
STEPS = int(os.environ.get("SIM_STEPS", "20"))
SEARCH = 400
"""Examples in which each planted bug must be found."""


@pytest.fixture(scope="module")
def server() -> Server:
    return Server()


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that phones meet a 413 within a few operations."""
    monkeypatch.setattr(wire, "MAX_OPERATIONS", 6)


def _run(server: Server, bugs: frozenset[str] = frozenset(), examples: int = EXAMPLES) -> None:
    machine = type("Machine", (Machine,), {"server": server, "bugs": bugs})
    phases = [Phase.generate] if bugs or examples == SEARCH else [Phase.generate, Phase.shrink]
    chosen = settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=phases,
    )
    run_state_machine_as_test(seeded(7)(machine), settings=chosen)


def test_nothing_is_lost_doubled_or_mixed_up(server: Server) -> None:
    _run(server)


PHONE_BUGS = ["drop_before_ack", "no_repush"]


@pytest.mark.parametrize("bug", PHONE_BUGS)
def test_a_bug_on_the_phone_is_noticed(server: Server, bug: str) -> None:
    with pytest.raises(BaseException):  # noqa: B017 - whatever invariant it breaks first
        _run(server, frozenset({bug}), SEARCH)


def _no_dedupe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "_known_ids", lambda *_: {})


def _no_clamp(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unclamped(actions.Batch):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            self.moment = datetime(2200, 1, 1, tzinfo=self.now.tzinfo)

    monkeypatch.setattr(actions, "Batch", Unclamped)


def _arrival_order(monkeypatch: pytest.MonkeyPatch) -> None:
    def take(self: Row, fields: Any, stamp: Any) -> bool:
        self.values.update(fields)
        self.stamps.update(dict.fromkeys(fields, stamp))
        self.is_changed = True
        return True

    monkeypatch.setattr(Row, "take", take)


def _resurrect(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Row.take

    def take(self: Row, fields: Any, stamp: Any) -> bool:
        return before(self, {"deleted_at": None, **fields} if "ticked_at" in fields else fields, stamp)

    monkeypatch.setattr(Row, "take", take)


def _no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(_lifter: Any, text: str | None) -> Cursor | None:
        return Cursor(int(text.split(".")[0]), "") if text and text[0].isdigit() else None

    monkeypatch.setattr(sync_queries, "find_cursor", find)


def _seq_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(lifter: Any, text: str | None) -> Cursor | None:
        n = int(text.split(".")[0]) if text else 0
        return Cursor(n, "") if text and n <= sync_queries.find_newest_cursor(lifter).n else None

    monkeypatch.setattr(sync_queries, "find_cursor", find)


def _no_user_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "_check_who_and_what", lambda _asked: None)


SERVER_BUGS = [_no_dedupe, _no_clamp, _no_token, _seq_only, _no_user_check]


@pytest.mark.parametrize("plant", SERVER_BUGS, ids=lambda plant: plant.__name__.strip("_"))
def test_a_bug_on_the_server_is_noticed(
    server: Server, monkeypatch: pytest.MonkeyPatch, plant: Callable[[pytest.MonkeyPatch], None]
) -> None:
    plant(monkeypatch)
    with pytest.raises(BaseException):  # noqa: B017 - whatever invariant it breaks first
        _run(server, examples=SEARCH)


def _older_arrives_last(machine: Machine) -> None:
    machine.change_a_set(0, 0, "reps", 1)
    machine.time_passes(10)
    machine.change_a_set(1, 0, "reps", 2)
    machine.sync(1, "none")
    machine.sync(0, "none")


def _one_deletes_another_ticks(machine: Machine) -> None:
    machine.delete_or_restore(0, 0, True, "set")
    machine.time_passes(10)
    machine.tick(1, 0, True)
    machine.sync(0, "none")
    machine.sync(1, "none")


@pytest.mark.parametrize(
    ("plant", "play"), [(_arrival_order, _older_arrives_last), (_resurrect, _one_deletes_another_ticks)]
)
def test_a_bug_between_two_phones_is_noticed(
    server: Server, monkeypatch: pytest.MonkeyPatch, plant: Any, play: Callable[[Machine], None]
) -> None:
    """Played move by move: chance meets them too seldom."""
    machine = type("Machine", (Machine,), {"server": server})
    sound = machine()
    play(sound)
    sound.teardown()
    plant(monkeypatch)
    broken = machine()
    play(broken)
    with pytest.raises(AssertionError):
        broken.teardown()


@pytest.fixture(scope="module", autouse=True)
def _let_go(server: Server) -> Iterator[None]:
    yield
    with server.app.app_context():
        from webapp.extensions import db

        db.engine.dispose()
