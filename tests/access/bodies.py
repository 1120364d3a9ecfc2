"""What each form sends that is in order, what machines send, and what anybody may ask for.

A new form, or what a body says of somebody's thing, belongs in one of the tables below; tests say so.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from tests.access.world import RITAS_INVITATION, Things
from tests.people import PASSWORD
from webapp import clock
from webapp.domain.ids import new_id

Body = dict[str, str]

NOTHING: Body = {}

SET = {
    **{"done": "1", "load": "60", "reps": "5", "rir": "", "grip": "", "note": "Smooth", "unit": "kg"},
    **{"pain": "2", "pain_where": "knee", "pain_kind": "stiff"},
}

NEW_PASSWORD = "eight plates and a quiet bench"

BODIES: dict[str, Body] = {
    "accounts.sign_in": {"email": "rita@example.com", "password": PASSWORD},
    "accounts.sign_up": {
        "name": "Una", "email": "una@example.com", "password": PASSWORD, "zone": "UTC", "unit": "lb"
    },
    "accounts.logout": NOTHING,
    "accounts.sign_out_device": NOTHING,
    "accounts.sign_out_everywhere": NOTHING,
    "accounts.save_settings": {
        "name": "Una", "unit": "lb", "zone": "UTC", "day_start": "03:00", "effort": "rpe", "coach": "1"
    },
    "accounts.save_equipment": {"name": "Home", "unit": "kg", "bar": "20", "plate": "20", "pairs": "4"},
    "accounts.save_gym": {"name": "Home", "unit": "kg", "bar": "20", "plate": "20", "pairs": "4"},
    "accounts.add_gym": {"name": "Home"},
    "accounts.choose_gym": NOTHING,
    "accounts.remove_gym": NOTHING,
    "accounts.restore_gym": NOTHING,
    "accounts.change_password": {"current": PASSWORD, "password": NEW_PASSWORD},
    "accounts.set_password": {"password": NEW_PASSWORD},
    "workouts.train": {"occurrence": "1"},
    "workouts.create": {"on": "2026-11-20"},
    "workouts.change_setting": {"unit": "lb"},
    "workouts.save": {"title": "Back again", "note": "Smooth", "on": "2026-11-20"},
    "workouts.feel": {"feels": "under", "sleep": "2", "soreness": "4", "stress": "1"},
    "workouts.finish": NOTHING,
    "workouts.reopen": NOTHING,
    "workouts.delete": NOTHING,
    "workouts.restore": NOTHING,
    "workouts.copy": NOTHING,
    "workouts.add_exercise": {"exercise": "good-morning"},
    "workouts.save_exercise": {"note": "Smooth", "kept": "Seat on 4"},
    "workouts.skip_exercise": NOTHING,
    "workouts.unskip_exercise": NOTHING,
    "workouts.remove_exercise": NOTHING,
    "workouts.restore_exercise": NOTHING,
    "workouts.add_set": NOTHING,
    "workouts.add_warmups": NOTHING,
    "workouts.move_exercise": {"by": "down"},
    "workouts.join_superset": NOTHING,
    "workouts.leave_superset": NOTHING,
    "workouts.swap_exercise": {"exercise": "seal-row"},
    "workouts.take_back_rest": NOTHING,
    "programs.swap_for_good": {"exercise": "seal-row"},
    "programs.take_back_instead": NOTHING,
    "workouts.write_message": {"text": "Thanks"},
    "workouts.remove_message": NOTHING,
    "workouts.restore_message": NOTHING,
    "workouts.read_message": NOTHING,
    "workouts.save_set": SET,
    "workouts.remove_set": NOTHING,
    "workouts.restore_set": NOTHING,
    "workouts.strike_set": NOTHING,
    "workouts.unstrike_set": NOTHING,
    "measurements.save": {"value": "81.5", "kind": "bodyweight"},
    "measurements.remove": NOTHING,
    "measurements.restore": NOTHING,
    "coaching.invite": {"label": "Una"},
    "coaching.revoke": NOTHING,
    "coaching.open_invitation": {"key": RITAS_INVITATION},
    "coaching.accept": {"key": RITAS_INVITATION, "share-logs": "1"},
    "coaching.share": {"share-logs": "1", "share-notes": "1"},
    "coaching.end": NOTHING,
    "coaching.put_on": {"on": "2026-11-24"},
    "coaching.add": {"exercise": "good-morning", "sets": "3", "reps": "8-12", "load": "60"},
    "coaching.aim": {"sets": "4", "reps": "5", "load": "62.5"},
    "coaching.move": {"by": "down"},
    "coaching.take_out": NOTHING,
    "coaching.put_back": NOTHING,
    "coaching.give": {"starts_on": "2026-11-23", "unit": "kg"},
    "limitations.save": {"limit": "muscle:calves", "words": ""},
    "limitations.remove": NOTHING,
    "limitations.restore": NOTHING,
    "coaching.limit": {"limit": "muscle:calves", "words": "Una"},
    "coaching.lift_limit": NOTHING,
    "coaching.restore_limit": NOTHING,
    "coaching.write_note": {"text": "Una"},
    "coaching.delete_note": NOTHING,
    "coaching.seen": NOTHING,
    "coaching.see_told": NOTHING,
    "coaching.say_loads": {"load-good-morning": "70"},
    "programs.say_loads": {"load-good-morning": "70"},
    "coaching.archive": NOTHING,
    "coaching.bring_back": NOTHING,
    "coaching.write": {"text": "Good work", "set": ""},
    "coaching.new_template": {"title": "Una", "shape": "program", "weeks": "8"},
    "coaching.copy_template": {"of": "heavy-and-light-back"},
    "coaching.delete_template": NOTHING,
    "coaching.restore_template": NOTHING,
    "coaching.save_template": {"title": "Una", "summary": "For Una", "weeks-0": "6"},
    "coaching.undo_template": {"version": "2"},
    "coaching.add_day": {"day_title": "Arms", "weekday": "5", "block": "0"},
    "coaching.save_day": {"day_title": "Arms", "weekday": "5", "minutes": "40", "focus": "Arms"},
    "coaching.remove_day": NOTHING,
    "coaching.add_prescription": {"exercise": "good-morning"},
    "coaching.save_prescription": {
        "do": "save", "rule": "last", "rest_s": "90", "warmup_rest_s": "60", "purpose": "Lats",
        "kind-0": "warmup", "reps-0": "8", "percent-0": "50",
    },
    "coaching.move_prescription": {"by": "down"},
    "coaching.remove_prescription": NOTHING,
    "coaching.give_template": {"starts_on": "2026-11-23"},
    "coaching.change_copies": {"version": "2"},
    "coaching.ask": {"share-logs": "1"},
    "coaching.accept_request": NOTHING,
    "coaching.decline_request": NOTHING,
    "publishing.save_profile": {"handle": "una-lifts", "about": "Una", "public": "1", "requests": "1"},
    "publishing.publish": {
        "source": "built-in:heavy-and-light-back", "title": "Una", "about": "Una", "video": ""
    },
    "publishing.edit": {"title": "Una", "about": "Una", "video": "https://youtu.be/abcdefghijk"},
    "publishing.unpublish": NOTHING,
    "publishing.publish_again": NOTHING,
    "publishing.say": {"text": "How heavy?"},
    "publishing.delete_comment": NOTHING,
    "publishing.restore_comment": NOTHING,
    "publishing.hide_comment": NOTHING,
    "publishing.unhide_comment": NOTHING,
    "publishing.report": {"reason": "Rude"},
    "publishing.take": {"starts_on": "2026-11-23", "unit": "kg"},
    "publishing.follow": NOTHING,
    "publishing.unfollow": NOTHING,
    "publishing.read": NOTHING,
    "publishing.read_all": NOTHING,
    "publishing.block": NOTHING,
    "publishing.unblock": NOTHING,
    "programs.answer_start": {"at_hand": "dumbbells", "pull_ups": "few"},
    "programs.take": {"starts_on": "2026-11-23", "unit": "kg"},
    "programs.stop": NOTHING,
    "programs.resume": NOTHING,
}  # fmt: skip
"""What each form sends that is in order, beside its token."""

REFERENCES: dict[str, Callable[[Things], Body]] = {
    "workouts.change_setting": lambda theirs: {"gym": theirs["gym_id"]},
    "workouts.train": lambda theirs: {"assignment": theirs["assignment_id"]},
    "workouts.write_message": lambda theirs: {"coach": theirs["coach_id"], "set": theirs["set_id"]},
    "coaching.copy_template": lambda theirs: {"of": theirs["template_id"]},
    "coaching.give_template": lambda theirs: {"client": theirs["client_id"]},
    "coaching.change_copies": lambda theirs: {"copy": theirs["assignment_id"]},
}
"""The part of a form that names somebody's thing."""

