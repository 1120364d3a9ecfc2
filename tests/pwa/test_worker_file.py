"""/sw.js, and what it puts on a phone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.visiting import Phone, PhoneOf
from webapp import assets
from webapp.models import User


def precached(phone: Phone) -> list[str]:
    found = re.search(r"precache: (\[.*\])", phone.get("/sw.js").text, re.DOTALL)
    assert found
    return list(json.loads(found.group(1)))


@pytest.fixture
def worker_off(app: Flask) -> Iterator[None]:
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(settings, worker="off")
    yield
    app.config["SETTINGS"] = settings


def test_the_worker_is_a_script_that_is_asked_about_each_time(phone: Phone) -> None:
    answer = phone.get("/sw.js")

    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "no-cache" in answer.headers["Cache-Control"]
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/sw.js", "/manifest.webmanifest", "/shell/today", "/offline"])
def test_nobody_is_asked_for_and_everybody_gets_the_same(
    phone_of: PhoneOf, phone: Phone, alice: User, path: str
) -> None:
    mine, anybodys = phone_of(alice).get(path), phone.get(path)

    assert mine.status_int == anybodys.status_int == 200
    assert mine.body == anybodys.body
    assert alice.name not in mine.text
    for answer in (mine, anybodys):
        assert answer.headers["Cache-Control"] == "public, no-cache"
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_every_precached_address_answers_and_may_be_kept(phone: Phone) -> None:
    addresses = precached(phone)
    assert "/shell/today" in addresses
    assert len(addresses) == len(set(addresses))

    for address in addresses:
        answer = phone.get(address, status=200)
        is_page = not address.startswith("/static/")
        assert ("X-Offline" in answer.headers) == is_page, address
        assert is_page or "immutable" in answer.headers["Cache-Control"], address


def test_the_pages_say_which_build_they_belong_to(app: Flask, phone: Phone) -> None:
    with app.app_context():
        build = assets.build_id()

    assert phone.get("/shell/today").headers["X-Offline"] == f"shell; build={build}"
    assert phone.get("/offline").headers["X-Offline"] == f"offline; build={build}"
    assert f'build: "{build}"' in phone.get("/sw.js").text


def test_no_other_page_carries_the_mark(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)

    for path in ("/today", "/history", "/login", "/settings"):
        assert "X-Offline" not in phone.get(path).headers


def test_every_module_of_a_page_is_precached(app: Flask, phone: Phone) -> None:
    """A page whose script imports one file that isn't there does nothing at all."""
    with app.app_context():
        files, build = assets.current().files, assets.build_id()
    kept = {address.removeprefix(f"/static/{build}/") for address in precached(phone)}
    modules = [name for name in kept if name.endswith(".js")]

    for name in modules:
        for imported in re.findall(r"""(?:from|import\()\s*"(\.[^"]+)\"""", files[name].plain.decode()):
            assert _joined(name, imported) in kept, f"{name} imports {imported}"


def _joined(name: str, relative: str) -> str:
    parts = name.split("/")[:-1]
    for part in relative.split("/"):
        parts = parts[:-1] if part == ".." else parts if part == "." else [*parts, part]
    return "/".join(parts)


def test_the_worker_borrows_only_what_pages_share(app: Flask) -> None:
    """A page's module would name `document`, which a worker hasn't got."""
    with app.app_context():
        files = assets.current().files

    for name, asset in files.items():
        if name.startswith("js/worker/"):
            for imported in re.findall(r'from "(\.[^"]+)"', asset.plain.decode()):
                assert _joined(name, imported).startswith(("js/worker/", "js/shared/")), name


@pytest.mark.usefixtures("worker_off")
def test_switched_off_it_is_a_worker_that_removes_itself(app: Flask, phone: Phone) -> None:
    answer = phone.get("/sw.js")

    assert "unregister()" in answer.text
    assert "caches.delete" in answer.text
    assert not re.search(r"^import ", answer.text, re.MULTILINE), "it must need nothing else"
    assert answer.headers["Cache-Control"] == "public, no-cache"


@pytest.mark.usefixtures("worker_off")
def test_switched_off_pages_say_so_to_their_scripts(phone_of: PhoneOf, alice: User) -> None:
    page = phone_of(alice).get("/today")

    assert page.html.body["data-worker"] == "off"


def test_switched_on_pages_say_nothing_of_it(phone_of: PhoneOf, alice: User) -> None:
    assert "data-worker" not in phone_of(alice).get("/today").html.body.attrs
