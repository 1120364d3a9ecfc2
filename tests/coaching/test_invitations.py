"""An invitation leads to one link, once, for as long as it holds, for whoever was meant."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.accounts.forms import ZOE, submit
from tests.coaching.inviting import accept, invite, open_with
from tests.conftest import Clock
from tests.databases import snapshot
from tests.people import make_link
from tests.visiting import Phone, form_to, text_of, visit
from webapp import clock as product_clock
from webapp.coaching import invitations, links
from webapp.coaching.links import Acceptance
from webapp.database import begin_writing
from webapp.domain.consent import Shares
from webapp.extensions import db
from webapp.models import CoachLink, Invitation, User
from webapp.models.coaching import LinkState

PhoneOf = Callable[[User], Phone]

ALL = Shares(logs=True, measurements=True, wellbeing=True, notes=True, past=True)


def living_links() -> list[CoachLink]:
    db.session.remove()
    found = list(db.session.scalars(sa.select(CoachLink).where(CoachLink.state == "active")))
    db.session.remove()
    return found


@pytest.mark.parametrize("way", ["token", "code"])
def test_a_lifter_becomes_a_client_by_link_or_by_code(
    way: str, phone_of: PhoneOf, alice: User, carol: User
) -> None:
    offer = invite(phone_of(carol))

    page = accept(phone_of(alice), getattr(offer, way)).follow()

    assert "Your coach sees what you chose" in text_of(page)
    assert "Carol" in text_of(page)
    assert [(one.coach_id, one.client_id) for one in living_links()] == [(carol.id, alice.id)]
    assert "Alice" in text_of(visit(phone_of(carol), "/coach"))


@pytest.mark.parametrize("typed", ["{}", " {} ", "{} ", "{}.", "  {}"])
@pytest.mark.parametrize("dashed", [True, False])
@pytest.mark.parametrize("case", [str.lower, str.upper])
def test_a_code_may_be_typed_in_any_case_with_dashes_or_without(
    typed: str, dashed: bool, case: Callable[[str], str], phone_of: PhoneOf, alice: User, carol: User
) -> None:
    code = invite(phone_of(carol)).code

    page = open_with(phone_of(alice), typed.format(case(code if dashed else code.replace("-", ""))))

    assert "Carol invites you" in text_of(page)


def test_whoever_is_invited_chooses_what_is_shared(phone_of: PhoneOf, alice: User, carol: User) -> None:
    form = form_to(open_with(phone_of(alice), invite(phone_of(carol)).token), "/i/accept")
    for name in ("share-notes", "share-past"):
        form[name] = False

    form.submit()

    (link,) = living_links()
    assert (link.shares_logs, link.shares_measurements, link.shares_wellbeing) == (True, True, True)
    assert (link.shares_notes, link.shares_past) == (False, False)


def test_the_same_form_sent_twice_is_one_link(phone_of: PhoneOf, alice: User, carol: User) -> None:
    form = form_to(open_with(phone_of(alice), invite(phone_of(carol)).token), "/i/accept")

    form.submit(status=303)
    form.submit(status=303)

    assert len(living_links()) == 1


def test_a_used_invitation_is_refused_to_another_in_words(
    phone_of: PhoneOf, alice: User, bob: User, carol: User
) -> None:
    offer = invite(phone_of(carol))
    his = form_to(open_with(phone_of(bob), offer.token), "/i/accept")
    accept(phone_of(alice), offer.token)

    answers = [his.submit(status=422), open_with(phone_of(bob), offer.code, status=422)]

    assert all("doesn't work any more" in text_of(one) for one in answers)
    assert [one.client_id for one in living_links()] == [alice.id]


def test_an_ended_link_doesnt_come_back_by_the_old_invitation(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    offer = invite(phone_of(carol))
    hers = form_to(open_with(phone_of(alice), offer.token), "/i/accept")
    hers.submit()
    form_to(visit(phone_of(alice), "/settings/coaches"), "/end").submit()

    answer = hers.submit(status=422)

    assert "doesn't work any more" in text_of(answer)
    assert living_links() == []


@pytest.mark.parametrize(
    ("way", "hours", "holds"),
    [("token", 167, True), ("token", 169, False), ("code", 23, True), ("code", 25, False)],
)
def test_a_link_holds_for_7_days_and_a_code_for_24_hours(
    way: str, hours: int, holds: bool, phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    offer = invite(phone_of(carol))

    clock.forward(hours=hours)
    page = open_with(phone_of(alice), getattr(offer, way), status=200 if holds else 422)

    assert ("Carol invites you" in text_of(page)) == holds


def test_an_invitation_that_gets_too_old_while_it_is_open_is_refused(
    phone_of: PhoneOf, clock: Clock, alice: User, carol: User
) -> None:
    form = form_to(open_with(phone_of(alice), invite(phone_of(carol)).token), "/i/accept")

    clock.forward(days=8)
    form.submit(status=422)

    assert living_links() == []


def test_what_was_taken_back_opens_nothing_and_is_no_longer_listed(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    offer = invite(phone_of(carol), "Alice from the gym")
    opened = form_to(open_with(phone_of(alice), offer.token), "/i/accept")
    page = visit(phone_of(carol), "/coach/invitations")
    assert "Alice from the gym" in text_of(page)

    page = form_to(page, "/revoke").submit().follow()

    assert "Alice from the gym" not in text_of(page)
    opened.submit(status=422)
    for key in (offer.token, offer.code):
        open_with(phone_of(alice), key, status=422)
    assert living_links() == []


def test_nobody_is_their_own_coach(phone_of: PhoneOf, carol: User) -> None:
    offer = invite(phone_of(carol))

    page = open_with(phone_of(carol), offer.token, status=422)
    posted = phone_of(carol).post("/i/accept", {"key": offer.code}, status=422)

    assert "your own invitation" in text_of(page)
    assert "your own invitation" in text_of(posted)
    assert living_links() == []


@pytest.mark.parametrize(
    "mangle",
    [
        lambda token: token[:-1],
        lambda token: token + "A",
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: token.swapcase(),
        lambda token: "",
        lambda token: "👋" * 43,
        lambda token: "x" * 100_000,
    ],
)
def test_a_mangled_invitation_is_refused_in_words(
    mangle: Callable[[str], str], phone_of: PhoneOf, alice: User, carol: User
) -> None:
    offer = invite(phone_of(carol))

    page = open_with(phone_of(alice), mangle(offer.token), status=422)

    assert "doesn't work any more" in text_of(page)


def test_of_two_who_accept_at_once_one_is_linked(
    app: Flask, phone_of: PhoneOf, alice: User, bob: User, carol: User
) -> None:
    token = invite(phone_of(carol)).token
    people, outcomes = [alice.id, bob.id], at_once(app, token, [alice.id, bob.id])

    assert sorted(outcomes) == ["gone", "linked"]
    (link,) = living_links()
    assert link.client_id == people[outcomes.index("linked")]


def test_two_forms_of_one_person_at_once_are_one_link(
    app: Flask, phone_of: PhoneOf, alice: User, carol: User
) -> None:
    token = invite(phone_of(carol)).token

    assert at_once(app, token, [alice.id, alice.id]) == ["linked", "linked"]
    assert len(living_links()) == 1


def at_once(app: Flask, token: str, people: list[UUID]) -> list[Acceptance]:
    """Each on a connection of their own; both have found the invitation open before either uses it up."""
    db.session.remove()
    both, outcomes = threading.Barrier(2, timeout=10), dict[int, Acceptance]()
    use, waited = invitations.use, set[int]()

    def wait_and_use(invitation_id: UUID, by: UUID, now: datetime) -> bool:
        me = threading.get_ident()
        if db.engine.dialect.name == "postgresql" and me not in waited:
            waited.add(me)
            both.wait()  # on SQLite one waits at BEGIN already
        return use(invitation_id, by, now)

    def send(number: int) -> None:
        with app.app_context():
            begin_writing()
            client = db.session.get(User, people[number])
            assert client
            now = product_clock.utc_now()
            outcomes[number] = links.accept(client, token, ALL, now.date(), now)
            db.session.commit()
            db.session.remove()

    invitations.use = wait_and_use
    try:
        threads = [threading.Thread(target=send, args=[number]) for number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    finally:
        invitations.use = use
    return [outcomes[number] for number in range(2)]


@pytest.mark.parametrize("address", ["/i", "/i/accept"])
def test_guesses_of_codes_are_few(address: str, phone_of: PhoneOf, alice: User, carol: User) -> None:
    offer, guesser = invite(phone_of(carol)), phone_of(alice)
    for number in range(30):
        guesser.post(address, {"key": f"AAAA-AAAA-A{number:03}"}, status=422)

    answers = [guesser.post(one, {"key": offer.code}, status=429) for one in ("/i", "/i/accept")]

    assert all(int(answer.headers["Retry-After"]) > 500 for answer in answers)
    assert all("Too many tries" in text_of(answer) for answer in answers)
    assert living_links() == []


def test_a_link_waits_for_no_one(phone_of: PhoneOf, clock: Clock, alice: User, carol: User) -> None:
    """256 bits can't be guessed, and whoever shares a network with a guesser gets in."""
    offer, guesser = invite(phone_of(carol)), phone_of(alice)
    for number in range(40):
        guesser.post("/i", {"key": f"{number:043}"}, status=422)
    open_with(guesser, offer.code)
    for _ in range(30):
        guesser.post("/i", {"key": "guess"}, status=422)

    accept(guesser, offer.token)

    assert len(living_links()) == 1


