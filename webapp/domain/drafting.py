"""A program being written: one edit at a time, each from a program to a program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from webapp.domain.program import Block, Day, PrescribedSet, Prescription, Program


def blank(slug: str, title: str, weeks: int) -> Program:
    """No days yet."""
    return Program(slug, title, title, (Block(title, weeks, ()),))


def find_day(program: Program, key: str) -> Day | None:
    return next((day for block in program.blocks for day in block.days if day.key == key), None)


def find_prescription(day: Day, key: str) -> Prescription | None:
    return next((one for one in day.prescriptions if one.key == key), None)


def taken_weekdays(program: Program, day: Day) -> set[int]:
    """Those of the other days in the day's block."""
    block = next(block for block in program.blocks if any(one.key == day.key for one in block.days))
    return {other.weekday for other in block.days if other.key != day.key}


def add_day(program: Program, block: int, day: Day) -> Program:
    """The day at its place in the week; as it was if a day has that key already."""
    if find_day(program, day.key):
        return program
    blocks = list(program.blocks)
    blocks[block] = _in_order(replace(blocks[block], days=(*blocks[block].days, day)))
    return replace(program, blocks=tuple(blocks))


def change_day(program: Program, key: str, change: Callable[[Day], Day | None]) -> Program:
    """With the day as `change` makes it; without it for None."""
    blocks = []
    for block in program.blocks:
        days = (change(day) if day.key == key else day for day in block.days)
        blocks.append(_in_order(replace(block, days=tuple(day for day in days if day))))
    return replace(program, blocks=tuple(blocks))


def add_prescription(day: Day, prescription: Prescription) -> Day:
    """At the end; as it was if one has that key already."""
    if find_prescription(day, prescription.key):
        return day
    return replace(day, prescriptions=(*day.prescriptions, prescription))


def change_prescription(day: Day, key: str, to: Prescription | None) -> Day:
    """With another in its place; without it for None."""
    parts = (to if one.key == key else one for one in day.prescriptions)
    return replace(day, prescriptions=tuple(one for one in parts if one))


def move_prescription(day: Day, key: str, to: int) -> Day:
    """To that place, from 0; beyond either end is at the end."""
    parts = [one for one in day.prescriptions if one.key != key]
    moved = [one for one in day.prescriptions if one.key == key]
    to = max(0, to)
    return replace(day, prescriptions=(*parts[:to], *moved, *parts[to:]))


def change_sets(before: Prescription, after: Prescription, fresh_key: str) -> Prescription:
    """The prescription with its scheme in words, and a new key where the old one's ids would mean other sets.

    The ids of planned sets are derived from the key and the set's number, so that a number keeps its kind.
    """
    kinds = zip(before.sets, after.sets, strict=False)
    is_same = before.exercise == after.exercise and all(old.kind == new.kind for old, new in kinds)
    return replace(after, key=before.key if is_same else fresh_key, scheme=scheme_of(after.sets))


def scheme_of(sets: Sequence[PrescribedSet]) -> str:
    """`4 × 8–12`, `1 × 30+`: the sets that count, in a few words."""
    counting = [one for one in sets if one.kind != "warmup"] or list(sets)
    runs = [list(run) for _, run in groupby(counting, key=lambda one: (one.kind, one.reps))]
    return ", ".join(f"{len(run)} × {run[0].reps.words}" for run in runs) or "no sets"


def _in_order(block: Block) -> Block:
    return replace(block, days=tuple(sorted(block.days, key=lambda day: day.weekday)))
