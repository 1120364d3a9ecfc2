"""Addresses in messages can be followed, and nothing else of what somebody wrote is anything but text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from webapp.threads.links import linked, parts

CASES = json.loads((Path(__file__).parents[1] / "vectors" / "links.json").read_text())
"""Read by tests/js/links.test.js, too: a phone draws a message as the server does."""


@pytest.mark.parametrize(("text", "wanted", "why"), CASES, ids=[why for _, _, why in CASES])
def test_what_is_an_address(text: str, wanted: list[list[object]], why: str) -> None:
    assert [list(part) for part in parts(text)] == wanted, why


@given(st.text(alphabet=st.sampled_from("https://a.b<>\"'&()[] \n!x")) | st.text())
def test_whatever_is_written_is_shown_as_it_was_written(text: str) -> None:
    page = BeautifulSoup(f"<p>{linked(text)}</p>", "html.parser")

    assert "".join(part for part, _ in parts(text)) == text
    assert {tag.name for tag in page.find_all()} <= {"p", "a"}
    for link in page.find_all("a"):
        assert set(link.attrs) == {"href", "target", "rel"}
        assert str(link["href"]).lower().startswith(("http://", "https://"))


def test_a_link_opens_beside_the_app_and_vouches_for_nothing() -> None:
    assert linked("a<b https://a.example/?x=1&y=2") == (
        'a&lt;b <a href="https://a.example/?x=1&amp;y=2" target="_blank" rel="noopener nofollow ugc">'
        "https://a.example/?x=1&amp;y=2</a>"
    )
