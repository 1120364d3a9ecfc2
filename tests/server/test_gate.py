"""What the gate makes of requests, with a real network in between."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest

from tests.server.conftest import Running, read_all
from webapp.config import MAX_BODY_BYTES
from webapp.gate import _READ_TO_BE_POLITE_BYTES

FORM = {"Content_Type": "application/x-www-form-urlencoded"}


def seen(small: Running) -> list[str]:
    names: list[str] = json.loads(small.ask("GET", "/seen").body)
    return names


def echoed(body: bytes) -> Any:
    return json.loads(body)


def test_a_form_arrives_whole(small: Running) -> None:
    answer = small.ask("POST", "/echo/form?from=today&x=%C3%A4", b"load=82%2C5&note=%F0%9F%92%AA", **FORM)

    told = echoed(answer.body)
    assert told["form"] == {"load": "82,5", "note": "💪"}
    assert told["query"] == "from=today&x=%C3%A4"
    assert told["remote"] == "127.0.0.1"


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/echo/K%C3%B6rper", "/echo/Körper"),
        ("/echo/a%20b%2Fc//d", "/echo/a b/c//d"),
        ("/echo/%F0%9F%92%AA", "/echo/💪"),
    ],
)
def test_a_path_is_read_as_the_person_wrote_it(small: Running, asked: str, path: str) -> None:
    assert echoed(small.ask("GET", asked).body)["path"] == path


def test_a_path_that_is_no_text_is_answered(small: Running) -> None:
    assert small.ask("GET", "/echo/%ff%00").status == 200


def test_repeated_headers_and_cookies_are_joined(small: Running) -> None:
    answer = small.send(
        b"GET /echo/twice HTTP/1.1\r\nHost: gym.example:81\r\nConnection: close\r\n"
        b"X-A: 1\r\nX-A: 2\r\nCookie: a=1\r\nCookie: b=2\r\n\r\n"
    )

    told = echoed(answer.partition(b"\r\n\r\n")[2])
    assert told["headers"]["X-A"] == "1, 2"
    assert told["cookies"] == {"a": "1", "b": "2"}
    assert told["url"] == "http://gym.example:81/echo/twice"


def test_a_header_with_an_underscore_does_not_pass_for_the_proxys(small: Running) -> None:
    answer = small.send(
        b"GET /echo/x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX_Forwarded_For: 1.2.3.4\r\n\r\n"
    )

    assert "X-Forwarded-For" not in echoed(answer.partition(b"\r\n\r\n")[2])["headers"]


def test_a_request_without_a_host_is_answered(small: Running) -> None:
    assert b" 200 " in small.send(b"GET /echo/x HTTP/1.0\r\n\r\n").splitlines()[0]


def test_two_cookies_are_two_headers(small: Running) -> None:
    assert len(small.ask("GET", "/cookies").all("set-cookie")) == 2


def test_a_head_says_how_long_the_page_is_and_sends_nothing(small: Running) -> None:
    answer = small.ask("HEAD", "/echo/x")

    assert int(answer.all("content-length")[0]) > 100
    assert answer.body == b""


def test_an_unchanged_page_has_no_body_and_claims_none(small: Running) -> None:
    answer = small.ask("GET", "/unchanged")

    assert answer.status == 304
    assert answer.all("etag") == ['"x"']
    assert answer.all("content-length") == []


def test_a_post_without_a_body_is_a_post(small: Running) -> None:
    raw = b"POST /echo/empty HTTP/1.1\r\nHost: h\r\nConnection: close\r\n%s\r\n"

    for length in (b"", b"Content-Length: 0\r\n"):
        assert b'"length":0' in small.send(raw % length)


def test_a_body_that_stalls_is_given_up_and_the_phone_is_told(small: Running) -> None:
    answer = small.send(b"POST /echo/stalled HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\ndone=")

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"send it again" in answer
    assert "stalled" not in seen(small)


@pytest.mark.parametrize(
    "head",
    [b"Content-Length: 90\r\n\r\ndone=1", b"Transfer-Encoding: chunked\r\n\r\n6\r\ndone=1\r\n"],
    ids=["with its length", "in pieces"],
)
def test_a_body_cut_short_never_reaches_the_app(small: Running, head: bytes) -> None:
    with small.connect() as connection:
        connection.sendall(b"POST /echo/cut HTTP/1.1\r\nHost: h\r\n" + head)
        connection.shutdown(socket.SHUT_WR)

        read_all(connection)  # until the server has noticed

    assert "cut" not in seen(small)


def test_a_body_without_its_length_is_refused(small: Running) -> None:
    answer = small.send(
        b"POST /echo/pieces HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n6\r\ndone=1\r\n0\r\n\r\n"
    )

    assert answer.startswith(b"HTTP/1.1 411 ")
    assert "pieces" not in seen(small)


@pytest.mark.parametrize("size", [MAX_BODY_BYTES + 1, 4 * MAX_BODY_BYTES])
def test_a_body_too_large_is_refused_in_words_that_arrive(small: Running, size: int) -> None:
    answer = small.ask("POST", "/echo/large", b"a" * size)

    assert answer.status == 413
    assert b"at most 512 kB" in answer.body
    assert "large" not in seen(small)


def test_a_body_far_too_large_is_not_even_read(small: Running) -> None:
    with small.connect() as connection:
        head = b"POST /echo/huge HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n"
        connection.sendall(head % (_READ_TO_BE_POLITE_BYTES + 1))

        assert read_all(connection).startswith(b"HTTP/1.1 413 ")


def test_the_largest_body_allowed_arrives(small: Running) -> None:
    answer = small.ask("POST", "/echo/largest", b"a" * MAX_BODY_BYTES)

    assert echoed(answer.body)["length"] == MAX_BODY_BYTES


def test_an_app_that_breaks_is_answered_for_and_the_next_request_is_served(small: Running) -> None:
    assert small.ask("GET", "/broken").status == 500
    assert small.ask("GET", "/echo/after").status == 200


def test_a_phone_gone_before_its_answer_leaves_the_server_well(small: Running) -> None:
    with small.connect() as connection:
        connection.sendall(b"GET /slow HTTP/1.1\r\nHost: h\r\n\r\n")

    assert small.ask("GET", "/echo/after").status == 200
