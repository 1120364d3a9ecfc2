"""What a person sent, read against what their page showed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from webapp.domain import ids, pain, readiness
from webapp.domain.gear import GEAR, Worn, in_order
from webapp.domain.load import Load, Unit, parse_load
from webapp.domain.operations import (
    MAX_DISTANCE_M,
    MAX_EXERCISE_NOTE,
    MAX_REPS,
    MAX_SECONDS,
    MAX_TEXT,
    MAX_TITLE,
    clean_text,
    effort_rating,
    is_day_allowed,
    message_text,
    whole_number,
)
from webapp.domain.workout import Workout

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FAR = 10**14
"""Milliseconds; a token of the year 5138 was made up."""


class FormError(Exception):
    """A field that can't be read: its name, and a sentence saying what to mend."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class SetForm:
    """A set's form.

    changed: fields that differ from what was shown, decoded. is_done, was_done: the box, now and as shown.
    load, reps, seconds, distance: what stood on the screen, for a tick to carry.
    """

    changed: dict[str, Any]
    is_done: bool
    was_done: bool
    on_screen: dict[str, Any]


def read_set(form: Mapping[str, str]) -> SetForm:
    """Raises FormError."""
    was = shown(form)
    if "gear" in form:
        form = {**form, "gear": ",".join(typed_gear(form))}
    unit: Unit = "lb" if form.get("unit") == "lb" else "kg"
    readers: dict[str, Callable[[str], Any]] = {
        "load": lambda text: _load(text, unit),
        "reps": lambda text: _number(text, MAX_REPS, "Reps"),
        "seconds": lambda text: _number(text, MAX_SECONDS, "Seconds"),
        "distance": lambda text: _number(text, MAX_DISTANCE_M, "Metres"),
        "rpe": lambda text: effort_rating(text) if text.strip() else None,
        "rir": lambda text: _number(text, 10, "Reps in reserve"),
        "grip": lambda text: clean_text(text, 40) or None,
        "gear": lambda text: in_order(text.split(",")),
        "note": _note,
    }
    values = {name: _read(form, name, read) for name, read in readers.items() if name in form}
    changed = {name: value for name, value in values.items() if _lines(form[name]) != was.get(name, "")}
    changed |= _changed_pain(form, was)
    kept = _kept(was.get("kept", ""))
    on_screen: dict[str, Any] = {
        name: values[name] for name in ("load", "reps", "seconds", "distance") if name in values
    }
    if "load" in on_screen and "load" not in changed:
        on_screen["load"] = kept  # untouched: logged as it is kept, not as it was converted for the screen
    worn = form.get("gear", was.get("gear"))
    if worn:
        on_screen["gear"] = in_order(worn.split(","))  # of nothing nothing is told: most sets are done so
    return SetForm(changed, "done" in form, bool(was.get("done")), on_screen)


def typed_gear(form: Mapping[str, str]) -> Worn:
    """Which boxes of the gear are ticked."""
    return in_order(one for one in GEAR if f"gear-{one}" in form)


def read_note(form: Mapping[str, str]) -> dict[str, Any]:
    """The note of an exercise, if it was changed. Raises FormError."""
    return _changed(form, {"note": _note})


def read_kept_note(form: Mapping[str, str]) -> str | None:
    """What is noted of an exercise for every workout, "" for nothing any more; None where it stays.

    Raises FormError.
    """
    read = _changed(form, {"kept": lambda text: clean_text(text, MAX_EXERCISE_NOTE)})
    return read.get("kept")


def read_workout(form: Mapping[str, str], today: date) -> dict[str, Any]:
    """Title, note and day of a workout, those that were changed. Raises FormError."""
    return _changed(form, {"title": _title, "note": _note, "on": lambda text: read_day(text, today)})


def read_day(text: str, today: date) -> date:
    """A day as a date field sends it. Raises ValueError."""
    try:
        on = date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("Choose a day that exists, like 2026-11-23.") from None
    if not is_day_allowed(on, today):
        raise ValueError("Choose a day from 1950 to 400 days ahead.")
    return on


def read_feeling(form: Mapping[str, str]) -> dict[str, Any]:
    """How the lifter feels, as it is kept on the workout. Raises FormError.

    feels: what its button says; `keep` is under 100 % with the plan kept all the same.
    """
    feels = form.get("feels", "")
    if feels not in (*readiness.FEELS, "keep"):
        raise FormError("feels", "Choose how you feel: strong, normal or under 100 %.")
    scales = {
        name: _read(form, name, _scale(what)) for name, what in readiness.SCALES.items() if name in form
    }
    felt = readiness.Readiness("under" if feels == "keep" else feels, **scales, eased=feels == "under")
    return readiness.as_document(felt)


def _scale(what: str) -> Callable[[str], int | None]:
    return lambda text: whole_number(text, 1, readiness.MOST, what) if text.strip() else None


