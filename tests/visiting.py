"""A phone that visits pages, and the contract that every page keeps."""

from __future__ import annotations

import contextvars
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from flask import Flask, has_app_context
from werkzeug.test import TestResponse

from webapp.extensions import db
from webapp.models import User

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # WebOb still imports `cgi` on Python 3.11 and 3.12
    from webtest import TestApp

Page = Any
"""A `webtest.TestResponse`: `.html` is the parsed page, `.forms` its forms."""

FROM_A_BROWSER = {"HTTP_SEC_FETCH_SITE": "same-origin"}
"""What browsers say about a request that starts on one of our own pages."""


class Phone(TestApp):  # type: ignore[misc]
    """One browser with its own cookies. Every page that it gets is held to the page contract.

    Each request runs in a context of its own: in the test's, Flask would reuse the open app context and
    Flask-Login would keep the first user in `g`, so that a test of two persons silently tests one.
    """

    def __init__(self, app: Flask, token: str | None = None) -> None:
        super().__init__(app, extra_environ=FROM_A_BROWSER)
        if token:
            self.set_cookie("sid", token)

    def do_request(self, req: Any, status: Any = None, expect_errors: Any = None) -> Page:
        if has_app_context():
            db.session.remove()  # a transaction that the test left open would lock the request out
        page = contextvars.Context().run(super().do_request, req, status, expect_errors)
        if page.content_type == "text/html" and page.body:
            assert_page_contract(page)
        return page


PhoneOf = Callable[[User], Phone]
"""What the fixture `phone_of` is: a phone on which a person is signed in; each call is another phone."""


def ask(app: Flask, address: str, *, token: str | None = None, **how: Any) -> TestResponse:
    """One bare request, as a signed-in browser would send it; nothing is asserted, hundreds take a second.

    how: what Werkzeug's test client takes (method, data, content_type, …).
    """
    environ: dict[str, Any] = {**FROM_A_BROWSER, **({"HTTP_COOKIE": f"sid={token}"} if token else {})}
    if has_app_context():
        db.session.remove()
    client = app.test_client(use_cookies=False)
    return contextvars.Context().run(client.open, address, environ_overrides=environ, **how)


def visit(phone: Phone, path: str, *, status: int = 200) -> Page:
    """The page at `path`, held to the page contract."""
    return phone.get(path, status=status)


def form_in(page: Page, selector: str, nth: int = 0) -> Any:
    """The nth form that is, or lies in, what `selector` finds: `form_in(page, "#set-…")`."""
    found = {id(tag) for tag in page.html.select(selector)}
    inside = [
        position
        for position, form in enumerate(page.html.find_all("form"))
        if any(id(tag) in found for tag in (form, *form.parents))
    ]
    assert len(inside) > nth, f"{page.request.path} has no form {nth} in {selector}"
    return page.forms[inside[nth]]


def form_to(page: Page, action: str) -> Any:
    """The first form whose address contains `action`: `form_to(page, "/finish")`."""
    for position, form in enumerate(page.html.find_all("form")):
        if action in form.get("action", ""):
            return page.forms[position]
    raise AssertionError(f"{page.request.path} has no form to {action}: {_actions(page)}")


def _actions(page: Page) -> list[str]:
    return [form.get("action", "") for form in page.html.find_all("form")]


def text_of(page: Page, selector: str = "main") -> str:
    """What a person reads there, spaces folded."""
    found = page.html.select_one(selector)
    assert found, f"{page.request.path} has no {selector}"
    return " ".join(found.get_text(" ").split())


def assert_page_contract(page: Page) -> None:
    """Raises AssertionError with every breach, so that they can be mended at once."""
    breaches = page_breaches(page.html, page.headers)
    assert not breaches, f"{page.request.method} {page.request.path}:\n- " + "\n- ".join(breaches)


