"""Static files and compressed pages, as a browser gets them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import brotli
import pytest
from flask import Flask, Response

from tests.visiting import Phone, PhoneOf
from webapp import assets
from webapp.compression import compress
from webapp.models import User

GZIP = {"Accept-Encoding": "gzip, deflate"}
UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip, deflate": gzip.decompress,
    "gzip, deflate, br, zstd": brotli.decompress,
}
"""What browsers accept over plain HTTP, and over HTTPS."""


@pytest.fixture
def url_of(app: Flask) -> Callable[[str], str]:
    def url_of(name: str) -> str:
        with app.test_request_context():
            return assets.static_url(name)

    return url_of


def test_every_static_file_answers_and_may_be_kept_for_ever(phone: Phone, app: Flask) -> None:
    with app.app_context():
        files, build = assets.current().files, assets.build_id()
    assert files

    for name, asset in files.items():
        answer = phone.get(f"/static/{build}/{name}")
        assert answer.body == asset.plain, name
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("accepted", UNPACK)
def test_text_files_come_compressed_where_that_is_understood(
    app: Flask, url_of: Callable[[str], str], accepted: str
) -> None:
    url, browser = url_of("css/backday.css"), app.test_client()

    packed, plain = browser.get(url, headers={"Accept-Encoding": accepted}), browser.get(url)

    assert packed.headers["Content-Encoding"] in accepted
    assert UNPACK[accepted](packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("css/backday.css", "text/css; charset=utf-8"),
        ("js/page/main.js", "text/javascript; charset=utf-8"),
        ("icons/icon.svg", "image/svg+xml; charset=utf-8"),
    ],
)
def test_a_file_says_what_it_is(
    phone: Phone, url_of: Callable[[str], str], name: str, content_type: str
) -> None:
    assert phone.get(url_of(name)).headers["Content-Type"] == content_type


@pytest.mark.parametrize(
    "path",
    [
        "/static/000000000000/css/backday.css",
        "/static/{build}/css/none.css",
        "/static/{build}/../pyproject.toml",
        "/static/{build}/%2e%2e/pyproject.toml",
    ],
)
def test_another_version_or_name_is_not_there_and_not_kept(phone: Phone, app: Flask, path: str) -> None:
    with app.app_context():
        build = assets.build_id()

    answer = phone.get(path.format(build=build), status=404)

    if path.startswith(("/static/0", "/static/{build}/css")):
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_workout_waits_for_one_stylesheet_and_a_chart_for_two(phone_of: PhoneOf, alice: User) -> None:
    phone = phone_of(alice)

    def sheets(path: str) -> list[str]:
        links = phone.get(path).html.select('link[rel="stylesheet"]')
        return [str(one["href"]).rsplit("/", 1)[1] for one in links]

    assert sheets("/today") == ["backday.css"]
    assert sheets("/progress") == ["backday.css", "reading.css"]


def test_the_stylesheet_is_every_part_in_order(app: Flask) -> None:
    with app.app_context():
        files = assets.current().files
    components = sorted(name for name in files if name.startswith("css/components/"))

    whole = files["css/backday.css"].plain

    parts = [
        assets._squeezed(files[name].plain) for name in ("css/layers.css", "css/tokens.css", *components)
    ]
    places = [whole.index(part) for part in parts]
    assert places == sorted(places)
    assert len(components) > 3


@pytest.mark.parametrize(
    ("written", "sent", "why"),
    [
        ("/* why */\n.a {\n  color: red;\n}\n", ".a{color:red;}", "comments and blanks say nothing"),
        (".a .b > .c:not(.d)  {}", ".a .b > .c:not(.d){}", "blanks between selectors say everything"),
        ("a { width: calc(1px + 2px) }", "a{width:calc(1px + 2px)}", "a sum needs its blanks"),
        (".a { &:hover { x: y } }", ".a{&:hover{x:y}}", "nesting stays"),
        ('a { content: "a, b" }', 'a{content:"a, b"}', "text stays"),
    ],
)
def test_a_squeezed_stylesheet_means_the_same(written: str, sent: str, why: str) -> None:
    assert assets._squeezed(written.encode()).decode() == sent, why


def test_a_name_that_is_not_there_is_a_mistake_of_ours(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(KeyError, match=r"static/js/none\.js is not there"):
        assets.static_url("js/none.js")


def test_a_changed_file_makes_another_build(app: Flask, tmp_path: Any, monkeypatch: Any) -> None:
    (tmp_path / "a.js").write_text("one")
    (tmp_path / ".a.js.swp").write_text("an editor's")
    (tmp_path / "readme.txt").write_text("not served")
    monkeypatch.setattr(assets, "_STATIC", tmp_path)
    first = assets._at.__wrapped__(None)

    (tmp_path / "a.js").write_text("two")

    second = assets._at.__wrapped__(None)
    assert set(first.files) == {"a.js", "css/backday.css", "css/reading.css"}
    assert first.build != second.build


def test_while_developing_files_are_read_again(app: Flask, tmp_path: Any, monkeypatch: Any) -> None:
    (tmp_path / "a.js").write_text("one")
    monkeypatch.setattr(assets, "_STATIC", tmp_path)
    monkeypatch.setattr(app, "debug", True)
    monkeypatch.setattr(assets, "_newest_change", lambda: 1.0)
    assert assets.current().files["a.js"].plain == b"one"

    (tmp_path / "a.js").write_text("two")
    monkeypatch.setattr(assets, "_newest_change", lambda: 2.0)

    assert assets.current().files["a.js"].plain == b"two"


@pytest.mark.parametrize("accepted", UNPACK)
def test_a_page_comes_compressed_where_that_is_understood(app: Flask, accepted: str) -> None:
    browser = app.test_client()

    plain, packed = browser.get("/login"), browser.get("/login", headers={"Accept-Encoding": accepted})

    assert packed.headers["Content-Encoding"] in accepted
    assert UNPACK[accepted](packed.data) == plain.data
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.data)


@pytest.mark.parametrize(
    ("response", "why"),
    [
        (Response("short", mimetype="text/html"), "it fits one packet anyway"),
        (Response(b"\x89PNG" * 500, mimetype="image/png"), "pictures are compressed already"),
        (Response("x" * 5000, headers={"Content-Encoding": "br"}), "it is encoded already"),
        (Response(iter(["x" * 5000])), "it is sent as it comes"),
    ],
)
def test_left_as_it_is(app: Flask, response: Response, why: str) -> None:
    before = response.headers.get("Content-Encoding")

    with app.test_request_context(headers=GZIP):
        compress(response)

    assert response.headers.get("Content-Encoding") == before, why


def test_a_compressed_page_no_longer_promises_the_same_bytes(app: Flask) -> None:
    response = Response("x" * 5000)
    response.set_etag("abc")

    with app.test_request_context(headers=GZIP):
        compress(response)

    assert response.get_etag() == ("abc", True)


@pytest.mark.parametrize(
    ("written", "sent", "why"),
    [
        ("/** A. */\nlet a = 1;\n", "\nlet a = 1;\n", "a comment of its own says nothing to a browser"),
        ("/**\n * A.\n */\nlet a;\n", "\n\n\nlet a;\n", "what follows keeps its line number"),
        ("  // why\n  a();\n", "\n  a();\n", "nor does one line of it"),
        ('a("https://b"); // c\n', 'a("https://b"); // c\n', "within a line, two slashes may be an address"),
        ("const a = /** @type {B} */ (c);\n", "const a = /** @type {B} */ (c);\n", "code stands around it"),
        ("/** B */ (c)\n/** D */\n", "/** B */ (c)\n\n", "and a comment ends where it ends"),
    ],
)
def test_scripts_travel_without_their_comments(written: str, sent: str, why: str) -> None:
    assert assets._uncommented(written.encode()).decode() == sent, why
