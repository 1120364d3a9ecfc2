"""A coach changes what is to be done; what was done, or is being done with no signal, stays."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.coaching.test_roster import plan
from tests.conftest import Clock
from tests.limitations.limiting import limit
from tests.people import make_link
from tests.sync.pushing import op, send
from tests.training import apply, get_workout, make_workout, take_program
from tests.visiting import Page, Phone, PhoneOf, form_in, form_to, text_of, visit
from webapp import clock as product_clock
from webapp.domain.adherence import is_whole
from webapp.domain.ids import new_id
from webapp.domain.load import parse_load
from webapp.domain.moment import ms_of
from webapp.domain.operations import Operation
from webapp.domain.program import RepTarget
from webapp.domain.workout import Workout, WorkoutExercise
from webapp.models import CoachLink, User
from webapp.workouts import plans, queries


@pytest.fixture
def link(alice: User, carol: User) -> CoachLink:
    return make_link(carol, alice)


@pytest.fixture
def workout(alice: User, link: CoachLink) -> Workout:
    return make_workout(alice, "barbell-row", "good-morning", sets=3, load="60", reps=5)


@pytest.fixture
def coach(phone_of: PhoneOf, carol: User) -> Phone:
    return phone_of(carol)


def edit_page(coach: Phone, alice: User, workout: Workout) -> Page:
    return visit(coach, f"/coach/clients/{alice.id}/workouts/{workout.id}/edit")


def aim(page: Page, part: WorkoutExercise, *, status: int = 303, **fields: str) -> Page:
    form = form_to(page, f"/exercises/{part.id}")
    for name, value in fields.items():
        form[name] = value
    return form.submit(status=status)


def press(page: Page, part: WorkoutExercise, what: str, **button: str) -> Page:
    form = form_to(page, f"/exercises/{part.id}/{what}")
    return form.submit(**button, status=303)


def targets(part: WorkoutExercise | None) -> list[tuple[str, int | None]]:
    assert part
    return [
        (f"{one.target_load.value} {one.target_load.unit}" if one.target_load else "", one.target_reps.max)
        for one in part.shown_sets
        if one.target_reps
    ]


def test_the_client_sees_the_new_targets_and_what_is_ticked_stays(
    phone_of: PhoneOf, coach: Phone, alice: User, workout: Workout, clock: Clock
) -> None:
    row, phone = workout.exercises[0], phone_of(alice)
    done = op(clock, "set", row.sets[0].id, ticked_at=ms_of(clock()), load={"v": "60", "u": "kg"}, reps=5)
    send(phone, alice, done)

    aim(edit_page(coach, alice, workout), row, sets="4", reps="8-12", load="52,5")

    part = get_workout(alice, workout).exercise(row.id)
    assert targets(part)[1:] == [("52.5 kg", 12)] * 3
    assert part
    assert part.sets[0].target_load == parse_load("60", "kg")
    assert "52.5" in text_of(visit(phone, f"/workouts/{workout.id}"))


@pytest.mark.parametrize("lifted", ["before the edit", "after the edit"])
def test_a_load_told_by_the_coach_stands_whatever_was_lifted_with_no_signal(
    phone_of: PhoneOf, coach: Phone, alice: User, workout: Workout, clock: Clock, lifted: str
) -> None:
    row, phone = workout.exercises[0], phone_of(alice)
    at = ms_of(clock()) + (0 if lifted == "before the edit" else 120_000)
    clock.forward(seconds=60)
    aim(edit_page(coach, alice, workout), row, load="70")
    clock.forward(seconds=120)
    done = op(clock, "set", row.sets[1].id, ticked_at=at, load={"v": "60", "u": "kg"}, reps=5)
    send(phone, alice, {**done, "ts": at})

    assert _shown_loads(phone, workout, row) == ["70", "60", "70"]


def test_what_is_lifted_is_carried_where_the_load_came_from_the_plan(
    phone_of: PhoneOf, coach: Phone, alice: User, workout: Workout, clock: Clock
) -> None:
    row, phone = workout.exercises[0], phone_of(alice)
    aim(edit_page(coach, alice, workout), row, sets="4", reps="6")
    send(
        phone, alice, op(clock, "set", row.sets[0].id, ticked_at=ms_of(clock()), load={"v": "65", "u": "kg"})
    )

    assert _shown_loads(phone, workout, row) == ["65", "65", "65", "65"]


def test_a_set_that_is_added_has_the_load_that_the_coach_told(
    phone_of: PhoneOf, coach: Phone, alice: User, workout: Workout, clock: Clock
) -> None:
    row, phone = workout.exercises[0], phone_of(alice)
    aim(edit_page(coach, alice, workout), row, load="70")
    aim(edit_page(coach, alice, workout), row, sets="4")
    send(
        phone, alice, op(clock, "set", row.sets[0].id, ticked_at=ms_of(clock()), load={"v": "60", "u": "kg"})
    )

    assert _shown_loads(phone, workout, row) == ["60", "70", "70", "70"]


def _shown_loads(phone: Phone, workout: Workout, part: WorkoutExercise) -> list[str]:
    page = visit(phone, f"/workouts/{workout.id}")
    return [str(box["value"]) for box in page.html.select(f"#exercise-{part.id} .set-row input[name=load]")]


def test_sets_that_were_taken_out_stay_out_when_only_the_load_changes(
    coach: Phone, alice: User, link: CoachLink
) -> None:
    workout = make_workout(alice, "barbell-row", sets=5)
    row = workout.exercises[0]
    aim(edit_page(coach, alice, workout), row, sets="3")

    page = edit_page(coach, alice, workout)
    assert form_to(page, f"/exercises/{row.id}")["sets"].value == "3"
    aim(page, row, load="62.5")

    assert targets(get_workout(alice, workout).exercise(row.id)) == [("62.5 kg", 5)] * 3
    aim(edit_page(coach, alice, workout), row, sets="4")
    assert targets(get_workout(alice, workout).exercise(row.id)) == [("62.5 kg", 5)] * 4


def test_what_was_saved_is_said_where_it_was_saved(coach: Phone, alice: User, workout: Workout) -> None:
    morning = workout.exercises[1]

    answer = aim(edit_page(coach, alice, workout), morning, load="52.5")

    address, _, anchor = answer.location.partition("#")
    page = visit(coach, address)
    (said,) = page.html.select(".notice")
    card = said.find_parent("section")
    assert card
    assert card.select_one("h2")["id"] == anchor == f"part-{morning.id}"


@pytest.fixture
def falling(alice: User, link: CoachLink, clock: Clock) -> Workout:
    """A row of 100 kg for 5, a back-off set of 80 for 10 and a drop set of 60 for 15."""
    workout = make_workout(alice, "barbell-row", sets=3, load="100")
    _, backoff, drop = workout.exercises[0].sets
    light = {"kind": "backoff", "target_load": parse_load("80", "kg"), "target_reps": RepTarget(10, 10)}
    least = {"kind": "drop", "target_load": parse_load("60", "kg"), "target_reps": RepTarget(15, 15)}
    apply(alice, [Operation(new_id(clock()), "set", backoff.id, light)])
    apply(alice, [Operation(new_id(clock()), "set", drop.id, least)])
    return get_workout(alice, workout)


def test_saving_what_nobody_touched_changes_nothing(coach: Phone, alice: User, falling: Workout) -> None:
    aim(edit_page(coach, alice, falling), falling.exercises[0])

    assert get_workout(alice, falling) == falling


def test_sets_with_targets_of_their_own_keep_them(coach: Phone, alice: User, falling: Workout) -> None:
    row = falling.exercises[0]

    aim(edit_page(coach, alice, falling), row, load="105")
    aim(edit_page(coach, alice, falling), row, reps="10")

    assert targets(get_workout(alice, falling).exercise(row.id)) == [
        ("105 kg", 10),
        ("80 kg", 10),
        ("60 kg", 15),
    ]


def test_a_load_in_the_other_unit_stays_as_it_is_kept(
    coach: Phone, alice: User, workout: Workout, clock: Clock
) -> None:
    row = workout.exercises[0]
    pounds = {"target_load": parse_load("22.5", "lb")}
    apply(alice, [Operation(new_id(clock()), "set", one.id, pounds) for one in row.sets])

    aim(edit_page(coach, alice, workout), row, reps="6")

    assert targets(get_workout(alice, workout).exercise(row.id)) == [("22.5 lb", 6)] * 3


def test_the_boxes_show_what_waits(coach: Phone, alice: User, workout: Workout, clock: Clock) -> None:
    row = workout.exercises[0]
    done = {"ticked_at": clock(), "load": parse_load("60", "kg"), "reps": 5}
    apply(alice, [Operation(new_id(clock()), "set", row.sets[0].id, done)])
    aim(edit_page(coach, alice, workout), row, load="52.5")

    page = edit_page(coach, alice, workout)
    assert form_to(page, f"/exercises/{row.id}")["load"].value == "52.5"
    aim(page, row, load="60")

    assert targets(get_workout(alice, workout).exercise(row.id)) == [("60 kg", 5)] * 3


def test_a_tick_that_comes_late_overrules_what_the_coach_took_out(
    phone_of: PhoneOf, coach: Phone, alice: User, workout: Workout, clock: Clock
) -> None:
    """The written rule: what was lifted with no signal counts as it was, whatever was changed meanwhile."""
    row, morning = workout.exercises
    late = [
        op(clock, "set", row.sets[2].id, ticked_at=ms_of(clock()), load={"v": "60", "u": "kg"}, reps=5),
        op(clock, "set", morning.sets[0].id, ticked_at=ms_of(clock()), load={"v": "60", "u": "kg"}, reps=4),
    ]
    aim(edit_page(coach, alice, workout), row, sets="2", reps="3", load="80")
    press(edit_page(coach, alice, workout), morning, "out")
    before = get_workout(alice, workout)
    assert [len(part.shown_sets) for part in before.shown_exercises] == [2]

    acks = send(phone_of(alice), alice, *late)["acks"]

    assert [ack["s"] for ack in acks] == ["ok", "ok"]
    after = get_workout(alice, workout)
    assert [(str(s.load.value), s.reps) for s in after.ticked_sets if s.load] == [("60", 5), ("60", 4)]
    assert [part.exercise for part in after.shown_exercises] == ["barbell-row", "good-morning"]


def test_an_exercise_is_added_moved_taken_out_and_put_back(
    coach: Phone, alice: User, workout: Workout
) -> None:
    row = workout.exercises[0]
    form = form_in(edit_page(coach, alice, workout), "form[action$='/exercises']")
    form["exercise"], form["sets"], form["reps"], form["load"] = "pull-up", "2", "30+", ""
    form.submit(status=303)
    press(edit_page(coach, alice, workout), row, "move", name="by", value="down")
    press(edit_page(coach, alice, workout), row, "out")
    assert [one.exercise for one in get_workout(alice, workout).shown_exercises] == [
        "good-morning",
        "pull-up",
    ]

    press(edit_page(coach, alice, workout), row, "back")

    now = get_workout(alice, workout).shown_exercises
    assert [one.exercise for one in now] == ["good-morning", "barbell-row", "pull-up"]
    assert [(one.kind, one.target_reps) for one in now[2].sets] == [("amrap", RepTarget(30, None))] * 2


def test_what_the_lifter_deleted_is_not_the_coachs_to_put_back(
    coach: Phone, alice: User, workout: Workout, clock: Clock
) -> None:
    row = workout.exercises[0]
    apply(alice, [Operation(new_id(clock()), "workout_exercise", row.id, {"deleted_at": clock()})])

    coach.post(f"/coach/clients/{alice.id}/workouts/{workout.id}/exercises/{row.id}/back", {}, status=303)

    now = get_workout(alice, workout)
    assert [one.exercise for one in now.shown_exercises] == ["good-morning"]


def test_a_planned_day_that_the_coach_took_in_hand_keeps_the_coachs_targets(
    coach: Phone, alice: User, link: CoachLink
) -> None:
    """The program's own rules write the coming days anew with everything that is done."""
    take_program(alice, good_morning="60", one_arm_dumbbell_row="30", weighted_pull_up="20")
    running = plans.find_running(alice.id)
    assert running
    first = running.plan.workout_id(0)
    page = visit(coach, f"/coach/clients/{alice.id}/workouts/{first}/edit")
    form = next(
        page.forms[i] for i, one in enumerate(page.html.find_all("form")) if one.select("[name=sets]")
    )
    form["load"] = "100"
    form.submit(status=303)

    plans.write_ahead(alice, running, running.plan.starts_on, product_clock.utc_now(), alice.id)

    planned = queries.find_workout(alice.id, first)
    assert planned
    assert [
        str(one.target_load.value) for one in planned.all_sets if one.kind == "amrap" and one.target_load
    ] == [
        "100",
        "100",
    ]


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("sets", "0", "Sets is a whole number from 1 to 20."),
        ("sets", "two", "Sets is a whole number from 1 to 20."),
        ("reps", "many", "Type reps like 5, 8-12, or 30+"),
        ("reps", "12-8", "The most reps is a whole number from 12"),
        ("load", "heavy", "Type the load as a number"),
    ],
)
def test_what_cant_be_read_is_told_and_stays_in_the_box(
    coach: Phone, alice: User, workout: Workout, field: str, typed: str, told: str
) -> None:
    row, before = workout.exercises[0], get_workout(alice, workout)

    page = aim(edit_page(coach, alice, workout), row, status=422, **{field: typed})

    assert told in text_of(page)
    assert page.html.select_one(f"#{field}")["value"] == typed
    assert get_workout(alice, workout) == before


