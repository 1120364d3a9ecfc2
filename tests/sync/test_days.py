"""POST /api/sync: the days that lie on a phone, drawn."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.conftest import Clock
from tests.sync.pushing import op, send
from tests.training import make_workout, take_program
from tests.visiting import PhoneOf
from webapp.domain.moment import ms_of
from webapp.models import User


def test_the_coming_two_weeks_lie_on_the_phone(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    take_program(alice, good_morning="60")
    phone = phone_of(alice)

    days = send(phone, alice, have={})["days"]

    assert sorted(days) == ["2026-11-23", "2026-11-26", "2026-11-30", "2026-12-03", "2026-12-07"]
    assert "Heavy back" in days["2026-11-23"]["html"]
    assert days["2026-11-23"]["html"].count("set-row") > 10

    have = {day: one["etag"] for day, one in days.items()}
    assert send(phone, alice, have=have)["days"] == {}

    clock.forward(days=3)
    rolled = send(phone, alice, have=have)["days"]
    assert sorted(rolled) == ["2026-12-10"], "a sync on a later day plans further ahead"


def test_a_day_is_sent_anew_when_what_it_shows_changed(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    take_program(alice, good_morning="60")
    phone = phone_of(alice)
    days = send(phone, alice, have={})["days"]
    have = {day: one["etag"] for day, one in days.items()}
    set_id = _first_set_of("Good morning set 1", days["2026-11-23"]["html"])

    tick = op(clock, "set", set_id, ticked_at=ms_of(clock()), load={"v": "60", "u": "kg"}, reps=5)
    answer = send(phone, alice, tick, have=have)

    assert sorted(answer["days"]) == ["2026-11-23", "2026-11-30", "2026-12-07"], "with its last time"
    assert "last 60 × 5" in answer["days"]["2026-11-30"]["html"]


def _first_set_of(name: str, html: str) -> str:
    before = html.split(f'aria-label="{name} done"')[0]
    return before.rsplit('id="set-', 1)[1][:36]


def test_a_day_that_is_gone_says_so(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    workout = make_workout(alice)
    phone = phone_of(alice)
    have = {day: one["etag"] for day, one in send(phone, alice, have={})["days"].items()}

    deleted = op(clock, "workout", workout.id, deleted_at=ms_of(clock()))

    assert send(phone, alice, deleted, have=have)["days"] == {workout.on.isoformat(): None}


def test_a_day_is_drawn_anew_when_what_it_has_to_beat_changes(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    """Long before the days that a phone keeps; what was done the last time is still the same."""
    today = clock().date()
    old = make_workout(alice, load="80", ticked=1, is_finished=True, on=today - timedelta(days=300))
    make_workout(alice, load="60", ticked=1, is_finished=True, on=today - timedelta(days=3))
    make_workout(alice, load="62.5")
    phone = phone_of(alice)
    days = send(phone, alice, have={})["days"]
    assert "&#34;80&#34;:5" in days[today.isoformat()]["html"]
    have = {day: one["etag"] for day, one in days.items()}
    assert send(phone, alice, have=have)["days"] == {}

    send(phone, alice, op(clock, "workout", old.id, deleted_at=0))

    assert "&#34;80&#34;" not in send(phone, alice, have=have)["days"][today.isoformat()]["html"]


def test_and_when_a_set_of_long_ago_is_corrected(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    """Not of the workout that was written last: its exercise has the newer commit."""
    today = clock().date()
    old = make_workout(alice, load="80", ticked=1, is_finished=True, on=today - timedelta(days=300))
    make_workout(alice, load="60", ticked=1, is_finished=True, on=today - timedelta(days=200))
    make_workout(alice, load="62.5")
    phone = phone_of(alice)
    have = {day: one["etag"] for day, one in send(phone, alice, have={})["days"].items()}

    send(phone, alice, op(clock, "set", old.exercises[0].sets[0].id, reps=8))

    assert "&#34;80&#34;:8" in send(phone, alice, have=have)["days"][today.isoformat()]["html"]


def test_the_page_and_the_day_are_known_as_the_same_until_something_changes(
    phone_of: PhoneOf, alice: User, clock: Clock
) -> None:
    """So that a phone needn't draw over what it has just been served."""
    workout = make_workout(alice)
    phone = phone_of(alice)

    def prints() -> tuple[str, str, str]:
        day = send(phone, alice, have={})["days"][workout.on.isoformat()]["html"]
        shown = (phone.get(at).text for at in ("/today", f"/workouts/{workout.id}"))
        today, page, kept = (re.findall(r'data-print="(\w{16})"', html)[0] for html in (*shown, day))
        return today, page, kept

    before = prints()
    assert len(set(before)) == 1

    clock.forward(hours=1)
    assert prints() == before

    send(phone, alice, op(clock, "set", workout.exercises[0].sets[0].id, note="Slow"))
    after = prints()
    assert len(set(after)) == 1
    assert after != before
