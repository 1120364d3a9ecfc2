"""The app opens without its server: dead, frozen, or never reached."""

from __future__ import annotations

import time
import urllib.request

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.mortal import MortalServer
from tests.browser.worker import await_synced, await_worker, build_of, kept, until
from tests.people import make_person
from tests.training import make_workout, take_program
from webapp.extensions import db
from webapp.models import User

SHELL = "main[data-enhance~=shell]"
LIMIT_S = 2.5

WAITED_MS = """() => {
    const [way] = performance.getEntriesByType('navigation')
    return way.responseStart - way.fetchStart
}"""


@pytest.fixture
def page(mortal: MortalServer, visitor: Visitor) -> Page:
    """Alice's phone, which has visited once and holds her days."""
    alice = make_person("Alice")
    take_program(alice)
    page = visitor(alice)
    page.goto("/today")
    await_worker(page)
    await_synced(page)
    return page


def test_with_the_server_dead_today_opens_from_the_shell(mortal: MortalServer, page: Page) -> None:
    mortal.kill()

    response = page.goto("/today")

    assert response
    assert response.from_service_worker
    expect(page.locator(SHELL)).to_be_attached()


def test_from_the_home_screen_too(mortal: MortalServer, page: Page) -> None:
    mortal.kill()

    page.goto("/today?src=pwa")

    expect(page.locator(SHELL)).to_be_attached()


def test_in_airplane_mode_too(page: Page) -> None:
    page.context.set_offline(True)

    page.goto("/today")

    expect(page.locator(SHELL)).to_be_attached()


def test_a_server_that_never_answers_is_not_waited_for_where_the_phone_can_help_itself(
    mortal: MortalServer, page: Page
) -> None:
    mortal.freeze()

    page.goto("/today", wait_until="commit")

    assert page.evaluate(WAITED_MS) < LIMIT_S * 1000
    expect(page.locator(SHELL)).to_be_attached()


def test_other_pages_say_that_there_is_no_connection(mortal: MortalServer, page: Page) -> None:
    mortal.kill()

    page.goto("/history")

    expect(page.get_by_role("heading", level=1)).to_have_text("No connection")
    page.get_by_role("link", name="Today’s workout").click()
    expect(page.locator(SHELL)).to_be_attached()


def test_they_list_the_workouts_that_are_on_the_phone(mortal: MortalServer, page: Page) -> None:
    workout = make_workout(db.session.scalars(sa.select(User)).one(), title="Heavy rows", ticked=1)
    page.goto("/history")
    await_synced(page)
    until(page, lambda: "Heavy rows" in str(page.evaluate(TITLES, build_of(page))))
    mortal.kill()

    page.goto("/programs")
    page.get_by_role("link", name="Heavy rows").click()

    expect(page).to_have_url(f"{mortal.url}/workouts/{workout.id}")
    expect(page.locator(SHELL)).to_be_attached()


TITLES = """async (build) => {
    const { openDevice } = await import(`/static/${build}/js/shared/device.js`)
    const { openStore } = await import(`/static/${build}/js/shared/store.js`)
    const device = openDevice()
    const store = openStore((await device.who()).user)
    return (await store.base()).map(({ f }) => f.title)
}"""


def test_a_server_that_never_answers_is_waited_for_only_so_long(mortal: MortalServer, page: Page) -> None:
    mortal.freeze()
    started = time.monotonic()

    page.goto("/history", wait_until="commit")

    assert time.monotonic() - started > LIMIT_S - 0.1
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection")


def test_the_page_comes_as_soon_as_the_server_is_back(mortal: MortalServer, page: Page) -> None:
    mortal.freeze()
    page.goto("/history")
    mortal.thaw()

    page.get_by_role("link", name="Try again").click()

    expect(page.get_by_role("link", name="History")).to_have_attribute("aria-current", "page")
    expect(page.get_by_text("No connection")).not_to_be_attached()


def test_a_workout_that_the_phone_lacks_is_asked_of_the_server(page: Page) -> None:
    workout = make_workout(db.session.scalars(sa.select(User)).one())

    response = page.goto(f"/workouts/{workout.id}")

    assert response
    assert response.status == 200
    assert page.locator(SHELL).count() == 0


def test_where_nobody_is_signed_in_today_is_like_any_other_page(mortal: MortalServer, page: Page) -> None:
    page.evaluate(FORGET_WHO, build_of(page))
    mortal.kill()

    page.goto("/today")

    expect(page.get_by_role("heading", level=1)).to_have_text("No connection")


FORGET_WHO = """async (build) => {
    const { openDevice } = await import(`/static/${build}/js/shared/device.js`)
    await openDevice().remember(null)
}"""


def test_nothing_that_is_anybodys_lies_in_cache_storage(page: Page) -> None:
    for path in ("/today", "/history", "/programs", "/settings", "/measurements"):
        page.goto(path)

    files = kept(page)

    pages = {path for path in files if not path.startswith("/static/")}
    assert pages == {"/shell/today", "/shell/exercises", "/offline"}
    assert not [path for path, text in files.items() if "alice" in text.lower()]


def test_what_the_worker_kept_is_what_the_server_sends(mortal: MortalServer, page: Page) -> None:
    files = kept(page)
    assert len(files) > 20

    for path, text in files.items():
        with urllib.request.urlopen(mortal.url + path) as answer:
            assert text == answer.read().decode(), path


def test_an_address_with_a_question_goes_to_the_server(mortal: MortalServer, page: Page) -> None:
    """`?edit=1` is another page than the one that the phone holds."""
    mortal.kill()

    page.goto("/today?edit=1")

    expect(page.get_by_role("heading", level=1)).to_have_text("No connection")
