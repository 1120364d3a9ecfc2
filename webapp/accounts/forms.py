"""What people type into the account forms, read strictly; each refusal is a sentence for its field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from webapp.accounts.passwords import MAX_LENGTH, check_password
from webapp.accounts.zones import is_zone
from webapp.domain.load import UNITS, Unit
from webapp.reading import Reading, one_of

NAME_LENGTH = 80
EMAIL_LENGTH = 254
LATEST_DAY_START_MIN = 12 * 60

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)*")
_CLOCK = re.compile(r"(\d\d):(\d\d)(:00)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class SignUpForm:
    name: str
    email: str
    password: str
    zone: str
    unit: Unit
    is_coach: bool
    errors: Mapping[str, str]


def read_sign_up(form: Mapping[str, str]) -> SignUpForm:
    """What somebody signs up with; nothing counts while there are `errors`."""
    reading = Reading(form)
    name = reading.take("name", parse_name, "")
    email = reading.take("email", parse_email, "")
    password = reading.take("password", lambda text: check_password(clean(text), email=email, name=name), "")
    zone = reading.take("zone", lambda text: parse_zone(text or "UTC"), "UTC")
    unit: Unit = reading.take("unit", lambda text: parse_unit(text or "kg"), "kg")
    return SignUpForm(name, email, password, zone, unit, form.get("coach") == "1", reading.errors)


@dataclass(frozen=True, slots=True)
class SettingsForm:
    name: str
    unit: Unit
    zone: str
    day_start_min: int
    effort: str
    is_coach: bool
    errors: Mapping[str, str]


def read_settings(form: Mapping[str, str]) -> SettingsForm:
    """The settings as sent; nothing counts while there are `errors`."""
    reading = Reading(form)
    return SettingsForm(
        name=reading.take("name", parse_name, ""),
        unit=reading.take("unit", parse_unit, "kg"),
        zone=reading.take("zone", parse_zone, "UTC"),
        day_start_min=reading.take("day_start", parse_day_start, 0),
        effort=reading.take("effort", parse_effort, "rir"),
        is_coach=form.get("coach") == "1",
        errors=reading.errors,
    )


def parse_name(text: str) -> str:
    """A person's name in any script; raises ValueError."""
    name = " ".join(clean(text).split())
    if not any(unicodedata.category(char)[0] in "LNSP" for char in name):
        raise ValueError("Type your name.")
    if len(name) > NAME_LENGTH:
        raise ValueError(f"Use at most {NAME_LENGTH} characters.")
    return name


def parse_email(text: str) -> str:
    """The address in lower case; raises ValueError."""
    email = clean(text).strip().lower()
    if len(email) > EMAIL_LENGTH or not _EMAIL.fullmatch(email) or not email.isprintable():
        raise ValueError("Type your email address, like ann@example.com.")
    return email


def parse_zone(text: str) -> str:
    """The name of a time zone; raises ValueError."""
    if not is_zone(text):
        raise ValueError("Choose your time zone from the list.")
    return text


parse_unit = one_of(UNITS, "Choose kg or lb.")
parse_effort = one_of(("rpe", "rir"), "Choose RPE or reps in reserve.")


def parse_day_start(text: str) -> int:
    """Minutes after midnight from a time like 04:00; raises ValueError."""
    match = _CLOCK.fullmatch(text.strip())
    minutes = int(match[1]) * 60 + int(match[2]) if match and int(match[2]) < 60 else None
    if minutes is None or minutes > LATEST_DAY_START_MIN:
        raise ValueError("Type a time from 00:00 to 12:00, like 04:00.")
    return minutes


def clean(text: str) -> str:
    """The text, if it has no characters that stand for nothing; raises ValueError.

    Half an emoji arrives as U+FFFD: browsers and the form parser both put it where bytes make no sense.
    """
    if any(char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cs") for char in text):
        raise ValueError("That has a character in it that can't be read. Type it again.")
    return text


def parse_typed_password(text: str) -> str:
    """A password to compare, whatever the rules are today; raises ValueError."""
    if not text:
        raise ValueError("Type your password.")
    if len(text) > MAX_LENGTH:
        raise ValueError("That is longer than any password here.")
    return text
