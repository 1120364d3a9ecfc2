"""`make icons`: the app's pictures, from static/icons/icon.svg, by the Chromium of this machine."""

from __future__ import annotations

import io
import shutil
import struct
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "static" / "icons"
SCREENS = ROOT / "static" / "screens"
SOURCE = FOLDER / "icon.svg"

ROUNDED = {"icon-192.png": 192, "icon-512.png": 512}
"""As it is: rounded, the corners clear."""

FULL = {"maskable-192.png": 192, "maskable-512.png": 512, "apple-touch-icon.png": 180}
"""To the edges, because the phone cuts them to its own shape; the drawing within the middle four fifths."""

FAVICON, FAVICON_SIZES = "favicon.ico", (16, 32, 48)
GROUND = "#1d2125"
SCREENSHOTS = ("today", "history")


def main() -> int:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--force-color-profile=srgb"]
        )
        page = browser.new_page()
        for name, size in ROUNDED.items():
            (FOLDER / name).write_bytes(draw(page, size))
        for name, size in FULL.items():
            (FOLDER / name).write_bytes(draw(page, size, ground=GROUND))
        pictures = {size: draw(page, size) for size in FAVICON_SIZES}
        (FOLDER / FAVICON).write_bytes(icon_file(pictures))
        browser.close()
    SCREENS.mkdir(exist_ok=True)
    for name in SCREENSHOTS:
        shutil.copyfile(ROOT / "docs" / "screens" / f"{name}-dark.png", SCREENS / f"{name}.png")
    print(f"Icons are in {FOLDER.relative_to(ROOT)}, the pictures for the store sheet in static/screens")
    return 0


def draw(page: Page, size: int, ground: str = "transparent") -> bytes:
    """The icon as PNG, `size` pixels wide; with a ground, the drawing shrinks into what is never cut."""
    inner = size if ground == "transparent" else round(size * 0.92)
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(
        f"<body style='margin:0;display:grid;place-content:center;height:{size}px;background:{ground}'>"
        f"<div style='width:{inner}px;height:{inner}px'>{SOURCE.read_text()}</div>"
    )
    return page.screenshot(omit_background=ground == "transparent")


def icon_file(pictures: dict[int, bytes]) -> bytes:
    """An .ico of PNGs, by their width."""
    head, body = io.BytesIO(), io.BytesIO()
    head.write(struct.pack("<HHH", 0, 1, len(pictures)))
    for size, png in pictures.items():
        offset = 6 + 16 * len(pictures) + body.tell()
        head.write(struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(png), offset))
        body.write(png)
    return head.getvalue() + body.getvalue()


if __name__ == "__main__":
    sys.exit(main())
