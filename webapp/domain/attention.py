"""Which clients need their coach, in what order, and why: from plain facts to one word and one line each.

The rules with their numbers are in docs/coaching.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from webapp.domain.moment import distance_text

Rank = Literal["pain", "question", "missed", "stall", "ending", "silent", "offline", "fine"]

ORDER: tuple[Rank, ...] = ("pain", "question", "missed", "stall", "ending", "silent", "offline", "fine")
"""Who comes first."""

Tone = Literal["need", "wait", "good", "quiet"]

MISSED, MISSED_WITHIN = 2, timedelta(days=14)
STALLED_AFTER = 3
"""So many times of a lift without one that beats those before."""
ENDS_WITHIN = timedelta(days=14)
ENDED_WITHIN = timedelta(days=28)
"""A program that ended longer ago is no news: whoever trains without one does so on purpose."""
SILENT_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Pain:
    """The worst that was reported since the coach looked. about: the exercise. on: the lifter's day."""

    score: int | None
    where: str
    about: str
    on: date


@dataclass(frozen=True, slots=True)
class Best:
    """The best of one lift on one day: the heaviest load, in one unit, and the most reps with it."""

    load: Decimal
    reps: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a client, as far as it is shared; all days are the client's own.

    heard_on: when their phone last reached us; None if never. heard: the same in words, "3 h ago".
    began_on: when the link did.
    missed: titles and days that were certainly missed, oldest first. lifts: by name of each main lift, its
    best of each time, newest first. ends_on: the last day of the running program. planned_today: its title,
    where nothing of it has come. training_today: what is begun, not finished. done_today, next_on, done and
    planned (of this week): for those on track.
    """

    today: date
    began_on: date
    heard_on: date | None
    heard: str = ""
    pain: Pain | None = None
    question: str = ""
    questions: int = 0
    missed: tuple[tuple[str, date], ...] = ()
    lifts: tuple[tuple[str, tuple[Best, ...]], ...] = ()
    ends_on: date | None = None
    program: str = ""
    planned_today: str = ""
    training_today: str = ""
    done_today: str = ""
    next_on: date | None = None
    next_title: str = ""
    done: int = 0
    planned: int = 0


@dataclass(frozen=True, slots=True)
class Attention:
    """word: "Pain 6/10". detail: one line. since: the day it is about, where there is one."""

    rank: Rank
    tone: Tone
    word: str
    detail: str
    since: date | None = None

    @property
    def place(self) -> int:
        """Where it stands among others: the smaller, the sooner."""
        return ORDER.index(self.rank)

    @property
    def needs_coach(self) -> bool:
        return self.rank not in ("offline", "fine")


def attention(facts: Facts) -> Attention:
    """What a coach should know first. The other reasons, if any, stand behind it in the detail."""
    reasons = list(_reasons(facts))
    if not reasons:
        return _on_track(facts)
    first, *others = reasons
    more = " · ".join((first.detail, *(_also(one) for one in others if one.rank != "silent")))
    return Attention(first.rank, first.tone, first.word, more, first.since)


def _reasons(facts: Facts) -> list[Attention]:
    """All that asks for the coach, the most urgent first."""
    found = (_pain(facts), _question(facts), _missed(facts), _stall(facts), _ending(facts), _silent(facts))
    return [one for one in found if one]


def _also(one: Attention) -> str:
    return one.word.lower()


def _pain(facts: Facts) -> Attention | None:
    if facts.pain is None:
        return None
    score = "" if facts.pain.score is None else f" {facts.pain.score}/10"
    detail = ", ".join(filter(None, (facts.pain.about, facts.pain.where)))
    return Attention("pain", "need", f"Pain{score}", detail, facts.pain.on)


def _question(facts: Facts) -> Attention | None:
    if not facts.questions:
        return None
    word = "Wrote to you" if facts.questions == 1 else f"{facts.questions} messages"
    return Attention("question", "need", word, facts.question)


def _missed(facts: Facts) -> Attention | None:
    lately = [one for one in facts.missed if one[1] >= facts.today - MISSED_WITHIN]
    if len(lately) < MISSED:
        return None
    titles = dict.fromkeys(title for title, _ in lately)
    days = [f"{on:%a} {on.day} {on:%b}" for _, on in lately]
    said = f"{', '.join(titles)}: {', '.join(days[:-1])} and {days[-1]} not done"
    return Attention("missed", "need", f"{len(lately)} missed", said, lately[-1][1])


def _stall(facts: Facts) -> Attention | None:
    stalled = [name for name, bests in facts.lifts if is_stalled(bests)]
    if not stalled:
        return None
    return Attention("stall", "need", "Stall", f"{', '.join(stalled)}: no more in {STALLED_AFTER} times")


def is_stalled(bests: Sequence[Best]) -> bool:
    """Whether each of the last three times had the load of the one before them, and no more reps with it.

    bests: newest first. Fewer than four times say nothing. A lighter day isn't a stall: somebody chose it.
    """
    if len(bests) <= STALLED_AFTER:
        return False
    before = bests[STALLED_AFTER]
    return all(one.load == before.load and one.reps <= before.reps for one in bests[:STALLED_AFTER])


def _ending(facts: Facts) -> Attention | None:
    if facts.ends_on is None:
        return None
    days = (facts.ends_on - facts.today).days
    if days < 0 and -days <= ENDED_WITHIN.days:
        return Attention(
            "ending", "need", "Program over", f"{facts.program} ended {distance_text(days)}", facts.ends_on
        )
    if 0 <= days <= ENDS_WITHIN.days:
        return Attention(
            "ending", "need", "Program ends", f"{facts.program} ends {distance_text(days)}", facts.ends_on
        )
    return None


def _silent(facts: Facts) -> Attention | None:
    """Not a word about training: what was done may be waiting on the phone."""
    last = facts.heard_on or facts.began_on
    if facts.today - last < SILENT_AFTER:
        return None
    ago = distance_text((last - facts.today).days)
    heard = f"Last heard {facts.heard}" if facts.heard_on else f"Not heard since you began {ago}"
    return Attention("silent", "wait", heard, "Their sets may be waiting on their phone", last)


def _on_track(facts: Facts) -> Attention:
    week = f"{facts.done} of {facts.planned} this week" if facts.planned else ""
    if facts.training_today:
        detail = " · ".join(filter(None, (facts.training_today, week)))
        return Attention("fine", "good", "Training today", detail)
    if facts.done_today:
        detail = " · ".join(filter(None, (facts.done_today, week)))
        return Attention("fine", "good", "Done today", detail)
    if facts.planned_today:
        heard = f"Last heard {facts.heard}" if facts.heard_on else "Not heard yet"
        return Attention("offline", "wait", heard, f"{facts.planned_today} today, may be training offline")
    if facts.planned and facts.done >= facts.planned:
        return Attention("fine", "good", week, _next(facts) or "All done")
    if facts.next_on:
        detail = " · ".join(filter(None, (facts.next_title, week)))
        return Attention("fine", "quiet", _next(facts), detail or "Planned")
    return Attention("fine", "quiet", "On track" if week else "No plan", week or "Nothing planned")


def _next(facts: Facts) -> str:
    if facts.next_on is None:
        return ""
    near = facts.next_on - facts.today < timedelta(days=7)
    return f"Next {facts.next_on:%a}" if near else f"Next {facts.next_on.day} {facts.next_on:%b}"
