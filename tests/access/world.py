"""Who takes part in the authorization matrix, what they own, and what they send.

Whatever belongs to a person carries their canary, so that an answer which shows somebody else's gives itself
away. A new path parameter, form or reference in a body belongs in one of the tables below; tests say so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from tests.people import PASSWORD, make_link, make_person, sign_in
from tests.threads.talking import say
from tests.training import make_workout, take_program, weigh
from webapp import clock
from webapp.access import hash_token
from webapp.accounts.resets import issue_link
from webapp.assets import build_id
from webapp.catalogue import programs
from webapp.coaching import invitations, library
from webapp.domain.equipment import default_equipment
from webapp.domain.ids import new_id
from webapp.domain.operations import Operation
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import Assignment, CoachLink, CoachNote, Gym, Session, Template, User
from webapp.workouts import actions as workouts
from webapp.workouts import queries

OWNERS = ("alice", "bob", "carol", "erin")
"""Each owns one of everything. carol coaches alice; erin's account is disabled."""

COACHES = ("dana", "pete", "emma")
"""Alice's, too: dana sees half of it, pete was asked and hasn't answered, emma was one until today."""

GUS = "gus"
"""Coaches the other owners, and asks for nothing here."""

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


def canary(owner: str, kind: str = "") -> str:
    """Text that belongs to the owner alone. kind: of which a coach may see one and not another."""
    return f"CANARY{owner}{kind}X"


MAY_SEE: dict[str, dict[str, set[str]]] = {
    "client": {"carol": {"alice"}, "dana": {"alice"}},
    "link": {"alice": {"alice"}, "bob": {"bob"}, "carol": {"alice", "carol"}, "erin": {"erin"}},
}
"""By what a `see:` rule names, and by who asks: whose things they may see, as owners of `link_id` say."""

SHOWN_BY_COACHING: dict[str, set[str]] = {
    "alice": {"carolname", "dananame", "petename"},
    "bob": {"gusname"},
    "carol": {"gusname", "alice", "alicename", "alicenotes", "alicewellbeing", "alicepast", "alicesaid"},
    "dana": {"alice", "alicename"},
    "pete": {"alicename"},
}
"""Canaries of others that a page about coaching may show to somebody."""

SHOWN_BY_WORKOUTS: dict[str, set[str]] = {
    "alice": {"carolname", "carolsaid", "dananame"},
    **{name: {"gusname", "gussaid"} for name in ("bob", "carol")},
}
"""The same for a lifter's own workouts: who coaches them, and what those wrote to them."""


def make_world() -> World:
    """Everybody, with all they own, in empty tables."""
    people = {name: _person(name) for name in (*OWNERS, NEWCOMER, *COACHES, GUS)}
    things = {name: _things(name, people[name]) for name in OWNERS}
    links = _links(people)
    things = {name: {**its, **_talk(name, people, its, links[name])} for name, its in things.items()}
    things[UNKNOWN] = {name: str(new_id(clock.utc_now())) for name in things["alice"]}
    awake = {name: person for name, person in people.items() if name not in ("erin", GUS)}
    living = [Actor(name, name, sign_in(person), True) for name, person in awake.items()]
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
    email = f"{canary(name, 'email')}@{name}.example"
    return make_person(canary(name, "name"), email=email, is_coach=name in ("carol", *COACHES, GUS))


def _things(name: str, owner: User) -> Things:
    # alice's begins at once and fills two weeks with rows; the others' begin later, for the sake of speed
    starts_on = clock.utc_now().date() + timedelta(days=0 if name == "alice" else 30)
    assignment = take_program(owner, starts_on=starts_on)
    title, note = canary(name), canary(name, "notes")
    workout = make_workout(owner, title=title, note=note, sets=2, ticked=1)
    _hurt(owner, workout, canary(name, "wellbeing"))
    yesterday = clock.utc_now().date() - timedelta(days=2)
    make_workout(owner, title=canary(name, "past"), note=note, on=yesterday, ticked=1, is_finished=True)
    measurement = weigh(owner)
    if name != "erin":  # like nina: nothing may take two who have no gym for two of one gym
        gym = default_equipment(owner.unit).as_json()
        db.session.add(Gym(id=new_id(clock.utc_now()), lifter_id=owner.id, name=title, equipment=gym))
    invitation = invitations.invite(owner, title, clock.utc_now()).invitation
    now = clock.utc_now()
    secret = CoachNote(
        id=new_id(now), coach_id=owner.id, client_id=owner.id, text=canary(name, "private"), written_at=now
    )
    db.session.add(secret)
    template = _template(owner, title, assignment.id)
    sign_in(owner, device=title)
    session_id = db.session.scalars(sa.select(Session.id).where(Session.user_id == owner.id)).one()
    exercise = workout.exercises[0]
    return {
        "workout_id": str(workout.id),
        "exercise_id": str(exercise.id),
        "set_id": str(exercise.sets[1].id),
        "session_id": str(session_id),
        "measurement_id": str(measurement.entity_id),
        "assignment_id": str(assignment.id),
        "client_id": str(owner.id),
        "invitation_id": str(invitation.id),
        "note_id": str(secret.id),
        "template_id": str(template),
    }


