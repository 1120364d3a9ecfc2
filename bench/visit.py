"""A first visit to the workout page, by a phone that has nothing of ours: bytes, requests, first paint."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.figures import row, spread
from bench.serving import ROOT, serving

ROUNDS = 5
FLAGS = ("--no-sandbox", "--disable-background-networking")
BLOCKS_PAINT = {"Document", "Stylesheet"}
LIGHTHOUSE = ROOT / "bench" / "node_modules" / "lighthouse" / "cli" / "index.js"


@dataclass(frozen=True, slots=True)
class Loaded:
    """One answer as it travelled. kind: as Chromium calls it. size: bytes on the wire, headers included."""

    kind: str
    size: int


def measure(data: Path, path: str, token: str) -> list[str]:
    """The table's lines for bytes and requests. token: of a session of the lifter's."""
    with serving(data) as server:
        loaded = _first_visit(server.url + path, server.url, token)
    blocking = sum(one.size for one in loaded if one.kind in BLOCKS_PAINT)
    return [
        row("First visit to a workout", "requests", "kB compressed", "kB that block the paint"),
        row("Chromium", len(loaded), f"{_kb(loaded):.1f}", f"{blocking / 1000:.1f}"),
        "  aim: at most 45 kB in all, 14 kB before the first paint",
    ]


def first_paint(data: Path, path: str, token: str, folder: Path) -> list[str]:
    """The table's lines for Lighthouse's simulated slow 4G, over HTTPS. folder: for the certificate."""
    if not LIGHTHOUSE.exists():
        return ["  First contentful paint: not measured, Lighthouse isn't installed (make bench installs it)"]
    with (
        _certificate(folder) as (certificate, key),
        serving(data, "bench.secure", certificate, key) as server,
    ):
        found = [_lighthouse(server.url + path, f"__Host-sid={token}", folder) for _ in range(ROUNDS)]
    head = f"Slow 4G simulated, HTTPS, {ROUNDS} rounds, s"
    return [
        row(head, "first paint", "largest paint", "blocked by scripts, ms"),
        row(
            "Lighthouse",
            *(
                spread(values, digits)
                for values, digits in zip(zip(*found, strict=True), (2, 2, 0), strict=True)
            ),
        ),
        "  aim: first contentful paint at most 1.0 s",
    ]


def _first_visit(url: str, origin: str, token: str) -> list[Loaded]:
    kinds: dict[str, str] = {}
    loaded: list[Loaded] = []

    def finished(event: dict[str, Any]) -> None:
        loaded.append(Loaded(kinds[event["requestId"]], event["encodedDataLength"]))

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        context = browser.new_context(viewport={"width": 390, "height": 844})
        context.add_cookies([{"name": "sid", "value": token, "url": origin}])
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.on(
            "Network.requestWillBeSent", lambda event: kinds.update({event["requestId"]: event["type"]})
        )
        network.on("Network.loadingFinished", finished)
        network.send("Network.enable")
        page.goto(url, wait_until="networkidle")
        if page.locator("main form").count() == 0:
            raise RuntimeError(f"{url} is no workout page")
        browser.close()
    return loaded


def _kb(loaded: Sequence[Loaded]) -> float:
    return sum(one.size for one in loaded) / 1000


@contextmanager
def _certificate(folder: Path) -> Iterator[tuple[str, str]]:
    """A self-made one for 127.0.0.1, good for a day."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "1", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    yield str(certificate), str(key)


def _lighthouse(url: str, cookie: str, folder: Path) -> tuple[float, float, float]:
    """First and largest contentful paint in seconds, total blocking time in ms."""
    report = folder / "report.json"
    flags = " ".join((*FLAGS, "--headless=new", "--ignore-certificate-errors"))
    subprocess.run(
        [ROOT / ".venv/node/bin/node", LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={report}",
         "--only-categories=performance", f"--chrome-flags={flags}",
         f"--extra-headers={json.dumps({'Cookie': cookie})}"],
        check=True, env=os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}, capture_output=True,
    )  # fmt: skip
    audits = json.loads(report.read_text())["audits"]
    value = {name: audits[name]["numericValue"] for name in audits if "numericValue" in audits[name]}
    return (
        value["first-contentful-paint"] / 1000,
        value["largest-contentful-paint"] / 1000,
        value["total-blocking-time"],
    )
