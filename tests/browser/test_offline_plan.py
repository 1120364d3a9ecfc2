"""The plan changes in the middle of a workout, with no signal; the server has it once."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.changing import choose, go_through_a_reload, headings, is_each_once, open_menu, open_swaps
from tests.browser.conftest import Visitor
from tests.browser.mortal import MortalServer
from tests.browser.offline import expect_synced, open_and_settle, tick
from tests.browser.test_keyboard import tab_to
from tests.limitations.limiting import limit
from tests.people import make_person
from tests.training import get_workout, make_workout, take_program
from webapp.domain.load import parse_load
from webapp.domain.workout import Workout, WorkoutSet
from webapp.extensions import db
from webapp.models import User
from webapp.models import Workout as WorkoutRow
from webapp.workouts import queries


@pytest.fixture
def workout(alice: User) -> Workout:
    return make_workout(alice, "barbell-row", "good-morning", "pull-up", sets=2)


def exercises_of(lifter: User, workout: Workout) -> list[str]:
    return [part.exercise for part in get_workout(lifter, workout).shown_exercises]


def test_an_exercise_added_with_no_signal(visitor: Visitor, alice: User, workout: Workout) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)

    phone.get_by_role("link", name="Add an exercise").click()
    choose(phone, "One-arm dumbbell row", looked_for="dumbbell one arm")
    card = phone.locator(".exercise", has=phone.get_by_role("heading", name="One-arm dumbbell row"))
    expect(card.locator(".tick")).to_have_count(6)
    expect(card.locator(".tick").first).to_be_focused()
    expect(card.locator(".tick").first).to_be_in_viewport()
    left, right = card.locator(".set-row").first, card.locator(".set-row").nth(1)
    left.locator("summary").click()
    left.locator("[name=load]").fill("22.5")
    card.get_by_label("One-arm dumbbell row set 1 done, left").check()
    expect(left).to_have_attribute("data-ticked", "")
    expect(right.locator(".load")).to_have_text("22.5kg×–")
    card.get_by_label("One-arm dumbbell row set 1 done, right").check()
    expect(right.locator(".load")).to_have_text("22.5kg×reps?")
    card.get_by_label("One-arm dumbbell row set 1 done, right").uncheck()

    names = ["Barbell row", "Good morning", "Pull-up", "One-arm dumbbell row"]
    go_through_a_reload(phone, *names)
    assert exercises_of(alice, workout)[3:] == ["one-arm-dumbbell-row"]
    added = get_workout(alice, workout).shown_exercises[3].shown_sets
    told = [(one.side, one.load and str(one.load.value), one.reps, one.is_ticked) for one in added[:2]]
    assert told == [("left", "22.5", None, True), ("right", "22.5", None, False)]
    assert len(added) == 6
    assert is_each_once(alice)


def test_the_first_exercise_of_a_workout_begun_with_no_signal(visitor: Visitor, alice: User) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    phone.goto("/today")
    phone.get_by_role("button", name="Start an empty workout").click()
    expect(phone.get_by_text("Nothing in it yet")).to_be_visible()

    phone.get_by_role("link", name="Add an exercise").click()
    choose(phone, "Barbell row", looked_for="barbell row")

    expect(phone.get_by_text("Nothing in it yet")).to_be_hidden()
    expect(phone.locator(".tally")).to_contain_text("0 of 3 sets")
    phone.get_by_label("Barbell row set 1 done").check()
    # Neither was ever told: the tick asks for one, and Enter for the other.
    first = phone.locator(".set-row").first
    expect(first.locator("[name=reps]")).to_be_focused()
    phone.keyboard.type("8")
    phone.keyboard.press("Enter")
    expect(first.locator("[name=load]")).to_be_focused()
    phone.keyboard.type("60")
    phone.keyboard.press("Enter")
    expect(first.locator("[name=load]")).to_be_hidden()
    expect(phone.locator(".set-row .load")).to_have_text(["60kg×8", "60kg×–", "60kg×–"])
    go_through_a_reload(phone, "Barbell row")
    expect(phone.locator(".set-row[data-ticked]")).to_have_count(1)


def test_a_workout_begun_with_no_signal_asks_for_pounds_and_rpe_of_who_lifts_so(
    visitor: Visitor, mortal: MortalServer
) -> None:
    bea = make_person("Bea", unit="lb", effort="rpe")
    phone = visitor(bea)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    phone.goto("/today")
    phone.get_by_role("button", name="Start an empty workout").click()
    phone.get_by_role("link", name="Add an exercise").click()
    choose(phone, "Barbell row", looked_for="barbell row")

    row = phone.locator(".set-row").first
    row.locator("summary").click()
    row.get_by_label("Load, lb").fill("135")
    row.get_by_role("group", name="How hard, 1 to 10 (RPE)").get_by_label("8", exact=True).check()
    tick(phone, 0)
    phone.context.set_offline(False)

    expect_synced(phone)
    [lifted] = ticked_sets(bea)
    assert (lifted.load, lifted.rpe) == (parse_load("135", "lb"), "8")


def ticked_sets(lifter: User) -> tuple[WorkoutSet, ...]:
    """What is ticked in the lifter's only workout."""
    only = db.session.scalars(sa.select(WorkoutRow).where(WorkoutRow.lifter_id == lifter.id)).one()
    workout = queries.find_workout(lifter.id, only.id)
    db.session.remove()
    assert workout
    return workout.ticked_sets


