"""From a tap on a set's box to its tick on the screen, and to the tick on the disk, on a slow phone.

Beside it, in turns, a page of bare checkboxes, each put into a database of one store. Event Timing counts in
steps of 8 ms, from the finger's end to the next frame on the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles

from playwright.sync_api import Page

from bench import phone
from bench.figures import row, spread
from bench.serving import serving

WARM_UP = 3
AIM_FRAME_MS, AIM_DURABLE_MS = 16, 60

# A row says `waiting` until the transaction is complete.
WATCH = """
globalThis.taps = [];
globalThis.saved = [];
globalThis.tapped = 0;
new PerformanceObserver((list) => {
  for (const { name, duration } of list.getEntries()) if (name === "click") taps.push(duration);
}).observe({ type: "event", durationThreshold: 16, buffered: true });
addEventListener("click", ({ timeStamp }) => (tapped = timeStamp), { capture: true });
new MutationObserver((changes) => {
  for (const { target, oldValue } of changes)
    if (oldValue === "waiting" && target.dataset.ticked === "") saved.push(performance.now() - tapped);
}).observe(document, { subtree: true, attributeFilter: ["data-ticked"], attributeOldValue: true });
"""

SAVE = """() => new Promise((resolve) => {
  const opening = indexedDB.open("bare");
  opening.onupgradeneeded = () => opening.result.createObjectStore("ticks");
  opening.onsuccess = () => resolve(addEventListener("change", () => {
    const write = opening.result.transaction("ticks", "readwrite", { durability: "strict" });
    write.objectStore("ticks").put(1, tapped);
    write.oncomplete = () => saved.push(performance.now() - tapped);
  }));
})"""

QUIET = """() => {
  const { state = "synced", pending = "0" } = document.querySelector("#sync-state")?.dataset ?? {};
  return state === "synced" && pending === "0";
}"""


def measure(data: Path, path: str, token: str) -> list[str]:
    """The table's lines. path: of a workout of 30 sets, none ticked; token: of a session of the lifter's."""
    with (
        serving(data) as ours,
        serving(data, "bench.bare") as bare,
        phone.phone({ours.url: token}) as context,
    ):
        phone.settle(context, ours.url + path)
        pages = [_open(context, url) for url in (ours.url + path, f"{bare.url}/bare/page")]
        pages[1].evaluate(SAVE)
        boxes = [page.locator("input[name=done]:not(:checked)").element_handles() for page in pages]
        for mine, other in zip(*boxes, strict=False):
            for page, box in zip(pages, (mine, other), strict=True):
                page.bring_to_front()
                box.scroll_into_view_if_needed()
                page.wait_for_timeout(100)
                box.tap()
                page.wait_for_timeout(500)
                page.wait_for_function(QUIET, timeout=60_000)  # no next tick before this one's sync is over
        painted = [_told(page, "taps") for page in pages]
        durable = [_told(page, "saved") for page in pages]
    sets = len(boxes[0])
    if len(durable[0]) < sets - WARM_UP:
        raise RuntimeError(f"{len(durable[0])} of {sets} ticks were saved")
    head = f"Tap on a workout of {sets} sets, CPU {phone.SLOWER} times slower"
    return [
        row(head, "to the painted tick, ms", "to the disk, ms", "p95"),
        *(
            row(name, spread(paints, 0), spread(saves), f"{quantiles(saves, n=20)[-1]:.0f}")
            for name, paints, saves in zip(("Backday", "a bare checkbox"), painted, durable, strict=True)
        ),
        f"  aim: at most {AIM_FRAME_MS} ms, a frame, over bare; on the disk p95 at most {AIM_DURABLE_MS} ms",
    ]


def _open(context: object, url: str) -> Page:
    page, _ = phone.slow_page(context)  # type: ignore[arg-type]
    page.add_init_script(WATCH)
    page.goto(url, wait_until="networkidle")
    return page


def _told(page: Page, name: str) -> Sequence[float]:
    return [float(value) for value in page.evaluate(name)][WARM_UP:]
