"""How the account pages answer when it isn't simply yes."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, make_response, render_template

BUSY_S = 2
BUSY = "The server is checking other passwords right now. Try again in a moment."


def page(template: str, *, status: int = 200, retry_after_s: int = 0, **needs: object) -> Response:
    """A page of `templates/accounts`. retry_after_s: tells machines what the sentence tells people."""
    response = make_response(render_template(f"accounts/{template}.html", **needs), status)
    if retry_after_s:
        response.headers["Retry-After"] = str(retry_after_s)
    return response


def slow_down(seconds: int) -> str:
    """The sentence for somebody who has to wait."""
    if seconds < 60:
        wait = "1 second" if seconds == 1 else f"{seconds} seconds"
    else:
        minutes = -(-seconds // 60)
        wait = "1 minute" if minutes == 1 else f"{minutes} minutes"
    return f"Too many tries. Wait {wait}, then try again."


def status_of(errors: Mapping[str, str]) -> int:
    """200 for a fresh form, 422 for one that has to be mended."""
    return 422 if errors else 200
