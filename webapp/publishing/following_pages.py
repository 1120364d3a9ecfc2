"""A lifter follows coaches, and reads what is new from them."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.extensions import db
from webapp.publishing import actions, queries
from webapp.publishing.blueprint import bp
from webapp.publishing.public_pages import get_coach, get_published
from webapp.workouts.words import written_text


@bp.get("/following")
@access("self")
def following() -> ResponseReturnValue:
    """Unread first, then newest first."""
    return render_template(
        "publishing/following.html",
        news=queries.list_news(current_user.id),
        coaches=queries.list_followed(current_user.id),
        written=lambda moment: written_text(moment, current_user.zone),
        did=request.args.get("did"),
    )


@bp.post("/following/read")
@access("self")
def read_all() -> ResponseReturnValue:
    actions.read_news(current_user.id, clock.utc_now())
    db.session.commit()
    return redirect(url_for(".following", did="read"), 303)


@bp.post("/coaches/<handle>/<uuid:published>/read")
@access("self")
def read(handle: str, published: UUID) -> ResponseReturnValue:
    """The lifter has it in front of them."""
    one = get_published(get_coach(handle), published)
    actions.read_news(current_user.id, clock.utc_now(), one.id)
    db.session.commit()
    return redirect(url_for(".published", handle=handle, published=published), 303)


@bp.post("/coaches/<handle>/follow")
@access("self")
def follow(handle: str) -> ResponseReturnValue:
    actions.follow(current_user.id, get_coach(handle).id, clock.utc_now())
    db.session.commit()
    return redirect(url_for(".coach", handle=handle, did="followed"), 303)


@bp.post("/coaches/<handle>/unfollow")
@access("self")
def unfollow(handle: str) -> ResponseReturnValue:
    actions.unfollow(current_user.id, get_coach(handle).id)
    db.session.commit()
    return redirect(url_for(".coach", handle=handle, did="unfollowed"), 303)
