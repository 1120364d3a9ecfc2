"""A coach publishes: chooses what, says something about it, changes that, takes it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import catalogue, clock
from webapp.access import access
from webapp.domain.ids import new_id
from webapp.extensions import db
from webapp.models import Publication
from webapp.publishing import actions, content, forms, queries
from webapp.publishing.blueprint import bp
from webapp.publishing.public_pages import read_skipped
from webapp.publishing.sources import Source, list_sources
from webapp.reading import Reading
from webapp.workouts.forms import row_ids

FULL = f"You show {queries.MOST_PUBLISHED} already; take one back first."


@bp.get("/coach/publications")
@access("self")
def publications() -> ResponseReturnValue:
    """All of the coach's, those taken back too. `?skip=20`: what is older than the newest twenty."""
    profile = queries.find_profile(current_user.id)
    return render_template(
        "publishing/publications.html",
        listed=queries.list_publications(current_user.id, read_skipped()),
        is_public=bool(profile and profile.is_public and current_user.is_coach),
        did=request.args.get("did"),
        full=FULL,
        undo=_just_taken_back(),
    )


@bp.get("/coach/publications/new")
@access("self")
def compose() -> ResponseReturnValue:
    return _form_page({}, {}, sources=list_sources(current_user.id))


@bp.post("/coach/publications/new")
@access("self")
def publish() -> ResponseReturnValue:
    """Everybody sees it from now on, if the coach's page is on; followers are told."""
    sent, now = request.form.to_dict(), clock.utc_now()
    reading, sources = Reading(sent), list_sources(current_user.id)
    form = forms.read_publication(reading, sources)
    new = next(row_ids(sent, request.path, now))
    if queries.is_full(current_user.id) and not queries.find_publication(current_user.id, new):
        reading.errors["source"] = FULL
    if form.source is None or reading.errors:
        return _form_page(sent, reading.errors, sources=sources), 422
    actions.publish(current_user.id, form, form.source, new, now)
    db.session.commit()
    return redirect(url_for(".publications", did="published"), 303)


@bp.get("/coach/publications/<uuid:publication_id>")
@access("own:publication")
def publication(publication_id: UUID) -> ResponseReturnValue:
    one = _get_publication(publication_id)
    return _form_page({"title": one.title, "about": one.about, "video": one.video}, {}, one)


@bp.post("/coach/publications/<uuid:publication_id>")
@access("own:publication")
def edit(publication_id: UUID) -> ResponseReturnValue:
    """Other words; the program or workout stays as it was copied."""
    one, sent = _get_publication(publication_id), request.form.to_dict()
    reading = Reading(sent)
    form = forms.read_publication(reading, None)
    if reading.errors:
        return _form_page(sent, reading.errors, one), 422
    actions.edit(one, form, clock.utc_now())
    db.session.commit()
    return redirect(url_for(".publications", did="saved"), 303)


@bp.post("/coach/publications/<uuid:publication_id>/unpublish")
@access("own:publication")
def unpublish(publication_id: UUID) -> ResponseReturnValue:
    actions.unpublish(_get_publication(publication_id), clock.utc_now())
    db.session.commit()
    return redirect(url_for(".publications", did="unpublished", row=publication_id), 303)


@bp.post("/coach/publications/<uuid:publication_id>/publish")
@access("own:publication")
def publish_again(publication_id: UUID) -> ResponseReturnValue:
    one = _get_publication(publication_id)
    if one.unpublished_at and queries.is_full(current_user.id):
        return redirect(url_for(".publications", did="full"), 303)
    actions.publish_again(one)
    db.session.commit()
    return redirect(url_for(".publications", did="published"), 303)


def _just_taken_back() -> Publication | None:
    """What the notice is about: one of theirs that the address says was taken back, and that was."""
    try:
        one = queries.find_publication(current_user.id, UUID(request.args.get("row", "")))
    except ValueError:
        return None
    return one if one and one.unpublished_at else None


def _get_publication(publication_id: UUID) -> Publication:
    return queries.find_publication(current_user.id, publication_id) or abort(404)


def _form_page(
    values: Mapping[str, str],
    errors: Mapping[str, str],
    one: Publication | None = None,
    sources: Sequence[Source] = (),
) -> str:
    return render_template(
        "publishing/publication-form.html",
        values=values,
        errors=errors,
        publication=one,
        shown=content.show(content.from_document(one.content), catalogue.exercises()) if one else None,
        sources=[(source.key, source.words) for source in sources],
        token=new_id(clock.utc_now()),
    )
