"""What a serving worker does once a day: purge what was deleted 30 days ago.

In the loop's thread, between requests, one lifter at a time, so that nobody waits for longer than one takes.
It looks in reading transactions, and takes a lock only where something is due. Several workers may do it at
once: they queue at each lifter's head, and the second finds nothing to do.
"""

from __future__ import annotations

import logging
from asyncio import AbstractEventLoop
from collections.abc import Sequence
from uuid import UUID

from flask import Flask

from webapp.database import begin_reading
from webapp.forgetting import forget
from webapp.workouts import deletions
from webapp.workouts.purge import purge_one

FIRST_AFTER_S = 60.0
"""Not at once: whoever starts a server opens a page next."""

EVERY_S = 24 * 3600.0
PAUSE_S = 0.05
"""Between two lifters: requests come first."""

_log = logging.getLogger(__name__)


def begin(loop: AbstractEventLoop, app: Flask) -> None:
    """From now on, once a day."""
    loop.call_later(FIRST_AFTER_S, _round, loop, app)


def _round(loop: AbstractEventLoop, app: Flask) -> None:
    loop.call_later(EVERY_S, _round, loop, app)
    with app.app_context():
        if forgotten := forget():
            _log.info("forgot %d comments, programs and limitations that were deleted 30 days ago", forgotten)
        begin_reading()
        waiting = deletions.list_lifters()
    _next(loop, app, waiting)


def _next(loop: AbstractEventLoop, app: Flask, waiting: Sequence[UUID]) -> None:
    if waiting:
        loop.call_later(PAUSE_S, _next, loop, app, waiting[1:])
        with app.app_context():
            purged = purge_one(waiting[0])
        if purged:
            _log.info("purged %d rows that were deleted 30 days ago", purged)
