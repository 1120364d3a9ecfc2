"""About how long a training day takes."""

from __future__ import annotations

import pytest

from webapp import catalogue
from webapp.domain.program import Day, PrescribedSet, Prescription, RepTarget

WARMUP = PrescribedSet("warmup", RepTarget(8, 8))
WORKING = PrescribedSet("working", RepTarget(5, 5))


def rows(*sets: PrescribedSet, optional: bool = False) -> Prescription:
    return Prescription("k", "barbell-row", "", "", sets, rest_s=180, warmup_rest_s=60, optional=optional)


@pytest.mark.parametrize(
    ("said", "parts", "minutes", "why"),
    [
        (None, (rows(WORKING),), 10, "one set"),
        (None, (rows(WARMUP, WARMUP, WORKING, WORKING, WORKING),), 20, "warm-ups rest less"),
        (None, (rows(*[WORKING] * 5), rows(*[WORKING] * 5)), 45, "two exercises"),
        (None, (rows(WORKING), rows(WORKING, optional=True)), 10, "what is optional isn't counted"),
        (None, (), 0, "nothing to do"),
        (50, (rows(WORKING),), 50, "whoever wrote it knows better"),
    ],
)
def test_how_long_a_day_takes_follows_its_sets_and_rests(
    said: int | None, parts: tuple[Prescription, ...], minutes: int, why: str
) -> None:
    assert Day("a", "A", "Back", 0, said, parts).about_minutes == minutes, why


def test_the_built_in_programs_come_out_near_what_they_say() -> None:
    for program in catalogue.programs().values():
        for day in (day for block in program.blocks for day in block.days):
            counted = Day(day.key, day.title, day.focus, 0, None, day.prescriptions).about_minutes
            assert counted - 10 <= (day.minutes or 0) <= counted + 15, f"{program.slug}, {day.key}"
