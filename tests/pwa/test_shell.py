"""The page of nobody's day, and the blank workout in it."""

from __future__ import annotations

from tests.visiting import Phone


def test_the_blank_workout_is_nobodys_and_waits_for_its_first_exercise(phone: Phone) -> None:
    template = phone.get("/shell/today").html.select_one("#template-workout")
    [blank] = template.select(".workout")

    assert blank["data-workout"] == "00000000-0000-7000-8000-000000000000"
    assert blank["data-state"] == "planned"
    assert blank.select_one("[name=title]")["value"] == "Workout"
    assert blank.select_one("[name=on]")["value"] == ""
    assert [field["value"] for field in blank.select("[name=token]")] == ["", "", ""], (
        "a token is of one form"
    )
    assert blank.select_one(".hero progress"), "for the sets to come"
