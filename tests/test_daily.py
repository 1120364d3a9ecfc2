"""What a serving worker does once a day, on its event loop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.conftest import Clock
from tests.training import make_workout
from tests.workouts.purging import SECRET, delete, everything_said, pass_time
from webapp import daily
from webapp.database import may_write
from webapp.extensions import db
from webapp.models import User
from webapp.workouts import deletions


def test_a_server_does_it_once_a_day_for_everybody(app: Flask, alice: User, bob: User, clock: Clock) -> None:
    for lifter in (alice, bob):
        delete(lifter, "workout", make_workout(lifter, ticked=1, note=SECRET).id)
    for lifter in (alice, bob):
        pass_time(lifter, clock, days=31)
    loop = Loop()
    daily.begin(loop, app)  # type: ignore[arg-type]
    db.session.remove()

    assert loop.run_until(daily.FIRST_AFTER_S + 1) > 0

    assert SECRET not in everything_said()
    assert [round(due) for due, *_ in loop.waiting] == [round(daily.FIRST_AFTER_S + daily.EVERY_S)]


def test_looking_for_what_is_due_only_reads(
    app: Flask, alice: User, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    delete(alice, "workout", make_workout(alice, ticked=1).id)
    pass_time(alice, clock, days=29)
    may_have_written: list[bool] = []
    for name in ("list_lifters", "list_due"):
        monkeypatch.setattr(deletions, name, noting(getattr(deletions, name), may_have_written))
    loop = Loop()
    daily.begin(loop, app)  # type: ignore[arg-type]
    db.session.remove()

    loop.run_until(daily.FIRST_AFTER_S + 1)

    assert may_have_written == [False, False], (
        "nobody waits for a look; under the lock only if something is due"
    )


def noting(look: Callable[..., Any], may_have_written: list[bool]) -> Callable[..., Any]:
    def noted(*arguments: Any) -> Any:
        may_have_written.append(may_write())
        return look(*arguments)

    return noted


class Loop:
    """As much of an event loop as `call_later` takes, with a clock that jumps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waiting: list[tuple[float, Callable[..., None], tuple[Any, ...]]] = []

    def call_later(self, delay: float, callback: Callable[..., None], *arguments: Any) -> None:
        self.waiting.append((self.now + delay, callback, arguments))

    def run_until(self, end: float) -> int:
        ran = 0
        while due := sorted((one for one in self.waiting if one[0] <= end), key=lambda one: one[0]):
            self.now, callback, arguments = due[0]
            self.waiting.remove(due[0])
            callback(*arguments)
            ran += 1
        return ran
