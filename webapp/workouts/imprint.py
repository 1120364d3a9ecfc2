"""A drawn workout as a phone keeps it, and what tells that a page shows the same, with neither read."""

from __future__ import annotations

import re
from hashlib import sha256

from markupsafe import Markup

_UNSCRIPTED = re.compile(r"(<noscript[^>]*>).*?(</noscript>)", re.DOTALL)


def imprinted(workout: Markup, token: str) -> Markup:
    """The drawn workout with a digest of what it shows as its `data-print`.

    Left out: the page's token, which is another on each, and where its forms lead back to, so that the one on
    /today and the one that the phone keeps are the same.
    """
    shown = scripted(workout).replace(token, "").replace("from=today", "from=workout")
    digest = sha256(shown.encode()).hexdigest()[:16]
    return workout.replace(" data-workout=", Markup(' data-print="{}" data-workout=').format(digest), 1)


def scripted(workout: str) -> str:
    """Without the fields that stand there for browsers without scripts: who keeps days has scripts."""
    return _UNSCRIPTED.sub(r"\1\2", workout)