def test_a_workout_that_is_over_is_not_changed(coach: Phone, alice: User, link: CoachLink) -> None:
    page = edit_page(coach, alice, make_workout(alice, sets=1))
    over = make_workout(alice, sets=1, ticked=1, is_finished=True)

    assert "is over" in text_of(edit_page(coach, alice, over))
    address = f"/coach/clients/{alice.id}/workouts/{over.id}/exercises/{over.exercises[0].id}"
    answer = coach.post(address, {"sets": "2", "reps": "5", "load": "70"}, status=409)
    assert "What was done stays" in text_of(answer)
    assert page


def test_the_lifter_reads_what_was_changed_by_whom_from_what_to_what(
    phone_of: PhoneOf, coach: Phone, alice: User, carol: User, workout: Workout
) -> None:
    aim(edit_page(coach, alice, workout), workout.exercises[0], sets="3", reps="5", load="62.5")

    words = text_of(visit(phone_of(alice), "/settings/coaches/changes"))

    assert "Barbell row: load to aim for, 3 sets" in words
    assert "place in the order" not in words
    assert "60 kg" in words
    assert "62.5 kg" in words
    assert carol.name in words


def test_the_lifter_reads_which_sets_came_and_went(
    phone_of: PhoneOf, coach: Phone, alice: User, workout: Workout
) -> None:
    row, morning = workout.exercises
    aim(edit_page(coach, alice, workout), row, sets="2")
    aim(edit_page(coach, alice, workout), row, sets="4")
    press(edit_page(coach, alice, workout), morning, "out")

    assert _lines(phone_of(alice)) == [
        "Good morning: taken out",
        "Barbell row: 2 sets added 60 kg × 5",
        "Barbell row: a set taken out",
    ]


