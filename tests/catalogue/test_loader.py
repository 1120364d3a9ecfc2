"""A file of the catalogue that is wrong is refused, and the complaint leads to the place."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from webapp.catalogue.loader import CatalogueError, load_exercises, load_programs

ROW: dict[str, Any] = {
    "slug": "row",
    "name": "Row",
    "aliases": ["Bent row"],
    "movement": "horizontal_pull",
    "equipment": ["barbell"],
    "load_mode": "external",
    "muscles": ["lats"],
    "grips": ["overhand"],
    "steps": ["Bend over.", "Pull."],
    "cues": ["Elbows back."],
    "mistakes": ["Rounding."],
}
PULL: dict[str, Any] = {**ROW, "slug": "pull", "name": "Pull", "aliases": ["Chin over bar"]}

PROGRAM: dict[str, Any] = {
    "slug": "plan",
    "title": "Plan",
    "summary": "A plan.",
    "blocks": [
        {
            "title": "Block",
            "weeks": 4,
            "days": [
                {
                    "key": "monday",
                    "title": "Monday",
                    "focus": "Back",
                    "weekday": 0,
                    "minutes": 50,
                    "prescriptions": [
                        {
                            "key": "monday-row",
                            "exercise": "row",
                            "purpose": "Lats",
                            "scheme": "1 × 5",
                            "sets": [
                                {"kind": "working", "reps": {"min": 5, "max": 5}, "grip": "overhand"},
                                {"kind": "amrap", "reps": {"min": 5}},
                            ],
                        }
                    ],
                }
            ],
        }
    ],
}

ABSENT = object()


def test_a_right_file_gives_its_exercises_by_slug_in_order(tmp_path: Path) -> None:
    exercises = load_exercises(exercises_folder(tmp_path, ROW, PULL))

    assert list(exercises) == ["row", "pull"]
    assert exercises["row"].steps == ("Bend over.", "Pull.")
    assert exercises["row"].sides == "both"


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("load_mode", "heavy", "row: load_mode: Invalid enum value 'heavy'"),
        ("movement", "jump", "row: movement: Invalid enum value 'jump'"),
        ("muscles", ["lats", "gills"], "row: muscles[1]: Invalid enum value 'gills'"),
        ("equipment", ["anvil"], "row: equipment[0]: Invalid enum value 'anvil'"),
        ("sides", "left", "row: sides: Invalid enum value 'left'"),
        ("measure", "miles", "row: measure: Invalid enum value 'miles'"),
        ("name", 3, "row: name: Expected `str`, got `int`"),
        ("loaded_hinge", "yes", "row: loaded_hinge: Expected `bool`, got `str`"),
        ("steps", "Pull.", "row: steps: Expected `array`, got `str`"),
        ("name", ABSENT, "row: name: missing"),
        ("steps", ABSENT, "row: steps: missing"),
        ("slug", ABSENT, "exercise 1: slug: missing"),
        ("slug", 7, "exercise 1: slug: Expected `str`, got `int`"),
        ("alias", ["Bent row"], "row: alias: unknown field"),
        ("slug", "Bent_Row", 'Bent_Row: slug: "Bent_Row" is not lower-case words with single hyphens'),
        ("slug", "bent--row", 'bent--row: slug: "bent--row" is not lower-case words with single hyphens'),
        ("steps", [], "row: steps: empty"),
        ("cues", [], "row: cues: empty"),
        ("mistakes", [], "row: mistakes: empty"),
        ("muscles", [], "row: muscles: empty"),
        ("equipment", [], "row: equipment: empty"),
        ("name", " Row", 'row: name: " Row" is empty or has a blank too many'),
        ("steps", ["Bend over.", "Pull. "], 'row: steps[1]: "Pull. " is empty or has a blank too many'),
        ("cues", [""], 'row: cues[0]: "" is empty or has a blank too many'),
        ("mistakes", ["Two  blanks."], 'row: mistakes[0]: "Two  blanks." is empty or has a blank too many'),
        ("secondary", ["lats"], "row: secondary: lats is in muscles already"),
        ("grips", ["wide", "wide"], "row: grips: wide twice"),
        ("alternatives", ["pull", "pull"], "row: alternatives: pull twice"),
        ("easier", ["rows"], "row: easier: there is no exercise rows"),
        ("harder", ["rows"], "row: harder: there is no exercise rows"),
        ("alternatives", ["rows"], "row: alternatives: there is no exercise rows"),
        ("easier", ["row"], "row: easier: it names itself"),
        ("alternatives", ["row"], "row: alternatives: it names itself"),
        ("aliases", ["Bent row", "bent ROW"], 'row: aliases: "bent row" twice'),
        ("aliases", ["ROW"], 'row: aliases: "row" twice'),
    ],
)
def test_a_wrong_exercise_is_refused_by_file_entry_and_field(
    tmp_path: Path, field: str, value: object, complaint: str
) -> None:
    folder = exercises_folder(tmp_path, changed(ROW, (field,), value), PULL)

    assert complaints_of_exercises(folder) == [f"exercises/some.toml: {complaint}"]


@pytest.mark.parametrize(
    ("alias", "why"),
    [
        ("Pull", "another's name"),
        ("PULL", "case makes no other name"),
        ("Pulls", "nor does a plural"),
        ("Chin over bar", "another's alias"),
        ("Chin-over-Bar", "hyphens make no other name"),
    ],
)
def test_an_alias_that_another_exercise_answers_to_is_refused(tmp_path: Path, alias: str, why: str) -> None:
    folder = exercises_folder(tmp_path, changed(ROW, ("aliases",), [alias]), PULL)

    complaints = complaints_of_exercises(folder)

    assert f'exercises/some.toml: row: aliases: "{alias}" is also a name of pull' in complaints, why


def test_two_exercises_of_one_name_are_refused(tmp_path: Path) -> None:
    folder = exercises_folder(tmp_path, ROW, {**PULL, "name": "row"})

    assert complaints_of_exercises(folder) == [
        'exercises/some.toml: row: name: "Row" is also a name of pull',
        'exercises/some.toml: pull: name: "row" is also a name of row',
    ]


def test_a_slug_used_in_two_files_is_refused_and_both_are_named(tmp_path: Path) -> None:
    folder = exercises_folder(tmp_path, ROW)
    write(folder / "zeal.toml", {"exercise": [{**PULL, "slug": "row"}]})

    assert complaints_of_exercises(folder) == [
        "exercises/zeal.toml: row: slug: already used in exercises/some.toml"
    ]


def test_every_wrong_entry_is_named_at_once(tmp_path: Path) -> None:
    folder = exercises_folder(tmp_path, {**ROW, "movement": "jump"}, {**PULL, "measure": "miles"})

    assert complaints_of_exercises(folder) == [
        "exercises/some.toml: row: movement: Invalid enum value 'jump'",
        "exercises/some.toml: pull: measure: Invalid enum value 'miles'",
    ]


def test_the_neighbours_of_an_entry_that_cannot_be_read_stay_quiet(tmp_path: Path) -> None:
    folder = exercises_folder(tmp_path, {**ROW, "movement": "jump"}, {**PULL, "easier": ["row"]})

    assert complaints_of_exercises(folder) == [
        "exercises/some.toml: row: movement: Invalid enum value 'jump'",
    ]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b'exercises = "?"', "exercises/some.toml: exercises: unknown key"),
        (b"[exercise]", "exercises/some.toml: exercise: write [[exercise]], with two brackets"),
        (b"exercise = [1]", "exercises/some.toml: exercise 1: table: Expected `object`, got `int`"),
        (b"slug = ", "exercises/some.toml: Invalid value (at end of document)"),
        (b'slug = "\xff"', "exercises/some.toml: 'utf-8' codec can't decode byte 0xff"),
    ],
)
def test_a_file_that_is_no_list_of_exercises_is_refused(
    tmp_path: Path, content: bytes, complaint: str
) -> None:
    folder = exercises_folder(tmp_path)
    (folder / "some.toml").write_bytes(content)

    complaints = complaints_of_exercises(folder)

    assert len(complaints) == 1
    assert complaints[0].startswith(complaint)


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    complaints = complaints_of_exercises(tmp_path)

    assert complaints == [f"{tmp_path.name}: no .toml file in {tmp_path}"]


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


def exercises_folder(tmp_path: Path, *exercises: dict[str, Any]) -> Path:
    folder = tmp_path / "exercises"
    folder.mkdir()
    write(folder / "some.toml", {"exercise": list(exercises)})
    return folder


def complaints_of_exercises(folder: Path) -> list[str]:
    with pytest.raises(CatalogueError) as refused:
        load_exercises(folder)
    return str(refused.value).splitlines()


def read_program(tmp_path: Path, document: dict[str, Any]) -> Any:
    folder = tmp_path / "programs"
    folder.mkdir()
    write(folder / "plan.toml", document)
    return load_programs(folder, load_exercises(exercises_folder(tmp_path, ROW)))


def complaints_of_program(tmp_path: Path, document: dict[str, Any]) -> list[str]:
    with pytest.raises(CatalogueError) as refused:
        read_program(tmp_path, document)
    return str(refused.value).splitlines()


def with_second_day(key: str, weekday: int, prescription: str) -> dict[str, Any]:
    document = copy.deepcopy(PROGRAM)
    days = document["blocks"][0]["days"]
    days.append(copy.deepcopy(days[0]) | {"key": key, "weekday": weekday})
    days[1]["prescriptions"][0]["key"] = prescription
    return document


def changed(document: dict[str, Any], path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    """A copy with another value at the path, or without it."""
    result = copy.deepcopy(document)
    place: Any = result
    for step in path[:-1]:
        place = place[step]
    if value is ABSENT:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return result


def as_field(path: tuple[str | int, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def write(path: Path, document: dict[str, Any]) -> None:
    path.write_text("".join(f"{key} = {toml(value)}\n" for key, value in document.items()), encoding="utf-8")


def toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    return json.dumps(value)
