"""A tick on a real phone: it stays where it is, it is kept, and what can't be kept says why."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PhoneOf
from tests.browser.offline import expect_synced
from tests.people import make_person
from tests.training import get_workout, make_workout
from webapp.domain.workout import Workout
from webapp.models import User


@pytest.fixture
def alice(server: object) -> User:
    return make_person("Alice")


@pytest.fixture
def workout(alice: User) -> Workout:
    return make_workout(alice, "barbell-row", "good-morning", "seated-cable-row", sets=4)


def boxes(phone: Page) -> list[str]:
    """The names of the checkboxes, in order."""
    return [str(box.get_attribute("aria-label")) for box in phone.locator("input.tick").all()]


TOPS = """() => Object.fromEntries(
  [...document.querySelectorAll(".set-row")].map((row) => [row.id, row.getBoundingClientRect().y])
)"""


def test_a_tick_moves_nothing(workout: Workout, alice: User, phone_of: PhoneOf) -> None:
    phone = phone_of(alice)
    phone.goto(f"/workouts/{workout.id}")
    name = boxes(phone)[6]
    box = phone.get_by_role("checkbox", name=name, exact=True)
    box.scroll_into_view_if_needed()
    before = phone.evaluate(TOPS)
    phone.evaluate("window.isTheSame = true")

    box.check()
    expect(phone.locator(".set-row", has=box)).to_have_attribute("data-ticked", "")

    after = phone.evaluate(TOPS)
    assert {row: round(after[row] - top) for row, top in before.items() if abs(after[row] - top) > 0.5} == {}
    assert phone.evaluate("window.isTheSame"), "the page was loaded again"
    expect(box).to_be_focused()


def test_a_set_that_fell_short_says_so_at_once(workout: Workout, alice: User, phone_of: PhoneOf) -> None:
    phone = phone_of(alice)
    phone.goto(f"/workouts/{workout.id}")
    row = phone.locator(".set-row").first
    row.locator("summary").click()
    row.locator("[name=reps]").fill("4")

    row.locator("input.tick").check()

    expect(row.locator(".load")).to_have_text("60kg×4of 5")


def test_what_was_done_before_the_scripts_came_is_kept_when_they_come(
    workout: Workout, alice: User, phone_of: PhoneOf
) -> None:
    phone = phone_of(alice)
    held: list[Route] = []
    phone.context.route("**/js/page/main.js", lambda route: held.append(route))
    phone.goto(f"/workouts/{workout.id}", wait_until="domcontentloaded")
    rows = phone.locator(".set-row")
    rows.nth(1).locator("input.tick").check()
    rows.nth(2).locator("summary").click()
    rows.nth(2).locator("[name=reps]").fill("3")
    rows.nth(2).locator("[name=load]").focus()

    with phone.expect_response("**/api/sync"):
        held[0].continue_()
        expect(rows.nth(1)).to_have_attribute("data-ticked", "")
    expect(phone.locator("#sync-state")).to_have_attribute("data-state", "synced")

    sets = get_workout(alice, workout).exercises[0].sets
    assert [one.is_ticked for one in sets] == [False, True, False, False]
    assert sets[2].reps == 3


def test_a_tick_without_scripts_comes_back_to_its_row(
    workout: Workout, alice: User, phone_of: PhoneOf
) -> None:
    phone = phone_of(alice, java_script_enabled=False)
    phone.goto(f"/workouts/{workout.id}")
    name = boxes(phone)[9]
    row = phone.locator(".set-row", has=phone.get_by_role("checkbox", name=name, exact=True))
    row.locator(".tick").check()

    row.get_by_role("button", name="Save set").click()

    expect(row).to_have_attribute("data-ticked", "")
    expect(row).to_be_in_viewport(ratio=1)


def test_ticks_in_quick_succession_are_all_kept(workout: Workout, alice: User, phone_of: PhoneOf) -> None:
    phone = phone_of(alice)
    phone.goto(f"/workouts/{workout.id}")

    for name in boxes(phone):
        phone.get_by_role("checkbox", name=name, exact=True).check()

    expect(phone.locator(".set-row[data-ticked]")).to_have_count(12)
    phone.reload()
    expect(phone.locator(".set-row[data-ticked]")).to_have_count(12)
    expect(phone.locator("#sync-state")).to_have_attribute("data-state", "synced")
    assert len(get_workout(alice, workout).ticked_sets) == 12


def test_a_load_changed_in_one_set_is_what_the_next_ones_are_done_with(
    workout: Workout, alice: User, phone_of: PhoneOf
) -> None:
    phone = phone_of(alice)
    phone.goto(f"/workouts/{workout.id}")
    rows = phone.locator(".set-row")
    planned = rows.nth(1).locator(".load").inner_text()
    rows.nth(0).locator("summary").click()
    rows.nth(0).locator("[name=load]").fill("62.5")
    rows.nth(0).locator(".tick").check()

    expect(rows.nth(1).locator(".load")).to_contain_text("62.5kg")
    rows.nth(0).locator(".tick").uncheck()
    expect(rows.nth(1).locator(".load")).to_have_text(planned, use_inner_text=True)
    rows.nth(0).locator(".tick").check()
    rows.nth(1).locator(".tick").check()
    expect_synced(phone)

    loads = [one.load for one in get_workout(alice, workout).ticked_sets]
    assert [str(one.value) for one in loads if one] == ["62.5", "62.5"]
    shown = rows.nth(2).locator(".load").inner_text()
    phone.reload()
    expect(rows.nth(2).locator(".load")).to_have_text(shown, use_inner_text=True)


# No timer runs any more, nor does a sync.
PUT_AWAY = """() => {
  window.setTimeout = () => 0;
  Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


FIELDS = {"typed": "[name=reps]", "noted": "textarea"}


@pytest.mark.parametrize("way", ["typed", "stepped", "noted"])
def test_a_number_that_was_never_left_is_kept_when_the_phone_is_put_away(
    workout: Workout, alice: User, phone_of: PhoneOf, way: str
) -> None:
    phone = phone_of(alice)
    phone.goto(f"/workouts/{workout.id}")
    expect_synced(phone)
    row = phone.locator(".set-row").first
    row.locator("summary").click()
    if way in FIELDS:
        row.locator(FIELDS[way]).click()
        phone.keyboard.type("28")
    else:
        row.get_by_role("button", name="Reps up by 1").dispatch_event("click")  # no focus, as by a finger

    phone.evaluate(PUT_AWAY)

    expect(phone.locator("#sync-state")).to_have_attribute("data-pending", "1")
    phone.reload()
    expect_synced(phone)
    stored = next(iter(get_workout(alice, workout).all_sets))
    kept = {"typed": (28, None), "stepped": (6, None), "noted": (None, "28")}
    assert (stored.reps, stored.note) == kept[way]


def test_an_untick_takes_it_back(workout: Workout, alice: User, phone_of: PhoneOf) -> None:
    phone = phone_of(alice)
    phone.goto(f"/workouts/{workout.id}")
    box = phone.get_by_role("checkbox", name=boxes(phone)[0], exact=True)
    row = phone.locator(".set-row", has=box)
    box.check()
    expect(row).to_have_attribute("data-ticked", "")

    box.uncheck()

    expect(row).not_to_have_attribute("data-ticked", "")
    phone.reload()
    expect(box).not_to_be_checked()
    expect_synced(phone)
    assert not get_workout(alice, workout).ticked_sets


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_load_that_cannot_be_read_is_kept_and_told(
    workout: Workout, alice: User, phone_of: PhoneOf, scripts: bool
) -> None:
    phone = phone_of(alice, java_script_enabled=scripts)
    phone.goto(f"/workouts/{workout.id}")
    row = phone.locator(".set-row").nth(1)
    row.locator("summary").click()
    row.locator("[name=load]").fill("heavy")
    row.locator(".tick").check()
    save = row.get_by_role("button", name="Save set")
    if save.is_visible():
        save.click()

    expect(row.locator("[name=load]")).to_have_attribute("aria-invalid", "true")
    expect(row.locator("[name=load]")).to_have_value("heavy")
    expect(row.locator(".field-error")).to_be_visible()
    assert not get_workout(alice, workout).ticked_sets


TICK_WHILE_THE_STORE_IS_READ = """(box) => {
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, ...rest) {
    const begun = begin.call(this, stores, ...rest);
    if (String(stores) === "base,outbox,days" && !box.checked)
      begun.addEventListener("complete", () => {
        const row = box.closest(".set-row");
        window.drawn = [];
        const look = () => window.drawn.push("ticked" in row.dataset);
        new MutationObserver(look).observe(row, { attributes: true });
        box.click();
      });
    return begun;
  };
}"""


def test_no_news_from_the_server_draws_a_tick_back(workout: Workout, alice: User, phone_of: PhoneOf) -> None:
    """A tap in the moment between reading what the phone holds and drawing it."""
    phone = phone_of(alice)
    phone.goto(f"/workouts/{workout.id}")
    expect_synced(phone)
    box = phone.locator("input.tick").first
    box.evaluate(TICK_WHILE_THE_STORE_IS_READ)

    make_workout(alice, "barbell-row")
    phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(box).to_be_checked()
    expect_synced(phone)
    assert False not in phone.evaluate("window.drawn")
    assert phone.evaluate("window.drawn") != []
