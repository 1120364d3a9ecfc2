"""Everything can be done from the keyboard, and it is always seen where one is."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import PhoneOf
from tests.browser.test_a_new_lifter import PASSWORD
from tests.people import make_person
from tests.training import get_workout, make_workout

AT = """() => {
  const one = document.activeElement;
  const name = one.getAttribute("aria-label") ?? one.labels?.[0]?.innerText ?? one.innerText ?? "";
  const box = one.getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
  const around = [one, one.nextElementSibling, one.closest("label")].filter((tag) => tag);
  return {
    name: name.replace(/\\s+/g, " ").trim(),
    // the browser marks the parts of a date by itself
    isMarked: one.type === "date" || around.some((tag) => getComputedStyle(tag).outlineStyle !== "none"),
    isCovered: !(hit && (one.contains(hit) || hit.contains(one) || one.closest("label")?.contains(hit))),
  };
}"""


def tab_to(phone: Page, name: str, presses: int = 150) -> None:
    """Tab on until the focus is on what has this name; each stop on the way must be seen."""
    for _ in range(presses):
        phone.keyboard.press("Tab")
        at = phone.evaluate(AT)
        assert at["isMarked"], f"nobody sees that the focus is on {at['name']!r}"
        assert not at["isCovered"], f"something lies over {at['name']!r}"
        if at["name"].startswith(name):
            return
    raise AssertionError(f"the Tab key doesn't lead to {name!r}")


def type_into(phone: Page, name: str, text: str) -> None:
    tab_to(phone, name)
    phone.keyboard.press("ControlOrMeta+a")
    phone.keyboard.type(text)


def test_signing_up_and_taking_the_program(phone: Page) -> None:
    phone.goto("/signup")
    type_into(phone, "Name", "Una")
    type_into(phone, "Email", "una@example.com")
    type_into(phone, "Password", PASSWORD)
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Two questions, then you train")

    tab_to(phone, "A full gym")
    phone.keyboard.press("Space")
    tab_to(phone, "None yet")
    for _ in ("a few", "sets of five"):
        phone.keyboard.press("ArrowDown")
    tab_to(phone, "Find my program")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Heavy and light back")
    tab_to(phone, "Start with this program")
    phone.keyboard.press("Enter")
    expect(phone.get_by_label("One-arm dumbbell row")).to_be_visible()
    type_into(phone, "One-arm dumbbell row", "40")
    tab_to(phone, "Take this program")
    phone.keyboard.press("Enter")

    expect(phone.get_by_role("heading", level=1)).to_have_text("Heavy back")


def test_logging_a_set_and_finishing(phone_of: PhoneOf) -> None:
    alice = make_person("Alice")
    workout = make_workout(alice, "barbell-row", sets=2)
    phone = phone_of(alice)
    phone.goto("/today")

    tab_to(phone, "Barbell row set 2 done")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")  # unfolds the fields
    type_into(phone, "Reps", "4")
    phone.keyboard.press("Shift+Tab")
    while phone.evaluate(AT)["name"] != "Barbell row set 2 done":
        phone.keyboard.press("Shift+Tab")
    phone.keyboard.press("Space")
    expect(phone.locator(".set-row[data-ticked]")).to_have_count(1)
    tab_to(phone, "Finish workout")
    phone.keyboard.press("Enter")

    expect(phone.get_by_text("Workout finished")).to_be_visible()
    expect(phone.locator("#sync-state")).to_have_attribute("data-pending", "0")
    assert [one.reps for one in get_workout(alice, workout).ticked_sets] == [4]


def test_skipping_to_the_page(phone_of: PhoneOf) -> None:
    phone = phone_of(make_person("Alice"))
    phone.goto("/history")

    tab_to(phone, "Skip to the page", presses=1)
    phone.keyboard.press("Enter")

    expect(phone.locator("main")).to_be_focused()
