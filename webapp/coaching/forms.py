"""What is typed about links: what to share, for whom an invitation is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from webapp.domain.consent import Shares
from webapp.domain.operations import clean_text

MAX_LABEL = 80

SWITCHES = (
    ("logs", "Workouts", "What is planned and what you did, set by set."),
    ("measurements", "Measurements", "Bodyweight."),
    ("wellbeing", "Pain and how you feel", "What you say about pain, and how ready you felt."),
    ("notes", "Notes", "On workouts, exercises and sets."),
    ("past", "Before today", "The same for the days before you agreed."),
)
"""Field, name and what it means, in the words of whoever shares."""


def read_shares(form: Mapping[str, str]) -> Shares:
    """A switch that isn't sent is off."""
    return Shares(**{one.name: form.get(f"share-{one.name}") == "1" for one in fields(Shares)})


def parse_label(text: str) -> str:
    """For whom an invitation is. Raises ValueError."""
    return clean_text(text, MAX_LABEL)
