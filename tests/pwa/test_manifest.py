"""What the home screen is told."""

from __future__ import annotations

import json
import struct
from typing import Any

import pytest

from tests.visiting import Phone, PhoneOf
from webapp.models import User


@pytest.fixture
def manifest(phone: Phone) -> dict[str, Any]:
    return dict(json.loads(phone.get("/manifest.webmanifest").text))


def _size(png: bytes) -> str:
    """As the manifest writes it, from the picture's own head."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return f"{width}x{height}"


def test_it_is_the_same_app_for_ever(phone: Phone, manifest: dict[str, Any]) -> None:
    assert phone.get("/manifest.webmanifest").content_type == "application/manifest+json"
    assert (manifest["id"], manifest["start_url"], manifest["scope"]) == ("/", "/today?src=pwa", "/")
    assert manifest["display"] == "standalone"
    assert manifest["name"] == manifest["short_name"] == "Backday"


def test_every_picture_is_there_and_as_large_as_it_says(phone: Phone, manifest: dict[str, Any]) -> None:
    for picture in [*manifest["icons"], *manifest["screenshots"]]:
        answer = phone.get(picture["src"])
        assert answer.content_type == picture["type"]
        assert _size(answer.body) == picture["sizes"], picture["src"]


def test_there_are_icons_to_show_whole_and_icons_to_cut(manifest: dict[str, Any]) -> None:
    kinds = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}

    assert kinds == {(size, how) for size in ("192x192", "512x512") for how in ("any", "maskable")}


def test_the_pictures_for_the_install_sheet_are_narrow(manifest: dict[str, Any]) -> None:
    assert manifest["screenshots"]
    assert {picture["form_factor"] for picture in manifest["screenshots"]} == {"narrow"}
    assert all(picture["label"] for picture in manifest["screenshots"])


def test_shortcuts_lead_to_pages_of_ours(phone_of: PhoneOf, alice: User, manifest: dict[str, Any]) -> None:
    names = [shortcut["short_name"] for shortcut in manifest["shortcuts"]]

    assert names == ["Today", "Bodyweight"]
    for shortcut in manifest["shortcuts"]:
        assert phone_of(alice).get(shortcut["url"]).status_int == 200


def test_every_page_names_the_manifest_and_the_icon_for_an_iphone(
    phone_of: PhoneOf, phone: Phone, alice: User
) -> None:
    for page in (phone_of(alice).get("/today"), phone.get("/"), phone.get("/shell/today")):
        assert page.html.select_one("link[rel=manifest]")["href"] == "/manifest.webmanifest"
        icon = phone.get(page.html.select_one("link[rel=apple-touch-icon]")["href"])
        assert _size(icon.body) == "180x180"


def test_how_to_install_it_stands_in_the_settings(phone_of: PhoneOf, alice: User) -> None:
    section = phone_of(alice).get("/settings").html.select_one("main .install")

    assert section
    headings = [heading.get_text() for heading in section.select("h3")]
    assert any("Android" in text for text in headings)
    assert any("iPhone" in text for text in headings)
    assert not section.select("[data-on][hidden]"), "without scripts, all of it"
