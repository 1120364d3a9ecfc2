"""A database that refuses: nobody sees a traceback, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from tests.people import make_person, sign_in
from tests.visiting import Phone, form_to, text_of, visit
from webapp import create_app, database, schema
from webapp.config import Settings
from webapp.extensions import db


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """An app with a SQLite file of its own that waits for a lock only briefly."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 0.05)
    settings = Settings(data=tmp_path)
    schema.bring_up_to_date(settings.sqlalchemy_url)
    app = create_app(settings)
    yield app
    with app.app_context():
        db.engine.dispose()


def test_a_locked_database_says_to_try_again_and_reads_go_on(served: Flask, tmp_path: Path) -> None:
    with served.app_context():
        phone = Phone(served, sign_in(make_person("Alice")))
    form = form_to(visit(phone, "/today"), "/workouts")

    with closing(
        database.sqlite_module().connect(tmp_path / "backday.sqlite3", isolation_level=None)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = form.submit(status=503)
        assert refused.headers["Retry-After"]
        assert "nothing is lost" in text_of(refused)
        assert visit(phone, "/history")
        other.execute("ROLLBACK")

    assert form.submit().status_int == 303, "it goes on without a restart"
