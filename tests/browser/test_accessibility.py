"""Every page, in both themes, by axe, by keyboard, narrow and with large text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.chromium import SHAPE
from tests.browser.conftest import OpenPhone, PhoneOf, Server
from tests.people import make_link, make_person
from tests.publishing.showing import become_coach, comment, publish, show_page, tell
from tests.serving import ROOT
from tests.threads.talking import say
from tests.training import apply, make_workout, take_program
from webapp import catalogue, clock
from webapp.access import policies
from webapp.accounts import actions as accounts
from webapp.accounts.resets import issue_link
from webapp.coaching import invitations, library
from webapp.domain import drafting
from webapp.domain.equipment import default_equipment
from webapp.domain.ids import new_id
from webapp.domain.operations import Operation
from webapp.domain.workout import Workout
from webapp.extensions import db
from webapp.models import Block, Template, User
from webapp.workouts import plans

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


@dataclass
class House:
    """Somebody with a running program, an open workout and a finished one."""

    person: User
    addresses: dict[str, list[str]]


NO_PAGES = {
    "assets.static",
    "health.process",
    "health.database",
    "pwa.worker",
    "pwa.web_manifest",
    "coaching.news",
    "coaching.still_client",
    "coaching.still_clients",
}


@pytest.fixture
def house(server: Server) -> House:
    newcomer, alice = make_person("Nina"), make_person("Alice")
    stopped = take_program(alice, "toward-the-first-pull-up")
    followed = take_program(alice, one_arm_dumbbell_row="40")
    gone = make_workout(alice, title="Too early", ticked=1)
    apply(alice, [Operation(new_id(clock.utc_now()), "workout", gone.id, {"deleted_at": clock.utc_now()})])
    finished = make_workout(alice, "barbell-row", "plank", sets=2, ticked=4, is_finished=True, note="Smooth")
    opened = make_workout(alice, "one-arm-dumbbell-row", "good-morning", sets=3, ticked=2)
    _suffer(alice, opened)
    carol = make_person("Carol", is_coach=True)
    make_link(carol, alice)
    for workout in (finished, opened):
        say(carol, "Elbows in: https://example.com", workout, alice, carol, workout.exercises[0].sets[0].id)
        say(alice, "Like this?", workout, alice, carol)
    for name in ("Home", "The large gym by the river"):
        gym = accounts.add_gym(alice, new_id(clock.utc_now()), name, default_equipment("kg"))
    token = issue_link(newcomer, clock.utc_now())
    db.session.commit()
    addresses = _addresses(opened, str(finished.id), str(stopped.id), token)
    addresses["accounts.gym"] = [f"/settings/gyms/{gym.id}"]
    plan = plans.plan_of(followed)
    day = plan.occurrences()[1]
    at = f"/workouts/{plan.workout_id(day.number)}/exercises"
    instead = f"{at}/{plan.derive(day.number, day.day.prescriptions[0].key)}/instead?to=inverted-row"
    addresses["programs.choose_instead"] = [instead]
    return House(alice, addresses | _coaching(alice) | _publishing(alice))


def _suffer(alice: User, workout: Workout) -> None:
    """Pain in the first exercise, on a day under 100 %."""
    now = clock.utc_now()
    pain = {"where": "lower back", "score": 3, "kind": "dull"}
    felt = {"feels": "under", "sleep": 2, "eased": True}
    hurt = Operation(new_id(now), "set", workout.exercises[0].sets[0].id, {"pain": pain})
    apply(alice, [hurt, Operation(new_id(now), "workout", workout.id, {"readiness": felt})])


def _coaching(alice: User) -> dict[str, list[str]]:
    """Alice as a coach of two, one of them archived and one in pain, and as a client."""
    client, put_away = make_person("Kim"), make_person("Nora")
    workout = make_workout(client, "barbell-row", sets=3, ticked=2, is_finished=True, note="Smooth")
    coming = make_workout(client, "barbell-row", sets=3)
    pain = {"where": "lower back", "score": 6, "kind": "sharp"}
    hurt = Operation(new_id(clock.utc_now()), "set", workout.exercises[0].sets[0].id, {"pain": pain})
    apply(client, [hurt])
    make_link(alice, client)
    make_link(alice, put_away, archived_at=clock.utc_now())
    make_link(make_person("Dora"), alice)
    invitations.invite(alice, "Somebody", clock.utc_now())
    db.session.commit()
    return {
        "coaching.roster": ["/coach", "/coach?show=archived", "/coach?q=xyzzy"],
        "coaching.list_invitations": ["/coach/invitations"],
        "coaching.client": [f"/coach/clients/{client.id}"],
        "coaching.measurements": [f"/coach/clients/{client.id}/measurements"],
        "coaching.exercise": [
            f"/coach/clients/{client.id}/exercises/{one}" for one in ("barbell-row", "plank")
        ],
        "coaching.landing": ["/i"],
        "coaching.coaches": ["/settings/coaches"],
        "coaching.changes": ["/settings/coaches/changes"],
        "coaching.edit": [f"/coach/clients/{client.id}/workouts/{coming.id}/edit"],
        "coaching.programs": [f"/coach/clients/{client.id}/programs"],
        "coaching.program": [f"/coach/clients/{client.id}/programs/heavy-and-light-back"],
        **_library(alice, client),
        "coaching.since": ["/coach/since"],
        "coaching.told_since": ["/since"],
        "coaching.loads": [f"/coach/clients/{client.id}/loads"],
        "coaching.limitations": [f"/coach/clients/{client.id}/limitations"],
        "coaching.notes": [f"/coach/clients/{client.id}/notes"],
    }


def _publishing(alice: User) -> dict[str, list[str]]:
    """Alice's own page, and another coach's that she follows; somebody asks her to coach them."""
    become_coach(alice)
    page, mine = show_page(alice, about="Backs. https://example.com"), publish(alice)
    kim, olga = make_person("Ida"), make_person("Olga", is_coach=True)
    make_link(alice, kim, state="pending")
    other, hers = show_page(olga, about="Pull-ups"), publish(olga, "Pulling", video="https://vimeo.com/1")
    for one in (mine, hers):
        comment(one, kim, "How heavy?", hidden_by="coach" if one is mine else None)
        comment(one, alice, "Heavy enough: https://example.com")
    tell(alice, hers)
    now = clock.utc_now()
    db.session.add(Block(person_id=alice.id, blocked_id=make_person("Noah").id, blocked_at=now))
    db.session.commit()
    return {
        "coaching.ask_page": [f"{other}/ask", f"{page}/ask"],
        "publishing.profile": ["/coach/profile"],
        "publishing.publications": ["/coach/publications"],
        "publishing.compose": ["/coach/publications/new"],
        "publishing.publication": [f"/coach/publications/{mine.id}"],
        "publishing.coach": [page, other],
        "publishing.published": [f"{page}/{mine.id}", f"{other}/{hers.id}"],
        "publishing.choose_taking": [f"{other}/{hers.id}/take"],
        "publishing.report_form": [f"{other}/{hers.id}/report"],
        "publishing.following": ["/following"],
        "publishing.blocked": ["/settings/blocked"],
    }


def _library(alice: User, client: User) -> dict[str, list[str]]:
    """A program of Alice's own, followed in an earlier version, and one that lacks something."""
    now = clock.utc_now()
    ids = [new_id(now), new_id(now)]
    library.add(alice.id, ids[0], catalogue.programs()["heavy-and-light-back"], now)
    library.add(alice.id, ids[1], drafting.blank("x", "Not finished", 8), now)
    db.session.flush()
    template = db.session.get_one(Template, ids[0])
    receiver = next(one for one in library.list_receivers(alice, now) if one.id == client.id)
    library.give(alice.id, template, receiver.today, {receiver: new_id(now)}, now)
    program = library.program_of(template)
    lighter = drafting.change_day(
        program, "light", lambda day: replace(day, prescriptions=day.prescriptions[1:])
    )
    library.save(template, lighter, now)
    at = f"/coach/programs/{ids[0]}"
    return {
        "coaching.list_templates": ["/coach/programs"],
        "coaching.template": [at, f"{at}?did=saved", f"/coach/programs/{ids[1]}"],
        "coaching.template_day": [f"{at}/days/heavy", f"{at}/days/heavy?q=row"],
        "coaching.template_exercise": [f"{at}/days/heavy/exercises/heavy-pull-up"],
        "coaching.choose_receivers": [f"{at}/give"],
        "coaching.copies": [f"{at}/copies"],
    }


