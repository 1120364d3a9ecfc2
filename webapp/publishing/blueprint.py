"""The room's blueprint; `routes` fills it."""

from flask import Blueprint, Response

bp = Blueprint("publishing", __name__)


@bp.after_request
def keep_nowhere(response: Response) -> Response:
    """What a coach takes back, or somebody hides, is gone with the next request."""
    response.headers["Cache-Control"] = "no-store"
    return response
