"""Whether what a coach's open page shows is still theirs to see. Asked every few seconds: it costs little."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from uuid import UUID

from flask import make_response, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import access
from webapp.coaching import queries
from webapp.coaching.blueprint import bp
from webapp.coaching.log_pages import get_client
from webapp.coaching.queries import Client


@bp.get("/coach/still")
@access("self")
def still_clients() -> ResponseReturnValue:
    """304 while the page's etag says who is a client and what each shares, else 204. 2 statements."""
    return _answer(queries.list_clients(current_user.id))


@bp.get("/coach/clients/<uuid:client_id>/still")
@access("see:client")
def still_client(client_id: UUID) -> ResponseReturnValue:
    """The same of one client; 404 once the link has ended. 2 statements."""
    return _answer([get_client(client_id)])


@bp.context_processor
def sight() -> dict[str, Callable[[Iterable[Client]], str]]:
    """For `until_ended` in `_macros/coaching.html`."""
    return {"sight_of": sight_of}


def sight_of(clients: Iterable[Client]) -> str:
    """An etag of who they are and what of each their coach may see."""
    seen = "|".join(f"{one.link_id} {one.shares} {one.since}" for one in clients)
    return hashlib.sha256(seen.encode()).hexdigest()[:16]


def _answer(clients: Iterable[Client]) -> ResponseReturnValue:
    response = make_response("", 204)
    del response.headers["Content-Type"]
    response.set_etag(sight_of(clients))
    return response.make_conditional(request)
