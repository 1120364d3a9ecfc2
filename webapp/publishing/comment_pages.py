"""Questions under a publication and the coach's answers: written, deleted, hidden, reported."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.accounts import throttling
from webapp.accounts.answers import slow_down
from webapp.domain.ids import new_id
from webapp.domain.operations import message_text
from webapp.extensions import db
from webapp.models import Comment, Publication
from webapp.publishing import actions, forms, queries
from webapp.publishing.blueprint import bp
from webapp.publishing.public_pages import get_coach, get_published, publication_page
from webapp.publishing.queries import Coach, Said
from webapp.reading import Reading
from webapp.workouts.forms import row_ids

BLOCKED = "{} has blocked you, so you can’t write here. You can go on reading."


@bp.post("/coaches/<handle>/<uuid:published>/comments")
@access("self")
def say(handle: str, published: UUID) -> ResponseReturnValue:
    """A question, or the coach's answer; everybody reads it, with its author's name."""
    who, sent, now = get_coach(handle), request.form.to_dict(), clock.utc_now()
    one, reading = get_published(who, published), Reading(sent)
    text = reading.take("text", message_text, "")
    if reading.errors:
        return publication_page(who, one, sent, reading.errors), 422
    if queries.find_viewer(current_user.id, who.id).is_blocked:
        return publication_page(who, one, sent, {"": BLOCKED.format(who.name)}), 403
    comment_id = next(row_ids(sent, request.path, now))
    if queries.find_own_comment(current_user.id, comment_id) is None:
        if wait_s := throttling.take_turn("comment", current_user.id, now):
            db.session.rollback()
            refused = publication_page(who, one, sent, {"text": slow_down(wait_s)})
            return refused, 429, {"Retry-After": str(wait_s)}
        actions.say(one, current_user.id, comment_id, text, now)
    db.session.commit()
    return _back(one.id, f"comment-{comment_id}")


@bp.post("/comments/<uuid:comment_id>/delete")
@access("own:comment")
def delete_comment(comment_id: UUID) -> ResponseReturnValue:
    """One's own."""
    comment = _get_own(comment_id)
    comment.deleted_at = comment.deleted_at or clock.utc_now()
    db.session.commit()
    return _back(comment.publication_id, "said", removed=str(comment_id))


@bp.post("/comments/<uuid:comment_id>/restore")
@access("own:comment")
def restore_comment(comment_id: UUID) -> ResponseReturnValue:
    comment = _get_own(comment_id)
    comment.deleted_at = None
    db.session.commit()
    return _back(comment.publication_id, f"comment-{comment_id}")


@bp.post("/coach/comments/<uuid:comment_id>/hide")
@access("own:comment")
def hide_comment(comment_id: UUID) -> ResponseReturnValue:
    """Under one's own publication, for everybody but its author."""
    comment = _get_under(comment_id)
    actions.hide(comment)
    db.session.commit()
    return _back(comment.publication_id, f"comment-{comment_id}")


@bp.post("/coach/comments/<uuid:comment_id>/unhide")
@access("own:comment")
def unhide_comment(comment_id: UUID) -> ResponseReturnValue:
    comment = _get_under(comment_id)
    actions.unhide(comment)
    db.session.commit()
    return _back(comment.publication_id, f"comment-{comment_id}")


@bp.get("/coaches/<handle>/<uuid:published>/report")
@access("self")
def report_form(handle: str, published: UUID) -> ResponseReturnValue:
    """Of the publication, or of a comment under it: `?comment=`."""
    who = get_coach(handle)
    one = get_published(who, published)
    return _report_page(who, one, _find_said(one, request.args.get("comment", "")), {}, {})


@bp.post("/coaches/<handle>/<uuid:published>/report")
@access("self")
def report(handle: str, published: UUID) -> ResponseReturnValue:
    """For the operator; neither the coach nor the author gets to know."""
    who, sent, now = get_coach(handle), request.form.to_dict(), clock.utc_now()
    one, reading = get_published(who, published), Reading(sent)
    said = _find_said(one, sent.get("comment", ""))
    reason = reading.take("reason", forms.parse_reason, "")
    if reading.errors:
        return _report_page(who, one, said, sent, reading.errors), 422
    about = (one.id, said.id if said else one.id)
    actions.report(about, current_user.id, next(row_ids(sent, request.path, now)), reason, now)
    db.session.commit()
    return _back(one.id, None, did="reported")


def _get_own(comment_id: UUID) -> Comment:
    return queries.find_own_comment(current_user.id, comment_id) or abort(404)


def _get_under(comment_id: UUID) -> Comment:
    return queries.find_comment_under(current_user.id, comment_id) or abort(404)


def _find_said(one: Publication, asked: str) -> Said | None:
    """The comment that is meant, as far as the reader sees it; None for the publication itself."""
    if not asked:
        return None
    said = queries.list_comments(one, current_user.id)
    return next((comment for comment in said if str(comment.id) == asked), None) or abort(404)


def _report_page(
    who: Coach, one: Publication, said: Said | None, values: dict[str, str], errors: dict[str, str]
) -> str:
    return render_template(
        "publishing/report.html",
        coach=who,
        publication=one,
        said=said,
        values=values,
        errors=errors,
        token=new_id(clock.utc_now()),
    )


def _back(publication_id: UUID, anchor: str | None, **told: Any) -> ResponseReturnValue:
    """To the publication, or where its page is off, to what else there is to read."""
    found = queries.find_address(publication_id)
    if found is None:
        return redirect(url_for(".following"), 303)
    handle, published = found
    address = url_for(".published", handle=handle, published=published, **told)
    return redirect(f"{address}#{anchor}" if anchor else address, 303)
