"""What the workout page shows, ready to draw: the template does no arithmetic and asks no questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal
from uuid import UUID

from markupsafe import Markup

from webapp.domain import pain, readiness
from webapp.domain.gear import gear_words
from webapp.domain.load import Unit
from webapp.domain.plates import Mount
from webapp.workouts.removed import Removed

State = Literal["planned", "open", "finished", "deleted"]


@dataclass(frozen=True, slots=True)
class SetRow:
    """One set: a row `#set-<id>` with its form.

    label: what stands in front: `W` for a warm-up, else its number; side: `left`, `right` or None.
    name: the checkbox's accessible name ("Weighted pull-up set 3 done"); number: for "Save set 3".
    load_prefix: `+` for added to bodyweight, `−` for assistance, else empty.
    load, reps, seconds, distance, rpe, rir, grip, pain, pain_where, pain_kind, note: what the fields hold, as
        text, "" where empty;
        measure says which of reps, seconds and distance the row asks for.
    gear: what is worn, its pieces with commas between.
    has_load: whether the exercise takes a load at all; unit: in which unit `load` is.
    target: one short phrase ("5 reps", "30+ reps", "8–12 reps").
    last: what was done last time ("last +42.5 × 5"), "" the first time.
    hint: kind in words where it isn't a plain working set ("All out", "Drop set"), else "".
    wants_reps: ticked with the reps still to be told: shows "reps?", its fields open, the number pad up.
    is_next: the first set that isn't done.
    was: the shown fields, encoded, for the form's hidden field.
    error: (field, sentence) after a refused save; the fields then hold what was typed.
    """

    id: UUID
    kind: str
    label: str
    number: int
    name: str
    side: str | None
    ticked: bool
    is_next: bool
    measure: Literal["reps", "seconds", "distance"]
    has_load: bool
    load_prefix: str
    unit: Unit
    load: str
    reps: str
    seconds: str
    distance: str
    rpe: str
    rir: str
    grip: str
    grips: tuple[str, ...]
    pain: str
    pain_where: str
    pain_kind: str
    gear: str
    note: str
    target: str
    last: str
    hint: str
    wants_reps: bool
    was: str
    error: tuple[str, str] | None = None
    start_reps: str = ""
    """Where + begins when no reps are told: last time's of an all-out set, else its reference."""
    load_step: str = "2.5"
    """What one press of + or − changes the load by."""
    load_step_in: str = ""
    """The gym's unit, where that isn't the row's: a press leads to the next load that the gym can make."""
    falls_short: bool = False
    """Fewer reps were done than were asked for."""
    hands: int = 1
    """How often the load counts toward the volume: 2 where both hands lift it, 0 where it is of help."""
    before: str = ""
    """What was done last time, as it is kept: "82.5 kg × 8"; "" where no reps were told."""
    record: str = ""
    """What it beat: "Record: most reps at 82.5 kg", "" for nothing."""
    uneased: str = ""
    """The load to lift by the plan, as it is kept: "82.5 kg"; "" where no other would be eased to."""
    eased: str = ""
    """The same on a day under 100 %."""
    is_dropped: bool = False
    """Left out today, and so out of sight."""
    pain_words: str = ""
    """What hurt, as it is kept: "knee 6/10, dull"."""
    is_typed: bool = False
    """The load is the lifter's own: no other gym rounds it."""
    is_converted: bool = False
    """The load was told in the other unit: it is shown with ≈, and kept as it was told."""
    is_told: bool = False
    """A coach told the load: it stands, whatever the sets before it were done with."""
    alone: str = ""
    """What it would show without the sets before it, as it is kept: "60 kg"."""
    planned: str = ""
    """What the load was before another gym rounded it, as it is kept: "62.5 kg"; "" where it didn't."""
    struck: bool = False
    """Whether it was struck out of the records."""
    said: str = ""
    """How much was written about it: "2 messages", "" for none."""

    @property
    def subject(self) -> str:
        """What a message about it is about: "Barbell row set 1, left"."""
        return self.name.replace(" done", "", 1)

    @property
    def aim(self) -> str:
        """The target in the row's few words: "5", "30+", "8–12"."""
        return self.target.removesuffix(" reps")

    @property
    def worn(self) -> str:
        """What is worn, in words: "Belt, wrist wraps"."""
        return gear_words(filter(None, self.gear.split(",")))

    @property
    def load_meaning(self) -> str:
        """What the load's number is: "lb", "lb added", "lb of help"."""
        return self.unit + {"+": " added", "−": " of help"}.get(self.load_prefix, "")


