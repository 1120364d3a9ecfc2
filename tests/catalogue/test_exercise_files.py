"""A file of exercises that is wrong is refused, and the complaint leads to the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalogue.writing import (
    ABSENT,
    PULL,
    ROW,
    changed,
    complaints_of_exercises,
    exercises_folder,
    write,
)
from webapp.catalogue.loader import load_exercises


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
