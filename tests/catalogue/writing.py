"""Files of the catalogue: a right one of each kind, changed in one place, and what the loader says of it."""

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
