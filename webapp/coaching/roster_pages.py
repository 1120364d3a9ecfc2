"""The coach's clients, whoever needs something first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import clock
from webapp.access import access
from webapp.coaching import actions, queries
from webapp.coaching import requests as asked
from webapp.coaching.blueprint import bp
from webapp.coaching.log import WEEKS
from webapp.coaching.log_pages import get_client
from webapp.coaching.queries import Client
from webapp.coaching.roster import Known, read_roster
from webapp.domain.moment import distance_text
from webapp.extensions import db

Show = Literal["", "needs", "fine", "archived"]

SHOWN: dict[Show, str] = {"": "All", "needs": "Needs you", "fine": "On track", "archived": "Archived"}
MAX_QUESTION = 80
AT_FIRST = 50
"""Clients of each section while both are shown; alone, a section is whole."""


@dataclass(frozen=True, slots=True)
class Row:
    """One client. href: their log, at the workout that it is about. tone: need, wait, good or quiet."""

    name: str
    initials: str
    href: str
    word: str
    tone: str
    when: str
    detail: str


@dataclass(frozen=True, slots=True)
class Section:
    """Clients under one heading. more: how many there are in all, where they aren't all among the rows."""

    show: Show
    rows: Sequence[Row]
    more: int


@bp.get("/coach")
@access("self")
def roster() -> ResponseReturnValue:
    """Everybody, or those who `?show=`: needs, fine, archived; by a part of their name: `?q=`."""
    clients, now = queries.list_clients(current_user.id), clock.utc_now()
    known = read_roster(current_user.id, clients, now)
    archived = [one for one in clients if one.archived_at]
    show, q = _show(), request.args.get("q", "")[:MAX_QUESTION].strip()
    needs = [one for one in known if one.attention.needs_coach]
    fine = [one for one in known if not one.attention.needs_coach]
    sections: tuple[tuple[Show, Sequence[Known]], ...] = (("needs", needs), ("fine", fine))
    return render_template(
        "coaching/roster.html",
        clients=clients,
        requests=asked.list_requests(current_user.id) if not (show or q) else [],
        counts=_counts(len(needs), len(fine)),
        sections=[_section(key, known, show, q) for key, known in sections if show in ("", key)],
        archived=[one for one in archived if show == "archived" and _is_called(one, q)],
        has_archived=bool(archived),
        shown=SHOWN,
        show=show,
        q=q,
        did=request.args.get("did"),
        undo=_named_in_address(clients),
    )


@bp.post("/coach/clients/<uuid:client_id>/archive")
@access("see:client")
def archive(client_id: UUID) -> ResponseReturnValue:
    """Put a client away; the link goes on."""
    actions.archive(get_client(client_id), clock.utc_now())
    db.session.commit()
    return redirect(url_for(".roster", did="archived", client=client_id), 303)


@bp.post("/coach/clients/<uuid:client_id>/bring-back")
@access("see:client")
def bring_back(client_id: UUID) -> ResponseReturnValue:
    actions.archive(get_client(client_id), None)
    db.session.commit()
    return redirect(url_for(".roster", did="brought-back"), 303)


def _show() -> Show:
    asked = request.args.get("show", "")
    return asked if asked in SHOWN else ""


def _is_called(client: Client, q: str) -> bool:
    return q.casefold() in client.name.casefold()


def _counts(needs: int, fine: int) -> str:
    """`3 need you · 9 on track · 12 in all`."""
    need = "1 needs you" if needs == 1 else f"{needs} need you"
    return f"{need} · {fine} on track · {needs + fine} in all" if needs + fine else ""


def _named_in_address(clients: Sequence[Client]) -> Client | None:
    """Whom the coach has just archived, to be brought back."""
    asked = request.args.get("client", "")
    return next((one for one in clients if one.archived_at and str(one.id) == asked), None)


def _section(key: Show, known: Sequence[Known], show: Show, q: str) -> Section:
    called = [one for one in known if _is_called(one.client, q)]
    shown = called if show == key else called[:AT_FIRST]
    return Section(key, [_row(one) for one in shown], len(called) if len(called) > len(shown) else 0)


def _row(known: Known) -> Row:
    client, seen = known.client, known.attention
    return Row(
        name=client.name,
        initials="".join(word[0] for word in client.name.split()[:2]).upper(),
        href=_address(known),
        word=seen.word,
        tone=seen.tone,
        when=_when(seen.since, known.today) if seen.rank != "silent" else "",
        detail=seen.detail,
    )


def _address(known: Known) -> str:
    if known.about is None:
        return url_for(".client", client_id=known.client.id)
    workout_id, on = known.about
    is_old = known.today - on >= timedelta(weeks=WEEKS)
    upto = (on + timedelta(days=1)).isoformat() if is_old else None
    return url_for(".client", client_id=known.client.id, upto=upto, _anchor=f"workout-{workout_id}")


def _when(day: date | None, today: date) -> str:
    return distance_text((day - today).days) if day else ""