@dataclass(frozen=True, slots=True)
class Card:
    """One exercise of the workout: a card `#exercise-<id>`.

    heading: the exercise's name, with " (2)" behind it for a second card of the same.
    why: "Lat thickness · one all-out set each side". cue: one reminder, or "".
    limit: who ruled it out and how, "You set: no loaded hinge", or "".
    note: what is noted of it today; kept: what stays with the exercise, in every workout.
    rest_s, warmup_rest_s: rest after a working set and after a warm-up, in seconds.
    mount: where plates go, None for what takes none. plates: "20kg", those of one side for the first set that
    isn't done, or the last; plates_words: the same as a sentence, "" where nothing takes plates.
    """

    id: UUID
    slug: str
    position: str
    heading: str
    why: str
    cue: str
    limit: str
    note: str
    kept: str
    skipped: bool
    rest_s: int
    warmup_rest_s: int
    mount: Mount | None
    plates: tuple[str, ...]
    plates_words: str
    rows: tuple[SetRow, ...]
    was: str
    error: tuple[str, str] | None = None
    """(field, sentence) when its notes couldn't be saved; they then hold what was typed."""
    hurts: UUID | None = None
    """The last of its sets with pain: something else is offered there, and said what to do."""
    stop: str = ""
    """That it is to be stopped, where the pain is sharp."""
    advice: str = ""
    """What else is to be said of the pain."""
    is_advised: bool = False
    """The first that hurts: the advice is said here, and on no other."""
    hurt: str = ""
    """What hurt the last time, and that the load stays for it."""
    takes_warmups: bool = False
    """Whether warm-ups may be added: none are there, nothing is done, and it is a load that is lifted."""
    bests: str = ""
    """What its sets have to beat, JSON for scripts; "" the first time."""
    letter: str = ""
    """Of its superset, whether it has a partner beside it or not."""
    superset: str = ""
    """What comes in turn: "Superset A, then Barbell row"; "" where it has no partner."""
    is_joined: bool = False
    """With the card behind it."""
    may_join: bool = False
    """There is an exercise behind it that it isn't joined to."""

    @property
    def has_left(self) -> bool:
        """A set of it isn't done: something else can be done instead."""
        return any(not row.ticked and not row.is_dropped for row in self.rows)

    @property
    def is_shortened(self) -> bool:
        """Its last set is left out today, whatever its plan says."""
        return any(row.is_dropped for row in self.rows)


