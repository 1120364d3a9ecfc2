"""What a client doesn't share is in nothing that a coach gets."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import hypothesis.strategies as st
import pytest
from hypothesis import given

from webapp.domain.consent import Shares, redact
from webapp.domain.workout import Workout, WorkoutExercise, WorkoutSet

NOTE, PAIN, FEELS = "NOTE", {"where": "PAIN", "score": 6}, {"feels": "FEELS"}

switches = st.builds(
    Shares, **dict.fromkeys(("logs", "measurements", "wellbeing", "notes", "past"), st.booleans())
)


def workout(parts: int, sets: int) -> Workout:
    """Everything that can be hidden, everywhere."""
    done = datetime(2026, 11, 23, 18, tzinfo=UTC)
    return Workout(
        UUID(int=1), date(2026, 11, 23), "UTC", "Back", readiness=FEELS, note=NOTE,
        exercises=tuple(
            WorkoutExercise(
                UUID(int=10 + part), UUID(int=1), "barbell-row", "a", note=NOTE,
                sets=tuple(
                    WorkoutSet(
                        UUID(int=100 + number), UUID(int=10 + part), "a", "working",
                        reps=5, ticked_at=done, note=NOTE, pain=PAIN,
                    )
                    for number in range(sets)
                ),
            )
            for part in range(parts)
        ),
    )  # fmt: skip


@given(switches, st.integers(0, 3), st.integers(0, 3))
def test_what_is_off_is_nowhere_and_the_rest_is_untouched(shares: Shares, parts: int, sets: int) -> None:
    whole = workout(parts, sets)

    shown = redact(whole, shares)

    assert ("NOTE" in repr(shown)) == shares.notes
    assert ("FEELS" in repr(shown)) == shares.wellbeing
    assert ("PAIN" in repr(shown)) == (shares.wellbeing and parts * sets > 0)
    assert len(shown.ticked_sets) == len(whole.ticked_sets)
    if shares.notes and shares.wellbeing:
        assert shown == whole


@pytest.mark.parametrize(("past", "first"), [(True, date.min), (False, date(2026, 11, 23))])
def test_the_past_begins_where_the_link_did(past: bool, first: date) -> None:
    shares = Shares(logs=True, measurements=True, wellbeing=True, notes=True, past=past)

    assert shares.first_day(date(2026, 11, 23)) == first
