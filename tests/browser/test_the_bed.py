"""What the browser objects to doesn't go unseen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import find_chromium
from tests.browser.conftest import Complaints, Server
from tests.browser.worker import until
from tests.databases import MissingError

FAULTS = {
    "an inline script": "document.head.append(Object.assign(document.createElement('script'), {text: '1'}))",
    "an inline style": "document.head.append(document.createElement('style')); "
    "document.querySelector('style').textContent = 'p {}'",
    "text made into a page": "document.body.innerHTML = '<p>'",
    "a script that fails": "setTimeout(() => { throw new Error('planted') })",
}


def test_a_missing_browser_is_told_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(MissingError, match=r"apt-get install .* chromium"):
        find_chromium()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_complained_of(browser: Browser, server: Server, fault: str) -> None:
    complaints = Complaints()
    with browser.new_context(base_url=server.url) as context:
        page = context.new_page()
        complaints.listen_to(page)
        page.goto("/login")
        assert complaints.found == []

        page.evaluate(f"() => {{ try {{ {FAULTS[fault]} }} catch {{}} }}")
        until(page, lambda: bool(complaints.found))