def _addresses(opened: Workout, finished: str, stopped: str, token: str) -> dict[str, list[str]]:
    """Every page by endpoint; the same address twice where it shows something else."""
    return {
        "accounts.welcome": ["/"],
        "accounts.signup": ["/signup"],
        "accounts.login": ["/login"],
        "accounts.reset": [f"/reset/{token}"],
        "accounts.settings": ["/settings"],
        "accounts.devices": ["/settings/devices"],
        "accounts.gyms": ["/settings/gyms"],
        "accounts.equipment": ["/settings/equipment", "/settings/equipment?unit=lb"],
        "accounts.password": ["/settings/password"],
        "workouts.today": ["/today"],
        "workouts.messages": ["/messages"],
        "workouts.show": [f"/workouts/{opened.id}", f"/workouts/{finished}", f"/workouts/{finished}?edit=1"],
        "workouts.choose_exercise": [f"/workouts/{opened.id}/add", f"/workouts/{opened.id}/add?q=row"],
        "workouts.choose_substitute": [f"/workouts/{opened.id}/exercises/{opened.exercises[0].id}/swap"],
        "history.index": ["/history", "/history?month=2026-10"],
        "progress.index": ["/progress?range=12w"],
        "history.deleted": ["/history/deleted"],
        "history.exercise": ["/exercises/barbell-row/history", "/exercises/plank/history?range=all"],
        "measurements.index": ["/measurements", "/measurements?kind=waist"],
        "limitations.index": ["/limitations"],
        "programs.index": ["/programs", f"/programs?stopped={stopped}"],
        "programs.start": ["/start", "/start?at_hand=gym&pull_ups=fives"],
        "programs.yours": ["/programs/yours"],
        "programs.loads": ["/programs/yours/loads"],
        "programs.show": ["/programs/heavy-and-light-back"],
        "exercises.index": ["/exercises", "/exercises?q=xyzzy"],
        "exercises.show": ["/exercises/barbell-row", f"/exercises/barbell-row?workout={opened.id}"],
        "pwa.offline": ["/offline"],
        "pwa.shell": ["/shell/today"],
        "pwa.exercises": ["/shell/exercises"],
    }