def test_neither_token_nor_code_is_stored(phone_of: PhoneOf, carol: User) -> None:
    offer = invite(phone_of(carol))
    plain = offer.code.replace("-", "")

    rows = snapshot(db.engine)

    held = repr(rows)
    assert [
        word for word in (offer.token, offer.code, plain) if word in held or word.encode().hex() in held
    ] == []
    db.session.remove()
    one = db.session.scalars(sa.select(Invitation)).one()
    assert (len(one.token_hash), len(one.code_hash)) == (32, 32)
    db.session.remove()


def test_the_token_is_in_no_address_that_a_server_sees(phone_of: PhoneOf, alice: User, carol: User) -> None:
    offer = invite(phone_of(carol))

    landing = visit(phone_of(alice), "/i")
    opened = open_with(phone_of(alice), offer.token)

    assert offer.address.partition("#")[0].endswith("/i")
    assert len(offer.token) == 43
    assert offer.token not in landing.text
    addresses = [
        tag.get(name, "") for tag in opened.html.select("[href], [action]") for name in ("href", "action")
    ]
    assert [one for one in addresses if offer.token in one] == []


def test_without_scripts_a_code_leads_through_sign_up(phone: Phone, phone_of: PhoneOf, carol: User) -> None:
    offer = invite(phone_of(carol))
    page = open_with(phone, offer.code)
    assert "keep it at hand" in text_of(page)

    landing = submit(page.click("Make an account"), "/signup", **ZOE).maybe_follow()

    assert landing.request.path == "/i"
    assert "Carol" in text_of(accept(phone, offer.code).follow())
    assert visit(phone, "/today").html.select_one('main a[href="/start"]'), "offered, not in the way"