def test_an_exercise_added_with_no_signal_has_the_sets_of_the_last_time(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    yesterday = workout.on - timedelta(days=1)
    make_workout(alice, "seated-cable-row", sets=4, ticked=4, load="72.5", on=yesterday, is_finished=True)
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)

    phone.get_by_role("link", name="Add an exercise").click()
    choose(phone, "Seated cable row", looked_for="seated cable row")

    card = phone.locator(".exercise", has=phone.get_by_role("heading", name="Seated cable row"))
    expect(card.locator(".tick")).to_have_count(4)
    expect(card.locator(".load")).to_have_text(["72.5kg×5"] * 4)
    expect(card.locator(".last").first).to_have_text("last 72.5 × 5")


def test_an_exercise_that_comes_again_is_called_the_second(visitor: Visitor, alice: User) -> None:
    before = get_workout(alice, make_workout(alice, "seated-cable-row", sets=4, ticked=4, load="72.5"))
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    phone.goto(f"/workouts/{before.id}")

    phone.get_by_role("link", name="Add an exercise").click()
    choose(phone, "Seated cable row", looked_for="seated cable row")

    expect(headings(phone)).to_have_text(["Seated cable row", "Seated cable row (2)"])
    expect(phone.get_by_label("Seated cable row (2) set 1 done")).to_be_visible()


def test_exercises_moved_with_no_signal(visitor: Visitor, alice: User, workout: Workout) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)

    open_menu(phone, "Pull-up")
    up = phone.locator(".exercise", has=phone.get_by_label("More for Pull-up")).get_by_role(
        "button", name="Move up"
    )
    up.focus()
    for place in (2, 1):
        phone.keyboard.press("Enter")
        expect(phone.get_by_role("status").filter(has_text="Pull-up is now")).to_have_text(
            f"Pull-up is now {place} of 3."
        )
        expect(up).to_be_focused()
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("Pull-up is first already.")).to_be_attached()

    go_through_a_reload(phone, "Pull-up", "Barbell row", "Good morning")
    assert exercises_of(alice, workout) == ["pull-up", "barbell-row", "good-morning"]


def test_an_exercise_is_dragged_with_no_signal_and_put_back_by_escape(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)

    finger = hold_by_its_grip(phone, 2, up=400)
    phone.keyboard.press("Escape")
    expect(phone.get_by_text("Pull-up stays 3 of 3.")).to_be_attached()
    touch(finger, "touchEnd")
    expect(headings(phone)).to_have_text(["Barbell row", "Good morning", "Pull-up"])
    expect(phone.locator(".tick:visible")).to_have_count(6)

    finger = hold_by_its_grip(phone, 2, up=400)
    expect(phone.locator(".tick:visible")).to_have_count(0)
    touch(finger, "touchEnd")
    expect(phone.get_by_text("Pull-up is now 1 of 3.")).to_be_attached()
    expect(phone.locator(".tick:visible")).to_have_count(6)
    expect(phone.locator(".exercise[style*=translate]")).to_have_count(0)

    go_through_a_reload(phone, "Pull-up", "Barbell row", "Good morning")
    assert exercises_of(alice, workout) == ["pull-up", "barbell-row", "good-morning"]


