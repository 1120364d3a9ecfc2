"""An invitation kept through sign-up, and the end of a link while the coach is looking."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPhone, PhoneOf, Server, Visitor
from tests.browser.offline import open_and_settle, tick
from tests.browser.worker import await_synced, await_worker, kept, until
from tests.people import PASSWORD, make_link, make_person
from tests.training import make_workout
from webapp import clock
from webapp.coaching import links
from webapp.extensions import db
from webapp.models import CoachLink, User

"""A page asks every 5 s; the rest is for a busy machine."""


def invite(coach: Page) -> tuple[str, str]:
    """Address and code, as the coach's page shows them."""
    coach.goto("/coach/invitations")
    coach.get_by_role("button", name="Make an invitation").click()
    return coach.get_by_label("Link, for 7 days").input_value(), coach.get_by_label("Or a code").input_value()


def sign_up(phone: Page) -> None:
    phone.get_by_role("link", name="Make an account").click()
    phone.get_by_label("Name").fill("Nina")
    phone.get_by_label("Email").fill("nina@example.com")
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_label("Kilograms").check(force=True)
    phone.get_by_role("button", name="Start training").click()


def copy_link(coach: Page, address: str) -> None:
    """Where the browser refuses, the link is marked; else it is on the clipboard, and the page says so."""
    said = coach.locator(".invitation [role=status]")
    button = coach.get_by_role("button", name="Copy link")
    coach.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    button.click()
    expect(said).to_contain_text("The link is marked")
    assert coach.evaluate("String(getSelection())") == address
    coach.evaluate("() => { navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }; }")
    button.click()
    expect(said).to_have_text("Copied")
    assert coach.evaluate("globalThis.copied") == address


def test_a_link_is_kept_through_sign_up_and_no_server_sees_its_token(
    open_phone: OpenPhone, phone_of: PhoneOf
) -> None:
    coach, phone = phone_of(make_person("Carol", is_coach=True)), open_phone()
    address, _ = invite(coach)
    copy_link(coach, address)
    token = address.partition("#")[2]
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url + str(request.headers.get("referer"))))

    phone.goto(address)
    expect(phone.get_by_role("heading", name="Carol invites you")).to_be_visible()
    sign_up(phone)
    expect(phone.get_by_role("heading", name="Carol invites you")).to_be_visible()
    phone.get_by_label("Notes").uncheck()
    phone.get_by_role("button", name="Train with Carol").click()

    expect(phone.get_by_text("Your coach sees what you chose")).to_be_visible()
    assert [url for url in asked if token in url.partition("#")[0]] == []
    assert phone.evaluate("sessionStorage.length") == 0
    coach.goto("/coach")
    coach.get_by_role("link", name="Nina").click()
    expect(coach.get_by_role("heading", name="Nina")).to_be_visible()


def test_without_scripts_a_code_does_it(open_phone: OpenPhone, phone_of: PhoneOf) -> None:
    coach = phone_of(make_person("Carol", is_coach=True))
    phone = open_phone(java_script_enabled=False)
    _, code = invite(coach)

    phone.goto("/i")
    phone.get_by_label("Code").fill(code.lower())
    phone.get_by_role("button", name="Open it").click()
    sign_up(phone)
    phone.get_by_label("Code").fill(code)
    phone.get_by_role("button", name="Open it").click()
    phone.get_by_role("button", name="Train with Carol").click()

    expect(phone.get_by_text("Your coach sees what you chose")).to_be_visible()


def test_a_refused_link_is_said_once_and_not_sent_again(open_phone: OpenPhone, server: Server) -> None:
    phone = open_phone()
    phone.goto(f"/i#{'x' * 43}")
    expect(phone.locator("#key-error")).to_contain_text("doesn't work any more")
    until(phone, lambda: phone.evaluate("sessionStorage.length") == 0)

    phone.goto("/i", wait_until="networkidle")

    expect(phone.locator("#key-error")).to_have_count(0)
    expect(phone.locator("#key")).to_have_value("")


def test_a_second_link_opened_on_the_page_of_the_first_is_the_one_that_counts(phone_of: PhoneOf) -> None:
    phone = phone_of(make_person("Alice"))
    links_of = {name: invite(phone_of(make_person(name, is_coach=True)))[0] for name in ("Carol", "Dora")}

    phone.goto(links_of["Carol"][:-20])
    expect(phone.locator("#key-error")).to_contain_text("doesn't work any more")
    phone.goto(links_of["Carol"])
    expect(phone.get_by_role("heading", name="Carol invites you")).to_be_visible()
    phone.goto(links_of["Dora"])

    expect(phone.get_by_role("heading", name="Dora invites you")).to_be_visible()


def watched(phone_of: PhoneOf) -> tuple[Page, User, CoachLink]:
    """A coach who looks at a client's log."""
    carol, alice = make_person("Carol", is_coach=True), make_person("Alice")
    make_workout(alice, title="Heavy back", ticked=1)
    link, coach = make_link(carol, alice), phone_of(carol)
    coach.goto(f"/coach/clients/{alice.id}")
    expect(coach.get_by_role("heading", name="Alice")).to_be_visible()
    return coach, alice, link


