"""Following a coach, and what is new."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from tests.conftest import Counting
from tests.people import make_person
from tests.publishing.showing import publish, show_page, tell
from tests.visiting import Phone, PhoneOf, form_to, text_of, visit
from webapp.extensions import db
from webapp.models import Follow, News, User


def publish_by_form(coach: Phone, title: str) -> None:
    form = form_to(visit(coach, "/coach/publications/new"), "/coach/publications/new")
    form["source"], form["title"] = "built-in:heavy-and-light-back", title
    form.submit()
    form.submit()


def test_a_follower_hears_of_what_is_new_until_they_have_seen_it(
    phone_of: PhoneOf, alice: User, bob: User, carol: User
) -> None:
    page, hers = show_page(carol), phone_of(alice)
    form_to(visit(hers, page), "/follow").submit()
    publish_by_form(phone_of(carol), "Brand new")

    assert "1 new" in text_of(visit(hers, "/settings"))
    listed = visit(hers, "/following")
    assert "Brand new New Carol" in text_of(listed)
    assert "Brand new" not in text_of(visit(phone_of(bob), "/following"))

    opened = listed.click("Brand new")
    assert "1 new" in text_of(visit(hers, "/settings")), "a GET writes nothing"
    form_to(opened, "/read").submit()

    assert "1 new" not in text_of(visit(hers, "/settings"))
    assert "Brand new Carol" in text_of(visit(hers, "/following"))
    assert not visit(hers, "/following").html.select("form[action='/following/read']")


def test_who_blocked_a_coach_has_no_news_of_theirs(phone_of: PhoneOf, alice: User, carol: User) -> None:
    show_page(carol)
    tell(alice, publish(carol, "Not for her"))
    hers = phone_of(alice)
    assert "1 new" in text_of(visit(hers, "/settings"))

    hers.post(f"/people/{carol.id}/block", status=303)

    assert "Not for her" not in text_of(visit(hers, "/following"))
    assert "1 new" not in text_of(visit(hers, "/settings"))


def test_all_is_read_at_once(phone_of: PhoneOf, alice: User, bob: User, carol: User) -> None:
    show_page(carol)
    for title in ("One", "Two"):
        published = publish(carol, title)
        tell(alice, published)
        tell(bob, published)

    form_to(visit(phone_of(alice), "/following"), "/following/read").submit()

    assert "haven’t seen" not in text_of(visit(phone_of(alice), "/following"))
    assert "2 you haven’t seen" in text_of(visit(phone_of(bob), "/following"))


def test_who_unfollows_hears_nothing_more(phone_of: PhoneOf, alice: User, carol: User) -> None:
    page, hers = show_page(carol), phone_of(alice)
    tell(alice, publish(carol, "Before"))

    form_to(visit(hers, page), "/unfollow").submit()
    publish_by_form(phone_of(carol), "After")

    text = text_of(visit(hers, "/following"))
    assert "Before" not in text
    assert "After" not in text
    assert " new" not in text_of(visit(hers, "/settings"), "a[href='/following']")


def test_news_of_what_is_not_public_any_more_is_no_news(phone_of: PhoneOf, alice: User, carol: User) -> None:
    show_page(carol, is_public=False)
    tell(alice, publish(carol, "Gone"))

    assert "Gone" not in text_of(visit(phone_of(alice), "/following"))
    assert " new" not in text_of(visit(phone_of(alice), "/settings"), "a[href='/following']")


def test_an_edit_is_no_news(phone_of: PhoneOf, alice: User, carol: User) -> None:
    page, coach, hers = show_page(carol), phone_of(carol), phone_of(alice)
    published = publish(carol, "Old")
    form_to(visit(hers, page), "/follow").submit()

    form = form_to(visit(coach, f"/coach/publications/{published.id}"), f"/{published.id}")
    form["title"] = "Newer"
    form.submit()
    for again in ("/unpublish", "/publish"):
        form_to(visit(coach, f"/coach/publications/{published.id}"), again).submit()

    assert "Newer" not in text_of(visit(hers, "/following"))


def test_publishing_costs_the_same_however_many_follow(
    phone_of: PhoneOf, statements: Counting, clock: Callable[[], object], carol: User
) -> None:
    show_page(carol)
    coach, costs = phone_of(carol), []
    for followers in (1, 6):
        for number in range(followers):
            person = make_person(f"Fan {followers} {number}")
            db.session.add(Follow(lifter_id=person.id, coach_id=carol.id, followed_at=clock()))
        db.session.commit()
        form = form_to(visit(coach, "/coach/publications/new"), "/coach/publications/new")
        form["source"], form["title"] = "built-in:heavy-and-light-back", f"To {followers}"
        with statements() as sent:
            form.submit()
        costs.append(sent.count)

    assert costs[0] == costs[1]
    assert len(db.session.scalars(sa.select(News.lifter_id)).all()) == 1 + 7
