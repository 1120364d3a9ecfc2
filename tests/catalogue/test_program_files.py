"""A file of a program that is wrong is refused, and the complaint leads to the place."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from tests.catalogue.writing import (
    ABSENT,
    PROGRAM,
    ROW,
    as_field,
    changed,
    complaints_of_program,
    exercises_folder,
    read_program,
    with_second_day,
    write,
)
from webapp.catalogue.loader import CatalogueError, load_exercises, load_programs


def test_a_right_program_is_read_and_an_absent_max_is_none(tmp_path: Path) -> None:
    program = read_program(tmp_path, PROGRAM)["plan"]

    (prescription,) = program.blocks[0].days[0].prescriptions
    assert [(one.kind, one.reps.min, one.reps.max) for one in prescription.sets] == [
        ("working", 5, 5),
        ("amrap", 5, None),
    ]
    assert program.weeks == 4


BLOCK = ("blocks", 0)


DAY = (*BLOCK, "days", 0)


PRESCRIPTION = (*DAY, "prescriptions", 0)


SET = (*PRESCRIPTION, "sets", 0)


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        (("slug",), "My Plan", '"My Plan" is not lower-case words with single hyphens'),
        (("title",), "Plan ", '"Plan " is empty or has a blank too many'),
        (("summary",), ABSENT, "missing"),
        (("author",), "somebody", "unknown field"),
        (("blocks",), [], "empty"),
        ((*BLOCK, "weeks"), 0, "0 is not from 1 to 104"),
        ((*BLOCK, "days"), [], "empty"),
        ((*DAY, "key"), "Day One", '"Day One" is not lower-case words with single hyphens'),
        ((*DAY, "weekday"), 7, "7 is not from 0 to 6"),
        ((*DAY, "minutes"), 0, "0 is not from 1 to 240"),
        ((*DAY, "focus"), " ", '" " is empty or has a blank too many'),
        ((*DAY, "prescriptions"), [], "empty"),
        ((*PRESCRIPTION, "key"), "row 1", '"row 1" is not lower-case words with single hyphens'),
        ((*PRESCRIPTION, "exercise"), "rows", "there is no exercise rows"),
        ((*PRESCRIPTION, "rule"), "hope", "Invalid enum value 'hope'"),
        ((*PRESCRIPTION, "rest"), 90, "unknown field"),
        ((*PRESCRIPTION, "rest_s"), -1, "-1 is not from 0 to 900"),
        ((*PRESCRIPTION, "rest_s"), 1800, "1800 is not from 0 to 900"),
        ((*PRESCRIPTION, "warmup_rest_s"), 901, "901 is not from 0 to 900"),
        ((*PRESCRIPTION, "sets"), [], "empty"),
        ((*SET, "kind"), "hard", "Invalid enum value 'hard'"),
        ((*SET, "grip"), "wide", "row has no grip wide"),
        ((*SET, "percent"), 0, "0 is not from 1 to 100"),
        ((*SET, "percent"), 101, "101 is not from 1 to 100"),
        ((*SET, "percent"), 62.5, "Expected `int`, got `float`"),
        ((*SET, "reps", "min"), 0, "0 is below 1"),
        ((*SET, "reps", "max"), 4, "4 is below min, 5"),
        ((*SET, "reps", "max"), ABSENT, "missing; only an amrap set has none"),
        ((*SET, "reps", "most"), 4, "unknown field"),
        ((*PRESCRIPTION, "sets", 1, "reps", "max"), 9, "an amrap set has none"),
        ((*SET, "reps", "min"), ABSENT, "missing"),
    ],
)
def test_a_wrong_program_is_refused_by_file_entry_and_field(
    tmp_path: Path, path: tuple[str | int, ...], value: object, complaint: str
) -> None:
    document = changed(PROGRAM, path, value)

    complaints = complaints_of_program(tmp_path, document)

    assert complaints == [f"programs/plan.toml: {document['slug']}: {as_field(path)}: {complaint}"]


def test_a_program_without_a_slug_is_named_by_its_file(tmp_path: Path) -> None:
    complaints = complaints_of_program(tmp_path, changed(PROGRAM, ("slug",), ABSENT))

    assert complaints == ["programs/plan.toml: program: slug: missing"]


def test_a_block_has_a_weekday_once(tmp_path: Path) -> None:
    document = with_second_day(key="tuesday", weekday=0, prescription="tuesday-row")

    complaints = complaints_of_program(tmp_path, document)

    assert complaints == [
        "programs/plan.toml: plan: blocks[0].days[1].weekday: 0 is already used in this block"
    ]


def test_a_program_has_a_day_key_once(tmp_path: Path) -> None:
    document = with_second_day(key="monday", weekday=1, prescription="tuesday-row")

    complaints = complaints_of_program(tmp_path, document)

    assert complaints == [
        "programs/plan.toml: plan: blocks[0].days[1].key: monday is already used in this program"
    ]


def test_a_program_has_a_prescription_key_once_in_all_its_blocks(tmp_path: Path) -> None:
    document = copy.deepcopy(PROGRAM)
    document["blocks"].append(copy.deepcopy(document["blocks"][0]))
    document["blocks"][1]["days"][0]["key"] = "second-monday"

    complaints = complaints_of_program(tmp_path, document)

    assert complaints == [
        "programs/plan.toml: plan: blocks[1].days[0].prescriptions[0].key: "
        "monday-row is already used in this program"
    ]


def test_a_program_slug_used_in_two_files_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "programs"
    folder.mkdir()
    write(folder / "one.toml", PROGRAM)
    write(folder / "two.toml", PROGRAM)

    with pytest.raises(CatalogueError) as refused:
        load_programs(folder, load_exercises(exercises_folder(tmp_path, ROW)))

    assert str(refused.value) == "programs/two.toml: plan: slug: already used in programs/one.toml"
