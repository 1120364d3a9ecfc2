"""The real server with a clock that tests turn: `python -m tests.browser.launcher FILE`.

FILE holds how many seconds the server's clock is ahead. Workers import this module again, so turning the
clock happens at the top, before anything else of ours.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

from webapp import clock

_ahead = Path(sys.argv[1])
_utc_now = clock.utc_now


def turned() -> datetime:
    """The time now, as many seconds ahead as the file says just then."""
    return _utc_now() + timedelta(seconds=float(_ahead.read_text()))


clock.utc_now = turned

if __name__ == "__main__":
    from webapp.__main__ import main

    sys.exit(main())
