"""`make phone`, as it is started: on loopback here, over real HTTPS."""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.databases import free_port
from tests.server.conftest import PATIENCE_S
from tests.serving import ROOT, environment


class Started:
    """A running `make phone`; `said` is what stands in its terminal."""

    def __init__(self, data: Path, port: int, said: str) -> None:
        self.data, self.port, self.said = data, port, said

    def get(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Over HTTPS, trusting what a phone that followed the guide would trust."""
        trusting = ssl.create_default_context(cafile=self.data / "phone" / "authority.pem")
        with urllib.request.urlopen(f"https://127.0.0.1:{self.port}{path}", context=trusting) as answer:
            return answer.status, {name.lower(): text for name, text in answer.headers.items()}, answer.read()

    def guide(self, path: str = "/") -> tuple[int, str, bytes]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port + 1}{path}") as answer:
                return answer.status, answer.headers["Content-Type"], answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers["Content-Type"], error.read()


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    folder = tmp_path_factory.mktemp("phone")
    data, port, log = folder / "data", free_port(), folder / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "webapp.phone"],
            cwd=ROOT,
            env=environment(data, port, BACKDAY_HOST="127.0.0.1"),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + PATIENCE_S
        while "Backday is at" not in log.read_text():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        yield Started(data, port, log.read_text())
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def test_the_app_answers_over_https_that_verifies(started: Started) -> None:
    status, headers, body = started.get("/login")

    assert status == 200
    assert b"Sign in" in body
    assert headers["strict-transport-security"].startswith("max-age=")


def test_a_phone_that_trusts_nothing_is_warned(started: Started) -> None:
    with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
        urllib.request.urlopen(f"https://127.0.0.1:{started.port}/login")


def test_sign_ups_get_a_cookie_that_only_https_carries(started: Started) -> None:
    trusting = ssl.create_default_context(cafile=started.data / "phone" / "authority.pem")
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=trusting), _NoRedirects())
    form = b"name=Una&email=una%40example.com&password=six+plates+and+a+bench&zone=UTC"
    asked = urllib.request.Request(
        f"https://127.0.0.1:{started.port}/signup", form, {"Sec-Fetch-Site": "same-origin"}
    )

    with pytest.raises(urllib.error.HTTPError) as answer:
        opener.open(asked)

    answer.value.close()
    assert answer.value.code == 303
    cookie = answer.value.headers["Set-Cookie"]
    assert cookie.startswith("__Host-sid=")
    assert "Secure" in cookie


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def test_the_terminal_shows_a_code_and_both_addresses(started: Started) -> None:
    assert "█" in started.said
    assert f"http://127.0.0.1:{started.port + 1}/" in started.said
    assert f"https://127.0.0.1:{started.port}/" in started.said


def test_the_guide_walks_both_phones_through_it(started: Started) -> None:
    status, content_type, body = started.guide()
    page = BeautifulSoup(body, "html.parser")

    assert (status, content_type) == (200, "text/html; charset=utf-8")
    assert [heading.get_text() for heading in page.select("h2")[:2]] == ["iPhone", "Android"]
    assert "Certificate Trust Settings" in page.get_text()
    assert "CA certificate" in page.get_text()
    assert f"https://127.0.0.1:{started.port}/" in {link["href"] for link in page.select("a")}
    for link in page.select("a[href^='/'], link"):
        assert started.guide(str(link["href"]))[0] == 200


def test_the_certificate_comes_as_one_that_phones_install(started: Started) -> None:
    status, content_type, body = started.guide("/backday.crt")

    assert (status, content_type) == (200, "application/x-x509-ca-cert")
    assert body == (started.data / "phone" / "authority.pem").read_bytes()
    assert b"PRIVATE" not in body


@pytest.mark.parametrize("path", ["/today", "/phone/authority.key", "/../authority.key", "/login"])
def test_the_guide_serves_nothing_else(started: Started, path: str) -> None:
    assert started.guide(path)[0] == 404


def test_the_manifest_and_the_worker_are_served_over_https(started: Started) -> None:
    assert json.loads(started.get("/manifest.webmanifest")[2])["id"] == "/"
    assert started.get("/sw.js")[1]["content-type"] == "text/javascript; charset=utf-8"
