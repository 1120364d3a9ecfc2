"""Which addresses of videos are let through."""

from __future__ import annotations

from urllib.parse import urlsplit

import hypothesis.strategies as st
import pytest
from hypothesis import given

from webapp.domain.video import parse_video, video_place

TAKEN = [
    ("", "", "none is fine"),
    (" https://youtu.be/abcdefghijk ", "https://www.youtube.com/watch?v=abcdefghijk", "the short form"),
    ("https://youtu.be/abcdefghijk?si=x", "https://www.youtube.com/watch?v=abcdefghijk", "no tracking"),
    ("https://m.youtube.com/watch?a=m&v=abcdefghijk", "https://www.youtube.com/watch?v=abcdefghijk", "phone"),
    ("https://youtube.com/shorts/abc_efg-ijk", "https://www.youtube.com/watch?v=abc_efg-ijk", "a short"),
    ("https://vimeo.com/123456", "https://vimeo.com/123456", "Vimeo"),
    ("https://vimeo.com/123456/0a1b2c3d4e?share=copy", "https://vimeo.com/123456/0a1b2c3d4e", "unlisted"),
    ("https://player.vimeo.com/video/123456", "https://vimeo.com/123456", "its player"),
    ("https://coach.example/videos/row.mp4", "https://coach.example/videos/row.mp4", "a file"),
]  # fmt: skip

REFUSED = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//https://youtu.be/abcdefghijk",
    "data:text/html,<script>alert(1)</script>",
    "http://youtu.be/abcdefghijk",
    "//youtu.be/abcdefghijk",
    "https://youtu.be/abcdefghij",
    "https://youtu.be.evil.example/abcdefghijk",
    "https://youtube.com@evil.example/watch?v=abcdefghijk",
    "https://www.youtube.com/redirect?q=https://evil.example",
    "https://evil.example/page.html",
    "https://evil.example:8443/row.mp4",
    "https://me:secret@evil.example/row.mp4",
    "https://localhost/row.mp4",
    "https://127.0.0.1/row.mp4",
    "https://evil.example/row.mp4#javascript:alert(1)",
    'https://evil.example/"onclick="x".mp4',
    "https://evil.example/row\u202e4pm.mp4",
    "https://evil.example/a\nb.mp4",
    "https://evil.example/" + "a" * 500 + ".mp4",
]


@pytest.mark.parametrize(("typed", "kept", "why"), TAKEN)
def test_a_video_where_videos_are_is_taken(typed: str, kept: str, why: str) -> None:
    assert parse_video(typed) == kept, why
    assert parse_video(kept) == kept


@pytest.mark.parametrize("typed", REFUSED)
def test_every_other_address_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        parse_video(typed)


@given(st.text() | st.from_regex(r"https?://[\w.@:-]*/.*\.(mp4|webm)", fullmatch=True))
def test_what_is_let_through_leads_to_a_named_host_over_https(typed: str) -> None:
    try:
        kept = parse_video(typed)
    except ValueError:
        return

    at = urlsplit(kept)
    assert kept.isascii()
    assert kept == "" or (at.scheme == "https" and at.hostname == at.netloc.lower() and "." in at.netloc)


def test_a_link_says_where_it_leads() -> None:
    assert video_place("https://www.youtube.com/watch?v=abcdefghijk") == "YouTube"
    assert video_place("https://coach.example/row.mp4") == "coach.example"
