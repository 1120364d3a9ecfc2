"""`make demo`: a sample database of its own, built anew at each start, and served.

KEEP=1 serves what is there. Never touches a database that isn't the demo's: it takes only a folder that is
empty, or one that it made itself.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path

from bench.coached import MISSED, coach
from bench.year import Strength, train_until_today, weigh_weekly
from webapp import clock, create_app
from webapp.accounts.passwords import hash_password
from webapp.config import SettingError, Settings, read_settings
from webapp.domain.ids import new_id
from webapp.domain.schedule import local_day
from webapp.extensions import db
from webapp.models import User
from webapp.server import PortTaken, claim_port, serve
from webapp.setup import SetupError, make_data_folder, prepare

PASSWORD = "backday-demo"
MADE_BY_US = "demo.txt"

FIRST = {
    "one-arm-dumbbell-row": 190,
    "weighted-pull-up": 62,
    "good-morning": 235,
    "lat-pulldown": 230,
    "seated-cable-row": 235,
    "chest-supported-machine-row": 215,
    "face-pull": 90,
}
"""One-rep maxima in lb."""

SECOND = {slug: best * 0.3 for slug, best in FIRST.items()}
"""In kg."""


def main() -> int:
    """The exit code: 0 when told to stop, 1 when it couldn't start."""
    try:
        settings = read_settings(os.environ)
        claim_port(settings)
        if not os.environ.get("KEEP"):
            rebuild(settings)
        prepare(settings)
    except (SettingError, SetupError, PortTaken) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Sign in as lifter@example.com, second@example.com or coach@example.com, password {PASSWORD}")
    serve(settings)
    return 0


def rebuild(settings: Settings) -> None:
    """Throw the old sample away and make a new one. Raises SetupError for a folder that isn't ours."""
    clear(settings.data)
    if settings.database_url:
        raise SetupError("The demo brings a database of its own; unset DATABASE_URL.")
    prepare(settings)
    print("Making a year of training …", flush=True)
    app = create_app(settings)
    with app.app_context():
        fill(clock.utc_now())
        db.engine.dispose()


def clear(folder: Path) -> None:
    """Empty the demo's folder. Raises SetupError if something else lives there."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MADE_BY_US).exists():
            raise SetupError(f"{folder.absolute()} isn't a demo's folder. Set BACKDAY_DATA to an empty one.")
        shutil.rmtree(folder)
    make_data_folder(folder)
    (folder / MADE_BY_US).write_text("make demo builds this folder anew at each start.\n")


def fill(now: datetime) -> None:
    """Two lifters and their coach, who has begun with both."""
    born = now - timedelta(weeks=54)
    people = [
        ("lifter@example.com", "Sam Lifter", "lb", False),
        ("second@example.com", "Kim Second", "kg", False),
        ("coach@example.com", "Robin Coach", "kg", True),
    ]
    hashed = hash_password(PASSWORD)
    users = [
        User(
            id=new_id(born),
            email=email,
            name=name,
            password_hash=hashed,
            unit=unit,
            zone=_zone(),
            is_coach=is_coach,
            created_at=born,
        )
        for email, name, unit, is_coach in people
    ]
    db.session.add_all(users)
    db.session.commit()
    _live(users[0], FIRST, 182.0, 7, now)
    _live(users[1], SECOND, 74.0, 11, now)
    coach(users[2], users[0], users[1], now)


def _live(
    lifter: User, maxima: dict[str, float] | dict[str, int], weight: float, seed: int, now: datetime
) -> None:
    luck = random.Random(seed)
    today = local_day(now, lifter.zone, lifter.day_start_min)
    missed = [today - timedelta(days=days) for days in MISSED.get(lifter.email, ())]
    train_until_today(lifter, Strength(maxima, 0.14, luck), today, now, missed=missed)
    weigh_weekly(lifter, weight, today, luck)


def _zone() -> str:
    """This machine's zone, so that the demo's today is that of whoever looks at it."""
    name = Path("/etc/localtime").resolve().as_posix().partition("zoneinfo/")[2]
    return name or "UTC"


if __name__ == "__main__":
    sys.exit(main())
