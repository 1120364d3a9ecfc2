"""The last writer wins, per field, in whatever order and however often the news arrives."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.merge import Row, Stamp, pack_stamps, unpack_stamps

stamps = st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from("abcdef"))
writes = st.lists(
    st.tuples(
        stamps, st.dictionaries(st.sampled_from(["load", "reps", "note"]), st.integers(0, 9), min_size=1)
    ),
    max_size=4,
    unique_by=lambda write: write[0],
)


def _fold(order: list[tuple[Stamp, dict[str, int]]]) -> tuple[dict[str, int], dict[str, Stamp]]:
    row = Row({}, {})
    for stamp, fields in order:
        row.take(fields, stamp)
    return row.values, row.stamps


@given(writes)
def test_the_order_of_arrival_makes_no_difference(given_writes: list[tuple[Stamp, dict[str, int]]]) -> None:
    outcomes = [_fold(list(order)) for order in permutations(given_writes)]

    assert all(outcome == outcomes[0] for outcome in outcomes)


@given(writes)
def test_arriving_twice_makes_no_difference(given_writes: list[tuple[Stamp, dict[str, int]]]) -> None:
    assert _fold(given_writes) == _fold(given_writes + given_writes)


def test_two_who_write_different_fields_both_win() -> None:
    row = Row({"load": 60, "reps": 5}, {"load": (1, 1, "a"), "reps": (1, 1, "a")})

    row.take({"load": 62}, (2, 2, "b"))
    row.take({"reps": 4}, (2, 2, "c"))

    assert row.values == {"load": 62, "reps": 4}


def test_an_older_write_that_arrives_last_changes_nothing() -> None:
    row = Row({"reps": 4}, {"reps": (5, 5, "b")})

    assert not row.take({"reps": 9}, (4, 9, "c"))
    assert row.values == {"reps": 4}
    assert not row.changed


@given(st.dictionaries(st.sampled_from(["load", "reps", "note", "grip"]), stamps))
def test_stamps_survive_storage(given_stamps: dict[str, Stamp]) -> None:
    assert unpack_stamps(pack_stamps(given_stamps)) == given_stamps