def pages(
    house: House, phone_of: PhoneOf, open_phone: OpenPhone, **options: object
) -> list[tuple[Page, str]]:
    """Each address with the phone to open it on."""
    hers, nobodys = phone_of(house.person, **options), open_phone(**options)
    newcomers = phone_of(make_person("Mona"), **options)
    public = {"/", "/signup", "/login"}
    return [
        *((nobodys, address) for address in (*sorted(public), "/today", "/nowhere")),
        (newcomers, "/today"),
        *(
            (nobodys if address.startswith("/reset") else hers, address)
            for addresses in house.addresses.values()
            for address in addresses
            if address not in public
        ),
    ]


def test_the_list_of_pages_is_complete(server: Server, house: House) -> None:
    rules = [rule for rule in server.app.url_map.iter_rules() if not rule.rule.startswith("/api/")]
    gets = {rule.endpoint for rule in rules if "GET" in (rule.methods or ())}

    assert gets & set(policies(server.app)) - NO_PAGES == set(house.addresses)


UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true })"

THEMES: dict[Literal["dark", "light"], str] = {"dark": "{}", "light": "{runOnly: ['color-contrast']}"}
"""What axe looks for: of all its rules, a theme can only break one."""


def axe(phone: Page, options: str = "{}") -> list[str]:
    """What axe finds on the page as it is; `bring_axe` comes first."""
    violations = phone.evaluate(f"axe.run(document, {options})")["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in violations for node in one["nodes"]]


def bring_axe(phone: Page) -> None:
    if not AXE.exists():
        pytest.fail("axe-core is missing. Install it: npm ci, or run the tests by make test", pytrace=False)
    phone.evaluate(AXE.read_text())


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ("document.querySelector('[name=email]').labels[0].remove()", "label"),
        ("document.querySelector('button').style.color = '#888'", "color-contrast"),
        ("document.querySelector('h1').remove()", "page-has-heading-one"),
    ],
)
def test_axe_sees_a_planted_fault(phone: Page, fault: str, rule: str) -> None:
    phone.goto("/login")
    phone.evaluate(fault)
    bring_axe(phone)

    assert rule in {violation.split(":")[0] for violation in axe(phone)}


