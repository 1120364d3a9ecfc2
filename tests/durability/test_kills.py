"""What a phone was told is safe is there when the server was killed, and what it sends again counts once."""

from __future__ import annotations

import http.client
import queue
import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.browser.mortal import MortalServer
from tests.durability.after import look_into
from tests.durability.lifter import Lifter, sign_up

KILLS = 25
WITHIN_S = 30
"""Far longer than anything here takes."""


@dataclass
class Gym:
    """Lifters who sync without a pause while there is a server. safe: a turnstile, one for each answer.

    cut_off: requests that the server took and didn't answer to the end.
    """

    server: MortalServer
    lifters: list[Lifter]
    is_up: threading.Event = field(default_factory=threading.Event)
    is_closing: threading.Event = field(default_factory=threading.Event)
    safe: queue.SimpleQueue[None] = field(default_factory=queue.SimpleQueue)
    cut_off: int = 0

    def sync(self, lifter: Lifter) -> None:
        """Until closing time, and then until nothing is left in the outbox."""
        while not self.is_closing.is_set() or lifter.outbox:
            assert self.is_up.wait(WITHIN_S)
            if not self.is_closing.is_set():
                lifter.lift()
            try:
                lifter.hear(self._post(lifter))
            except ConnectionRefusedError:
                if self.is_closing.is_set():
                    raise  # nobody kills it any more
                continue
            except (OSError, http.client.HTTPException):
                self.cut_off += 1
                continue
            self.safe.put(None)

    def _post(self, lifter: Lifter) -> bytes:
        """The whole answer, or an error."""
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=WITHIN_S)
        try:
            line.request("POST", "/api/sync", lifter.request(), lifter.headers)
            answer = line.getresponse()
            body = answer.read()
        finally:
            line.close()
        assert answer.status == 200, body
        return body

    def kill_and_restart(self, chance: random.Random) -> None:
        """In the middle of syncing: some answers after the start, and a moment by chance."""
        for _ in range(chance.randint(1, 8)):
            self.safe.get(timeout=WITHIN_S)
        threading.Event().wait(chance.uniform(0, 0.03))
        self.server.kill()
        self.is_up.clear()
        self.server.start(BACKDAY_WORKERS="2")
        self.assert_nothing_is_lost()
        while not self.safe.empty():
            self.safe.get()
        self.is_up.set()

    def assert_nothing_is_lost(self) -> None:
        held = look_into(self.server.data / "backday.sqlite3")
        assert held.damage == []
        assert held.strays == [], "not what the operations add up to"
        for lifter in self.lifters:
            assert lifter.acknowledged - held.operations == set()


@pytest.fixture
def gym(tmp_path: Path) -> Iterator[Gym]:
    data = tmp_path / "data"
    data.mkdir()
    server = MortalServer(data)
    server.start(BACKDAY_WORKERS="2")
    yield Gym(server, [sign_up(server.app, name) for name in ("Ann", "Bob", "Cleo")])
    server.close()


def test_25_kills_in_the_middle_of_syncing_lose_nothing_and_double_nothing(gym: Gym) -> None:
    with ThreadPoolExecutor() as pool:
        syncing = [pool.submit(gym.sync, lifter) for lifter in gym.lifters]
        gym.is_up.set()
        try:
            for kill in range(KILLS):
                gym.kill_and_restart(random.Random(kill))
        finally:
            gym.is_closing.set()
            gym.is_up.set()
        for one in syncing:
            one.result(WITHIN_S)

    gym.assert_nothing_is_lost()
    assert [lifter.outbox for lifter in gym.lifters] == [[], [], []]
    assert {word for lifter in gym.lifters for word in lifter.answers} <= {"ok", "dup"}
    assert gym.cut_off >= KILLS, "the kills came between the syncs, not in the middle"