def _template(owner: User, title: str, assignment_id: UUID) -> UUID:
    """A program of their own, edited since they gave it to themselves."""
    now, template_id = clock.utc_now(), new_id(clock.utc_now())
    library.add(owner.id, template_id, replace(programs()["heavy-and-light-back"], title=title), now)
    db.session.flush()
    template = db.session.get_one(Template, template_id)
    library.save(template, replace(library.program_of(template), summary=f"{title} again"), now)
    copied = sa.update(Assignment).where(Assignment.id == assignment_id)
    db.session.execute(copied.values(template_id=template_id, template_version=1))
    return template_id


def _hurt(owner: User, workout: Workout, words: str) -> None:
    now = clock.utc_now()
    pain = {"where": words, "score": 6, "kind": "sharp"}
    one = Operation(new_id(now), "set", workout.exercises[0].sets[0].id, {"pain": pain})
    workouts.apply(owner.id, [one], now=now, by=owner.id)
    db.session.commit()


def _links(people: Mapping[str, User]) -> dict[str, CoachLink]:
    """By client: the link that stands for theirs. Alice has four coaches; the others have gus."""
    half: dict[str, Any] = {f"shares_{one}": False for one in ("measurements", "wellbeing", "notes", "past")}
    links = {"alice": make_link(people["carol"], people["alice"])}
    make_link(people["dana"], people["alice"], **half)
    make_link(people["pete"], people["alice"], state="pending")
    make_link(people["emma"], people["alice"], state="ended")
    return links | {name: make_link(people[GUS], people[name]) for name in OWNERS if name != "alice"}


def _talk(name: str, people: Mapping[str, User], its: Things, link: CoachLink) -> Things:
    """The link, and what the two wrote to each other: `message_id` is the lifter's, who may take it back."""
    lifter, coach = people[name], next(one for one in people.values() if one.id == link.coach_id)
    workout = queries.find_workout(lifter.id, UUID(its["workout_id"]))
    assert workout
    coach_name = "carol" if name == "alice" else GUS
    say(coach, canary(coach_name, "said"), workout, lifter, coach, UUID(its["set_id"]))
    message = say(lifter, canary(name, "said"), workout, lifter, coach)
    return {"link_id": str(link.id), "coach_id": str(coach.id), "message_id": str(message)}


def _disable(person: User) -> None:
    db.session.execute(sa.update(User).where(User.id == person.id).values(disabled_at=clock.utc_now()))
    db.session.commit()


def _revoked(person: User) -> str:
    return sign_in(person, revoked_at=clock.utc_now())


def _aged(person: User, *, born: int = 0, seen: int = 0) -> str:
    now = clock.utc_now()
    return sign_in(person, born_at=now - timedelta(days=born), seen_at=now - timedelta(days=seen))


OWNED = (
    *("workout_id", "exercise_id", "set_id", "session_id", "measurement_id", "assignment_id"),
    *("client_id", "link_id", "invitation_id", "note_id", "message_id", "template_id"),
)
"""Places in addresses that name somebody's thing."""


def _shared() -> Things:
    """What stands in the other places: the same for everybody."""
    rita = make_person("Rita")  # says nothing of her own, so that everybody may hold her links
    token = issue_link(rita, clock.utc_now())
    invitations.invite(rita, "", clock.utc_now()).invitation.token_hash = hash_token(RITAS_INVITATION)
    db.session.commit()
    return {
        "exercises.slug": "barbell-row",
        "programs.slug": "heavy-and-light-back",
        "coaching.slug": "heavy-and-light-back",
        "coaching.day": "heavy",
        "coaching.prescription": "heavy-row",
        "assets.build": build_id(),
        "assets.name": "css/backday.css",
        "accounts.token": token,
    }


