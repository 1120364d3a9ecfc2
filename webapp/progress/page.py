"""From weeks of training to what their page shows; no database here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.domain import progress
from webapp.domain.exercise import Exercise
from webapp.domain.progress import DayState, MuscleSets, Session, Trained, Week
from webapp.workouts.words import day_text

RANGES: Mapping[str, tuple[str, int]] = {
    "week": ("This week", 0),
    "4w": ("4 weeks", 4),
    "12w": ("12 weeks", 12),
    "year": ("A year", 52),
}
"""By what stands in the address: the link's words, and how many whole weeks before this one; 0: this one."""

USUAL = "week"
SHOWN_WEEKS = 12
"""Before this one, at least."""

STATES: Mapping[DayState, str] = {
    "done": "done",
    "open": "under way",
    "coming": "planned",
    "missed": "not done",
}


@dataclass(frozen=True, slots=True)
class MuscleLine:
    """done, planned: sets a week, "7.5"; planned is "–" where no plan works it. value: `done`, for a bar."""

    muscle: str
    name: str
    done: str
    planned: str
    value: float
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One square of the calendar. state: None on a day without a workout."""

    state: DayState | None
    words: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One week of the calendar. tally: "2 of 2", "1 extra", ""."""

    monday: str
    days: tuple[Day, ...]
    tally: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An exercise of late: "6 workouts, last Mon 23 Nov"."""

    slug: str
    name: str
    facts: str


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """streak: in words, "" for none. most: where a muscle's bar is full. left_out: muscles without a set, in
    words. rows: newest week first."""

    muscles: tuple[MuscleLine, ...]
    most: float
    left_out: str
    streak: str
    rows: tuple[Row, ...]
    exercises: tuple[Line, ...]
    is_empty: bool


def range_named(text: str) -> str:
    """What the address asks for; the usual one for anything else."""
    return text if text in RANGES else USUAL


def progress_page(
    *,
    trained: list[Trained],
    sessions: Sequence[Session],
    exercises: Mapping[str, Exercise],
    today: date,
    begins: date,
    weeks: int,
) -> ProgressPage:
    """Everything the page shows. trained: of the range. sessions: from `begins` on. weeks: 0 for this one."""
    whole = progress.weeks_of(sessions, begins, today)
    calendar = whole[-1 - max(weeks, SHOWN_WEEKS) :]
    muscles = progress.sets_by_muscle(trained, exercises, max(1, _weeks_trained(calendar, weeks)))
    first = next((place for place, week in enumerate(calendar) if not week.is_empty), len(calendar) - 1)
    lines = [_muscle_line(one, is_over=weeks > 0) for one in muscles]
    left_out = [one.name.lower() for one in lines if one.is_left_out]
    return ProgressPage(
        muscles=tuple(lines),
        most=max((max(one.done, one.planned) for one in muscles), default=0) or 1,
        left_out=_joined(left_out),
        streak=_streak(progress.streak(whole)),
        rows=tuple(_row(one, today) for one in reversed(calendar[first:])),
        exercises=tuple(
            Line(
                one.exercise,
                exercises[one.exercise].name,
                f"{_counted(one.workouts, 'workout')}, last {day_text(one.last_on)}",
            )
            for one in progress.exercised(trained)
            if one.exercise in exercises
        ),
        is_empty=all(one.is_empty for one in whole),
    )


def _weeks_trained(calendar: Sequence[Week], weeks: int) -> int:
    """Whoever began three weeks ago has three weeks to their average, not twelve."""
    whole = list(calendar[:-1])[-weeks:] if weeks else []
    begins = next((place for place, one in enumerate(whole) if not one.is_empty), len(whole))
    return len(whole) - begins


def _muscle_line(one: MuscleSets, *, is_over: bool) -> MuscleLine:
    """is_over: what this week's plan still has to come isn't left out."""
    return MuscleLine(
        muscle=one.muscle,
        name=_name(one.muscle),
        done=_number(one.done),
        planned=_number(one.planned) if one.planned else "–",
        value=one.done,
        is_left_out=one.done == 0 and (is_over or not one.planned),
    )


def _row(week: Week, today: date) -> Row:
    days = (week.on + timedelta(days=place) for place in range(7))
    return Row(
        monday=day_text(week.on).split(" ", 1)[1],
        days=tuple(_day(week, one, today) for one in days),
        tally=_tally(week),
        is_kept=week.is_kept,
    )


def _day(week: Week, on: date, today: date) -> Day:
    state = week.days.get(on)
    words = f"{day_text(on)}: {STATES[state]}" if state else ""
    return Day(state, words, on == today)


def _tally(week: Week) -> str:
    planned = f"{week.done} of {week.planned}" if week.planned else ""
    extra = f"{week.extra} extra" if week.extra and week.planned else ""
    alone = _counted(week.extra, "workout") if week.extra and not week.planned else ""
    return ", ".join(one for one in (planned, extra, alone) if one)


def _streak(weeks: int) -> str:
    if weeks < 2:
        return ""
    return f"{weeks} weeks in a row kept to the plan"


def _name(muscle: str) -> str:
    return muscle.replace("_", " ").capitalize()


def _number(sets: float) -> str:
    return f"{round(sets, 1):g}"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


def _joined(words: Sequence[str]) -> str:
    """`traps, rear delts and erectors`."""
    return " and ".join(one for one in (", ".join(words[:-1]), words[-1]) if one) if words else ""