def end(server: Server, link: CoachLink) -> None:
    with server.app.app_context():  # of its own: a browser's callback has none
        _end(link)


def _end(link: CoachLink) -> None:
    living = db.session.get(CoachLink, link.id)
    assert living
    links.end(living, link.client_id, clock.utc_now())
    db.session.commit()
    db.session.remove()


def expect_gone(coach: Page) -> None:
    told = coach.get_by_text("log isn’t shared with you any more")
    expect(told.or_(coach.get_by_text("404"))).to_be_visible()
    expect(coach.get_by_text("Heavy back")).to_have_count(0)


def test_a_tick_reaches_the_open_page_within_seconds_and_a_begun_message_stays(phone_of: PhoneOf) -> None:
    coach, alice, _ = watched(phone_of)
    coach.get_by_text("Write to Alice").first.click()
    coach.get_by_label("Message", exact=True).first.fill("Well d")

    make_workout(alice, title="A second one", ticked=1)

    expect(coach.get_by_role("heading", name="A second one")).to_be_visible()
    assert coach.locator("textarea").evaluate_all("all => all.map((one) => one.value)").count("Well d") == 1


def test_the_open_page_goes_when_the_link_ends(phone_of: PhoneOf, server: Server) -> None:
    coach, _, link = watched(phone_of)

    end(server, link)

    expect(coach.get_by_text("This client’s log isn’t shared with you any more.")).to_be_visible()
    expect_gone(coach)


def test_it_goes_when_the_link_ends_while_the_page_asks(phone_of: PhoneOf, server: Server) -> None:
    coach, _, link = watched(phone_of)

    ending_during(coach, "**/news", lambda: end(server, link))

    expect_gone(coach)


def test_it_goes_when_the_link_ends_while_the_page_is_fetched(phone_of: PhoneOf, server: Server) -> None:
    coach, alice, link = watched(phone_of)

    ending_during(coach, "**/coach/clients/*looked=*", lambda: end(server, link))
    make_workout(alice, title="Too late", ticked=1)

    expect_gone(coach)
    expect(coach.get_by_text("Too late")).to_have_count(0)


def ending_during(coach: Page, address: str, do: Callable[[], None]) -> None:
    """Do it while the coach's next request to that address is under way."""

    def hold(route: Route) -> None:
        do()
        route.continue_()

    coach.route(address, hold, times=1)


def test_the_way_back_doesnt_show_it_again(phone_of: PhoneOf, server: Server) -> None:
    coach, _, link = watched(phone_of)
    coach.goto("/coach")
    end(server, link)

    coach.go_back()

    expect_gone(coach)


def test_every_other_open_page_goes_too(phone_of: PhoneOf, server: Server) -> None:
    """The link ends while one tab asks; another has the roster open."""
    coach, alice, link = watched(phone_of)
    roster = coach.context.new_page()
    roster.goto("/coach")
    expect(roster.get_by_text("Alice")).to_be_visible()
    coach.goto(f"/coach/clients/{alice.id}/limitations")
    coach.get_by_label("In your own words").fill("No loaded hinge")
    ending_during(coach, "**/still", lambda: end(server, link))

    expect_gone(coach)

    expect(coach.get_by_text("Alice")).to_have_count(0)
    expect(roster.get_by_text("Alice")).to_have_count(0)


def test_no_phone_keeps_what_a_coach_saw(phone_of: PhoneOf) -> None:
    coach, _, _ = watched(phone_of)
    await_worker(coach)
    coach.reload()
    await_synced(coach)
    coach.goto("/coach")
    coach.goto("/today")

    assert [path for path, text in kept(coach).items() if "Alice" in text or path.startswith("/coach")] == []


@pytest.mark.parametrize("is_offline", [False, True])
def test_what_a_coach_changes_is_whole_on_the_open_page_at_the_next_sync(
    visitor: Visitor, is_offline: bool
) -> None:
    carol, alice = make_person("Carol", is_coach=True), make_person("Alice")
    workout = make_workout(alice, "barbell-row", "good-morning", sets=3)
    make_link(carol, alice)
    phone, desk = visitor(alice), visitor(carol)
    open_and_settle(phone, "/today")
    desk.goto(f"/coach/clients/{alice.id}/workouts/{workout.id}/edit")
    row = desk.get_by_role("region", name="Good morning")
    row.locator("summary").click()
    row.get_by_label("Sets").fill("2")
    row.get_by_label("Reps").fill("12")
    row.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Saved.")).to_be_visible()

    if is_offline:
        phone.context.set_offline(True)
        tick(phone, 0)
        phone.context.set_offline(False)
    else:
        tick(phone, 0)

    card = phone.locator(".exercise", has=phone.get_by_role("heading", name="Good morning"))
    expect(card.locator(".tick")).to_have_count(2)
    expect(card.locator(".set-row").first).to_contain_text("12")
    expect(phone.locator(".set-row").first).to_have_attribute("data-ticked", "")
