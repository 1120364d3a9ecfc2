"""How a lifter feels, told by plain forms, and what it changes that day."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from tests.conftest import MONDAY_EVENING, Clock
from tests.people import make_link, make_person
from tests.training import get_workout, make_workout, take_program
from tests.visiting import Page, PhoneOf, form_in, text_of, visit
from tests.workouts.test_warming import told, warm_up
from webapp.models import User
from webapp.workouts import queries


def _feel(page: Page, feels: str, **scales: str) -> Page:
    form = form_in(page, "#feel")
    for name, value in scales.items():
        form[name] = value
    return form.submit("feels", value=feels).follow()


def _loads(page: Page) -> list[str]:
    """Of the rows that are seen."""
    return [one["value"] for one in page.html.select(".set-row:not([hidden]) [name=load]")]


def test_a_day_under_100_is_lighter_until_the_plan_is_kept(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, "barbell-row", "good-morning", sets=3, load="100")
    page = visit(phone_of(alice), f"/workouts/{workout.id}")

    page = _feel(page, "under", sleep="2", soreness="5")
    assert _loads(page) == ["90", "90"] * 2
    assert "0 of 4 sets" in text_of(page, ".hero")
    assert "working loads are 10 % less" in text_of(page, "#feel")

    page = _feel(page, "keep")
    assert _loads(page) == ["100"] * 6
    assert "the plan is kept" in text_of(page, "#feel")

    stored = get_workout(alice, workout)
    assert {str(one.target_load) for one in stored.all_sets} == {
        str(one.target_load) for one in workout.all_sets
    }
    assert stored.readiness == {"feels": "under", "sleep": 2, "soreness": 5}


def test_a_strong_and_sore_day_changes_nothing(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, sets=3, load="100")

    page = _feel(visit(phone_of(alice), f"/workouts/{workout.id}"), "strong", soreness="5", stress="5")

    assert _loads(page) == ["100"] * 3
    assert "Nothing changes today" in text_of(page, "#feel")


def test_what_is_ticked_stays_and_a_tick_logs_the_eased_load(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, sets=3, load="100", ticked=1)
    _, second, last = workout.exercises[0].sets
    page = _feel(visit(phone_of(alice), f"/workouts/{workout.id}"), "under")

    form = form_in(page, f"#set-{second.id}")
    form["done"] = True
    page = form.submit().follow()

    done = get_workout(alice, workout)
    lifted = [str(one.load.value) for one in done.ticked_sets if one.load]
    assert lifted == ["100", "90"]
    assert page.html.select_one(f"#set-{last.id}[hidden]")
    assert "2 of 2 sets" in text_of(page, ".hero")


def test_keeping_the_plan_after_a_lighter_set_asks_for_all_of_it_again(
    phone_of: PhoneOf, alice: User
) -> None:
    workout = make_workout(alice, sets=3, load="100")
    page = _feel(visit(phone_of(alice), f"/workouts/{workout.id}"), "under")
    form = form_in(page, f"#set-{workout.exercises[0].sets[0].id}")
    form["done"] = True
    page = form.submit().follow()

    page = _feel(page, "keep")

    assert _loads(page) == ["90", "100", "100"]


def test_warm_ups_are_eased_with_their_sets_and_the_head_says_that_one_is_left_out(
    phone_of: PhoneOf, alice: User
) -> None:
    take_program(alice, trains_today=True, good_morning="60")
    page = visit(phone_of(alice), "/today")
    at = "article[data-slug=good-morning]"
    ramp = [one["value"] for one in page.html.select(f"{at} [data-kind=warmup] [name=load]")]
    assert ramp == ["22.5", "40"]
    assert "without its last set" not in text_of(page, at)

    page = _feel(page, "under")

    ramp = [one["value"] for one in page.html.select(f"{at} [data-kind=warmup] [name=load]")]
    assert ramp == ["20", "35"]
    assert text_of(page, f"{at} .why").endswith("5 × 5 · today without its last set")


def test_warm_ups_added_on_a_day_under_100_are_eased_once(phone_of: PhoneOf, alice: User) -> None:
    workout = make_workout(alice, sets=3, load="100")
    page = _feel(visit(phone_of(alice), f"/workouts/{workout.id}"), "under")

    page = warm_up(phone_of(alice), workout).follow()

    assert _loads(page) == ["35", "52.5", "67.5", "75", "90", "90"]
    assert told(get_workout(alice, workout))[0] == "warmup 40 × 8", "as the plan would have it"


def test_it_asks_before_the_workout_and_can_be_reached_after(phone_of: PhoneOf, alice: User) -> None:
    take_program(alice, trains_today=True, good_morning="60")
    page = visit(phone_of(alice), "/today")
    assert page.html.select_one("#feel[open]")

    page = _feel(page, "normal")

    assert page.html.select_one("#feel:not([open])")
    assert "Normal" in text_of(page, "#feel summary")
    assert visit(phone_of(alice), "/today").html.select_one("#feel [aria-pressed=true]")["value"] == "normal"


def test_an_eased_day_is_no_step_back_in_the_program(phone_of: PhoneOf, alice: User, clock: Clock) -> None:
    take_program(alice, trains_today=True, good_morning="60")
    page = _feel(visit(phone_of(alice), "/today"), "under")
    workout_id = UUID(page.html.select_one("[data-workout]")["data-workout"])
    for row in page.html.select("article[data-slug=good-morning] .set-row:not([hidden])"):
        form = form_in(page, f"#{row['id']}")
        form["done"] = True
        page = form.submit().follow()
    done = queries.find_workout(alice.id, workout_id)
    assert done
    assert {str(one.load.value) for one in done.ticked_sets if one.load and one.kind == "working"} == {"52.5"}

    clock.turn_to(MONDAY_EVENING + timedelta(days=7))
    page = visit(phone_of(alice), "/today")

    assert [one["value"] for one in page.html.select("article[data-slug=good-morning] [name=load]")][
        -1
    ] == "60"


def test_a_finished_workout_says_how_it_felt_and_a_coach_reads_it_where_that_is_shared(
    phone_of: PhoneOf, alice: User
) -> None:
    workout = make_workout(alice, ticked=1, sets=2)
    trusted, other = make_person("Carla", is_coach=True), make_person("Dan", is_coach=True)
    make_link(trusted, alice)
    make_link(other, alice, shares_wellbeing=False)
    page = _feel(visit(phone_of(alice), f"/workouts/{workout.id}"), "under", sleep="1")
    form_in(page, ".finish").submit().follow()

    felt = "felt under 100 %, eased, sleep 1/5"
    assert felt in text_of(visit(phone_of(alice), f"/workouts/{workout.id}"))
    assert felt in text_of(visit(phone_of(trusted), f"/coach/clients/{alice.id}"))
    assert "felt" not in text_of(
        visit(phone_of(other), f"/coach/clients/{alice.id}"), f"#workout-{workout.id}"
    )