SIDEWAYS = """() => {
  const wide = document.scrollingElement;
  if (wide.scrollWidth <= wide.clientWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > wide.clientWidth + 0.5)
    .map((one) => one.outerHTML.slice(0, 120)).slice(0, 3);
}"""


SMALL = """(wanted) => {
  const found = [];
  const all = "button, select, summary, a[href], .list-row, input:not([type=hidden])";
  for (const one of document.querySelectorAll(all)) {
    if (!one.checkVisibility({visibilityProperty: true, opacityProperty: false})) continue;
    if (one.matches(".visually-hidden[tabindex='-1']")) continue;  // nobody taps it
    const whole = one.labels?.length && one.closest("label") ? one.closest("label") : one;
    const box = whole.getBoundingClientRect();
    const isInText = one.matches("a") && getComputedStyle(one).display === "inline";
    if (isInText && !one.closest("li")) continue;  // part of a sentence
    const isSmall = isInText || one.matches("[data-standing]");  // a day of a calendar
    const least = one.matches(".tick") ? 64 : isSmall ? Math.min(24, wanted) : wanted;
    if (box.width && (box.width < least - 0.5 || box.height < least - 0.5))
      found.push(`${Math.round(box.width)}×${Math.round(box.height)}: ${one.outerHTML.slice(0, 120)}`);
  }
  return found;
}"""


NARROW: ViewportSize = {"width": 320, "height": 640}
"""A desktop window at 400 %, the smallest width that WCAG asks for."""

TEXT_PX, LARGE_TEXT_PX = 16, 32


def set_text_size(phone: Page, pixels: int) -> None:
    """As a phone's settings have it."""
    session = phone.context.new_cdp_session(phone)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": pixels, "fixed": pixels * 13 // 16}})
    session.detach()
    assert phone.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{pixels}px"


def breaches(phone: Page) -> Iterator[str]:
    """What the page in front of us does wrong. One visit for all, because visits are what costs."""
    phone.evaluate(UNFOLD)
    bring_axe(phone)
    for theme, options in THEMES.items():
        phone.emulate_media(color_scheme=theme)
        yield from (f"{theme}: {violation}" for violation in axe(phone, options))
    yield from (f"too small to tap: {element}" for element in phone.evaluate(SMALL, 48))
    phone.set_viewport_size(NARROW)
    yield from (f"sideways at 320 px: {element}" for element in phone.evaluate(SIDEWAYS))
    phone.set_viewport_size(SHAPE["viewport"])
    set_text_size(phone, LARGE_TEXT_PX)
    yield from (f"sideways at 200 %: {element}" for element in phone.evaluate(SIDEWAYS))
    set_text_size(phone, TEXT_PX)


def test_axe_narrow_phones_large_text_and_thumbs_are_content_with_every_page(
    house: House, phone_of: PhoneOf, open_phone: OpenPhone
) -> None:
    found = []
    for phone, address in pages(house, phone_of, open_phone):
        phone.goto(address)
        assert phone.evaluate(SMALL, 400), f"{address}: nothing is found that is smaller than 400 px"
        found += [f"{address}, {breach}" for breach in breaches(phone)]

    assert not found, "\n".join(found)