def test_the_lifter_reads_nothing_that_a_tick_overruled(
    phone_of: PhoneOf, coach: Phone, alice: User, workout: Workout, clock: Clock
) -> None:
    row, morning = workout.exercises
    late = [
        op(clock, "set", one.id, ticked_at=ms_of(clock()), load={"v": "60", "u": "kg"}, reps=5)
        for one in (row.sets[1], row.sets[2], morning.sets[0])
    ]
    aim(edit_page(coach, alice, workout), row, sets="2", load="70")
    press(edit_page(coach, alice, workout), morning, "out")
    phone = phone_of(alice)
    send(phone, alice, *late)

    assert _lines(phone) == ["Barbell row: load to aim for Was 60 kg → is 70 kg"]


def _lines(phone: Phone) -> list[str]:
    """What was changed, what it was and what it is; not by whom."""
    page = visit(phone, "/settings/coaches/changes")
    rows = [row.select("strong, .became") for row in page.html.select("main .list-row")]
    return [" ".join(" ".join(one.get_text(" ") for one in row).split()) for row in rows]


def test_a_day_is_moved_ahead_but_not_into_the_past(
    coach: Phone, alice: User, link: CoachLink, clock: Clock
) -> None:
    today = clock().date()
    planned = plan(alice, clock, today)
    for days, status in ((3, 303), (-1, 422)):
        form = form_to(visit(coach, f"/coach/clients/{alice.id}/workouts/{planned}/edit"), "/day")
        form["on"] = (today + timedelta(days=days)).isoformat()
        form.submit(status=status)

    moved = queries.find_workout(alice.id, planned)
    assert moved
    assert moved.on == today + timedelta(days=3)