Body = dict[str, str]

NOTHING: Body = {}

SET = {"done": "1", "load": "60", "reps": "5", "rir": "", "grip": "", "note": "Smooth", "unit": "kg"}

RITAS_INVITATION = "r" * 43

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
    "workouts.write_message": {"text": "Thanks"},
    "workouts.remove_message": NOTHING,
    "workouts.restore_message": NOTHING,
    "workouts.read_message": NOTHING,
    "workouts.save_set": SET,
    "workouts.remove_set": NOTHING,
    "workouts.restore_set": NOTHING,
    "measurements.save": {"value": "81.5"},
    "measurements.remove": NOTHING,
    "measurements.restore": NOTHING,
    "coaching.invite": {"label": "Una"},
    "coaching.revoke": NOTHING,
    "coaching.open_invitation": {"key": RITAS_INVITATION},
    "coaching.accept": {"key": RITAS_INVITATION, "share-logs": "1"},
    "coaching.share": {"share-logs": "1", "share-notes": "1"},
    "coaching.end": NOTHING,
    "coaching.put_on": {"on": "2026-11-24"},
    "coaching.add": {"exercise": "good-morning", "sets": "3", "reps": "8-12", "load": "60"},
    "coaching.aim": {"sets": "4", "reps": "5", "load": "62.5"},
    "coaching.move": {"by": "down"},
    "coaching.take_out": NOTHING,
    "coaching.put_back": NOTHING,
    "coaching.give": {"starts_on": "2026-11-23", "unit": "kg"},
    "coaching.new_template": {"title": "Una", "shape": "program", "weeks": "8"},
    "coaching.copy_template": {"of": "heavy-and-light-back"},
    "coaching.delete_template": NOTHING,
    "coaching.restore_template": NOTHING,
    "coaching.save_template": {"title": "Una", "summary": "For Una", "weeks-0": "6"},
    "coaching.undo_template": {"version": "2"},
    "coaching.add_day": {"day_title": "Arms", "weekday": "5", "block": "0"},
    "coaching.save_day": {"day_title": "Arms", "weekday": "5", "minutes": "40", "focus": "Arms"},
    "coaching.remove_day": NOTHING,
    "coaching.add_prescription": {"exercise": "good-morning"},
    "coaching.save_prescription": {
        "do": "save", "rule": "last", "rest_s": "90", "warmup_rest_s": "60", "purpose": "Lats",
        "kind-0": "warmup", "reps-0": "8", "percent-0": "50",
    },
    "coaching.move_prescription": {"by": "down"},
    "coaching.remove_prescription": NOTHING,
    "coaching.give_template": {"starts_on": "2026-11-23"},
    "coaching.change_copies": {"version": "2"},
    "coaching.write_note": {"text": "Una"},
    "coaching.delete_note": NOTHING,
    "coaching.seen": NOTHING,
    "coaching.archive": NOTHING,
    "coaching.bring_back": NOTHING,
    "coaching.write": {"text": "Good work", "set": ""},
    "programs.take": {"starts_on": "2026-11-23", "unit": "kg"},
    "programs.stop": NOTHING,
    "programs.resume": NOTHING,
}  # fmt: skip
"""What each form sends that is in order, beside its token."""

REFERENCES: dict[str, Callable[[Things], Body]] = {
    "workouts.train": lambda theirs: {"assignment": theirs["assignment_id"]},
    "coaching.copy_template": lambda theirs: {"of": theirs["template_id"]},
    "coaching.give_template": lambda theirs: {"client": theirs["client_id"]},
    "coaching.change_copies": lambda theirs: {"copy": theirs["assignment_id"]},
    "workouts.write_message": lambda theirs: {"coach": theirs["coach_id"], "set": theirs["set_id"]},
}
"""The part of a form that names somebody's thing."""

NAMES_CLIENTS = {"coaching.give_template"}
"""Forms that may name a client of whoever asks."""


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
        ("message", things["message_id"], {"text": "Smooth"}),
        (
            "message",
            _new(),
            {name: things[f"{name}_id"] for name in ("workout", "set", "coach")} | {"text": "Hi"},
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
    "coaching.landing",
    "coaching.open_invitation",
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
