"""The authorization matrix: every rule × method × actor × owner, from the app's map and declared policies.

The oracles know no route. Who is allowed gets an answer below 400; who is denied gets 401 (not signed in) or
exactly 404, which doesn't tell "not yours" from "not there"; a denied request changes nothing, an allowed one
nothing of anybody else's, a GET nothing at all; nobody's answer holds another's canary; and nothing raises.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import Rule

from tests.access.bodies import BODIES, DOCUMENTS, NAMES_CLIENTS, REFERENCES
from tests.access.world import (
    COACHES,
    MAY_SEE,
    OWNED,
    OWNERS,
    SHOWN_BY_COACHING,
    SHOWN_BY_PUBLISHING,
    SHOWN_BY_WORKOUTS,
    UNKNOWN,
    Actor,
    World,
)
from tests.databases import Snapshot, changes, restore, snapshot, watching_writes
from tests.visiting import ask
from webapp import clock
from webapp.access import policies
from webapp.domain.ids import new_id
from webapp.extensions import db

CANARY = re.compile(r"CANARY([a-z]+)X", re.IGNORECASE)

BEFORE_IT_BEGINS = {"coaching.put_on"}
"""Only done to a workout of which nothing is done; the others' is under way."""

OWNERS_COLUMNS = {
    "user": ("id",),
    "session": ("user_id",),
    "reset_link": ("user_id",),
    "coach_link": ("coach_id", "client_id"),
    "coach_note": ("coach_id",),
    "coach_profile": ("coach_id",),
    "publication": ("coach_id",),
    "publication_comment": ("author_id", "coach_id"),
    "publication_news": ("lifter_id", "coach_id"),
    "publication_report": ("reporter_id",),
    "person_block": ("person_id",),
    "template": ("coach_id",),
}
"""Where a row says whose it is; everywhere else it is `lifter_id`."""

NOBODYS = {"throttle", "coach_invitation"}
"""An invitation is its coach's, and whoever holds it uses it up."""


@dataclass(frozen=True)
class Case:
    """One request. owners: whose id stands in each owned place of the address; body_owner: in the body."""

    rule: Rule
    method: str
    actor: Actor
    owners: dict[str, str]
    body_owner: str | None

    def __str__(self) -> str:
        whose = [f"{place} of {owner}" for place, owner in self.owners.items()]
        body = [f"body of {self.body_owner}"] if self.body_owner else []
        return f"{self.method} {self.rule.rule} ({self.rule.endpoint}) by {self.actor.name}: {whose + body}"

    def is_for(self, rule: str) -> bool:
        """Whether everything in the address is of one person whose things the rule lets this actor have."""
        owners, thing = set(self.owners.values()), rule.removeprefix("see:")
        if thing == rule:
            return owners <= {self.actor.person}
        return len(owners) == 1 and owners <= MAY_SEE[thing].get(self.actor.person, set())


@dataclass(frozen=True)
class Answer:
    """status: 0 if the app raised instead; what it raised is then the text. text: headers and body."""

    status: int
    text: str


def cases(app: Flask, world: World, endpoints: Collection[str] = ()) -> Iterator[Case]:
    """Every case of those endpoints, or of all."""
    for rule in app.url_map.iter_rules():
        if not endpoints or rule.endpoint in endpoints:
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                for actor in world.actors:
                    yield from _cases_of(rule, method, actor)


def _cases_of(rule: Rule, method: str, actor: Actor) -> Iterator[Case]:
    places = [place for place in OWNED if place in rule.arguments]
    is_refering = method != "GET" and rule.endpoint in REFERENCES | DOCUMENTS
    mine = dict.fromkeys(places, actor.person)
    has_own = method != "GET" and rule.endpoint in REFERENCES and actor.person in OWNERS
    own_body = actor.person if has_own else None
    owners = _owners_for(actor)
    if not places and not is_refering:
        yield Case(rule, method, actor, {}, None)
    for owner in owners if places else ():
        yield Case(rule, method, actor, dict.fromkeys(places, owner), own_body)
    if actor.person in OWNERS or not places:
        for owner in owners if is_refering else ():
            yield Case(rule, method, actor, mine, owner)
    for person in sorted(_of_whom(actor)) if len(places) > 1 else ():  # one place names another's thing
        for place in places:
            for owner in set(owners) - {person}:
                yield Case(rule, method, actor, dict.fromkeys(places, person) | {place: owner}, own_body)


def _owners_for(actor: Actor) -> tuple[str, ...]:
    """Whose things this actor asks for: for coaches, a client's and a stranger's will do."""
    if not actor.is_alive:
        return ("alice", "erin")
    return ("alice", "bob") if actor.person in COACHES else (*OWNERS, UNKNOWN)


def _of_whom(actor: Actor) -> set[str]:
    """Whose things this actor has to do with."""
    clients = MAY_SEE["client"].get(actor.person, set()) if actor.is_alive else set()
    return clients | ({actor.person} & set(OWNERS))


def violations(
    app: Flask,
    world: World,
    *,
    endpoints: Collection[str] = (),
    is_reversed: bool = False,
    every: int = 1,
) -> tuple[list[str], int]:
    """What goes against the declared policies, and how many requests were made.

    every: 3 asks each third case only.
    """
    rules, before = policies(app), snapshot(db.engine)
    todo = list(cases(app, world, endpoints))[::every]
    found = []
    for case in reversed(todo) if is_reversed else todo:
        with watching_writes(db.engine) as sent:
            answer = answer_to(app, world, case)
        after = snapshot(db.engine) if sent else before
        found += [f"{case}: {breach}" for breach in _breaches(world, case, answer, rules, before, after)]
        if after != before:
            restore(db.engine, before, after)
    return found, len(todo)


