"""What everybody may see: a coach's page, and what is published on it with what was said under it."""

from __future__ import annotations

from uuid import UUID

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import catalogue, clock
from webapp.access import access
from webapp.domain.ids import new_id
from webapp.domain.video import video_place
from webapp.models import Publication
from webapp.publishing import content, queries
from webapp.publishing.blueprint import bp
from webapp.publishing.queries import Coach
from webapp.threads.links import linked
from webapp.workouts.words import written_text

MOST_SKIPPED = 100_000
"""More than anybody has, and less than a database refuses."""


@bp.get("/coaches/<handle>")
@access("public")
def coach(handle: str) -> ResponseReturnValue:
    """`?skip=20`: what is older than the newest twenty."""
    who = get_coach(handle)
    exercises = catalogue.exercises()
    listed = queries.list_published(who.id, read_skipped())
    return render_template(
        "publishing/coach.html",
        coach=who,
        viewer=queries.find_viewer(reader_id(), who.id),
        publications=[
            (one, content.show(content.from_document(one.content), exercises)) for one in listed.publications
        ],
        listed=listed,
        did=request.args.get("did"),
    )


@bp.get("/coaches/<handle>/<uuid:published>")
@access("public")
def published(handle: str, published: UUID) -> ResponseReturnValue:
    who = get_coach(handle)
    return publication_page(who, get_published(who, published), {}, {})


def publication_page(who: Coach, one: Publication, typed: dict[str, str], errors: dict[str, str]) -> str:
    """The page, also with a question that has to be mended."""
    said = queries.list_comments(one, reader_id(), _removed())
    return render_template(
        "publishing/published.html",
        coach=who,
        publication=one,
        about=linked(one.about),
        video_place=video_place(one.video) if one.video else "",
        content=content.show(content.from_document(one.content), catalogue.exercises()),
        viewer=queries.find_viewer(reader_id(), who.id, one.id),
        said=[comment for comment in said if not comment.is_deleted],
        undo=next((comment for comment in said if comment.is_deleted), None),
        written=written,
        typed=typed,
        errors=errors,
        did=request.args.get("did"),
        token=new_id(clock.utc_now()),
    )


def get_coach(handle: str) -> Coach:
    """404 while the page is off."""
    return queries.find_coach(handle) or abort(404)


def get_published(who: Coach, publication_id: UUID) -> Publication:
    """404 for what was taken back or hidden."""
    return queries.find_published(who.id, publication_id) or abort(404)


def read_skipped() -> int:
    """`?skip=20`, how many newer ones are left out; 0 for nonsense."""
    return min(max(request.args.get("skip", 0, type=int), 0), MOST_SKIPPED)


def reader_id() -> UUID | None:
    """Who reads; None for somebody who isn't signed in."""
    return current_user.id if current_user.is_authenticated else None


def written(moment: object) -> str:
    """By the reader's clock, or in UTC for who has told none."""
    zone = current_user.zone if current_user.is_authenticated else "UTC"
    return written_text(moment, zone)  # type: ignore[arg-type]


def _removed() -> UUID | None:
    try:
        return UUID(request.args["removed"]) if "removed" in request.args else None
    except ValueError:
        return None
