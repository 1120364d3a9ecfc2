"""Who needs their coach, why, and in what order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import hypothesis.strategies as st
import pytest
from hypothesis import given

from webapp.domain.attention import ORDER, Best, Facts, Pain, attention, is_stalled

TODAY = date(2026, 11, 23)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


FINE = Facts(today=TODAY, began_on=ago(100), heard_on=TODAY, heard="3 h ago")
PAIN = Pain(6, "lower back", "Good morning", TODAY)
TWICE = (("Heavy back", ago(7)), ("Heavy back", ago(4)))


def bests(*loads_and_reps: tuple[int, int]) -> tuple[Best, ...]:
    """Newest first."""
    return tuple(Best(Decimal(load), reps) for load, reps in loads_and_reps)


STUCK = bests((60, 5), (60, 5), (60, 4), (60, 5))


@pytest.mark.parametrize(
    ("facts", "rank", "word", "detail"),
    [
        (replace(FINE, pain=PAIN), "pain", "Pain 6/10", "Good morning, lower back"),
        (replace(FINE, pain=replace(PAIN, score=None)), "pain", "Pain", "Good morning, lower back"),
        (replace(FINE, questions=1, question="Knees?"), "question", "Wrote to you", "Knees?"),
        (replace(FINE, questions=3, question="Knees?"), "question", "3 messages", "Knees?"),
        (replace(FINE, missed=TWICE), "missed", "2 missed", "Heavy back: Mon 16 Nov and Thu 19 Nov not done"),
        (replace(FINE, lifts=(("Row", STUCK),)), "stall", "Stall", "Row: no more in 3 times"),
        (replace(FINE, program="Back", ends_on=ago(-14)), "ending", "Program ends", "Back ends in 14 days"),
        (replace(FINE, program="Back", ends_on=TODAY), "ending", "Program ends", "Back ends today"),
        (replace(FINE, program="Back", ends_on=ago(28)), "ending", "Program over", "Back ended 28 days ago"),
        (
            replace(FINE, heard_on=ago(9), heard="9 days ago"), "silent", "Last heard 9 days ago",
            "Their sets may be waiting on their phone",
        ),
        (
            replace(FINE, planned_today="Heavy back"), "offline", "Last heard 3 h ago",
            "Heavy back today, may be training offline",
        ),
        (
            replace(FINE, training_today="Heavy back", done=1, planned=3), "fine", "Training today",
            "Heavy back · 1 of 3 this week",
        ),
        (
            replace(FINE, done_today="Heavy back", done=1, planned=3), "fine", "Done today",
            "Heavy back · 1 of 3 this week",
        ),
        (replace(FINE, done=3, planned=3), "fine", "3 of 3 this week", "All done"),
        (
            replace(FINE, done=1, planned=2, next_on=ago(-3), next_title="Light back"), "fine", "Next Thu",
            "Light back · 1 of 2 this week",
        ),
        (replace(FINE, next_on=ago(-10), next_title="Light back"), "fine", "Next 3 Dec", "Light back"),
        (FINE, "fine", "No plan", "Nothing planned"),
    ],
)  # fmt: skip
def test_the_word_and_the_line(facts: Facts, rank: str, word: str, detail: str) -> None:
    found = attention(facts)

    assert (found.rank, found.word, found.detail) == (rank, word, detail)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (replace(FINE, missed=TWICE[:1]), "one is no pattern"),
        (replace(FINE, missed=(("Back", ago(15)), ("Back", ago(4)))), "longer ago than two weeks"),
        (replace(FINE, heard_on=ago(6)), "not a week yet"),
        (replace(FINE, heard_on=None, began_on=ago(6)), "linked this week"),
        (replace(FINE, ends_on=ago(-15)), "more than two weeks left"),
        (replace(FINE, ends_on=ago(29)), "trains without a program on purpose"),
        (replace(FINE, lifts=(("Row", STUCK[:3]),)), "three times say nothing"),
    ],
)
def test_what_is_no_reason_yet(facts: Facts, why: str) -> None:
    assert not attention(facts).needs_coach, why


@pytest.mark.parametrize(
    ("newest_first", "stalled", "why"),
    [
        (STUCK, True, "the same load, never more reps"),
        (bests((62, 5), (60, 5), (60, 5), (60, 5)), False, "more load"),
        (bests((60, 5), (60, 6), (60, 5), (60, 5)), False, "a rep more in the middle"),
        (bests((50, 5), (50, 5), (60, 5), (60, 5)), False, "lighter: somebody chose it"),
        (bests((60, 5), (60, 5), (60, 5), (60, 5), (50, 5)), True, "what was longer ago doesn't count"),
        ((), False, "never done"),
    ],
)
def test_a_stall_is_three_times_without_more(newest_first: tuple[Best, ...], stalled: bool, why: str) -> None:
    assert is_stalled(newest_first) == stalled, why


def test_the_most_urgent_comes_first_and_the_others_behind_it() -> None:
    everything = replace(
        FINE, pain=PAIN, questions=1, question="Knees?", missed=TWICE, lifts=(("Row", STUCK),), ends_on=TODAY,
        program="Back",
    )  # fmt: skip

    found = attention(everything)

    assert found.rank == "pain"
    assert found.detail == "Good morning, lower back · wrote to you · 2 missed · stall · program ends"


facts = st.builds(
    Facts,
    today=st.just(TODAY),
    began_on=st.integers(0, 60).map(ago),
    heard_on=st.one_of(st.none(), st.integers(0, 40).map(ago)),
    pain=st.one_of(st.none(), st.just(PAIN)),
    question=st.just("Knees?"),
    questions=st.integers(0, 2),
    missed=st.lists(st.tuples(st.just("Back"), st.integers(1, 28).map(ago)), max_size=4).map(tuple),
    ends_on=st.one_of(st.none(), st.integers(-60, 60).map(ago)),
    planned_today=st.sampled_from(["", "Back"]),
    done_today=st.sampled_from(["", "Back"]),
    next_on=st.one_of(st.none(), st.integers(-14, -1).map(ago)),
    done=st.integers(0, 3),
    planned=st.integers(0, 3),
)


@given(facts)
def test_there_is_always_a_word_a_line_and_a_place(known: Facts) -> None:
    found = attention(known)

    assert found.word
    assert found.detail
    assert found.place == ORDER.index(found.rank)
    assert found.needs_coach == (found.place < ORDER.index("offline"))


@given(facts)
def test_silence_alone_is_never_called_missed(known: Facts) -> None:
    found = attention(replace(known, missed=()))

    assert "missed" not in found.word + found.detail
