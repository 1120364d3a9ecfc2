"""A picture of what was done, made on the phone and only when asked."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import PhoneOf
from tests.people import make_person
from tests.training import make_workout

PNG = b"\x89PNG\r\n\x1a\n"


def test_a_finished_workout_becomes_a_picture_with_no_signal(server: object, phone_of: PhoneOf) -> None:
    alice = make_person("Alice")
    workout = make_workout(alice, "barbell-row", "plank", sets=2, ticked=2, load="60", is_finished=True)
    phone = phone_of(alice, accept_downloads=True)
    phone.add_init_script("navigator.canShare = undefined")
    phone.goto(f"/workouts/{workout.id}", wait_until="networkidle")
    button = phone.get_by_role("button", name="Share a picture")
    with phone.expect_download() as first:
        button.click()
    phone.context.set_offline(True)

    with phone.expect_download() as again:
        button.click()

    for download in (first.value, again.value):
        assert download.suggested_filename == f"backday-{workout.on}.png"
        assert Path(str(download.path())).read_bytes().startswith(PNG)
