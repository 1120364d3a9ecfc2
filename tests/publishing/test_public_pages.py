"""What everybody may read of a coach, and what nobody may."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.coaching.test_templates import add_day, add_exercise, begin
from tests.conftest import Clock, Counting
from tests.people import make_link, make_person
from tests.publishing.showing import SLUG, comment, publish, show_page, tell
from tests.visiting import Phone, PhoneOf, form_to, text_of, visit
from webapp import catalogue, clock
from webapp.domain.program import Program
from webapp.extensions import db
from webapp.models import CoachProfile, Publication, User
from webapp.publishing import content, queries
from webapp.publishing.sources import list_sources


def test_a_coach_has_no_page_until_they_switch_it_on(phone_of: PhoneOf, phone: Phone, carol: User) -> None:
    coach = phone_of(carol)
    form = form_to(visit(coach, "/coach/profile"), "/coach/profile")
    assert form["handle"].value == "carol"
    form["about"] = "Backs: https://example.com/backs <script>alert(1)</script>"
    form.submit()
    visit(phone, "/coaches/carol", status=404)

    form = form_to(visit(coach, "/coach/profile"), "/coach/profile")
    form["public"] = True
    form.submit()

    page = visit(phone, "/coaches/carol")
    assert "Backs: https://example.com/backs <script>alert(1)</script>" in text_of(page)
    link = page.html.select_one("main a[href='https://example.com/backs']")
    assert link
    assert "nofollow" in link["rel"]
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("off", ["switched off", "no coach any more", "disabled"])
def test_with_the_page_off_nothing_of_it_is_there(off: str, phone: Phone, carol: User) -> None:
    page, published = show_page(carol), publish(carol)
    visit(phone, f"{page}/{published.id}")

    if off == "switched off":
        db.session.execute(sa.update(CoachProfile).values(is_public=False))
    else:
        values = {"is_coach": False} if off == "no coach any more" else {"disabled_at": clock.utc_now()}
        db.session.execute(sa.update(User).where(User.id == carol.id).values(**values))
    db.session.commit()

    visit(phone, page, status=404)
    visit(phone, f"{page}/{published.id}", status=404)


def test_an_address_that_another_coach_has_is_refused_with_the_entry_kept(
    phone_of: PhoneOf, carol: User, dana: User
) -> None:
    show_page(dana, handle="best-backs")
    form = form_to(visit(phone_of(carol), "/coach/profile"), "/coach/profile")
    form["handle"], form["about"] = "Best-Backs", "I was first"

    page = form.submit(status=422)

    assert "Somebody else has that address" in text_of(page)
    assert form_to(page, "/coach/profile")["about"].value == "I was first"


def test_a_publication_shows_its_exercises_with_sets_steps_and_muscles(
    phone_of: PhoneOf, phone: Phone, carol: User
) -> None:
    page = show_page(carol)
    form = form_to(visit(phone_of(carol), "/coach/publications/new"), "/coach/publications/new")
    form["source"], form["title"] = "built-in:heavy-and-light-back", "My favourite"
    form["about"], form["video"] = "For stiff backs", "https://youtu.be/abcdefghijk"
    form.submit()

    listed = visit(phone, page)
    shown = listed.click("My favourite")

    text = text_of(shown)
    program = catalogue.programs()["heavy-and-light-back"]
    first = program.blocks[0].days[0].prescriptions[0]
    exercise = catalogue.exercises()[first.exercise]
    assert all(words in text for words in ("For stiff backs", exercise.name, first.scheme, *exercise.steps))
    assert "Trains" in text
    assert exercise.muscles[0].replace("_", " ") in text
    video = shown.html.select_one("main a[target=_blank]")
    assert video
    assert video["href"] == "https://www.youtube.com/watch?v=abcdefghijk"
    assert video["rel"] == ["noopener", "noreferrer", "nofollow"]
    assert not shown.html.select("iframe, video, embed, object")


def test_a_single_day_can_be_published_as_a_workout(phone_of: PhoneOf, phone: Phone, carol: User) -> None:
    page = show_page(carol)
    day = next(one for one in list_sources(carol.id) if one.words.endswith("(workout)"))
    form = form_to(visit(phone_of(carol), "/coach/publications/new"), "/coach/publications/new")
    form["source"], form["title"] = day.key, "One day"
    form.submit()

    assert "Workout" in text_of(visit(phone, page).click("One day"), ".hero")


def test_a_coach_publishes_a_program_of_their_own_once_it_lacks_nothing(
    phone_of: PhoneOf, phone: Phone, carol: User, dana: User
) -> None:
    page, coach = show_page(carol), phone_of(carol)
    at = begin(coach)
    day = add_day(coach, at, "Heavy", 0)
    assert "Back basics (program)" not in [one.words for one in list_sources(carol.id)]
    add_exercise(coach, day, "barbell-row")

    form = form_to(visit(coach, "/coach/publications/new"), "/coach/publications/new")
    own = [one for one in list_sources(carol.id) if one.words.startswith("Back basics")]
    assert [one.words for one in own] == ["Back basics (program)", "Back basics: Heavy (workout)"]
    assert all(len(one.key) <= 160 for one in own)
    form["source"], form["title"] = own[0].key, "Written by me"
    form.submit()

    assert "Barbell row" in text_of(visit(phone, page).click("Written by me"))
    assert not [one for one in list_sources(dana.id) if one.words.startswith("Back basics")]
    form_to(visit(coach, at), "/delete").submit(status=303)
    assert not [one for one in list_sources(carol.id) if one.words.startswith("Back basics")]


@pytest.mark.parametrize("program", list(catalogue.programs().values()), ids=lambda one: one.slug)
def test_a_program_comes_back_from_its_copy_as_it_was(program: Program) -> None:
    assert content.from_document(content.to_document(program)) == program


def test_an_exercise_that_is_gone_keeps_its_line(carol: User) -> None:
    source = list_sources(carol.id)[0].program

    shown = content.show(source, {})

    assert shown.muscles == ()
    assert shown.days[0].lines[0].name
    assert shown.days[0].lines[0].steps == ()


def test_what_is_taken_back_is_gone_and_undo_brings_it_back(
    phone_of: PhoneOf, phone: Phone, carol: User
) -> None:
    page, published = show_page(carol), publish(carol)
    coach, at = phone_of(carol), f"/coach/publications/{published.id}"

    taken_back = form_to(visit(coach, at), "/unpublish").submit().follow()
    visit(phone, f"{page}/{published.id}", status=404)
    assert "Heavy and light" not in text_of(visit(phone, page))

    form_to(taken_back, "/publish").submit()
    visit(phone, f"{page}/{published.id}")


def test_an_edit_changes_the_words_and_not_the_copy(phone_of: PhoneOf, phone: Phone, carol: User) -> None:
    page, one = show_page(carol), publish(carol).id
    before = copies()
    form = form_to(visit(phone_of(carol), f"/coach/publications/{one}"), f"/{one}")
    form["title"] = "Light and heavy"
    form.submit()

    assert "changed" in text_of(visit(phone, page).click("Light and heavy"))
    assert copies() == before


def copies() -> list[object]:
    db.session.remove()
    return list(db.session.scalars(sa.select(Publication.content)))


def test_public_pages_name_no_client(phone: Phone, alice: User, carol: User) -> None:
    page, published = show_page(carol), publish(carol)
    make_link(carol, alice)
    make_link(carol, make_person("Ida"), state="pending")
    tell(alice, published)
    comment(published, make_person("Una", email="una@secret.example"), "How heavy?")

    for address in (page, f"{page}/{published.id}"):
        text = visit(phone, address).text
        assert "Alice" not in text
        assert "Ida" not in text
        assert "secret.example" not in text


def test_a_page_costs_the_same_however_much_is_on_it(
    app: Flask, phone_of: PhoneOf, statements: Counting, alice: User, carol: User
) -> None:
    page, published = show_page(carol), publish(carol)
    reader = phone_of(alice)

    def cost(address: str) -> int:
        with statements() as sent:
            visit(reader, address)
        return sent.count

    addresses = (page, f"{page}/{published.id}", "/following", "/settings")
    before = {address: cost(address) for address in addresses}
    for number in range(4):
        more = publish(carol, f"Number {number}")
        tell(alice, more)
        comment(published, make_person(f"Asker {number}"), "How heavy?")

    assert {address: cost(address) for address in addresses} == before
    assert max(before.values()) <= 6  # one of them counts what stands beside You


@pytest.mark.parametrize("is_own", [False, True], ids=["a coach's page", "the coach's own list"])
def test_twenty_are_shown_at_a_time(is_own: bool, phone_of: PhoneOf, carol: User, clock: Clock) -> None:
    page, phone = show_page(carol), phone_of(carol)
    page = "/coach/publications" if is_own else page
    for number in range(45):
        publish(carol, f"Number {number}", unpublished_at=clock() if is_own and number % 2 else None)
        clock.forward(minutes=1)

    shown, at = [], visit(phone, page)
    while True:
        titles = [one.get_text() for one in at.html.select("main .list strong")]
        assert len(titles) <= 20
        shown += titles
        if not at.html.find("a", string="Older"):
            break
        at = at.click("Older")

    assert shown == [f"Number {number}" for number in reversed(range(45))]
    for odd in ("-1", "x", "9" * 5000, "200"):
        visit(phone, f"{page}?skip={odd}")


def test_a_coach_shows_only_so_much_and_is_told_so(
    phone_of: PhoneOf, carol: User, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_PUBLISHED", 2)
    coach = phone_of(carol)
    show_page(carol)
    taken_back = publish(carol, "Taken back", unpublished_at=clock()).id
    for title in ("One", "Two"):
        publish(carol, title)
    form = form_to(visit(coach, "/coach/publications/new"), "/coach/publications/new")
    form["source"], form["title"] = f"built-in:{SLUG}", "Three"

    assert "take one back first" in text_of(form.submit(status=422))
    again = coach.post(f"/coach/publications/{taken_back}/publish", status=303).follow()

    assert "take one back first" in text_of(again)
    assert set(titles_of(carol)) == {"One", "Two"}


def titles_of(coach: User) -> list[str]:
    """What is shown."""
    shown = sa.select(Publication.title).where(
        Publication.coach_id == coach.id, Publication.unpublished_at.is_(None)
    )
    return list(db.session.scalars(shown))
