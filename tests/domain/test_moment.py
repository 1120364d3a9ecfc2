"""How far a day is from today, in words."""

from __future__ import annotations

import pytest

from webapp.domain.moment import distance_text


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "tomorrow"), (2, "in 2 days"), (-1, "yesterday"), (-2, "2 days ago")],
)
def test_the_days_beside_today_have_names(days: int, words: str) -> None:
    assert distance_text(days) == words