def hold_by_its_grip(phone: Page, card: int, *, up: int) -> CDPSession:
    """A finger drags it upwards and stays there."""
    grip = phone.locator(".grip").nth(card)
    grip.evaluate("grip => grip.scrollIntoView({ block: 'center' })")
    box = grip.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 48
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    finger = phone.context.new_cdp_session(phone)
    touch(finger, "touchStart", x, y)
    for tremble in range(50):  # what drags comes with the first touch
        touch(finger, "touchMove", x, y - up + tremble % 2)
        if phone.locator("[data-dragged]").count():
            break
    return finger


def touch(finger: CDPSession, event: str, *where: float) -> None:
    points = [dict(zip("xy", where, strict=True))] if where else []
    finger.send("Input.dispatchTouchEvent", {"type": event, "touchPoints": points})


def test_the_optional_exercise_of_a_plan_is_added_with_no_signal(visitor: Visitor, alice: User) -> None:
    take_program(alice, trains_today=True)
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    offered = phone.locator(".suggestions .button").first
    name = (offered.get_attribute("aria-label") or "").removeprefix("Add ")
    before = headings(phone).all_inner_texts()
    phone.context.set_offline(True)

    offered.click()
    expect(headings(phone)).to_have_text([*before, name])
    expect(phone.locator(".suggestions")).to_be_hidden()
    go_through_a_reload(phone, *before, name)

    phone.reload()
    expect(headings(phone)).to_have_text([*before, name])
    expect(phone.locator(".suggestions")).to_have_count(0)
    assert is_each_once(alice)


def test_the_keyboard_alone_adds_swaps_and_moves(visitor: Visitor, alice: User, workout: Workout) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)

    tab_to(phone, "More for Good morning")
    phone.keyboard.press("Enter")
    tab_to(phone, "Swap")
    phone.keyboard.press("Enter")
    tab_to(phone, "Romanian deadlift")
    phone.keyboard.press("Enter")
    expect(phone.get_by_label("Romanian deadlift set 1 done")).to_be_focused()
    phone.keyboard.press("Space")
    expect(phone.locator(".set-row[data-ticked]")).to_have_count(1)

    tab_to(phone, "Add an exercise")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("searchbox")).to_be_focused()
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("dialog")).to_have_count(0)
    expect(phone.get_by_role("link", name="Add an exercise")).to_be_focused()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("searchbox")).to_be_focused()
    phone.keyboard.type("bent over row")
    phone.keyboard.press("Enter")

    expect(headings(phone)).to_have_text(["Barbell row", "Romanian deadlift", "Pull-up", "Barbell row (2)"])
    expect(phone.get_by_label("Barbell row (2) set 1 done")).to_be_focused()


def test_an_added_set_is_where_the_eye_is(visitor: Visitor, alice: User) -> None:
    make_workout(alice, "barbell-row", "good-morning", sets=8)
    phone = visitor(alice)
    open_and_settle(phone, "/today")

    open_menu(phone, "Barbell row")
    phone.get_by_role("button", name="Add a set").first.click()

    added = phone.get_by_label("Barbell row set 9 done")
    expect(added).to_be_focused()
    expect(added).to_be_in_viewport(ratio=1)


def test_a_tick_keeps_its_place(visitor: Visitor, alice: User, workout: Workout) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    box = phone.get_by_label("Good morning set 2 done")
    box.scroll_into_view_if_needed()
    stood = box.bounding_box()

    box.check()

    expect_synced(phone)
    assert box.bounding_box() == stood


