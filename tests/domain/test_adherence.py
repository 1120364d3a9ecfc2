"""What came of a workout; and silence is never called a missed one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import hypothesis.strategies as st
import pytest
from hypothesis import given

from webapp.domain.adherence import changes, day_heard, is_certain, moved_on, standing, stands_in_for
from webapp.domain.program import RepTarget
from webapp.domain.workout import Workout, WorkoutExercise, WorkoutSet

MONDAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 18, tzinfo=UTC)
PLAN = {"prescription": "row", "exercise": "barbell-row", "position": "a"}


def a_set(*, done: bool = False, **fields: Any) -> WorkoutSet:
    return WorkoutSet(
        UUID(int=3), UUID(int=2), "a", **{"kind": "working", "ticked_at": AT if done else None, **fields}
    )


def a_workout(*sets: WorkoutSet, plan: Any = PLAN, on: date = MONDAY, **fields: Any) -> Workout:
    of_part: dict[str, Any] = {
        name: fields.pop(name) for name in ("skipped", "exercise", "position") if name in fields
    }
    part = WorkoutExercise(
        UUID(int=2),
        UUID(int=1),
        **{"exercise": "barbell-row", "position": "a", "plan": plan, **of_part},
        sets=sets,
    )
    whole = {"assignment": "x"} if plan else None
    return Workout(UUID(int=1), on, "UTC", "Back", plan=whole, exercises=(part,), **fields)


DONE, LEFT = a_set(done=True), a_set()
TWO = replace(a_workout(DONE), exercises=(*a_workout(DONE).exercises, *a_workout(LEFT).exercises))


@pytest.mark.parametrize(
    ("workout", "today", "heard", "expected", "why"),
    [
        (a_workout(LEFT), 0, 0, "coming", "the day isn't over"),
        (a_workout(LEFT), -3, 0, "coming", "it lies ahead"),
        (a_workout(LEFT), 1, 0, "unsure", "heard on the day itself: sets may have come after"),
        (a_workout(LEFT), 9, None, "unsure", "never heard"),
        (a_workout(LEFT), 9, -1, "unsure", "not heard since the day before"),
        (a_workout(LEFT), 9, 1, "missed", "heard a day later, with nothing"),
        (a_workout(DONE, LEFT), 0, 0, "open", "it goes on"),
        (a_workout(DONE, LEFT), 1, 0, "short", "never finished"),
        (a_workout(DONE), 1, 0, "done", "whole, the button forgotten"),
        (a_workout(DONE, finished_at=AT), 0, 0, "done", "finished"),
        (a_workout(DONE, LEFT, finished_at=AT), 0, 0, "short", "one was left"),
        (a_workout(DONE, a_set(kind="warmup"), finished_at=AT), 0, 0, "done", "warm-ups don't matter"),
        (a_workout(DONE, a_set(withdrawn=True), finished_at=AT), 0, 0, "done", "the plan took it out"),
        (a_workout(DONE, skipped=True, finished_at=AT), 0, 0, "short", "an exercise was skipped"),
        (a_workout(DONE, LEFT, plan=None, finished_at=AT), 0, 0, "short", "unplanned, one was left"),
        (a_workout(LEFT, finished_at=AT), 0, 0, "left", "finished with nothing done"),
        (a_workout(a_set(done=True, deleted_at=AT), finished_at=AT), 0, 0, "left", "it was removed"),
        (replace(TWO, finished_at=AT), 0, 0, "short", "of two exercises one was left"),
    ],
)  # fmt: skip
def test_how_a_workout_stands(
    workout: Workout, today: int, heard: int | None, expected: str, why: str
) -> None:
    heard_on = None if heard is None else MONDAY + timedelta(days=heard)

    assert standing(workout, MONDAY + timedelta(days=today), heard_on) == expected, why


@given(
    st.integers(-20, 20), st.one_of(st.none(), st.integers(-20, 20)), st.lists(st.booleans(), min_size=1),
    st.booleans(),
)  # fmt: skip
def test_nothing_is_missed_that_may_wait_on_a_phone_or_was_begun(
    ago: int, heard: int | None, ticks: list[bool], is_finished: bool
) -> None:
    today = MONDAY + timedelta(days=ago)
    heard_on = None if heard is None else min(MONDAY + timedelta(days=heard), today)
    workout = a_workout(*(a_set(done=one) for one in ticks), finished_at=AT if is_finished else None)

    found = standing(workout, today, heard_on)

    if found == "missed":
        assert not any(ticks)
        assert not is_finished
        assert heard_on is not None
        assert MONDAY < heard_on <= today
    if any(ticks):
        assert found in ("done", "short", "open")


@pytest.mark.parametrize(
    ("workout", "expected"),
    [
        (a_workout(DONE), []),
        (a_workout(DONE, LEFT), ["cut"]),
        (a_workout(LEFT), ["skipped"]),
        (a_workout(DONE, exercise="seal-row"), ["swapped"]),
        (a_workout(DONE, position="b"), ["moved"]),
        (a_workout(DONE, plan=None), []),
    ],
)
def test_what_became_of_an_exercise(workout: Workout, expected: list[str]) -> None:
    assert changes(workout.exercises[0], workout) == expected


@pytest.mark.parametrize(
    ("ticks", "eased", "stands", "became"),
    [
        ((True, True, False), True, "done", ["eased"]),
        ((True, False, False), True, "short", ["cut"]),
        ((True, True, True), True, "done", []),
        ((True, True, False), False, "short", ["cut"]),
        ((True, False), True, "done", ["eased"]),
        ((False, False), True, "left", ["skipped"]),
    ],
)
def test_the_set_that_an_eased_day_leaves_out_was_not_asked_for(
    ticks: tuple[bool, ...], eased: bool, stands: str, became: list[str]
) -> None:
    sets = [replace(a_set(done=done), id=UUID(int=10 + n)) for n, done in enumerate(ticks)]
    felt = {"feels": "under", "eased": eased}
    workout = a_workout(*sets, readiness=felt, finished_at=AT)

    assert standing(workout, MONDAY, MONDAY) == stands
    assert changes(workout.exercises[0], workout) == became


def test_a_day_is_certain_once_it_is_over_everywhere() -> None:
    """Monday evening in Los Angeles is Tuesday morning in London, where the profile says they are."""
    in_los_angeles = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)

    assert not is_certain(MONDAY, day_heard(in_los_angeles, 240))
    assert not is_certain(MONDAY, day_heard(datetime(2026, 11, 24, 15, 59, tzinfo=UTC), 240))
    assert is_certain(MONDAY, day_heard(datetime(2026, 11, 24, 16, 0, tzinfo=UTC), 240))


FIVE = RepTarget(5, 5)


def half_swapped(*, rest_done: int = 0, **fields: Any) -> Workout:
    """Of three sets one was done; the other two went to a card behind."""
    first = [
        replace(a_set(done=n == 0), id=UUID(int=20 + n), target_reps=FIVE, deleted_at=AT if n else None)
        for n in range(3)
    ]
    rest = [
        replace(a_set(done=done), id=UUID(int=30 + n), target_reps=FIVE)
        for n, done in enumerate((rest_done > 0, rest_done > 1))
    ]
    behind = WorkoutExercise(UUID(int=9), UUID(int=1), "lat-pulldown", "b", sets=tuple(rest))
    workout = a_workout(*first, **fields)
    return replace(workout, exercises=(*workout.exercises, behind))


def test_a_swap_of_the_rest_is_no_exercise_cut_short_and_none_added() -> None:
    workout = half_swapped(rest_done=2, finished_at=AT)
    first, behind = workout.exercises

    assert standing(workout, MONDAY, MONDAY) == "done"
    assert changes(first, workout) == ["moved_on"]
    assert [one.id.int for one in moved_on(first, workout)] == [21, 22]
    assert changes(behind, workout) == ["swapped"]
    assert stands_in_for(behind, workout) == "barbell-row"


def test_what_was_left_after_a_swap_of_the_rest_was_left_of_the_other_exercise() -> None:
    workout = half_swapped(rest_done=1, finished_at=AT)
    first, behind = workout.exercises

    assert standing(workout, MONDAY, MONDAY) == "short"
    assert changes(first, workout) == ["moved_on"]
    assert changes(behind, workout) == ["swapped", "cut"]


def test_an_exercise_added_behind_one_that_was_cut_short_has_nothing_to_do_with_it() -> None:
    workout = half_swapped(rest_done=2, finished_at=AT)
    first, behind = workout.exercises
    of_its_own = replace(behind, sets=tuple(replace(one, target_reps=None) for one in behind.sets))
    workout = replace(workout, exercises=(first, of_its_own))

    assert changes(first, workout) == ["cut"]
    assert changes(of_its_own, workout) == ["added"]