def test_a_workout_that_has_begun_stays_on_its_day(
    phone_of: PhoneOf, coach: Phone, alice: User, link: CoachLink, clock: Clock
) -> None:
    """Its ticked sets would stand on a day that hasn't come."""
    today = clock().date()
    planned = plan(alice, clock, today)
    address = f"/coach/clients/{alice.id}/workouts/{planned}/edit"
    opened = visit(coach, address)
    before = queries.find_workout(alice.id, planned)
    assert before
    tick = op(clock, "set", before.exercises[0].sets[0].id, ticked_at=ms_of(clock()), reps=5)
    send(phone_of(alice), alice, tick)

    form = form_to(opened, "/day")
    form["on"] = (today + timedelta(days=3)).isoformat()
    answer = form.submit(status=409)

    assert "has begun" in text_of(answer)
    after = queries.find_workout(alice.id, planned)
    assert after
    assert after.on == today
    begun = make_workout(alice)  # nothing of it is ticked
    for page in (visit(coach, address), edit_page(coach, alice, begun)):
        assert not page.html.select("[name=on]")
        assert "has begun" in text_of(page)


def test_a_program_is_given_and_the_clients_unit_stays_theirs(
    coach: Phone, alice: User, link: CoachLink
) -> None:
    page = visit(coach, f"/coach/clients/{alice.id}/programs/heavy-and-light-back")
    form = form_to(page, "/give")
    form["unit"] = "lb"
    form["load-good-morning"] = "135"
    form.submit(status=303)

    assert "follows Heavy" in text_of(visit(coach, f"/coach/clients/{alice.id}/programs"))
    running = plans.find_running(alice.id)
    assert running
    assert running.first_loads["good-morning"] == parse_load("135", "lb")
    assert alice.unit == "kg"


