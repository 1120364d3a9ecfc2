"""The matrix sees what it is there for: each fault below is one that somebody made somewhere."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_login import current_user

from tests.access.matrix import violations
from tests.access.plants import (
    Plant,
    around,
    asking_without,
    believes_the_form,
    caching_by_address,
    changing_anybodys_copies,
    commenting_anywhere,
    counts_visits,
    finding_everybodys,
    finding_programs_by_their_id_alone,
    finding_somebodys_profile,
    finding_workouts_of,
    giving_to_anybody,
    letting_in,
    letting_see,
    listing_everybodys_clients,
    listing_everybodys_limitations,
    listing_everybodys_messages,
    listing_everybodys_programs,
    listing_everybodys_publications,
    listing_for_everybody,
    lists_everybodys,
    looks_at_the_workout_alone,
    overhearing_other_coaches,
    reading_everybodys_lifts,
    shares_a_gym,
    showing_the_past,
    showing_what_isnt_shared,
    taking_anybodys_limitation_away,
    taking_operations_unseen,
    telling_of_limits_of_everybody,
    tells_that_it_exists,
    without_guard,
    writes_first,
    writes_wide,
)
from tests.access.world import World
from webapp.access import Policy, policies
from webapp.coaching import digest, requests, told
from webapp.models import (
    CoachLink,
    Comment,
    Publication,
    Session,
    User,
)
from webapp.publishing import queries as publishing

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


LIVING, ENABLED = Session.revoked_at.is_(None), User.disabled_at.is_(None)


FAULTS: dict[str, tuple[str, Plant, str]] = {
    "nobody asks whose workout it is": (
        "workouts.show", finding_workouts_of(lambda owner: True), "200 instead of 404"
    ),
    "coaches see everybody": (
        "workouts.show", finding_workouts_of(lambda owner: current_user.is_coach), "by carol"
    ),
    "no gym is taken for the same gym": ("workouts.show", finding_workouts_of(shares_a_gym), "by nina"),
    "the workout is checked, its set isn't": (
        "workouts.save_set", around("workouts.save_set", looks_at_the_workout_alone), "set_id of bob"
    ),
    "it writes, then checks": ("workouts.save", around("workouts.save", writes_first), "denied, yet it"),
    "it writes more than it was asked": (
        "workouts.finish", around("workouts.finish", writes_wide), "what belongs to somebody else"
    ),
    "a list shows everybody's": ("history.index", around("history.index", lists_everybodys), "it shows what"),
    "403 tells that it exists": (
        "workouts.show", around("workouts.show", tells_that_it_exists), "403 instead of 404"
    ),
    "an id in a form is believed": (
        "workouts.train", around("workouts.train", believes_the_form), "the form names what"
    ),
    "a page writes": ("workouts.today", around("workouts.today", counts_visits), "a GET changed"),
    "a page is kept by its address alone": ("workouts.today", caching_by_address, "it shows what"),
    "a disabled person is let in": ("workouts.today", letting_in(LIVING), "by erin, disabled"),
    "a signed-out phone is let in": (
        "workouts.today", letting_in(ENABLED), "by alice on a phone that was signed out"
    ),
    "sessions never end": (
        "workouts.today", letting_in(LIVING, ENABLED), "by alice on a phone unused for a month"
    ),
    # The database itself keeps the rows (the upsert asks whose they are), so what is seen is the false "ok".
    "operations are taken unseen": ("sync.sync", taking_operations_unseen, "for what belongs to"),
    "a link that ended is honoured": ("coaching.client", letting_see("active", "ended"), "by emma"),
    "a link that nobody accepted is honoured": (
        "coaching.client", letting_see("active", "pending"), "by pete"
    ),
    "the answer to an ended link is news": ("coaching.news", letting_see("active", "ended"), "by emma"),
    "what isn't shared is shown": ("coaching.client", showing_what_isnt_shared, "belongs to alicenotes"),
    "the past is shown": ("coaching.client", showing_the_past, "belongs to alicepast"),
    "a coach writes on anybody's workout": ("coaching.write", commenting_anywhere, "workout_id of bob"),
    "the roster lists everybody's clients": ("coaching.roster", listing_everybodys_clients, "by dana"),
    "a coach reads what another one was told": (
        "coaching.client", overhearing_other_coaches, "by dana: ['client_id of alice']: it shows"
    ),
    "an exercise's history is everybody's": ("history.exercise", reading_everybodys_lifts, "it shows what"),
    "a client's exercise is everybody's": ("coaching.exercise", reading_everybodys_lifts, "it shows what"),
    "an exercise shows the past": ("coaching.exercise", showing_the_past, "alicepast"),
    "a program is found by its id alone": (
        "coaching.template", finding_programs_by_their_id_alone, "200 instead of 404"
    ),
    "the list of programs is everybody's": (
        "coaching.list_templates", listing_everybodys_programs, "it shows what"
    ),
    "a program is copied by its id alone": (
        "coaching.copy_template", finding_programs_by_their_id_alone, "the form names what"
    ),
    "a program is given to anybody": (
        "coaching.give_template", giving_to_anybody, "the form names what belongs to bob"
    ),
    "anybody's copies are shown": ("coaching.copies", changing_anybodys_copies, "it shows what"),
    "anybody's copies are changed": (
        "coaching.change_copies", changing_anybodys_copies, "the form names what"
    ),
    "the list of messages is everybody's": (
        "workouts.messages", listing_everybodys_messages, "it shows what"
    ),
    "anybody changes a publication": (
        "publishing.edit", finding_everybodys(publishing, "find_publication", Publication), "instead of 404"
    ),
    "anybody takes a publication back": (
        "publishing.unpublish",
        finding_everybodys(publishing, "find_publication", Publication),
        "denied, yet it changed",
    ),
    "anybody deletes a comment": (
        "publishing.delete_comment",
        finding_everybodys(publishing, "find_own_comment", Comment),
        "denied, yet it changed",
    ),
    "anybody hides a comment": (
        "publishing.hide_comment",
        finding_everybodys(publishing, "find_comment_under", Comment),
        "denied, yet it changed",
    ),
    "a coach's settings are somebody else's": (
        "publishing.profile", finding_somebodys_profile, "it shows what"
    ),
    "the publications are everybody's": (
        "publishing.publications", listing_everybodys_publications, "it shows what"
    ),
    "the news is everybody's": (
        "publishing.following", listing_for_everybody(publishing, "list_news"), "it shows what"
    ),
    "the blocked are everybody's": (
        "publishing.blocked", listing_for_everybody(publishing, "list_blocked"), "it shows what"
    ),
    "the roster lists everybody's requests": (
        "coaching.roster", listing_for_everybody(requests, "list_requests"), "by dana"
    ),
    "anybody accepts a request": (
        "coaching.accept_request",
        finding_everybodys(requests, "find_request", CoachLink),
        "denied, yet it changed",
    ),
    "anybody's limitation is taken away": (
        "limitations.remove", taking_anybodys_limitation_away, "limitation_id of alice"
    ),
    "a coach takes a stranger's limitation away": (
        "coaching.lift_limit", taking_anybodys_limitation_away, "denied, yet it changed"
    ),
    "a coach reads everybody's limitations": (
        "coaching.limitations", listing_everybodys_limitations, "it shows what belongs to"
    ),
    "a workout is marked with what others must not do": (
        "workouts.choose_exercise", telling_of_limits_of_everybody, "it shows what belongs to"
    ),
    "what is new tells of pain that isn't shared": (
        "coaching.since",
        asking_without(digest, "_PAINS", "coach_link.shares_wellbeing"),
        "belongs to alicewellbeing",
    ),
    "what is new tells what another coach was told": (
        "coaching.since", asking_without(digest, "_SAID", "message.coach_id = :coach"), "belongs to alicesaid"
    ),
    "what is told is about somebody else": (
        "coaching.told_since",
        asking_without(told, "_LISTED", "limitation.lifter_id = :person"),
        "it shows what",
    ),
    "what is told is what another lifter was told": (
        "coaching.told_since", asking_without(told, "_LISTED", "message.lifter_id = :person"), "it shows what"
    ),
    "nobody stands at the door": ("workouts.today", without_guard, "by somebody not signed in"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_the_matrix_catches_it_when(
    fault: str, app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint, plant, sign = FAULTS[fault]
    plant(app, monkeypatch)

    found, _ = violations(app, world, endpoints={endpoint})

    assert any(sign in breach for breach in found), found


def test_a_view_without_a_policy_answers_nobody(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def undeclared() -> str:
        return "everything"

    monkeypatch.setitem(app.view_functions, "history.index", undeclared)

    found, requests = violations(app, world, endpoints={"history.index"})

    assert set(app.view_functions) - set(policies(app)) == {"history.index"}
    assert requests
    assert found == []


def test_a_view_opened_by_mistake_is_caught(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.view_functions["workouts.show"], "access", Policy("public", writes=True))

    found, _ = violations(app, world, endpoints={"workouts.show"})

    assert found
