"""A coach's own notes about a client."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.coaching import notes as kept
from webapp.coaching import queries
from webapp.coaching.blueprint import bp
from webapp.coaching.log_pages import get_client
from webapp.coaching.queries import Client
from webapp.domain.ids import new_id
from webapp.domain.operations import message_text
from webapp.extensions import db
from webapp.reading import Reading
from webapp.workouts import forms
from webapp.workouts.words import written_text


@bp.get("/coach/clients/<uuid:client_id>/notes")
@access("see:client")
def notes(client_id: UUID) -> ResponseReturnValue:
    return _page(get_client(client_id), {}, {})


@bp.post("/coach/clients/<uuid:client_id>/notes")
@access("see:client")
def write_note(client_id: UUID) -> ResponseReturnValue:
    client, now, sent = get_client(client_id), clock.utc_now(), request.form.to_dict()
    reading = Reading(sent)
    text = reading.take("text", message_text, "")
    if reading.errors:
        return _page(client, sent, reading.errors), 422
    kept.write(current_user.id, client_id, next(forms.row_ids(sent, request.path, now)), text, now)
    db.session.commit()
    return redirect(url_for(".notes", client_id=client_id), 303)


@bp.post("/coach/notes/<uuid:note_id>/delete")
@access("own:note")
def delete_note(note_id: UUID) -> ResponseReturnValue:
    """For good. The coach's own, so that it works after the link has ended, too."""
    note = kept.find_note(current_user.id, note_id) or abort(404)
    client = queries.find_client(current_user.id, note.client_id)
    db.session.delete(note)
    db.session.commit()
    return redirect(url_for(".notes", client_id=client.id) if client else url_for(".roster"), 303)


def _page(client: Client, typed: dict[str, str], errors: dict[str, str]) -> str:
    return render_template(
        "coaching/notes.html",
        client=client,
        notes=kept.list_notes(current_user.id, client.id),
        written=lambda moment: written_text(moment, current_user.zone),
        typed=typed,
        errors=errors,
        token=new_id(clock.utc_now()),
    )
