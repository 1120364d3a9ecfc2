"""What the built-in exercises and programs promise to a lifter."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import get_args

import pytest

from webapp import catalogue
from webapp.domain.exercise import Exercise, Movement, Muscle
from webapp.domain.program import Day, PrescribedSet, Prescription, Program

LADDER = ["lat-pulldown", "assisted-pull-up", "negative-pull-up", "pull-up", "weighted-pull-up"]
PULL_UP_GRIPS = {"wide", "narrow", "overhand", "underhand", "parallel"}
GRIPS = PULL_UP_GRIPS | {"mixed", "hook"}


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("one-arm-dumbbell-row", "One-arm dumbbell row"),
        ("weighted-pull-up", "Weighted pull-up"),
        ("good-morning", "Good morning"),
        ("barbell-shrug", "Barbell shrug"),
        ("rack-pull", "Rack pull"),
        ("lat-pulldown", "Lat pulldown"),
        ("seated-cable-row", "Seated cable row"),
        ("chest-supported-machine-row", "Chest-supported machine row"),
        ("back-extension", "Back extension"),
        ("face-pull", "Face pull"),
        ("machine-shrug", "Machine shrug"),
        ("pull-up", "Pull-up"),
        ("assisted-pull-up", "Assisted pull-up"),
        ("negative-pull-up", "Negative pull-up"),
    ],
)
def test_an_exercise_that_others_rely_on_keeps_its_slug_and_name(slug: str, name: str) -> None:
    assert known(slug).name == name


def test_an_unknown_slug_is_none() -> None:
    assert catalogue.exercise("somersault") is None


def test_there_is_enough_to_log_an_ordinary_workout() -> None:
    assert len(catalogue.exercises()) >= 50
    assert {one.movement for one in catalogue.exercises().values()} == set(get_args(Movement))
    assert {muscle for one in catalogue.exercises().values() for muscle in one.muscles} == set(
        get_args(Muscle)
    )


@pytest.mark.parametrize(
    ("movement", "slugs"),
    [
        (
            "horizontal_pull",
            "one-arm-dumbbell-row dumbbell-row barbell-row pendlay-row t-bar-row meadows-row "
            "seated-cable-row one-arm-cable-row chest-supported-machine-row "
            "chest-supported-dumbbell-row inverted-row",
        ),
        (
            "vertical_pull",
            "pull-up weighted-pull-up assisted-pull-up band-assisted-pull-up negative-pull-up chin-up "
            "weighted-chin-up assisted-chin-up lat-pulldown close-grip-lat-pulldown underhand-lat-pulldown "
            "one-arm-lat-pulldown machine-pulldown straight-arm-pulldown",
        ),
        (
            "hinge",
            "good-morning romanian-deadlift deadlift sumo-deadlift trap-bar-deadlift rack-pull "
            "hip-hinge-unloaded",
        ),
        (
            "back_extension",
            "back-extension weighted-back-extension machine-back-extension bird-dog superman "
            "reverse-hyperextension",
        ),
        ("shrug", "barbell-shrug dumbbell-shrug machine-shrug"),
        ("rear_delt", "face-pull reverse-fly machine-reverse-fly"),
    ],
)
def test_the_back_is_complete(movement: str, slugs: str) -> None:
    there = {one.slug for one in catalogue.exercises().values() if one.movement == movement}

    assert set(slugs.split()) - there == set()


@pytest.mark.parametrize("muscle", ["lats", "upper_back", "traps", "rear_delts", "erectors"])
def test_every_part_of_the_back_has_exercises_to_choose_from(muscle: Muscle) -> None:
    trains = [one for one in catalogue.exercises().values() if muscle in one.muscles]

    assert len(trains) >= 5
    assert len({one.equipment for one in trains}) >= 3


def test_the_ladder_to_the_weighted_pull_up_is_linked_both_ways() -> None:
    for lower, higher in pairwise(LADDER):
        assert known(lower).harder == (higher,)
        assert known(higher).easier == (lower,)


@pytest.mark.parametrize("slug", LADDER)
def test_every_rung_of_the_ladder_allows_the_five_grips(slug: str) -> None:
    assert set(known(slug).grips) == PULL_UP_GRIPS


def test_easier_and_harder_are_each_others_inverse() -> None:
    exercises = catalogue.exercises()
    up = {(one.slug, other) for one in exercises.values() for other in one.harder}
    down = {(other, one.slug) for one in exercises.values() for other in one.easier}

    assert up == down


def test_nobody_climbs_in_a_circle() -> None:
    for start in catalogue.exercises().values():
        reached: set[str] = set()
        ahead = list(start.harder)
        while ahead:
            slug = ahead.pop()
            if slug not in reached:
                reached.add(slug)
                ahead += known(slug).harder
        assert start.slug not in reached


@pytest.mark.parametrize(
    ("slug", "load_mode", "sides", "measure"),
    [
        ("one-arm-dumbbell-row", "per_hand", "each", "reps"),
        ("dumbbell-row", "per_hand", "both", "reps"),
        ("dumbbell-shrug", "per_hand", "both", "reps"),
        ("barbell-shrug", "external", "both", "reps"),
        ("good-morning", "external", "both", "reps"),
        ("meadows-row", "external", "each", "reps"),
        ("one-arm-lat-pulldown", "external", "each", "reps"),
        ("goblet-squat", "external", "both", "reps"),
        ("pull-up", "none", "both", "reps"),
        ("negative-pull-up", "none", "both", "reps"),
        ("weighted-pull-up", "bodyweight_plus", "both", "reps"),
        ("weighted-chin-up", "bodyweight_plus", "both", "reps"),
        ("weighted-back-extension", "bodyweight_plus", "both", "reps"),
        ("assisted-pull-up", "assisted", "both", "reps"),
        ("assisted-chin-up", "assisted", "both", "reps"),
        ("back-extension", "none", "both", "reps"),
        ("dead-hang", "none", "both", "seconds"),
        ("plank", "none", "both", "seconds"),
        ("side-plank", "none", "each", "seconds"),
        ("farmers-carry", "per_hand", "both", "distance"),
        ("suitcase-carry", "per_hand", "each", "distance"),
    ],
)
def test_a_load_means_what_the_lifter_reads_off_it(
    slug: str, load_mode: str, sides: str, measure: str
) -> None:
    exercise = known(slug)

    assert (exercise.load_mode, exercise.sides, exercise.measure) == (load_mode, sides, measure)


@pytest.mark.parametrize(
    "slug",
    [
        "good-morning",
        "romanian-deadlift",
        "deadlift",
        "rack-pull",
        "barbell-row",
        "pendlay-row",
        "t-bar-row",
        "dumbbell-row",
    ],
)
def test_what_loads_the_bent_back_says_so(slug: str) -> None:
    assert known(slug).loaded_hinge


@pytest.mark.parametrize(
    "slug",
    [
        "one-arm-dumbbell-row",
        "back-extension",
        "hip-hinge-unloaded",
        "bird-dog",
        "lat-pulldown",
        "seated-cable-row",
        "chest-supported-machine-row",
        "chest-supported-dumbbell-row",
        "barbell-shrug",
    ],
)
def test_what_spares_the_bent_back_is_left_to_a_lifter_who_must_spare_it(slug: str) -> None:
    assert not known(slug).loaded_hinge


def test_a_bad_lower_back_always_has_a_substitute() -> None:
    without = [
        one.slug
        for one in catalogue.exercises().values()
        if one.loaded_hinge and all(known(slug).loaded_hinge for slug in one.alternatives)
    ]

    assert without == []
    assert known("good-morning").alternatives[:2] == ("back-extension", "hip-hinge-unloaded")


def test_the_good_morning_says_soft_knees_and_where_to_stop() -> None:
    said = " ".join(known("good-morning").steps + known("good-morning").cues)

    assert "Soft knees, never locked." in said
    assert "Stop where the back would begin to round" in said


@pytest.mark.parametrize("exercise", catalogue.exercises().values(), ids=lambda one: one.slug)
def test_an_exercise_explains_itself(exercise: Exercise) -> None:
    assert 3 <= len(exercise.steps) <= 6
    assert 2 <= len(exercise.cues) <= 4
    assert 2 <= len(exercise.mistakes) <= 4
    assert exercise.aliases
    assert exercise.alternatives
    assert set(exercise.grips) <= GRIPS
    for text in exercise.steps + exercise.cues + exercise.mistakes:
        assert re.fullmatch(r"[A-Z][^.]*\.(?: [A-Z][^.]*\.)*", text)
        assert len(text) <= 140


def test_a_load_per_hand_is_a_dumbbell_in_the_hand() -> None:
    for one in catalogue.exercises().values():
        assert one.load_mode != "per_hand" or "dumbbell" in one.equipment


def test_heavy_and_light_back_is_one_block_of_eight_weeks_on_monday_and_thursday() -> None:
    program = catalogue.programs()["heavy-and-light-back"]

    assert program.title == "Heavy and light back"
    assert [block.weeks for block in program.blocks] == [8]
    assert [(day.key, day.title, day.weekday, day.minutes) for day in program.blocks[0].days] == [
        ("heavy", "Heavy back", 0, 50),
        ("light", "Light back", 3, 45),
    ]


def test_the_heavy_day_is_row_pull_up_good_morning_and_a_shrug_if_wanted() -> None:
    assert [(one.exercise, one.optional) for one in heavy().prescriptions] == [
        ("one-arm-dumbbell-row", False),
        ("weighted-pull-up", False),
        ("good-morning", False),
        ("barbell-shrug", True),
    ]


def test_the_row_ramps_up_to_one_all_out_set_of_thirty() -> None:
    row = heavy().prescriptions[0]

    assert [in_short(one) for one in row.sets] == [
        ("warmup", 12, 12, 40),
        ("warmup", 8, 8, 60),
        ("warmup", 4, 4, 80),
        ("amrap", 30, None, 100),
    ]
    assert (row.scheme, row.rule, row.rest_s) == ("one all-out set each side", "last_plus_step", 180)


def test_the_pull_up_is_five_by_five_with_another_grip_each_set() -> None:
    pull_up = heavy().prescriptions[1]

    assert [in_short(one) for one in pull_up.sets] == [("working", 5, 5, 100)] * 5
    assert [one.grip for one in pull_up.sets] == ["wide", "narrow", "overhand", "underhand", "parallel"]
    assert (pull_up.scheme, pull_up.rule, pull_up.rest_s) == ("5 × 5", "last_plus_step", 180)


def test_the_good_morning_is_five_by_five_after_two_warm_ups() -> None:
    good_morning = heavy().prescriptions[2]

    assert [in_short(one) for one in good_morning.sets] == [
        ("warmup", 8, 8, 40),
        ("warmup", 5, 5, 70),
        *[("working", 5, 5, 100)] * 5,
    ]
    assert (good_morning.scheme, good_morning.rule, good_morning.rest_s) == ("5 × 5", "last_plus_step", 180)


def test_the_shrug_is_three_by_eight_to_twelve() -> None:
    shrug = heavy().prescriptions[3]

    assert [in_short(one) for one in shrug.sets] == [("working", 8, 12, 100)] * 3


def test_the_light_day_is_other_exercises_three_by_ten_to_fifteen() -> None:
    day = light()

    assert [(one.exercise, one.optional) for one in day.prescriptions] == [
        ("lat-pulldown", False),
        ("seated-cable-row", False),
        ("chest-supported-machine-row", False),
        ("back-extension", False),
        ("face-pull", False),
        ("machine-shrug", True),
    ]
    for one in day.prescriptions:
        assert [in_short(each) for each in one.sets] == [("working", 10, 15, 100)] * 3
        assert (one.scheme, one.rule, one.rest_s) == ("3 × 10–15", "double", 90)


def test_the_light_day_spares_the_lower_back_and_repeats_nothing() -> None:
    exercises = {one.exercise for one in light().prescriptions}

    assert not any(known(slug).loaded_hinge for slug in exercises)
    assert exercises & {one.exercise for one in heavy().prescriptions} == set()


def test_the_two_days_together_train_the_back_from_top_to_bottom() -> None:
    trained = {
        muscle
        for day in (heavy(), light())
        for one in day.prescriptions
        for muscle in known(one.exercise).muscles
    }

    assert trained >= {"lats", "upper_back", "traps", "rear_delts", "erectors"}


def test_toward_the_first_pull_up_climbs_the_ladder_rung_by_rung() -> None:
    program = catalogue.programs()["toward-the-first-pull-up"]

    rungs = [one.exercise for one in prescriptions_of(program) if one.exercise in LADDER]

    assert list(dict.fromkeys(rungs)) == LADDER[:4]
    assert program.weeks == 12


@pytest.mark.parametrize("program", catalogue.programs().values(), ids=lambda one: one.slug)
def test_a_scheme_says_what_the_sets_are(program: Program) -> None:
    for prescription in prescriptions_of(program):
        hard = [one for one in prescription.sets if one.kind != "warmup"]
        if all(one.kind == "amrap" for one in hard):
            continue
        (reps,) = {(one.reps.min, one.reps.max) for one in hard}
        low, high = reps
        assert prescription.scheme == f"{len(hard)} × {low}" + (f"–{high}" if high != low else "")


@pytest.mark.parametrize("program", catalogue.programs().values(), ids=lambda one: one.slug)
def test_less_than_the_whole_load_is_only_asked_where_less_is_easier(program: Program) -> None:
    for prescription in prescriptions_of(program):
        if known(prescription.exercise).load_mode in ("assisted", "none"):
            assert {one.percent for one in prescription.sets} == {100}


def known(slug: str) -> Exercise:
    exercise = catalogue.exercise(slug)
    assert exercise is not None, slug
    return exercise


def heavy() -> Day:
    return catalogue.programs()["heavy-and-light-back"].blocks[0].days[0]


def light() -> Day:
    return catalogue.programs()["heavy-and-light-back"].blocks[0].days[1]


def prescriptions_of(program: Program) -> list[Prescription]:
    return [one for block in program.blocks for day in block.days for one in day.prescriptions]


def in_short(one: PrescribedSet) -> tuple[str, int, int | None, int]:
    return (one.kind, one.reps.min, one.reps.max, one.percent)
