"""Gyms and loads as the tables in tests/vectors write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from webapp.domain.equipment import Dumbbells, Equipment, Plates
from webapp.domain.exercise import Exercise
from webapp.domain.load import Load, plain


def gym_of(told: dict[str, Any]) -> Equipment:
    unit, row = told["unit"], told.get("dumbbells")
    made = {value: Load(Decimal(value), unit) for value in [*told["bars"], *(row or ())]}
    return Equipment(
        tuple(made[bar] for bar in told["bars"]),
        tuple(Plates(Load(Decimal(value), unit), pairs) for value, pairs in told["plates"]),
        Dumbbells(*(made[value] for value in row)) if row else None,
    )


def exercise_of(told: dict[str, Any]) -> Exercise:
    words = {"slug": "an-exercise", "name": "An exercise", "movement": "horizontal_pull"}
    whole = {**words, **told, "equipment": tuple(told["equipment"])}
    return Exercise(**{"muscles": (), "steps": (), "cues": (), "mistakes": (), **whole})


def load_of(text: str) -> Load | None:
    """`82.5 kg`; "" is none."""
    value, _, unit = text.partition(" ")
    return Load(Decimal(value), "lb" if unit == "lb" else "kg") if text else None


def text_of(load: Load | None) -> str | None:
    return f"{plain(load.value)} {load.unit}" if load else None
