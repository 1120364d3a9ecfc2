"""What the worker puts on the phone when it is installed: all that a page needs to open without a server."""

from __future__ import annotations

from flask import url_for

from webapp import assets

FOLDERS = ("js/page/", "js/shared/")
FILES = ("css/backday.css", "icons/icon.svg")


def addresses() -> list[str]:
    """The shell, the exercises, the offline page, and the files that they may ask for; sorted."""
    current = assets.current()
    files = sorted(
        assets.static_url(name)
        for name in current.files
        if name in FILES
        or (name.startswith(FOLDERS) and name.endswith(".js") and name not in current.stand_ins)
    )
    return [url_for("pwa.shell"), url_for("pwa.exercises"), url_for("pwa.offline"), *files]
