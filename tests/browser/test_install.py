"""What Chromium needs to put the app on a home screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import SWITCHES, find_chromium, sign_in_on
from tests.browser.conftest import PhoneOf, Server
from tests.browser.worker import await_worker
from tests.people import make_person
from tests.training import make_workout

ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/18.6 Safari"
HINT = "Put Backday on your home screen"


def test_chromium_finds_nothing_in_the_way_of_installing(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    """In a profile on the disk: from a window that forgets everything, nothing can be installed."""
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=find_chromium(), args=SWITCHES
    )
    try:
        sign_in_on(context, make_person("Alice"), server.url)
        page = context.new_page()
        page.goto(f"{server.url}/today")
        await_worker(page)

        devtools = context.new_cdp_session(page)

        assert devtools.send("Page.getInstallabilityErrors") == {"installabilityErrors": []}
        assert devtools.send("Page.getAppManifest")["errors"] == []
    finally:
        context.close()


def test_it_is_the_same_app_whatever_page_it_is_installed_from(phone_of: PhoneOf, phone: Page) -> None:
    mine = phone_of(make_person("Alice"))
    ids = []
    for page, path in ((mine, "/today"), (mine, "/history"), (phone, "/")):
        page.goto(path)
        ids.append(page.context.new_cdp_session(page).send("Page.getAppId")["appId"])

    assert len(set(ids)) == 1
    assert ids[0].endswith("/")


@pytest.mark.parametrize(
    ("agent", "mine", "others"), [(ANDROID, "Android", "iPhone"), (IPHONE, "iPhone", "Android")]
)
def test_the_settings_show_the_steps_for_this_phone(
    phone_of: PhoneOf, agent: str, mine: str, others: str
) -> None:
    page = phone_of(make_person("Alice"), user_agent=agent)

    page.goto("/settings")

    expect(page.get_by_role("heading", name=others)).to_be_hidden()
    expect(page.get_by_role("heading", name=mine)).to_be_visible()


def test_the_hint_comes_once_after_the_first_finished_workout(phone_of: PhoneOf) -> None:
    alice = make_person("Alice")
    workout = make_workout(alice, sets=1, ticked=1)
    page = phone_of(alice, user_agent=IPHONE)
    page.goto(f"/workouts/{workout.id}")
    expect(page.get_by_text(HINT)).to_have_count(0)

    page.get_by_role("button", name="Finish").first.click()

    expect(page.get_by_text(HINT)).to_be_visible()
    expect(page.get_by_text("Add to Home Screen", exact=True)).to_be_visible()
    page.get_by_role("button", name="Not now").click()
    expect(page.get_by_text(HINT)).to_have_count(0)
    page.reload(wait_until="networkidle")
    expect(page.get_by_text(HINT)).to_have_count(0)


def test_at_a_computer_nobody_is_told_unasked(phone_of: PhoneOf) -> None:
    alice = make_person("Alice")
    workout = make_workout(alice, sets=1, ticked=1, is_finished=True)
    page = phone_of(alice, is_mobile=False, has_touch=False)

    page.goto(f"/workouts/{workout.id}", wait_until="networkidle")

    expect(page.get_by_text(HINT)).to_have_count(0)
