"""Who takes part in the authorization matrix, what they own, and what they send.

Whatever belongs to a person carries their canary, so that an answer which shows somebody else's gives itself
away. A new path parameter, form or reference in a body belongs in one of the tables below; tests say so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from tests.people import PASSWORD, make_person, sign_in
from tests.training import make_workout, take_program, weigh
from webapp import clock
from webapp.accounts.resets import issue_link
from webapp.assets import build_id
from webapp.domain.equipment import default_equipment
from webapp.domain.ids import new_id
from webapp.extensions import db
from webapp.models import Gym, Session, User

OWNERS = ("alice", "bob", "carol", "erin")
"""Each owns one of everything. carol coaches, but none of these; erin's account is disabled."""

NEWCOMER = "nina"
"""Has nothing at all, so that nothing may match nothing."""

UNKNOWN = "nobody"
"""Owns ids that are nowhere."""

Things = Mapping[str, str]
"""By name of path parameter, or of what a body refers to."""


@dataclass(frozen=True)
class Actor:
    """Who asks. person: whose things are theirs. token: None sends no cookie."""

    name: str
    person: str
    token: str | None
    is_alive: bool


@dataclass(frozen=True)
class World:
    """ids: of the people by name. things: by owner. shared: values of places that belong to nobody."""

    actors: tuple[Actor, ...]
    ids: dict[str, UUID]
    things: dict[str, Things]
    shared: Things


def canary(owner: str) -> str:
    """Text that belongs to the owner alone."""
    return f"CANARY{owner}X"


def make_world() -> World:
    """Everybody, with all they own, in empty tables."""
    people = {name: _person(name) for name in (*OWNERS, NEWCOMER)}
    things = {name: _things(people[name]) for name in OWNERS}
    things[UNKNOWN] = {name: str(new_id(clock.utc_now())) for name in things["alice"]}
    living = [Actor(name, name, sign_in(person), True) for name, person in people.items() if name != "erin"]
    dead = [
        Actor("somebody not signed in", "", None, False),
        Actor("somebody with a made-up cookie", "", "x" * 43, False),
        Actor("erin, disabled", "erin", sign_in(people["erin"]), False),
        Actor("alice on a phone that was signed out", "alice", _revoked(people["alice"]), False),
        Actor("alice on a phone unused for a month", "alice", _aged(people["alice"], seen=31), False),
        Actor("alice on a phone signed in last year", "alice", _aged(people["alice"], born=181), False),
    ]
    _disable(people["erin"])
    ids = {name: person.id for name, person in people.items()}
    return World((*living, *dead), ids, things, _shared())


def _person(name: str) -> User:
    return make_person(canary(name), email=f"{canary(name)}@{name}.example", is_coach=name == "carol")


def _things(owner: User) -> Things:
    # alice's begins at once and fills two weeks with rows; the others' begin later, for the sake of speed
    starts_on = clock.utc_now().date() + timedelta(days=0 if canary("alice") == owner.name else 30)
    assignment = take_program(owner, starts_on=starts_on)
    workout = make_workout(owner, title=owner.name, note=owner.name, sets=2, ticked=1)
    make_workout(owner, title=owner.name, note=owner.name, ticked=1, is_finished=True)
    measurement = weigh(owner)
    if owner.name != canary("erin"):  # like nina: nothing may take two who have no gym for two of one gym
        gym = default_equipment(owner.unit).as_json()
        db.session.add(Gym(id=new_id(clock.utc_now()), lifter_id=owner.id, name=owner.name, equipment=gym))
    sign_in(owner, device=owner.name)
    session_id = db.session.scalars(sa.select(Session.id).where(Session.user_id == owner.id)).one()
    exercise = workout.exercises[0]
    return {
        "workout_id": str(workout.id),
        "exercise_id": str(exercise.id),
        "set_id": str(exercise.sets[1].id),
        "session_id": str(session_id),
        "measurement_id": str(measurement.entity_id),
        "assignment_id": str(assignment.id),
    }


def _disable(person: User) -> None:
    db.session.execute(sa.update(User).where(User.id == person.id).values(disabled_at=clock.utc_now()))
    db.session.commit()


def _revoked(person: User) -> str:
    return sign_in(person, revoked_at=clock.utc_now())


def _aged(person: User, *, born: int = 0, seen: int = 0) -> str:
    now = clock.utc_now()
    return sign_in(person, born_at=now - timedelta(days=born), seen_at=now - timedelta(days=seen))


OWNED = ("workout_id", "exercise_id", "set_id", "session_id", "measurement_id", "assignment_id")
"""Places in addresses that name somebody's thing."""


