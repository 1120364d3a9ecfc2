"""What was deleted 30 days ago is gone for good; what was deleted since may still be taken back."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from tests.conftest import Clock
from tests.limitations.limiting import limit
from tests.people import make_person
from tests.publishing.showing import comment, publish
from webapp import catalogue
from webapp.coaching import library
from webapp.domain.ids import new_id
from webapp.extensions import db
from webapp.forgetting import forget
from webapp.models import Comment, Limitation, Template, User


def test_only_what_was_deleted_long_ago_is_forgotten(clock: Clock, alice: User) -> None:
    coach = make_person("Carol", is_coach=True)
    published = publish(coach)
    long_ago, lately = clock() - timedelta(days=30), clock() - timedelta(days=29)
    for deleted_at in (None, lately, long_ago):
        comment(published, alice, "How heavy?", deleted_at=deleted_at)
        template_id = new_id(clock())
        library.add(coach.id, template_id, catalogue.programs()["heavy-and-light-back"], clock())
        db.session.flush()
        db.session.get_one(Template, template_id).deleted_at = deleted_at
        limit(alice, "muscle", "lats", ended_at=deleted_at)
    db.session.commit()

    assert forget() == 3

    for since in (Comment.deleted_at, Template.deleted_at, Limitation.ended_at):
        assert set(db.session.scalars(sa.select(since))) == {None, lately}
    assert forget() == 0
