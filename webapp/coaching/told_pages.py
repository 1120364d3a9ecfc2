"""What others did about a person since they were last here, and the count of it beside You."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.coaching import told
from webapp.coaching.blueprint import bp
from webapp.coaching.told import Told
from webapp.domain.moment import ms_of
from webapp.extensions import db
from webapp.workouts.words import shortened, written_text


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: `Wrote: Elbows in`, `Carol · Mon 23 Nov, 18:40`."""

    words: str
    why: str
    href: str


@bp.get("/since")
@access("self")
def told_since() -> ResponseReturnValue:
    """Newest first. Showing it is what makes it old; messages and publications once they are opened."""
    now = clock.utc_now()
    return render_template(
        "coaching/told.html",
        rows=[_row(one) for one in told.list_told(current_user, now)],
        seen=url_for(".see_told", upto=ms_of(now)),
    )


@bp.post("/since/seen")
@access("self")
def see_told() -> ResponseReturnValue:
    """All that there was `?upto=` a moment, in milliseconds, was looked at."""
    now, upto = clock.utc_now(), request.args.get("upto", "")
    if upto.isascii() and upto.isdigit() and len(upto) < 14:
        told.note_seen(current_user, datetime.fromtimestamp(int(upto) / 1000, UTC), now)
        db.session.commit()
    return redirect(url_for(".told_since"), 303)


@bp.app_context_processor
def told_for_nav() -> dict[str, Callable[[], int]]:
    """Asked by the bar of every page but those of workouts: a tick waits for nothing."""
    return {"count_told": lambda: told.count_told(current_user, clock.utc_now())}


def _row(one: Told) -> Row:
    return Row(_words(one), f"{one.who} · {written_text(one.at, current_user.zone)}", _address(one))


def _words(one: Told) -> str:
    about = shortened(one.about)
    match one.kind:
        case "changed":
            return "Changed your plan" if about == "1" else f"Changed your plan, {about} times"
        case "gave" | "revised":
            done = "Gave you" if one.kind == "gave" else "Changed your program"
            return f"{done}: {msgspec.json.decode(one.about)['title']}"
        case _:
            done = {
                "wrote": "Wrote",
                "limited": "Set a limitation",
                "allowed": "Took a limitation away",
                "published": "Published",
                "asked": "Asks",
                "answered": "Answered",
            }[one.kind]
            return f"{done}: {about}"


def _address(one: Told) -> str:
    match one.kind:
        case "wrote":
            return url_for("workouts.show", workout_id=one.of, _anchor=f"message-{one.one}")
        case "changed" | "revised":
            return url_for(".changes")
        case "gave":
            return url_for("programs.index")
        case "limited" | "allowed":
            return url_for("limitations.index")
        case _:
            anchor = f"comment-{one.one}" if one.one else None
            return url_for("publishing.published", handle=one.handle, published=one.of, _anchor=anchor)