@dataclass(frozen=True, slots=True)
class MessageForm:
    """A message to a coach. about: which set of the workout, None for all of it."""

    text: str
    about: UUID | None
    coach: UUID


def read_message(form: Mapping[str, str], workout: Workout) -> MessageForm:
    """Whether the coach is one is for the writer to say. Raises FormError."""
    form = {"text": "", "set": "", "coach": "", **form}
    return MessageForm(
        _read(form, "text", message_text),
        _read(form, "set", lambda typed: parse_about(typed, workout)),
        _read(form, "coach", _coach),
    )


def parse_about(typed: str, workout: Workout) -> UUID | None:
    """The set that a message is about; None for the whole workout. Raises ValueError."""
    if not typed:
        return None
    found = next((one.id for one in workout.all_sets if str(one.id) == typed), None)
    if found is None:
        raise ValueError("Choose a set of this workout.")
    return found


def shown(form: Mapping[str, str]) -> dict[str, str]:
    """What the form's page had shown; empty where it doesn't say."""
    try:
        parsed = parse_qs(form.get("was", ""), keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return {}
    return {name: _lines(values[0]) for name, values in parsed.items()}


def operation_ids(form: Mapping[str, str], path: str, now: datetime) -> Iterator[UUID]:
    """Ids for the form's operations: sent twice, a form means the same ones.

    With other content, or to another address by another of its buttons, it means new ones.
    """
    return _series(form, now, path, "operation")


def row_ids(form: Mapping[str, str], path: str, now: datetime) -> Iterator[UUID]:
    """Ids for rows that the form makes, by the same rule."""
    return _series(form, now, path, "row")


def _series(form: Mapping[str, str], now: datetime, *parts: object) -> Iterator[UUID]:
    token = _token(form.get("token", ""))
    content = sorted((name, value) for name, value in form.items() if name != "token")
    number = 0
    while True:
        if token is None:
            yield ids.new_id(now)
        else:
            yield ids.derived_id(token_time(token, now), 0, token, number, content, *parts)
        number += 1


def _token(text: str) -> UUID | None:
    try:
        token = UUID(text)
    except ValueError:
        return None
    return token if token.version == 7 else None


def token_time(token: UUID, now: datetime) -> datetime:
    """When the form was drawn, as its token says; never later than now."""
    return min(now, EPOCH + timedelta(milliseconds=token.int >> 80)) if token.int >> 80 < FAR else now


def _changed(form: Mapping[str, str], readers: Mapping[str, Callable[[str], Any]]) -> dict[str, Any]:
    was = shown(form)
    return {
        name: _read(form, name, read)
        for name, read in readers.items()
        if name in form and _lines(form[name]) != was.get(name, "")
    }


def _read(form: Mapping[str, str], name: str, read: Callable[[str], Any]) -> Any:
    try:
        return read(_lines(form[name]))
    except ValueError as error:
        raise FormError(name, str(error)) from None


def _lines(text: str) -> str:
    """Browsers send line ends as CR LF whatever was shown."""
    return text.replace("\r\n", "\n")


def _note(text: str) -> str | None:
    return clean_text(text, MAX_TEXT) or None


def _coach(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ValueError("Choose whom it is for.") from None


def _title(text: str) -> str:
    title = clean_text(text, MAX_TITLE)
    if not title:
        raise ValueError("Give the workout a name.")
    return title


def _load(text: str, unit: Unit) -> Load | None:
    return parse_load(text, unit)


def _number(text: str, high: int, what: str) -> int | None:
    return whole_number(text.strip(), 0, high, what) if text.strip() else None


def _changed_pain(form: Mapping[str, str], was: Mapping[str, str]) -> dict[str, Any]:
    """Three fields of the form that are one of the set; without a number there is no pain."""
    if "pain" not in form:
        return {}
    told = {
        "pain": _read(form, "pain", lambda text: _number(text, pain.MOST, "Pain")),
        "pain_where": _one_of(form, was, "pain_where", pain.PLACES, "where it hurts"),
        "pain_kind": _one_of(form, was, "pain_kind", pain.KINDS, "what kind of pain it is"),
    }
    is_same = all(form.get(name, "") == was.get(name, "") for name in told)
    if is_same or (told["pain"] is None and not was.get("pain")):
        return {}
    return {"pain": pain.as_document(pain.Pain(told["pain"], told["pain_where"], told["pain_kind"]))}


def _one_of(
    form: Mapping[str, str], was: Mapping[str, str], name: str, choices: Sequence[str], what: str
) -> str:
    """What was chosen, or stood there before; "" for nothing."""
    chosen = form.get(name, "").strip()
    if chosen and chosen not in choices and chosen != was.get(name):
        raise FormError(name, f"Choose {what} from the list.")
    return chosen


def _kept(text: str) -> Load | None:
    typed, _, unit = text.partition(" ")
    try:
        return parse_load(typed, "lb" if unit == "lb" else "kg")
    except ValueError:
        return None
