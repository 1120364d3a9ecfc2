"""Which unit somebody most likely lifts in, before they have said so."""

from __future__ import annotations

from collections.abc import Iterable

from webapp.domain.load import Unit

_IN_POUNDS = frozenset({"US", "PR", "GU", "VI", "AS", "MP", "CA"})
"""Regions whose plates are mostly marked in pounds: the United States with their territories, Canada."""


def usual_unit(languages: Iterable[str]) -> Unit:
    """By the region of the language that the browser asks for first: `en-US` is lb, nearly all others kg.

    Only the first: browsers in other languages add `en-US` behind their own.
    """
    _language, *subtags = next(iter(languages), "").upper().split("-")
    return "lb" if _IN_POUNDS.intersection(subtags) else "kg"
