"""`make bench`: figures of this machine, as medians with the smallest and the largest."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from bench import coaching, opening, pages, starting, syncs, tapping, ticks, visit
from bench.lifters import PASSWORD, add_lifter, fill_up_today
from bench.syncing import Phone
from bench.year import A_MONTH
from webapp import clock, create_app
from webapp.accounts import actions as accounts
from webapp.accounts.passwords import hash_password
from webapp.config import Settings
from webapp.database import sqlite_module
from webapp.domain import order
from webapp.domain.ids import new_id
from webapp.domain.load import parse_load
from webapp.domain.operations import Operation
from webapp.domain.program import RepTarget
from webapp.domain.schedule import local_day
from webapp.extensions import db
from webapp.models import User
from webapp.setup import prepare
from webapp.workouts import actions

PHONES_EACH = 2
EXERCISES = ("barbell-row", "good-morning", "lat-pulldown", "face-pull")
SETS = 7
BATCHING = 4
"""Phones that send batches at once."""
ON_THE_PAGE = 30
"""Sets of the workout that is tapped on and opened offline."""


def main() -> int:
    without = os.environ.get("SKIP", "")
    print(f"Backday on {os.cpu_count()} cores, Python {platform.python_version()}, "
          f"SQLite {sqlite_module().sqlite_version}; medians (smallest–largest)")  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="backday-bench-") as folder:
        settings = Settings(data=Path(folder) / "data")
        prepare(settings)
        app = create_app(settings)
        with app.app_context():
            lifters = [add_lifter("one-year", 1), add_lifter("ten-years", 10)]
            month, basement = (add_lifter(name, 1, A_MONTH) for name in ("one-month", "basement"))
            fill_up_today(month, syncs.WORKOUT)
            thirty = fill_up_today(basement, ON_THE_PAGE)
            batching = [_batcher(app, number) for number in range(BATCHING)]
        _show(pages.measure(app, *lifters))
        phones = [_phone(app, lifter) for lifter in (month, lifters[1])]
        _let_go(app)
        _show(syncs.measure(settings.data, batching, *phones))
        with app.app_context():
            tickers = [_ticker(app, lifter) for lifter in lifters * PHONES_EACH]
        client = pages.sign_in(app, lifters[0])
        workout, token = pages.workout_of_today(client), _token(client)
        _let_go(app)
        _show(starting.measure(settings.data))
        _show(ticks.measure(settings.data, tickers))
        with app.app_context():
            roster = coaching.build(*_roster_size())
        _show(coaching.measure(app, settings.data, roster))
        if "browser" not in without:
            _show(visit.measure(settings.data, workout, token, Path(folder)))
            token = _token(pages.sign_in(app, basement))
            _let_go(app)
            _show(opening.measure(settings.data, thirty, token, _opens()))
            _show(tapping.measure(settings.data, thirty, token))
    return 0


def _show(lines: Iterable[str]) -> None:
    print("", *lines, sep="\n", flush=True)


def _opens() -> int:
    """How often the offline start is measured: OPENS=20 for a quick look."""
    return int(os.environ.get("OPENS") or opening.OPENS)


def _roster_size() -> tuple[int, int]:
    """How many clients with how many years each: CLIENTS=500 for the whole roster."""
    return int(os.environ.get("CLIENTS") or coaching.CLIENTS), coaching.YEARS


def _phone(app: Flask, lifter: User) -> Phone:
    return Phone(str(lifter.id), f"sid={_token(pages.sign_in(app, lifter))}")


def _batcher(app: Flask, number: int) -> Phone:
    """The phone of somebody with one workout, as long as a batch."""
    hashed, now = hash_password(PASSWORD), clock.utc_now()
    lifter = accounts.create_user(
        email=f"batch-{number}@example.com", name="Batch", password_hash=hashed, now=now
    )
    db.session.commit()
    _unticked_workout(lifter, syncs.BATCH // len(EXERCISES))
    return _phone(app, lifter)


def _ticker(app: Flask, lifter: User) -> ticks.Ticker:
    workouts = [_unticked_workout(lifter) for _ in range(ticks.ROUNDS)]
    db.session.remove()
    return ticks.Ticker(f"sid={_token(pages.sign_in(app, lifter))}", workouts)


def _token(client: FlaskClient) -> str:
    cookie = client.get_cookie("sid")
    if cookie is None:
        raise RuntimeError("signed in without a cookie")
    return cookie.value


def _unticked_workout(lifter: User, sets: int = SETS) -> str:
    """The path of a workout begun today, with so many sets of each exercise, none ticked."""
    now = clock.utc_now()
    today = local_day(now, lifter.zone, lifter.day_start_min)
    whole = {"on": today, "zone": lifter.zone, "title": "Back", "started_at": now}
    operations = [Operation(new_id(now), "workout", new_id(now), whole)]
    workout_id = operations[0].entity_id
    for place, slug in enumerate(EXERCISES):
        part = {"workout": workout_id, "exercise": slug, "position": order.at(place)}
        operations.append(Operation(new_id(now), "workout_exercise", new_id(now), part))
        part_id = operations[-1].entity_id
        for number in range(sets):
            aim = {"target_reps": RepTarget(5, 5), "target_load": parse_load("60", lifter.unit)}
            one = {"workout_exercise": part_id, "position": order.at(number), **aim}
            operations.append(Operation(new_id(now), "set", new_id(now), one))
    outcomes = actions.apply(lifter.id, operations, now=now, by=lifter.id)
    if any(outcome.status != "ok" for outcome in outcomes):
        raise RuntimeError(f"not taken: {outcomes}")
    db.session.commit()
    return f"/workouts/{workout_id}"


def _let_go(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


if __name__ == "__main__":
    sys.exit(main())
