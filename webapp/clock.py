"""The only clock. Tests turn it; nothing else asks the machine for the time."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The time now, UTC, cut to whole milliseconds as the sync protocol carries it."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