@dataclass(frozen=True, slots=True)
class Feel:
    """How the lifter feels, as its form holds it.

    feels: what was told, "" for nothing; name, words: the same as a person reads it, in short and whole.
    sentence: what it changes, and by which rule.
    scales: (field, label, what is chosen, "" for nothing). is_open: asked for, not folded away.
    error: a sentence after it was refused.
    """

    feels: str
    name: str
    words: str
    sentence: str
    is_eased: bool
    scales: tuple[tuple[str, str, str], ...]
    is_open: bool
    error: str = ""

    @property
    def is_refused(self) -> bool:
        """Under 100 %, and the plan kept all the same."""
        return self.feels == "under" and not self.is_eased

    feelings: ClassVar = tuple(readiness.FEELS.items())
    steps: ClassVar = tuple(str(step) for step in range(1, readiness.MOST + 1))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An optional exercise of the plan that isn't in the workout yet: one tap adds it with its sets.

    rows: what that makes, as a phone's operations, JSON.
    """

    prescription: str
    name: str
    why: str
    rows: str


@dataclass(frozen=True, slots=True)
class Message:
    """What one of the two wrote: an item `#message-<id>`.

    author: their name, "You" for the reader. written: "Mon 23 Nov, 18:40"; at: the same in milliseconds, UTC.
    about: which set, "" for the whole workout or a set that isn't shown any more; set_id: that set.
    """

    id: UUID
    author: str
    is_mine: bool
    is_unread: bool
    written: str
    at: int
    text: Markup
    about: str
    set_id: UUID | None


@dataclass(frozen=True, slots=True)
class Thread:
    """What the lifter and their coaches wrote about a workout, oldest first, and the form to write more.

    coaches: id and name of those who can be written to; none, no form. names: by id, of who wrote, too; JSON.
    subjects: what a message may be about. text, about, coach: what the form holds.
    elsewhere: how many messages the lifter hasn't read under other workouts.
    error: (field, sentence) after a refused message.
    """

    messages: tuple[Message, ...]
    coaches: tuple[tuple[str, str], ...]
    names: str
    subjects: tuple[tuple[str, str], ...]
    elsewhere: int
    text: str = ""
    about: str = ""
    coach: str = ""
    error: tuple[str, str] | None = None

    @property
    def unread(self) -> int:
        """How many messages the lifter hasn't read."""
        return sum(one.is_unread for one in self.messages)

    @property
    def invitation(self) -> str:
        """What the folded form is called."""
        return f"Write to {self.coaches[0][1]}" if len(self.coaches) == 1 else "Write to your coaches"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A workout of a day before that was left open, as /today asks about it.

    ended: when its last set was done, "18:42"; "" where none is. ended_at: the same in milliseconds, UTC.
    """

    id: UUID
    sentence: str
    ended: str
    ended_at: int | None
    token: str


@dataclass(frozen=True, slots=True)
class GymChoice:
    """A gym to do the workout in. kit: what it has, JSON for scripts."""

    id: UUID
    name: str
    kit: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a workout is done, and in which unit.

    words: "Home · kg", without a name where there is one gym at most. gyms: the usual one first; none where
    there is no choice. is_away: it isn't done in the usual one. gym_id: what the workout says.
    """

    words: str
    unit: Unit
    gyms: tuple[GymChoice, ...]
    is_away: bool
    gym_id: UUID | None


@dataclass(frozen=True, slots=True)
class WorkoutPage:
    """A workout as drawn on /today, on /workouts/<id>, and in the days that a phone keeps.

    heading: its name; title: the same, in the field that renames it. day: "Mon 23 Nov".
    on: its day as the field that changes it holds it; lies_on: its day. finished_at_ms: since 1970, UTC.
    subtitle: "Lats, traps, spinal erectors · about 50 min", or "".
    done, total: working sets and beyond, warm-ups left out. volume: "3,860 lb moved", or "".
    summary: after finishing: "47 min · 11 of 11 sets · 3,860 lb moved".
    effort: whether rows ask for `rpe` or `rir`.
    is_refused: a form of it was: what it said then has the focus, and no set that still wants its reps.
    back: where its forms lead back to: "today" or "workout".
    token: drawn anew with each page, so that each of its forms means one thing however often it is sent.
    """

    id: UUID
    heading: str
    title: str
    day: str
    on: str
    subtitle: str
    lies_on: str
    state: State
    is_started: bool
    finished_at_ms: int | None
    is_editable: bool
    done: int
    total: int
    volume: str
    summary: str
    note: str
    effort: Literal["rpe", "rir"]
    is_refused: bool
    unit: Unit
    back: Literal["today", "workout"]
    cards: tuple[Card, ...]
    suggestions: tuple[Suggestion, ...]
    unsuggested: tuple[str, ...]
    """What of the plan's optional exercises is left out, a line for each reason."""
    limits: str
    """What the lifter must not do, JSON for scripts; "" for nothing."""
    token: str
    was: str
    feel: Feel | None = None
    """None where it can't be told any more and never was."""
    removed: tuple[Removed, ...] = ()
    """Done, and out of sight otherwise."""
    gym: str = ""
    """What its loads are made from, JSON for scripts; "" where nothing is changed."""
    setting: Setting | None = None
    """None where nothing is changed."""
    error: tuple[str, str] | None = None
    """(field, sentence) when title, note or day couldn't be saved; those fields hold what was typed."""
    pain_scores: ClassVar = tuple(str(score) for score in range(pain.MOST + 1))
    pain_places: ClassVar = pain.PLACES
    pain_kinds: ClassVar = pain.KINDS
    thread: Thread | None = None
    """None where there is no coach and nothing was ever said."""

    @property
    def records(self) -> list[tuple[str, str]]:
        """What was beaten: the exercise, and "most reps at 82.5 kg"."""
        found = [(card.heading, row.record) for card in self.cards for row in card.rows if row.record]
        return [(heading, record.removeprefix("Record: ")) for heading, record in found]
