"""The room's blueprint; `routes` fills it."""

from flask import Blueprint, Response

bp = Blueprint("coaching", __name__)


@bp.after_request
def keep_nowhere(response: Response) -> Response:
    """What a coach sees of a client is kept by no browser: the link may end in the next second."""
    response.headers["Cache-Control"] = "no-store"
    return response
