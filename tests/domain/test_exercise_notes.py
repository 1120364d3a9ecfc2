"""Which note stays with an exercise, and what keeping one writes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from webapp.domain.exercise_notes import ExerciseNote, keep, texts_of
from webapp.domain.operations import encode_fields

NOW = datetime.fromtimestamp(1795456800, UTC)
NEW = UUID(int=99)
VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "exercise-notes.json").read_text())


def _id(name: str) -> UUID:
    return NEW if name == "new" else UUID(int=ord(name))


def _living(rows: list[tuple[str, str, str, bool]]) -> list[ExerciseNote]:
    return [ExerciseNote(_id(name), exercise, text) for name, exercise, text, gone in rows if not gone]


@pytest.mark.parametrize("case", VECTORS["shown"], ids=lambda case: case["why"])
def test_what_stands_on_a_card(case: dict[str, Any]) -> None:
    assert texts_of(_living(case["rows"])) == case["texts"]


@pytest.mark.parametrize("case", VECTORS["kept"], ids=lambda case: case["why"])
def test_what_keeping_a_note_writes(case: dict[str, Any]) -> None:
    ids, rows = (UUID(int=number) for number in count(1)), iter([NEW])

    operations = keep(case["exercise"], case["text"], _living(case["rows"]), ids, rows, NOW)

    assert [(one.entity_id, encode_fields(one.entity, one.fields)) for one in operations] == [
        (_id(name), fields) for name, fields in case["operations"]
    ]
