"""A lifter types, an import asks: the exercise meant is found."""

from __future__ import annotations

import pytest

from webapp import catalogue


@pytest.mark.parametrize(
    ("query", "first", "why"),
    [
        ("Weighted pull-up", "weighted-pull-up", "its name"),
        ("weighted PULL UP", "weighted-pull-up", "case and hyphens don't count"),
        ("pullup", "pull-up", "nor do the spaces"),
        ("pull-ups", "pull-up", "nor a plural"),
        ("rdl", "romanian-deadlift", "an alias"),
        ("lat pulld", "lat-pulldown", "half typed"),
        ("row dumbbell one", "one-arm-dumbbell-row", "words in any order"),
        ("Bent Over One Arm Row (Dumbbell)", "one-arm-dumbbell-row", "another app's name"),
        ("good", "good-morning", "the beginning of a name"),
        ("farmer's walk", "farmers-carry", "an apostrophe"),
    ],
)
def test_the_exercise_meant_comes_first(query: str, first: str, why: str) -> None:
    found = catalogue.find_exercises(query)

    assert found[0].slug == first, why


def test_a_name_goes_before_an_alias_and_an_alias_before_a_muscle() -> None:
    slugs = [one.slug for one in catalogue.find_exercises("shrug")]

    assert slugs[:4] == ["barbell-shrug", "dumbbell-shrug", "machine-shrug", "trap-bar-shrug"]
    assert "scapular-pull-up" in slugs[4:]


def test_a_name_matches_without_its_spaces_and_still_goes_before_an_alias() -> None:
    found = catalogue.find_exercises("pullup")

    named = ["pull-up" in one.name.casefold() for one in found]
    assert named == sorted(named, reverse=True)
    assert named.count(True) == 6
    assert "chin-up" in [one.slug for one in found]


def test_a_muscle_finds_what_trains_it_first_and_what_helps_after() -> None:
    found = catalogue.find_exercises("erectors")

    trains = ["erectors" in one.muscles for one in found]
    assert trains == sorted(trains, reverse=True)
    assert {True, False} == set(trains)
    assert all("erectors" in one.muscles + one.secondary for one in found)


def test_name_and_muscle_together_find_an_exercise() -> None:
    slugs = [one.slug for one in catalogue.find_exercises("dumbbell hamstrings")]

    assert "dumbbell-romanian-deadlift" in slugs
    assert "dumbbell-curl" not in slugs


def test_a_word_matches_from_its_beginning_only() -> None:
    narrow = "close-grip-bench-press"

    assert narrow in [one.slug for one in catalogue.find_exercises("narrow")]
    assert narrow not in [one.slug for one in catalogue.find_exercises("row")]


@pytest.mark.parametrize("query", ["", "   ", "-"])
def test_no_words_give_every_exercise_by_name(query: str) -> None:
    names = [one.name.casefold() for one in catalogue.find_exercises(query)]

    assert len(names) == len(catalogue.exercises())
    assert names == sorted(names)


def test_nonsense_finds_nothing() -> None:
    assert catalogue.find_exercises("zumba") == []


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Bent Over One Arm Row (Dumbbell)", "one-arm-dumbbell-row"),
        ("Pull Up", "pull-up"),
        ("Pull Up (Weighted)", "weighted-pull-up"),
        ("Pull Up (Assisted)", "assisted-pull-up"),
        ("Chin Up", "chin-up"),
        ("Good Morning (Barbell)", "good-morning"),
        ("Lat Pulldown (Cable)", "lat-pulldown"),
        ("Seated Row (Cable)", "seated-cable-row"),
        ("Seated Cable Row - V Grip (Cable)", "seated-cable-row"),
        ("Iso-Lateral Row (Machine)", "chest-supported-machine-row"),
        ("Bent Over Row (Barbell)", "barbell-row"),
        ("Bent Over Row (Dumbbell)", "dumbbell-row"),
        ("T Bar Row", "t-bar-row"),
        ("Back Extension (Hyperextension)", "back-extension"),
        ("Back Extension (Weighted Hyperextension)", "weighted-back-extension"),
        ("Face Pull (Cable)", "face-pull"),
        ("Shrug (Barbell)", "barbell-shrug"),
        ("Shrug (Dumbbell)", "dumbbell-shrug"),
        ("Shrug (Machine)", "machine-shrug"),
        ("Deadlift (Barbell)", "deadlift"),
        ("Romanian Deadlift (Barbell)", "romanian-deadlift"),
        ("Rack Pull (Barbell)", "rack-pull"),
        ("Squat (Barbell)", "squat"),
        ("Bench Press (Barbell)", "bench-press"),
        ("Overhead Press (Barbell)", "overhead-press"),
        ("Bicep Curl (Dumbbell)", "dumbbell-curl"),
        ("Plank", "plank"),
    ],
)
def test_the_names_of_other_apps_are_known(name: str, slug: str) -> None:
    found = catalogue.exercise_named(name)

    assert found is not None
    assert found.slug == slug


def test_part_of_a_name_is_not_the_name() -> None:
    assert catalogue.exercise_named("pulldown cable lat") is None
    assert catalogue.exercise_named("") is None