def page_breaches(html: BeautifulSoup, headers: Any) -> list[str]:
    """What the page does that no page of ours may do, a sentence each."""
    tags = _outside_templates(html)
    return [
        *_heading_breaches(html, tags),
        *_id_breaches(tags),
        *_control_breaches(tags),
        *_form_breaches(tags),
        *_inline_breaches(html.find_all(True)),
        *([] if "Content-Security-Policy" in headers else ["has no Content-Security-Policy header"]),
    ]


def _outside_templates(html: BeautifulSoup) -> list[Tag]:
    """Every element but those in templates, which are parts for scripts: they fill in what is missing."""
    inside = {id(tag) for template in html.find_all("template") for tag in template.find_all(True)}
    return [tag for tag in html.find_all(True) if id(tag) not in inside]


def _heading_breaches(html: BeautifulSoup, tags: list[Tag]) -> list[str]:
    headings = [tag for tag in tags if tag.name == "h1"]
    if len(headings) != 1:
        return [f"has {len(headings)} h1, not one"]
    heading, title = _words(headings[0]), _words(html.title) if html.title else ""
    if not heading or not title.startswith(heading):
        return [f"its title {title!r} doesn't start with its heading {heading!r}"]
    return []


POINTING = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "form", "list")


def _id_breaches(tags: list[Tag]) -> list[str]:
    ids = Counter(str(tag["id"]) for tag in tags if "id" in tag.attrs)
    twice = [f"has the id {name!r} {count} times" for name, count in ids.items() if count > 1]
    dangling = [
        f"{_shown(tag)} points at no id {name!r} by {attribute}"
        for tag in tags
        for attribute in POINTING
        if attribute in tag.attrs
        for name in str(tag[attribute]).split()
        if name not in ids
    ]
    return twice + dangling


def _control_breaches(tags: list[Tag]) -> list[str]:
    labelled = {str(tag["for"]) for tag in tags if tag.name == "label" and "for" in tag.attrs}
    unlabelled = [
        f"{_shown(control)} has no label"
        for control in tags
        if control.name in ("input", "select", "textarea")
        and control.get("type") not in ("hidden", "submit", "button")
        and not _has_name(control, labelled)
    ]
    nameless = [
        f"{_shown(button)} says nothing"
        for button in tags
        if (button.name == "button" or (button.name == "a" and button.get("href")))
        and not (_words(button) or button.get("aria-label") or button.get("aria-labelledby"))
        and not button.select_one("img[alt], svg[aria-label], svg title")
    ]
    return unlabelled + nameless


def _has_name(control: Tag, labelled: set[str]) -> bool:
    if control.get("aria-label") or control.get("aria-labelledby") or control.get("id") in labelled:
        return True
    around = control.find_parent("label")
    return around is not None and bool(_words(around))


def _form_breaches(tags: list[Tag]) -> list[str]:
    forms = [tag for tag in tags if tag.name == "form"]
    return [f"{_shown(form)} {breach}" for form in forms for breach in _one_form_breaches(form)]


def _one_form_breaches(form: Tag) -> list[str]:
    breaches = []
    action = str(form.get("action") or "")
    if not action.startswith("/") or action.startswith("//"):
        breaches.append("has no action on this site")
    if str(form.get("method", "get")).lower() not in ("get", "post"):
        breaches.append("has a method that browsers don't send")
    if form.find_parent("form"):
        breaches.append("lies in another form")
    return breaches


def _inline_breaches(tags: Iterable[Tag]) -> list[str]:
    found = []
    for tag in tags:
        is_script = tag.name == "script" and not tag.get("src") and tag.get("type") != "application/json"
        if is_script or tag.name == "style":
            found.append(f"{_shown(tag)} is inline")
        found += [
            f"{_shown(tag)} carries {name}"
            for name, value in tag.attrs.items()
            if name == "style" or re.fullmatch(r"on[a-z]+", name) or str(value).startswith("javascript:")
        ]
    return found


def _shown(tag: Tag) -> str:
    """The tag's opening, for messages."""
    return str(tag).split(">", 1)[0][:160] + ">"


def _words(tag: Tag) -> str:
    """All of its text; `get_text` leaves out what stands in a <template>."""
    return " ".join(" ".join(tag.find_all(string=True)).split())
