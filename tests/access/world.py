"""Who takes part in the authorization matrix, and what they own; `bodies.py` has what they send.

Whatever belongs to a person carries their canary, so that an answer which shows somebody else's gives itself
away. A new path parameter belongs in the tables below; tests say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from tests.limitations.limiting import limit
from tests.people import make_link, make_person, sign_in
from tests.publishing.showing import comment, publish, show_page, tell
from tests.threads.talking import say
from tests.training import apply, keep_note, make_workout, take_program, weigh
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
from webapp.models import Assignment, Block, CoachLink, CoachNote, Gym, Publication, Session, Template, User
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
    "measurement": {"carol": {"alice"}},
    "link": {"alice": {"alice"}, "bob": {"bob"}, "carol": {"alice", "carol"}, "erin": {"erin"}},
}
"""By what a `see:` rule names, and by who asks: whose things they may see, as owners of `link_id` say."""

SHOWN_BY_COACHING: dict[str, set[str]] = {
    "alice": {"carolname", "dananame", "petename", "gusname", "carol", "carolsaid"},
    "bob": {"gusname", "gussaid"},
    "carol": {
        "gusname",
        "gussaid",
        "alice",
        "alicename",
        "alicenotes",
        "alicewellbeing",
        "alicepast",
        "alicesaid",
    },
    "dana": {"alice", "alicename"},
    "pete": {"alicename"},
}
"""Canaries of others that a page about coaching may show to somebody."""

SHOWN_BY_WORKOUTS: dict[str, set[str]] = {
    "alice": {"carolname", "carolsaid", "dananame"},
    **{name: {"gusname", "gussaid"} for name in ("bob", "carol")},
}
"""The same for a lifter's own workouts: who coaches them, and what those wrote to them."""


SHOWN_BY_PUBLISHING: dict[str, set[str]] = {"alice": {"carol", "carolname", "bobname"}}
"""And for what is public: whom she follows, and whom she has blocked."""


def make_world() -> World:
    """Everybody, with all they own, in empty tables."""
    people = {name: _person(name) for name in (*OWNERS, NEWCOMER, *COACHES, GUS)}
    things = {name: _things(name, people[name]) for name in OWNERS}
    links = _links(people)
    things = {name: {**its, **_talk(name, people, its, links[name])} for name, its in things.items()}
    _meet(people, things)
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
    coming = make_workout(owner, title=title)
    apply(owner, [Operation(new_id(clock.utc_now()), "workout", coming.id, {"started_at": None})])
    measurement = weigh(owner)
    gym_id = new_id(clock.utc_now())
    kept = keep_note(owner, "barbell-row", note)
    if name != "erin":  # like nina: nothing may take two who have no gym for two of one gym
        gym = default_equipment(owner.unit).as_json()
        db.session.add(Gym(id=gym_id, lifter_id=owner.id, name=title, equipment=gym))
    invitation = invitations.invite(owner, title, clock.utc_now()).invitation
    now = clock.utc_now()
    secret = CoachNote(
        id=new_id(now), coach_id=owner.id, client_id=owner.id, text=canary(name, "private"), written_at=now
    )
    db.session.add(secret)
    show_page(owner, about=title, is_public=name == "carol")
    publication = publish(owner, title)
    said = comment(publication, owner, title)
    template = _template(owner, title, assignment.id)
    limitation = limit(owner, "exercise", "plank", words=title)
    sign_in(owner, device=title)
    session_id = db.session.scalars(sa.select(Session.id).where(Session.user_id == owner.id)).one()
    exercise = workout.exercises[0]
    return {
        "workout_id": str(workout.id),
        "coming_id": str(coming.id),
        "exercise_id": str(exercise.id),
        "set_id": str(exercise.sets[1].id),
        "session_id": str(session_id),
        "measurement_id": str(measurement.entity_id),
        "exercise_note_id": str(kept.entity_id),
        "assignment_id": str(assignment.id),
        "client_id": str(owner.id),
        "invitation_id": str(invitation.id),
        "note_id": str(secret.id),
        "template_id": str(template),
        "publication_id": str(publication.id),
        "comment_id": str(said.id),
        "limitation_id": str(limitation),
        "gym_id": str(gym_id),
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
    felt = Operation(new_id(now), "workout", workout.id, {"readiness": {"feels": words}})
    workouts.apply(owner.id, [one, felt], now=now, by=owner.id)
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


def _meet(people: Mapping[str, User], things: dict[str, Things]) -> None:
    """Gus asks every owner to coach him; alice follows carol and has blocked bob."""
    for name in OWNERS:
        asked = make_link(people[name], people[GUS], state="pending")
        things[name] = {**things[name], "request_id": str(asked.id)}
    tell(people["alice"], db.session.get_one(Publication, UUID(things["carol"]["publication_id"])))
    now = clock.utc_now()
    db.session.add(Block(person_id=people["alice"].id, blocked_id=people["bob"].id, blocked_at=now))
    db.session.commit()


def _disable(person: User) -> None:
    db.session.execute(sa.update(User).where(User.id == person.id).values(disabled_at=clock.utc_now()))
    db.session.commit()


def _revoked(person: User) -> str:
    return sign_in(person, revoked_at=clock.utc_now())


def _aged(person: User, *, born: int = 0, seen: int = 0) -> str:
    now = clock.utc_now()
    return sign_in(person, born_at=now - timedelta(days=born), seen_at=now - timedelta(days=seen))


RITAS_INVITATION = "r" * 43

OWNED = (
    *("workout_id", "exercise_id", "set_id", "session_id", "measurement_id", "assignment_id"),
    *("client_id", "link_id", "invitation_id", "note_id", "message_id", "template_id", "limitation_id"),
    *("publication_id", "comment_id", "request_id", "gym_id"),
)
"""Places in addresses that name somebody's thing."""


def _shared() -> Things:
    """What stands in the other places: the same for everybody."""
    rita = make_person("Rita")  # says nothing of her own, so that everybody may hold her links
    token = issue_link(rita, clock.utc_now())
    pia = make_person("Pia", is_coach=True)
    page, published = show_page(pia, handle="pia"), publish(pia)
    comment(published, pia, "Ask away")
    invitations.invite(rita, "", clock.utc_now()).invitation.token_hash = hash_token(RITAS_INVITATION)
    db.session.commit()
    return {
        "exercises.slug": "barbell-row",
        "programs.slug": "heavy-and-light-back",
        "coaching.slug": "heavy-and-light-back",
        "coaching.exercise": "barbell-row",
        "coaching.day": "heavy",
        "coaching.prescription": "heavy-row",
        "history.slug": "barbell-row",
        "coaching.handle": page.rpartition("/")[2],
        "publishing.handle": page.rpartition("/")[2],
        "publishing.published": str(published.id),
        "publishing.person": str(rita.id),
        "assets.build": build_id(),
        "assets.name": "css/backday.css",
        "accounts.token": token,
    }
