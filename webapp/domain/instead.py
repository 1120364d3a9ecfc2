"""One exercise for another in a program, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from webapp.domain.exercise import Exercise
from webapp.domain.program import Day, Prescription, Program
from webapp.domain.schedule import occurrences


def replaced(program: Program, slug: str, to: Exercise) -> Program:
    """The program with another exercise wherever this one stands; sets and rests stay.

    Each prescription keeps what it was, and gets a key of its own: the ids of planned sets come from it.
    A grip that the other exercise doesn't know goes.
    """

    def change(one: Prescription) -> Prescription:
        if one.exercise != slug:
            return one
        sets = (replace(s, grip=s.grip if s.grip in to.grips else None) for s in one.sets)
        return replace(
            one,
            key=f"{one.key.partition('~')[0]}~{to.slug}",
            exercise=to.slug,
            sets=tuple(sets),
            instead_of=replace(one, instead_of=None),
        )

    return _each(program, change)


def restored(program: Program, slug: str) -> Program:
    """The program with what this exercise was put in place of."""
    return _each(program, lambda one: (one.instead_of or one) if one.exercise == slug else one)


def count_coming(program: Program, starts_on: date, today: date, slug: str) -> int:
    """On how many days from today on the exercise is planned or offered."""
    coming = (one.day for one in occurrences(program, starts_on) if one.on >= today)
    return sum(any(one.exercise == slug for one in day.prescriptions) for day in coming)


def _each(program: Program, change: Callable[[Prescription], Prescription]) -> Program:
    def of_day(day: Day) -> Day:
        return replace(day, prescriptions=tuple(change(one) for one in day.prescriptions))

    blocks = (replace(block, days=tuple(of_day(day) for day in block.days)) for block in program.blocks)
    return replace(program, blocks=tuple(blocks))