def test_what_was_ruled_out_is_left_out_with_no_signal(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    limit(alice, "movement", "loaded_hinge", "no loaded hinge")
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    phone.reload()
    row = phone.locator(".exercise", has=phone.get_by_role("heading", name="Barbell row"))
    expect(row.locator(".limit")).to_have_text("You set: no loaded hinge")

    sheet = open_swaps(phone, "Barbell row")
    expect(sheet.locator(".left-out")).to_contain_text("Pendlay row")
    expect(sheet.locator(".left-out")).to_contain_text("– no loaded hinge")
    expect(sheet.get_by_role("button", name="Pendlay row")).to_have_count(0)
    sheet.get_by_role("searchbox").fill("pendlay")
    expect(sheet.get_by_role("button", name="Pendlay row")).to_contain_text("You set: no loaded hinge")
    sheet.get_by_role("searchbox").fill("romanian")
    sheet.get_by_role("button", name="Romanian deadlift").first.click()

    card = phone.locator(".exercise", has=phone.get_by_role("heading", name="Romanian deadlift"))
    expect(card.locator(".limit")).to_have_text("You set: no loaded hinge")


def test_where_all_that_comes_near_was_ruled_out_the_sheet_says_so(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    limit(alice, "movement", "horizontal_pull", "no rows")
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)

    sheet = open_swaps(phone, "Barbell row")
    expect(sheet.locator(".left-out")).to_contain_text("– no rows")
    expect(sheet.locator(".empty")).to_contain_text("Nothing else comes near it.")
    sheet.get_by_role("searchbox").fill("zzz")
    expect(sheet.locator(".empty")).to_contain_text("Nothing is called that.")


def test_a_superset_made_with_no_signal_leads_from_one_to_the_next(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)

    open_menu(phone, "Barbell row")
    phone.get_by_role("button", name="Superset with the next exercise").first.click()
    said = ["Superset A, then Good morning", "Superset A, then rest"]
    expect(phone.locator(".superset")).to_have_text(said)
    tick(phone, 0)
    # No rest, but on to the partner; after the round there is one.
    expect(phone.locator("[data-next] .tick")).to_have_accessible_name("Good morning set 1 done")
    expect(phone.locator("#rest-timer")).to_be_hidden()
    tick(phone, 2)
    expect(phone.locator("#rest-timer")).to_contain_text("then Barbell row")
    open_menu(phone, "Good morning")
    phone.get_by_role("button", name="Add a drop set").locator("visible=true").click()
    # It is lighter, and belongs to the set before it.
    dropped = phone.locator("[data-kind=drop]")
    expect(dropped.locator(".load")).to_have_text("47.5kg×–")
    expect(dropped).to_contain_text("Drop set")

    go_through_a_reload(phone, "Barbell row", "Good morning", "Pull-up")
    expect(phone.locator(".superset")).to_have_text(said)
    expect(phone.locator("[data-kind=drop]")).to_contain_text("47.5kg")
    assert [part.superset for part in get_workout(alice, workout).exercises] == ["A", "A", None]

    phone.context.set_offline(True)
    open_menu(phone, "Good morning")
    phone.get_by_role("button", name="Leave the superset").locator("visible=true").click()
    expect(phone.locator(".superset")).to_have_count(0)
    phone.get_by_role("button", name="Undo").click()
    expect(phone.locator(".superset")).to_have_text(said)
    open_menu(phone, "Good morning")
    phone.get_by_role("link", name="Swap").locator("visible=true").click()
    expect(phone.get_by_role("dialog")).to_contain_text("From now on needs a signal")


def test_a_drop_set_asks_for_its_reps_and_the_set_added_behind_an_all_out_one_knows_its_own(
    visitor: Visitor, alice: User, workout: Workout
) -> None:
    phone = visitor(alice)
    open_and_settle(phone, "/today")
    phone.context.set_offline(True)
    card = phone.locator(".exercise").first

    for nth, name in enumerate(["Add a drop set", "Add an all-out set", "Add a set"]):
        open_menu(phone, "Barbell row")
        card.get_by_role("button", name=name, exact=True).click()
        expect(card.locator(".tick").nth(2 + nth)).to_be_focused()
    expect(card.locator(".load")).to_have_text(["60kg×5", "60kg×5", "47.5kg×–", "60kg×–", "60kg×5"])
    tick(phone, 2)

    dropped = card.locator("[data-kind=drop]")
    expect(dropped.locator(".load")).to_have_text("47.5kg×reps?")
    expect(dropped.locator("[name=reps]")).to_be_focused()
    phone.keyboard.type("9")
    phone.keyboard.press("Enter")
    expect(dropped.locator(".load")).to_have_text("47.5kg×9")
