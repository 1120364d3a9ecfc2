"""From a tap on the home screen to a workout that can be ticked: no server, and the worker starts first.

Beside it, in turns, a page as long as the workout that a worker of four lines has kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext

from bench import phone
from bench.figures import row, spread
from bench.serving import serving

OPENS = 100
AIM_TIMES = 2

# A box can be ticked once it is there: whoever puts it there listens already. Seen in the frame after.
WATCH = """
globalThis.usable = new Promise((resolve) => {
  const isThere = () => document.querySelector("main .set-row input[name=done], ol input[name=done]");
  const seen = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  new MutationObserver((_, observer) => {
    if (!isThere()) return;
    observer.disconnect();
    seen();
  }).observe(document, { subtree: true, childList: true });
});
globalThis.painted = new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const first = list.getEntriesByName("first-contentful-paint")[0];
    if (first) resolve(first.startTime);
  }).observe({ type: "paint", buffered: true });
});
"""


@dataclass(frozen=True, slots=True)
class Opened:
    """In ms from the navigation's start. files: how many the page asked its worker for."""

    painted: float
    usable: float
    files: int


def measure(data: Path, path: str, token: str, opens: int = OPENS) -> list[str]:
    """The table's lines. path: of a workout of 30 sets; token: of a session of the lifter's."""
    with serving(data) as ours, serving(data, "bench.bare") as bare:
        urls = (ours.url + path, f"{bare.url}/bare/page")
        with phone.phone({ours.url: token}) as context:
            phone.settle(context, f"{ours.url}/today", urls[0])
            _keep_bare(context, urls[1])
            ours.kill()
            bare.kill()
            found: list[list[Opened]] = [[], []]
            for number in range(opens + 1):
                for opened, url in zip(found, urls, strict=True):
                    one = _open(context, url)
                    if number > 0:  # the first warms up
                        opened.append(one)
    mine, other = found
    times = median([one.usable for one in mine]) / median([one.painted for one in other])
    head = f"Opened offline, worker stopped, CPU {phone.SLOWER} times slower, ms"
    return [
        row(head, "first paint", "a set can be ticked"),
        *(
            row(name, spread([one.painted for one in each], 0), spread([one.usable for one in each], 0))
            for name, each in (("a workout of Backday's", mine), ("a bare page, kept", other))
        ),
        f"  {times:.2f} times the bare page's paint, {mine[0].files} files, {opens} rounds; "
        f"aim: at most {AIM_TIMES} times",
    ]


def _keep_bare(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    page.goto(url)
    page.evaluate("navigator.serviceWorker.register('/bare/sw.js').then(() => navigator.serviceWorker.ready)")
    page.wait_for_function("navigator.serviceWorker.controller?.state === 'activated'")
    page.close()


def _open(context: BrowserContext, url: str) -> Opened:
    page, devtools = phone.slow_page(context)
    devtools.send("ServiceWorker.enable")
    devtools.send("ServiceWorker.stopAllWorkers")
    page.add_init_script(WATCH)
    page.goto(url, wait_until="commit")
    painted, usable, files = page.evaluate(
        "Promise.all([painted, usable, performance.getEntriesByType('resource').length])"
    )
    page.close()
    return Opened(painted, usable, files)
