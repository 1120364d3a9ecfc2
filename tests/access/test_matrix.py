"""Every view does what its declared policy says, for everybody, with everybody's things."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.access.bodies import BODIES, DOCUMENTS, PUBLIC, REFERENCES
from tests.access.matrix import Case, answer_to, tables_without_owner, violations
from tests.access.world import OWNED, OWNERS, UNKNOWN, World
from webapp.access import policies
from webapp.extensions import db


def test_every_view_declares_who_may_use_it(app: Flask) -> None:
    assert set(app.view_functions) - set(policies(app)) == set()


def test_only_these_views_are_open_to_everybody(app: Flask) -> None:
    assert {endpoint for endpoint, rule in policies(app).items() if rule == "public"} == PUBLIC


def test_a_policy_that_names_a_thing_has_one_in_its_address(app: Flask) -> None:
    """And the other way round: an address with somebody's id in it is never just `self`."""
    rules = policies(app)
    for rule in app.url_map.iter_rules():
        names_things = bool(set(OWNED) & rule.arguments)
        assert rules[rule.endpoint].startswith(("own:", "see:")) == names_things, rule


def test_the_matrix_knows_every_place_form_and_table(app: Flask, world: World) -> None:
    rules = list(app.url_map.iter_rules())
    places = {
        place if place in OWNED else f"{rule.endpoint.split('.')[0]}.{place}"
        for rule in rules
        for place in rule.arguments
    }
    forms = {rule.endpoint for rule in rules if (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}}

    assert places == {*OWNED, *world.shared}
    assert forms == set(BODIES) | set(DOCUMENTS)
    assert forms >= set(REFERENCES)
    assert tables_without_owner() == set()


def test_nobody_gets_further_than_the_policy_says(app: Flask, world: World) -> None:
    """Whom a view lets in doesn't depend on the database: on the second, each tenth case will do."""
    is_second = db.engine.dialect.name == "postgresql"
    found, requests = violations(app, world, every=10 if is_second else 1)

    assert found == []
    assert requests > 500


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_nor_do_they_in_the_other_order(app: Flask, world: World) -> None:
    """What one person's request left in memory must not reach the next one's answer; each second case."""
    found, _ = violations(app, world, is_reversed=True, every=2)

    assert found == []


def test_somebody_elses_thing_and_an_unknown_one_are_answered_alike(app: Flask, world: World) -> None:
    bob = next(actor for actor in world.actors if actor.name == "bob")
    differing = []
    for rule in app.url_map.iter_rules():
        places = [place for place in OWNED if place in rule.arguments]
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"} if places else ():
            answers = {
                re.sub(
                    r"[0-9a-f-]{36}", "…", answer_to(app, world, Case(rule, method, bob, owners, None)).text
                )
                for owners in (dict.fromkeys(places, owner) for owner in (*OWNERS, UNKNOWN) if owner != "bob")
            }
            differing += [rule.endpoint] if len(answers) > 1 else []

    assert differing == []