NAMES_CLIENTS = {"coaching.give_template"}
"""Forms that may name a client of whoever asks."""


def _sync(asker: UUID, things: Things) -> object:
    """A phone that changes all that there is, and hangs something new under it."""
    wishes = [
        ("workout", things["workout_id"], {"note": "Smooth"}),
        ("workout_exercise", things["exercise_id"], {"note": "Smooth"}),
        ("set", things["set_id"], {"note": "Smooth"}),
        ("measurement", things["measurement_id"], {"value": "81"}),
        ("exercise_note", things["exercise_note_id"], {"text": "Smooth"}),
        ("set", _new(), {"workout_exercise": things["exercise_id"], "position": "000900"}),
        (
            "workout_exercise",
            _new(),
            {"workout": things["workout_id"], "exercise": "plank", "position": "000900"},
        ),
        ("message", things["message_id"], {"text": "Smooth"}),
        (
            "message",
            _new(),
            {name: things[f"{name}_id"] for name in ("workout", "set", "coach")} | {"text": "Hi"},
        ),
    ]
    now_ms = round(clock.utc_now().timestamp() * 1000)
    operations = [
        {"id": _new(), "ts": now_ms, "schema": 1, "op": "set", "e": entity, "eid": row_id, "f": fields}
        for entity, row_id, fields in wishes
    ]
    return {"v": 1, "schema": 1, "user": str(asker), "have": {}, "ops": operations}


def _new() -> str:
    return str(new_id(clock.utc_now()))


DOCUMENTS: dict[str, Callable[[UUID, Things], object]] = {"sync.sync": _sync}
"""What machines send as JSON: given who asks, and the things it is about. Refused item by item, in a 200."""

PUBLIC = {
    "accounts.login",
    "accounts.logout",
    "accounts.reset",
    "accounts.set_password",
    "accounts.sign_in",
    "accounts.sign_up",
    "accounts.signup",
    "accounts.welcome",
    "assets.static",
    "coaching.landing",
    "coaching.open_invitation",
    "health.database",
    "health.process",
    "publishing.coach",
    "publishing.published",
    "pwa.exercises",
    "pwa.offline",
    "pwa.shell",
    "pwa.web_manifest",
    "pwa.worker",
    "sync.description",
}
"""All that anybody may ask for. Whoever adds to it has thought about it."""
