"""Ids sort by time, and derived ones are the same every time."""

from datetime import UTC, datetime, timedelta

from webapp.domain.ids import derived_id, new_id

BORN = datetime(2026, 11, 23, 18, 40, tzinfo=UTC)


def test_a_new_id_is_a_version_7_uuid() -> None:
    made = new_id(BORN)

    assert made.version == 7
    assert made.variant == "specified in RFC 4122"


def test_later_ids_sort_behind_earlier_ones() -> None:
    ids = [new_id(BORN + timedelta(milliseconds=ms)) for ms in range(50)]

    assert ids == sorted(ids)


def test_a_derived_id_is_the_same_for_the_same_parts_only() -> None:
    assert derived_id(BORN, 3, "row", "left", 1) == derived_id(BORN, 3, "row", "left", 1)
    assert derived_id(BORN, 3, "row", "left", 1) != derived_id(BORN, 3, "row", "right", 1)
    assert derived_id(BORN, 3, "row", "left", 1) != derived_id(BORN, 4, "row", "left", 1)


def test_parts_dont_run_into_each_other() -> None:
    assert derived_id(BORN, 0, "a", "bc") != derived_id(BORN, 0, "ab", "c")
