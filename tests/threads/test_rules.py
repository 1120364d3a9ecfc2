"""Who may write, change and read a message: every case, each with its why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.messages import MOVED, NOT_LINKED, NOT_YOURS, OWN, UNKNOWN, Between, Refusal, refusal

LIFTER, CAROL, DANA, WORKOUT, ELSEWHERE = (UUID(int=number) for number in range(1, 6))
NEW = {"workout": WORKOUT, "set": None, "coach": CAROL, "text": "Good row"}
BY_CAROL = {**NEW, "author": CAROL, "read_at": None, "deleted_at": None}
BY_LIFTER = {**BY_CAROL, "author": LIFTER}
LINKED: frozenset[UUID] = frozenset({CAROL, DANA})

CASES: list[tuple[dict[str, Any], dict[str, Any] | None, UUID, frozenset[UUID], Refusal | None, str]] = [
    (NEW, None, LIFTER, LINKED, None, "a lifter writes to their coach"),
    (NEW, None, CAROL, LINKED, None, "and the coach to them"),
    (NEW, None, DANA, LINKED, UNKNOWN, "not one coach in the place of another"),
    (NEW, None, LIFTER, frozenset(), NOT_LINKED, "the link has ended"),
    (NEW, None, CAROL, frozenset({DANA}), NOT_LINKED, "for the coach, too"),
    ({**NEW, "read_at": 1}, None, LIFTER, LINKED, OWN, "nobody has read what is only being written"),
    ({"text": "Better row"}, BY_LIFTER, LIFTER, LINKED, None, "one's own text can be changed"),
    ({"text": "Bad row"}, BY_CAROL, LIFTER, LINKED, NOT_YOURS, "nobody puts words in another's mouth"),
    ({"text": "Bad row"}, BY_LIFTER, CAROL, LINKED, NOT_YOURS, "not the coach either"),
    ({"deleted_at": 1}, BY_CAROL, LIFTER, LINKED, NOT_YOURS, "what a coach wrote stays"),
    ({"deleted_at": None}, BY_CAROL, LIFTER, LINKED, NOT_YOURS, "and stays deleted, if they took it back"),
    ({"deleted_at": 1}, BY_LIFTER, LIFTER, frozenset(), None, "one's own can go after the link has ended"),
    ({"read_at": 1}, BY_CAROL, LIFTER, LINKED, None, "it is read by whom it was written to"),
    ({"read_at": 1}, BY_CAROL, LIFTER, frozenset(), None, "after the link has ended, too"),
    ({"read_at": 1}, BY_CAROL, CAROL, LINKED, OWN, "not by its author"),
    ({"read_at": 1}, BY_CAROL, DANA, LINKED, UNKNOWN, "not by another coach, for whom it isn't there"),
    ({"workout": ELSEWHERE}, BY_LIFTER, LIFTER, LINKED, MOVED, "it stays on its workout"),
    ({"set": ELSEWHERE}, BY_LIFTER, LIFTER, LINKED, MOVED, "and about its set"),
    ({"coach": DANA}, BY_LIFTER, LIFTER, LINKED, MOVED, "and with its coach"),
    (NEW, BY_LIFTER, LIFTER, LINKED, None, "sent whole once more it is as it was"),
]


@pytest.mark.parametrize(
    ("fields", "row", "by", "coaches", "wanted", "why"), CASES, ids=[case[-1] for case in CASES]
)
def test_who_may_do_what(
    fields: dict[str, Any],
    row: dict[str, Any] | None,
    by: UUID,
    coaches: frozenset[UUID],
    wanted: Refusal | None,
    why: str,
) -> None:
    assert refusal(fields, row, Between(LIFTER, by, coaches)) == wanted, why


@given(
    st.dictionaries(
        st.sampled_from(["text", "deleted_at", "read_at", "set"]), st.sampled_from([None, 1]), min_size=1
    ),
    st.sampled_from([BY_CAROL, BY_LIFTER]),
    st.sets(st.sampled_from([CAROL, DANA])),
)
def test_another_coach_never_gets_at_a_conversation(
    fields: dict[str, Any], row: dict[str, Any], coaches: set[UUID]
) -> None:
    assert refusal(fields, row, Between(LIFTER, DANA, coaches)) == UNKNOWN