def test_who_invites_is_told_before_signing_in_and_no_more_than_the_name(
    phone: Phone, phone_of: PhoneOf, carol: User
) -> None:
    page = open_with(phone, invite(phone_of(carol), "For Alice").token)

    assert "Carol invites you" in text_of(page)
    assert carol.email not in page.text
    assert "For Alice" not in page.text


def test_a_disabled_coachs_invitation_is_gone(phone_of: PhoneOf, alice: User, carol: User) -> None:
    offer = invite(phone_of(carol))
    carol.disabled_at = product_clock.utc_now()
    db.session.merge(carol)
    db.session.commit()

    open_with(phone_of(alice), offer.token, status=422)


def test_a_second_invitation_of_the_same_coach_changes_what_is_shared_and_links_once(
    phone_of: PhoneOf, alice: User, carol: User
) -> None:
    make_link(carol, alice, shares_notes=False)

    form = form_to(open_with(phone_of(alice), invite(phone_of(carol)).token), "/i/accept")
    form["share-notes"] = True
    form.submit(status=303)

    (link,) = living_links()
    assert link.shares_notes


@pytest.mark.parametrize("state", ["active", "pending"])
def test_a_second_invitation_of_the_same_coach_proposes_what_is_shared_already(
    state: LinkState, phone_of: PhoneOf, alice: User, carol: User
) -> None:
    make_link(carol, alice, state=state, shares_notes=False, shares_past=False)

    page = open_with(phone_of(alice), invite(phone_of(carol)).token)
    form_to(page, "/i/accept").submit(status=303)

    assert "as you set them for Carol before" in text_of(page)
    (link,) = living_links()
    assert (link.shares_logs, link.shares_measurements, link.shares_wellbeing) == (True, True, True)
    assert (link.shares_notes, link.shares_past) == (False, False)


def test_a_link_that_has_ended_proposes_nothing(phone_of: PhoneOf, alice: User, carol: User) -> None:
    make_link(carol, alice, state="ended", shares_notes=False)

    page = open_with(phone_of(alice), invite(phone_of(carol)).token)

    assert form_to(page, "/i/accept")["share-notes"].checked
    assert not page.html.select(".form > .why")


def test_a_form_for_an_invitation_sent_twice_makes_one(phone_of: PhoneOf, carol: User) -> None:
    form = form_to(visit(phone_of(carol), "/coach/invitations"), "/coach/invitations")
    form.submit()

    page = form.submit().follow()

    assert "made already" in text_of(page)
    assert len(page.html.select(".list .list-row")) == 1
