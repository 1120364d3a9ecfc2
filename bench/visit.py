"""A first visit by a phone that has nothing of ours: bytes, requests, first paint, marks."""

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
CATEGORIES = ("performance", "accessibility", "best-practices")
SHIFTS = """
globalThis.shifted = 0;
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shifted += value;
}).observe({ type: "layout-shift", buffered: true });
"""
FLAGS = ("--no-sandbox", "--disable-background-networking")
BLOCKS_PAINT = {"Document", "Stylesheet"}
LIGHTHOUSE = ROOT / "bench" / "node_modules" / "lighthouse" / "cli" / "index.js"


@dataclass(frozen=True, slots=True)
class Loaded:
    """One answer as it travelled. kind: as Chromium calls it. size: bytes on the wire, headers included."""

    kind: str
    size: int


def measure(data: Path, path: str, token: str, folder: Path) -> list[str]:
    """The table's lines, over HTTPS. token: of a session of the lifter's; folder: for the certificate."""
    pages = (("a workout", path), ("/today", "/today"))
    heads = ("requests", "kB, all modules", "kB before the paint", "kB, the first sync", "layout shift")
    lines = [row("First visit over HTTPS", *heads)]
    with (
        _certificate(folder) as (certificate, key),
        serving(data, "bench.secure", certificate, key) as server,
    ):
        for name, address in pages:
            lines.append(_told_of_bytes(name, *_first_visit(server.url + address, server.url, token)))
        lines.append("  aim: at most 60 kB with all modules, 14 kB before the first paint, nothing jumps")
        if not LIGHTHOUSE.exists():
            return [*lines, "", "  Lighthouse: nothing measured, it isn't installed (make bench installs it)"]
        found = {
            name: [_lighthouse(server.url + address, f"__Host-sid={token}", folder) for _ in range(ROUNDS)]
            for name, address in pages
        }
    return [*lines, "", *_told_by_lighthouse(found)]


@dataclass(frozen=True, slots=True)
class Marks:
    """One round of Lighthouse's. lacking: the audits, speed apart, that cost a mark."""

    figures: dict[str, float]
    lacking: set[str]


def _told_of_bytes(name: str, loaded: Sequence[Loaded], shifted: float) -> str:
    blocking = [one for one in loaded if one.kind in BLOCKS_PAINT]
    app = [one for one in loaded if one.kind != "Fetch"]
    synced = [one for one in loaded if one.kind == "Fetch"]
    sizes = (f"{_kb(part):.1f}" for part in (app, blocking, synced))
    return row(name, len(loaded), *sizes, f"{shifted:.3f}")


def _told_by_lighthouse(found: dict[str, list[Marks]]) -> list[str]:
    head = f"Lighthouse mobile, HTTPS, {ROUNDS} rounds"
    paints = ("first paint, s", "largest paint, s", "blocked by scripts, ms")
    return [
        row(head, *paints),
        *_told(
            found,
            [("first-contentful-paint", 2), ("largest-contentful-paint", 2), ("total-blocking-time", 0)],
        ),
        "  aim: first contentful paint at most 1.0 s",
        row("", *CATEGORIES),
        *_told(found, [(name, 0) for name in CATEGORIES]),
        "  aim: 100",
        *(
            f"  lacking on {name}: {', '.join(sorted(lacking))}"
            for name, lacking in _lacking(found)
            if lacking
        ),
    ]


def _lacking(found: dict[str, list[Marks]]) -> list[tuple[str, set[str]]]:
    return [(name, {one for marks in rounds for one in marks.lacking}) for name, rounds in found.items()]


def _told(found: dict[str, list[Marks]], names: Sequence[tuple[str, int]]) -> list[str]:
    """A row for each page. names: of the figures, with how many digits."""
    return [
        row(page, *(spread([one.figures[name] for one in rounds], digits) for name, digits in names))
        for page, rounds in found.items()
    ]


def _first_visit(url: str, origin: str, token: str) -> tuple[list[Loaded], float]:
    """What was loaded, all modules too, and how much jumped (CLS)."""
    kinds: dict[str, str] = {}
    loaded: list[Loaded] = []

    def finished(event: dict[str, Any]) -> None:
        loaded.append(Loaded(kinds[event["requestId"]], event["encodedDataLength"]))

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        context = browser.new_context(viewport={"width": 390, "height": 844}, ignore_https_errors=True)
        context.add_cookies([{"name": "__Host-sid", "value": token, "url": origin, "secure": True}])
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.on(
            "Network.requestWillBeSent", lambda event: kinds.update({event["requestId"]: event["type"]})
        )
        network.on("Network.loadingFinished", finished)
        network.send("Network.enable")
        page.add_init_script(SHIFTS)
        page.goto(url)
        page.wait_for_function("() => document.querySelector('#sync-state')?.dataset.state === 'synced'")
        page.wait_for_load_state("networkidle")
        if page.locator("main form").count() == 0:
            raise RuntimeError(f"{url} is no workout page")
        shifted = float(page.evaluate("shifted"))
        browser.close()
    return loaded, shifted


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


def _fault(audit: dict[str, Any]) -> str:
    """Its name, and what was found where that says it in words."""
    found = [
        str(one["description"]) for one in audit.get("details", {}).get("items", []) if "description" in one
    ]
    return f"{audit['id']} ({'; '.join(found)})" if found else str(audit["id"])


def _lighthouse(url: str, cookie: str, folder: Path, tries: int = 3) -> Marks:
    """First and largest contentful paint in seconds, total blocking time in ms, marks of 100."""
    report = folder / "report.json"
    flags = " ".join((*FLAGS, "--headless=new", "--ignore-certificate-errors"))
    done = subprocess.run(
        [ROOT / ".venv/node/bin/node", LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={report}",
         f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}",
         f"--extra-headers={json.dumps({'Cookie': cookie})}"],
        env=os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        if tries > 1:  # on a busy machine it sometimes waits in vain for a frame
            return _lighthouse(url, cookie, folder, tries - 1)
        raise RuntimeError(f"Lighthouse failed: {done.stderr[-500:]}")
    told = json.loads(report.read_text())
    audits = {name: audit.get("numericValue", 0.0) for name, audit in told["audits"].items()}
    asked = [
        one["id"] for name in CATEGORIES[1:] for one in told["categories"][name]["auditRefs"] if one["weight"]
    ]
    lacking = {
        _fault(told["audits"][name]) for name in asked if told["audits"][name]["score"] not in (None, 1)
    }
    figures = {
        "first-contentful-paint": audits["first-contentful-paint"] / 1000,
        "largest-contentful-paint": audits["largest-contentful-paint"] / 1000,
        "total-blocking-time": audits["total-blocking-time"],
        **{name: (told["categories"][name]["score"] or 0) * 100 for name in CATEGORIES},
    }
    return Marks(figures, lacking)