def _shared() -> Things:
    """What stands in the other places: the same for everybody."""
    rita = make_person("Rita")  # says nothing of her own, so that everybody may hold her link
    token = issue_link(rita, clock.utc_now())
    db.session.commit()
    return {
        "exercises.slug": "barbell-row",
        "programs.slug": "heavy-and-light-back",
        "assets.build": build_id(),
        "assets.name": "css/backday.css",
        "accounts.token": token,
    }


Body = dict[str, str]

NOTHING: Body = {}

SET = {"done": "1", "load": "60", "reps": "5", "rir": "", "grip": "", "note": "Smooth", "unit": "kg"}

NEW_PASSWORD = "eight plates and a quiet bench"

BODIES: dict[str, Body] = {
    "accounts.sign_in": {"email": "rita@example.com", "password": PASSWORD},
    "accounts.sign_up": {
        "name": "Una", "email": "una@example.com", "password": PASSWORD, "zone": "UTC", "unit": "lb"
    },
    "accounts.logout": NOTHING,
    "accounts.sign_out_device": NOTHING,
    "accounts.sign_out_everywhere": NOTHING,
    "accounts.save_settings": {
        "name": "Una", "unit": "lb", "zone": "UTC", "day_start": "03:00", "effort": "rpe", "coach": "1"
    },
    "accounts.save_equipment": {"unit": "kg", "bar": "20", "plate": "20", "pairs": "4"},
    "accounts.change_password": {"current": PASSWORD, "password": NEW_PASSWORD},
    "accounts.set_password": {"password": NEW_PASSWORD},
    "workouts.train": {"occurrence": "1"},
    "workouts.create": {"on": "2026-11-20"},
    "workouts.save": {"title": "Back again", "note": "Smooth", "on": "2026-11-20"},
    "workouts.finish": NOTHING,
    "workouts.reopen": NOTHING,
    "workouts.delete": NOTHING,
    "workouts.restore": NOTHING,
    "workouts.copy": NOTHING,
    "workouts.add_exercise": {"exercise": "good-morning"},
    "workouts.save_exercise": {"note": "Smooth"},
    "workouts.skip_exercise": NOTHING,
    "workouts.unskip_exercise": NOTHING,
    "workouts.remove_exercise": NOTHING,
    "workouts.restore_exercise": NOTHING,
    "workouts.add_set": NOTHING,
    "workouts.move_exercise": {"by": "down"},
    "workouts.swap_exercise": {"exercise": "seal-row"},
    "workouts.take_back_rest": NOTHING,
    "workouts.save_set": SET,
    "workouts.remove_set": NOTHING,
    "workouts.restore_set": NOTHING,
    "measurements.save": {"value": "81.5"},
    "measurements.remove": NOTHING,
    "measurements.restore": NOTHING,
    "programs.take": {"starts_on": "2026-11-23", "unit": "kg"},
    "programs.stop": NOTHING,
    "programs.resume": NOTHING,
}  # fmt: skip
"""What each form sends that is in order, beside its token."""

REFERENCES: dict[str, Callable[[Things], Body]] = {
    "workouts.train": lambda theirs: {"assignment": theirs["assignment_id"]},
}
"""The part of a form that names somebody's thing."""


def _sync(asker: UUID, things: Things) -> object:
    """A phone that changes all that there is, and hangs something new under it."""
    wishes = [
        ("workout", things["workout_id"], {"note": "Smooth"}),
        ("workout_exercise", things["exercise_id"], {"note": "Smooth"}),
        ("set", things["set_id"], {"note": "Smooth"}),
        ("measurement", things["measurement_id"], {"value": "81"}),
        ("set", _new(), {"workout_exercise": things["exercise_id"], "position": "000900"}),
        (
            "workout_exercise",
            _new(),
            {"workout": things["workout_id"], "exercise": "plank", "position": "000900"},
        ),
    ]
    now_ms = round(clock.utc_now().timestamp() * 1000)
    operations = [
        {"id": _new(), "ts": now_ms, "schema": 1, "op": "set", "e": entity, "eid": row_id, "f": fields}
        for entity, row_id, fields in wishes
    ]
    return {"v": 1, "schema": 1, "user": str(asker), "have": {}, "ops": operations}


def _new() -> str:
    return str(new_id(clock.utc_now()))


DOCUMENTS: dict[str, Callable[[UUID, Things], object]] = {"sync.sync": _sync}
"""What machines send as JSON: given who asks, and the things it is about. Refused item by item, in a 200."""

PUBLIC = {
    "accounts.login",
    "accounts.logout",
    "accounts.reset",
    "accounts.set_password",
    "accounts.sign_in",
    "accounts.sign_up",
    "accounts.signup",
    "accounts.welcome",
    "assets.static",
    "health.database",
    "health.process",
    "pwa.exercises",
    "pwa.offline",
    "pwa.shell",
    "pwa.web_manifest",
    "pwa.worker",
    "sync.description",
}
"""All that anybody may ask for. Whoever adds to it has thought about it."""