def test_a_note_is_read_by_its_coach_alone(
    phone_of: PhoneOf, coach: Phone, alice: User, carol: User, dana: User, link: CoachLink
) -> None:
    make_link(dana, alice)
    form = form_to(visit(coach, f"/coach/clients/{alice.id}/notes"), "/notes")
    form["text"] = "Afraid of heavy hinges"
    form.submit(status=303)

    assert "Afraid" in text_of(visit(coach, f"/coach/clients/{alice.id}/notes"))
    assert "Afraid" not in text_of(visit(phone_of(dana), f"/coach/clients/{alice.id}/notes"))
    assert "Afraid" not in text_of(visit(phone_of(alice), "/settings/coaches"))


def test_what_a_client_must_not_do_is_marked_with_the_reason_and_no_other_coachs_name(
    coach: Phone, alice: User, link: CoachLink, dana: User
) -> None:
    workout = make_workout(alice, "good-morning", "plank")
    limit(alice, "movement", "loaded_hinge", words="no loaded hinge", set_by=dana.id)

    page = visit(coach, f"/coach/clients/{alice.id}/workouts/{workout.id}/edit")

    assert [one.get_text() for one in page.html.select(".limit")] == ["Not for Alice: no loaded hinge"]
    (option,) = page.html.select("option[value=good-morning]")
    assert option.get_text() == "Good morning – not: no loaded hinge"
    assert "Dana" not in text_of(page)


def test_what_the_coach_moved_and_added_is_no_change_of_the_lifters(
    phone_of: PhoneOf, coach: Phone, alice: User, link: CoachLink
) -> None:
    workout = planned_today(phone_of, alice)
    hinge = next(one for one in workout.exercises if one.exercise == "good-morning")
    press(edit_page(coach, alice, workout), hinge, "move", name="by", value="up")
    page = edit_page(coach, alice, workout)
    form = form_in(page, "form[action$='/exercises']")
    form["exercise"], form["sets"] = "plank", "1"
    form.submit(status=303)

    log = visit(coach, f"/coach/clients/{alice.id}")

    assert [one.get_text() for one in log.html.select(".log-entry .change")] == []
    stored = get_workout(alice, workout)
    assert [one.exercise for one in stored.shown_exercises][-1] == "plank"
    assert not is_whole(stored)


def test_the_card_no_longer_says_how_many_sets_there_were(
    phone_of: PhoneOf, coach: Phone, alice: User, link: CoachLink
) -> None:
    workout = planned_today(phone_of, alice)
    hinge = next(one for one in workout.exercises if one.exercise == "good-morning")
    at = f"#exercise-{hinge.id} header"
    assert "5 × 5" in text_of(visit(phone_of(alice), "/today"), at)

    aim(edit_page(coach, alice, workout), hinge, sets="4")

    card = text_of(visit(phone_of(alice), "/today"), at)
    assert "Lower back" in card
    assert "5 × 5" not in card


def test_each_exercise_is_folded_to_its_target_but_the_one_at_hand(
    coach: Phone, alice: User, workout: Workout
) -> None:
    row, hinge = workout.exercises
    page = edit_page(coach, alice, workout)
    assert not page.html.select("details[open]")
    assert text_of(page, f"section[aria-labelledby=part-{row.id}] summary") == "Barbell row 3 × 5 · 60 kg"

    saved = aim(page, hinge, sets="4").follow()
    refused = aim(saved, row, sets="x", status=422)

    assert [one.select_one("h2").get_text() for one in saved.html.select("details[open]")] == ["Good morning"]
    assert [one.select_one("h2").get_text() for one in refused.html.select("details[open]")] == [
        "Barbell row"
    ]


def planned_today(phone_of: PhoneOf, lifter: User) -> Workout:
    """Today's workout of a program, with the first set done."""
    take_program(lifter, trains_today=True)
    page = visit(phone_of(lifter), "/today")
    form = form_in(page, ".set-row")
    form["done"] = True
    form.submit()
    found = queries.find_workout(lifter.id, UUID(page.html.select_one(".workout")["data-workout"]))
    assert found
    return found
