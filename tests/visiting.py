"""A phone that visits pages, and the contract that every page keeps."""

from __future__ import annotations

import contextvars
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import lxml.html
from flask import Flask, has_app_context
from lxml.html import HtmlElement
from werkzeug.test import TestResponse

from webapp.extensions import db
from webapp.models import User

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # WebOb still imports `cgi` on Python 3.11 and 3.12
    from webtest import TestApp
    from webtest.forms import Form

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
        super().__init__(app, extra_environ=FROM_A_BROWSER, parser_features="lxml")
        if token:
            self.set_cookie("sid", token)

    def do_request(self, req: Any, status: Any = None, expect_errors: Any = None) -> Page:
        if has_app_context():
            db.session.remove()  # a transaction that the test left open would lock the request out
        page = contextvars.Context().run(super().do_request, req, status, expect_errors)
        if b"\0" in page.body:
            page.parser_features = "html.parser"  # to lxml, a NUL is the end of the page
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
        form for form in page.html.find_all("form") if any(id(tag) in found for tag in (form, *form.parents))
    ]
    assert len(inside) > nth, f"{page.request.path} has no form {nth} in {selector}"
    return _fillable(page, inside[nth])


def form_to(page: Page, action: str) -> Any:
    """The first form whose address contains `action`: `form_to(page, "/finish")`."""
    for form in page.html.find_all("form"):
        if action in form.get("action", ""):
            return _fillable(page, form)
    raise AssertionError(f"{page.request.path} has no form to {action}: {_actions(page)}")


def _fillable(page: Page, form: Any) -> Form:
    """This one alone: `page.forms` reads each of a workout's hundred forms, which took longest of all."""
    return Form(page, str(form), page.parser_features)


def _actions(page: Page) -> list[str]:
    return [form.get("action", "") for form in page.html.find_all("form")]


def text_of(page: Page, selector: str = "main") -> str:
    """What a person reads there, spaces folded."""
    found = page.html.select_one(selector)
    assert found, f"{page.request.path} has no {selector}"
    return " ".join(found.get_text(" ").split())


def assert_page_contract(page: Page) -> None:
    """Raises AssertionError with every breach, so that they can be mended at once."""
    breaches = page_breaches(page.text, page.headers)
    assert not breaches, f"{page.request.method} {page.request.path}:\n- " + "\n- ".join(breaches)


def page_breaches(source: str, headers: Any) -> list[str]:
    """What the page does that no page of ours may do, a sentence each.

    Read by lxml: thousands of pages are held to this, and BeautifulSoup takes 20 times as long.
    """
    page = lxml.html.document_fromstring(source.replace("\0", "\ufffd"))
    everything = [tag for tag in page.iter() if isinstance(tag.tag, str)]
    tags = _outside_templates(everything)
    return [
        *_heading_breaches(page, tags),
        *_id_breaches(tags),
        *_control_breaches(tags),
        *_form_breaches(tags),
        *_nesting_breaches(source),
        *_inline_breaches(everything),
        *([] if "Content-Security-Policy" in headers else ["has no Content-Security-Policy header"]),
    ]


def _outside_templates(tags: list[HtmlElement]) -> list[HtmlElement]:
    """Every element but those in templates, which are parts for scripts: they fill in what is missing."""
    inside = {tag for template in tags if template.tag == "template" for tag in template.iterdescendants()}
    return [tag for tag in tags if tag not in inside]


def _heading_breaches(page: HtmlElement, tags: list[HtmlElement]) -> list[str]:
    headings = [tag for tag in tags if tag.tag == "h1"]
    if len(headings) != 1:
        return [f"has {len(headings)} h1, not one"]
    heading, title = _words(headings[0]), " ".join(page.findtext(".//title", "").split())
    if not heading or not title.startswith(heading):
        return [f"its title {title!r} doesn't start with its heading {heading!r}"]
    return []


POINTING = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "form", "list")


def _id_breaches(tags: list[HtmlElement]) -> list[str]:
    ids = Counter(tag.get("id") for tag in tags if "id" in tag.attrib)
    twice = [f"has the id {name!r} {count} times" for name, count in ids.items() if count > 1]
    dangling = [
        f"{_shown(tag)} points at no id {name!r} by {attribute}"
        for tag in tags
        for attribute in POINTING
        for name in tag.get(attribute, "").split()
        if name not in ids
    ]
    return twice + dangling


def _control_breaches(tags: list[HtmlElement]) -> list[str]:
    labelled = {tag.get("for") for tag in tags if tag.tag == "label"}
    unlabelled = [
        f"{_shown(control)} has no label"
        for control in tags
        if control.tag in ("input", "select", "textarea")
        and control.get("type") not in ("hidden", "submit", "button")
        and not _has_name(control, labelled)
    ]
    nameless = [
        f"{_shown(button)} says nothing"
        for button in tags
        if (button.tag == "button" or (button.tag == "a" and button.get("href")))
        and not (_words(button) or button.get("aria-label") or button.get("aria-labelledby"))
        and not button.xpath(".//img[@alt] | .//svg[@aria-label] | .//svg//title")
    ]
    return unlabelled + nameless


def _has_name(control: HtmlElement, labelled: set[str | None]) -> bool:
    if control.get("aria-label") or control.get("aria-labelledby"):
        return True
    around = next(control.iterancestors("label"), None)
    return control.get("id", "") in labelled or (around is not None and bool(_words(around)))


def _form_breaches(tags: list[HtmlElement]) -> list[str]:
    forms = [tag for tag in tags if tag.tag == "form"]
    return [f"{_shown(form)} {breach}" for form in forms for breach in _one_form_breaches(form)]


def _one_form_breaches(form: HtmlElement) -> list[str]:
    breaches = []
    action = form.get("action", "")
    if not action.startswith("/") or action.startswith("//"):
        breaches.append("has no action on this site")
    if form.get("method", "get").lower() not in ("get", "post"):
        breaches.append("has a method that browsers don't send")
    return breaches


def _nesting_breaches(source: str) -> list[str]:
    """Asked of the text: a parser, like a browser, ends the outer form where the inner one begins."""
    opened = "".join("(" if tag.startswith("<f") else ")" for tag in re.findall(r"</?form\b", source))
    return ["has a form that lies in another form"] if "((" in opened else []


def _inline_breaches(tags: Iterable[HtmlElement]) -> list[str]:
    found = []
    for tag in tags:
        is_script = tag.tag == "script" and not tag.get("src") and tag.get("type") != "application/json"
        if is_script or tag.tag == "style":
            found.append(f"{_shown(tag)} is inline")
        found += [
            f"{_shown(tag)} carries {name}"
            for name, value in tag.attrib.items()
            if name == "style" or re.fullmatch(r"on[a-z]+", name) or value.startswith("javascript:")
        ]
    return found


def _shown(tag: HtmlElement) -> str:
    """The tag's opening, for messages."""
    opening, _, _ = lxml.html.tostring(tag, encoding="unicode").partition(">")
    return f"{opening[:160]}>"


def _words(tag: HtmlElement) -> str:
    return " ".join(tag.text_content().split())