def answer_to(app: Flask, world: World, case: Case) -> Answer:
    """What the app says to it."""
    address, body = _address(world, case), _body(world, case)
    try:
        response = ask(app, address, token=case.actor.token, method=case.method, **body)
    except Exception as raised:  # reported as a breach, not swallowed
        return Answer(0, repr(raised))
    headers = "".join(f"{name}: {value}\n" for name, value in response.headers)
    return Answer(response.status_code, headers + response.get_data(as_text=True))


def _address(world: World, case: Case) -> str:
    room = case.rule.endpoint.split(".")[0]
    values = {
        place: world.things[case.owners[place]][place]
        if place in case.owners
        else world.shared[f"{room}.{place}"]
        for place in case.rule.arguments
    }
    if case.rule.endpoint in BEFORE_IT_BEGINS:
        values["workout_id"] = world.things[case.owners["workout_id"]]["coming_id"]
    # Not built by the rule: its converters would refuse what a stranger may well type.
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values[found[1]], case.rule.rule)


def _body(world: World, case: Case) -> dict[str, Any]:
    endpoint, things = case.rule.endpoint, world.things[case.body_owner or UNKNOWN]
    if case.method == "GET":
        return {}
    if endpoint in DOCUMENTS:
        asker = world.ids.get(case.actor.person) or new_id(clock.utc_now())
        return {"json": DOCUMENTS[endpoint](asker, things)}
    body = {"token": str(new_id(clock.utc_now())), **BODIES[endpoint]}
    return {"data": body | (REFERENCES[endpoint](things) if case.body_owner else {})}


def _breaches(
    world: World, case: Case, answer: Answer, rules: dict[str, str], before: Snapshot, after: Snapshot
) -> Iterator[str]:
    rule = rules.get(case.rule.endpoint)
    may_ask = rule == "public" or (rule is not None and case.actor.is_alive and case.is_for(rule))
    allowed = may_ask and case.body_owner in {None, case.actor.person, *_clients_named(case)}
    is_itemwise = may_ask and case.rule.endpoint in DOCUMENTS
    if is_itemwise:
        yield from _itemwise_breaches(case, answer, allowed)
    else:
        yield from _status_breaches(case, answer.status, rule, may_ask, allowed)
    if after != before:
        if not allowed and not is_itemwise:
            yield "denied, yet it changed the database"
        if case.method == "GET":
            yield "a GET changed the database"
        if rule != "public" and _reaches_others(world, case, before, after, rule or ""):
            yield "it changed what belongs to somebody else"
    shown = {name.lower() for name in CANARY.findall(answer.text)} - _may_be_shown(case)
    if case.actor.is_alive and case.actor.person:
        shown = {name for name in shown if not name.startswith(case.actor.person)}
    if shown:
        yield f"it shows what belongs to {', '.join(sorted(shown))}"


def _may_be_shown(case: Case) -> set[str]:
    """Canaries of others that this request's answer may hold."""
    room = case.rule.endpoint.split(".")[0]
    shown = {
        "coaching": SHOWN_BY_COACHING,
        "publishing": SHOWN_BY_PUBLISHING,
        "workouts": SHOWN_BY_WORKOUTS,
        "sync": SHOWN_BY_WORKOUTS,
    }.get(room)
    return shown.get(case.actor.person, set()) if shown and case.actor.is_alive else set()


def _status_breaches(
    case: Case, status: int, rule: str | None, may_ask: bool, allowed: bool
) -> Iterator[str]:
    denied_with = 404 if case.actor.is_alive or rule is None else 401
    if status == 0:
        yield "it raised"
    elif allowed and status >= 400:
        yield f"{status}, but {rule} allows it"
    elif may_ask and not allowed and status not in (404, 409, 422):  # the form names what isn't theirs
        yield f"{status}, but the form names what belongs to {case.body_owner}"
    elif not may_ask and status != denied_with:
        yield f"{status} instead of {denied_with}: {rule} denies it"


def _itemwise_breaches(case: Case, answer: Answer, allowed: bool) -> Iterator[str]:
    taken = re.findall(r'"s":\s*"(\w+)"', answer.text)
    if answer.status != 200 or not taken or set(taken) != {"ok" if allowed else "rejected"}:
        yield f"{answer.status}, {taken} for what belongs to {case.body_owner}"


def _reaches_others(world: World, case: Case, before: Snapshot, after: Snapshot, rule: str) -> bool:
    """Whether a row changed that is neither the actor's nor, where the rule lets them, their client's."""
    people = {case.actor.person} | (set(case.owners.values()) if rule.startswith("see:") else set())
    people |= {one for one in _clients_named(case) if one == case.body_owner}
    allowed = {world.ids.get(person) for person in people}
    return any(
        not allowed & {_uuid(row[column]) for column in _columns(change.table.name)}
        for change in changes(db.engine, before, after)
        for row in (change.old, change.new)
        if row and change.table.name not in NOBODYS
    )


def _clients_named(case: Case) -> set[str]:
    """Whom the form may name beside its sender."""
    is_so = case.rule.endpoint in NAMES_CLIENTS
    return {*MAY_SEE["client"].get(case.actor.person, set())} if is_so else set()


def _columns(table: str) -> tuple[str, ...]:
    return OWNERS_COLUMNS.get(table, ("lifter_id",))


def _uuid(value: Any) -> UUID | None:
    """SQLite keeps ids as bytes."""
    return UUID(bytes=value) if isinstance(value, bytes) else value


def tables_without_owner() -> set[str]:
    """Tables of which this module doesn't know whose the rows are."""
    inspector = sa.inspect(db.engine)
    return {
        table
        for table in set(inspector.get_table_names()) - NOBODYS - {"alembic_version"}
        if not set(_columns(table)) <= {c["name"] for c in inspector.get_columns(table)}
    }
