"""The protocol under everything at once, and proof that the harness notices when a safety rule is missing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.sim.machine import Beginning, Machine
from tests.sim.play import FIND, play, small_batches
from webapp.domain.merge import Row
from webapp.sync import queries as sync_queries
from webapp.sync import routes
from webapp.sync.queries import Cursor
from webapp.workouts import actions

EXAMPLES = int(os.environ.get("SIM_EXAMPLES", "1000"))
STEPS = int(os.environ.get("SIM_STEPS", "20"))
SEEDS = (7, 8, 9, 10)
"""The examples in parts, which several cores can play at once."""
SEARCH = 400
"""Examples in which each planted bug must be found."""


@pytest.fixture(scope="module")
def beginning() -> Iterator[Beginning]:
    made = Beginning.make()
    yield made
    made.server.close()


@pytest.fixture(autouse=True)
def _small_batches() -> Iterator[None]:
    with small_batches():
        yield


def _machine(beginning: Beginning, bugs: frozenset[str] = frozenset()) -> type[Machine]:
    return type("Machine", (Machine,), {"beginning": beginning, "bugs": bugs})


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_doubled_or_mixed_up(beginning: Beginning, seed: int) -> None:
    play(_machine(beginning), examples=EXAMPLES // len(SEEDS), steps=STEPS, seed=seed)


PHONE_BUGS = ["drop_before_ack", "no_repush"]


@pytest.mark.parametrize("bug", PHONE_BUGS)
def test_a_bug_on_the_phone_is_noticed(beginning: Beginning, bug: str) -> None:
    with pytest.raises(AssertionError):  # whichever invariant it breaks first
        play(_machine(beginning, frozenset({bug})), examples=SEARCH, steps=STEPS, phases=FIND)


def _no_dedupe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "_known_ids", lambda *_: {})


def _no_clamp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "min", lambda wanted, _latest: wanted, raising=False)


def _arrival_order(monkeypatch: pytest.MonkeyPatch) -> None:
    def take(self: Row, fields: Any, stamp: Any) -> bool:
        self.values.update(fields)
        self.stamps.update(dict.fromkeys(fields, stamp))
        self.changed.update(fields)
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


SERVER_BUGS = [_no_dedupe, _no_clamp, _no_token]


@pytest.mark.parametrize("plant", SERVER_BUGS, ids=lambda plant: plant.__name__.strip("_"))
def test_a_bug_on_the_server_is_noticed(
    beginning: Beginning, monkeypatch: pytest.MonkeyPatch, plant: Callable[[pytest.MonkeyPatch], None]
) -> None:
    plant(monkeypatch)
    with pytest.raises(AssertionError):  # whichever invariant it breaks first
        play(_machine(beginning), examples=SEARCH, steps=STEPS, phases=FIND)


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


def _one_writes_what_a_restore_forgets(machine: Machine) -> None:
    """The other phone then fills the number of the commit that was forgotten."""
    machine.back_up()
    machine.change_a_set(0, 0, "reps", 1)
    machine.sync(0, "none")
    machine.restore_a_backup(0)
    machine.change_a_set(1, 1, "reps", 2)
    machine.sync(1, "none")


def _the_cookie_changes_under_an_open_page(machine: Machine) -> None:
    """Of somebody who has nothing yet, or the server would ask for a reset."""
    machine.sign_in(0, "bob")
    machine.begin_a_workout(0)
    machine.another_tab_signs_in(0, "ann")
    machine.sync(0, "none")


@pytest.mark.parametrize(
    ("plant", "moves"),
    [
        (_arrival_order, _older_arrives_last),
        (_resurrect, _one_deletes_another_ticks),
        (_seq_only, _one_writes_what_a_restore_forgets),
        (_no_user_check, _the_cookie_changes_under_an_open_page),
    ],
)
def test_a_bug_that_needs_the_right_moves_is_noticed(
    beginning: Beginning, monkeypatch: pytest.MonkeyPatch, plant: Any, moves: Callable[[Machine], None]
) -> None:
    """Played move by move: chance meets them too seldom."""
    machine = _machine(beginning)
    sound = machine()
    moves(sound)
    sound.teardown()
    plant(monkeypatch)
    broken = machine()
    moves(broken)
    with pytest.raises(AssertionError):
        broken.teardown()
