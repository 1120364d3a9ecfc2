"""A new version comes in politely, and an end to the worker comes at once."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import Error, Page, expect

from tests.browser.conftest import Visitor
from tests.browser.mortal import MortalServer
from tests.browser.offline import expect_synced, tick
from tests.browser.worker import await_synced, await_worker, build_of, kept, registration, until
from tests.people import make_person
from tests.training import make_workout, take_program
from webapp.models import User

FIND_UPDATE = """async () => {
    const registration = await navigator.serviceWorker.getRegistration('/')
    await registration.update()
    const coming = registration.installing
    if (coming) await new Promise((done) => coming.addEventListener('statechange', done, { once: true }))
    return registration.waiting !== null
}"""


def _visited(visitor: Visitor, person: User, path: str = "/history") -> Page:
    page = visitor(person)
    page.goto(path)
    await_worker(page)
    return page


def _next_version(mortal: MortalServer) -> None:
    mortal.kill()
    mortal.start(version="2")


def _go_on_to(page: Page, path: str) -> None:
    """Open another page, or be overtaken: a page that takes the new version loads itself anew meanwhile."""
    try:
        page.goto(path)
    except Error as error:
        if "net::ERR_ABORTED" not in error.message:
            raise
        page.wait_for_load_state()


def _go_until_the_server_answers(page: Page, address: str) -> None:
    """A server that has just started may take longer than a worker waits, which then shows what it holds."""

    def is_from_the_server() -> bool:
        page.goto(address)
        return bool(page.evaluate("document.body.dataset.worker === 'off'"))

    until(page, is_from_the_server)


def test_a_new_version_replaces_the_old_one_as_a_page_opens(mortal: MortalServer, visitor: Visitor) -> None:
    page = _visited(visitor, make_person("Alice"))
    old = build_of(page)
    _next_version(mortal)
    assert page.evaluate(FIND_UPDATE)

    loads: list[Page] = []
    page.on("load", lambda loaded: loads.append(loaded))

    def has_taken_over() -> bool:
        with suppress(Error):  # asked while the page loads anew
            return registration(page) == {"active": "activated", "waiting": None}
        return False

    for _ in range(5):  # while the page before it is still being put away, a page isn't the only one
        loads.clear()
        _go_on_to(page, "/programs")
        with suppress(AssertionError):
            until(page, has_taken_over, within_s=6)
            break

    assert has_taken_over()
    await_worker(page)
    assert len(loads) <= 2, "it loads itself anew once"
    assert build_of(page) != old
    assert not [address for address in kept(page) if old in address]


def test_a_version_found_while_a_page_stands_open_waits_and_says_so(
    mortal: MortalServer, visitor: Visitor
) -> None:
    page = _visited(visitor, make_person("Alice"))
    page.evaluate("window.untouched = true")
    _next_version(mortal)

    assert page.evaluate(FIND_UPDATE)

    expect(page.get_by_text("An update is ready.")).to_be_visible()
    assert page.evaluate("window.untouched")


def test_an_update_waits_while_a_workout_is_under_way(mortal: MortalServer, visitor: Visitor) -> None:
    alice = make_person("Alice")
    make_workout(alice, sets=3, ticked=1)
    page = _visited(visitor, alice, "/today")
    old = build_of(page)
    tick(page, 1)
    expect_synced(page)
    _next_version(mortal)
    page.evaluate(FIND_UPDATE)

    page.reload()
    expect(page.get_by_text("An update is ready.")).to_be_visible()
    page.evaluate("window.untouched = true")
    tick(page, 2)

    assert registration(page) == {"active": "activated", "waiting": "installed"}
    assert [address for address in kept(page) if old in address], "the old version keeps its files"
    assert page.evaluate("window.untouched"), "it loaded anew in the middle of a workout"


def test_pressing_update_takes_it(mortal: MortalServer, visitor: Visitor) -> None:
    alice = make_person("Alice")
    make_workout(alice, sets=3, ticked=1)
    page = _visited(visitor, alice, "/today")
    _next_version(mortal)
    page.evaluate(FIND_UPDATE)
    update = page.get_by_role("button", name="Update")

    with page.expect_navigation():
        update.click()

    await_worker(page)
    assert registration(page) == {"active": "activated", "waiting": None}
    expect(update).to_have_count(0)


def test_putting_it_off_leaves_everything_as_it_was(mortal: MortalServer, visitor: Visitor) -> None:
    page = _visited(visitor, make_person("Alice"))
    _next_version(mortal)
    page.evaluate(FIND_UPDATE)

    page.get_by_role("button", name="Later").click()

    expect(page.get_by_text("An update is ready.")).to_have_count(0)
    assert registration(page) == {"active": "activated", "waiting": "installed"}


def test_it_waits_for_another_page_that_is_open(mortal: MortalServer, visitor: Visitor) -> None:
    page = _visited(visitor, make_person("Alice"))
    other = page.context.new_page()
    other.goto("/programs")
    other.evaluate("window.untouched = true")
    _next_version(mortal)
    page.evaluate(FIND_UPDATE)

    page.goto("/history")

    expect(page.get_by_text("An update is ready.")).to_be_visible()
    assert other.evaluate("window.untouched")
    assert registration(page) == {"active": "activated", "waiting": "installed"}


def test_without_a_network_looking_for_an_update_harms_nothing(
    mortal: MortalServer, visitor: Visitor
) -> None:
    page = _visited(visitor, make_person("Alice"))
    mortal.kill()

    failed = page.evaluate(
        "navigator.serviceWorker.getRegistration('/').then((r) => r.update()).then(() => false, () => true)"
    )

    assert failed
    assert registration(page) == {"active": "activated", "waiting": None}


def test_switched_off_the_worker_and_its_files_go_and_unsent_sets_stay(
    mortal: MortalServer, visitor: Visitor
) -> None:
    alice = make_person("Alice")
    take_program(alice)
    page = _visited(visitor, alice, "/today")
    await_synced(page)
    mortal.kill()
    mortal.start(BACKDAY_WORKER="off")

    _go_until_the_server_answers(page, "/history")
    until(page, lambda: registration(page) is None and kept(page) == {})
    response = page.goto("/today")

    assert response
    assert not response.from_service_worker
    assert registration(page) is None
    names = page.evaluate("indexedDB.databases().then((all) => all.map((one) => one.name))")
    assert f"backday-{alice.id}" in names


def test_a_person_who_is_not_signed_in_gets_no_worker(mortal: MortalServer, visitor: Visitor) -> None:
    page = visitor(make_person("Alice"))
    page.context.clear_cookies()

    page.goto("/login", wait_until="networkidle")

    assert registration(page) is None
