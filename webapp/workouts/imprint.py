"""What tells a phone that the workout on its page is the one that it was just sent, without reading either."""

from __future__ import annotations

from hashlib import sha256

from markupsafe import Markup


def imprinted(workout: Markup, token: str) -> Markup:
    """The drawn workout with a digest of what it shows as its `data-print`.

    Left out: the page's token, which is another on each, and where its forms lead back to, so that the one on
    /today and the one that the phone keeps are the same.
    """
    shown = workout.replace(token, "").replace("from=today", "from=workout")
    digest = sha256(shown.encode()).hexdigest()[:16]
    return workout.replace(" data-workout=", Markup(' data-print="{}" data-workout=').format(digest), 1)
