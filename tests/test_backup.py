"""Backing the database up while it is used, and putting it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.people import make_person
from webapp import create_app, schema
from webapp.config import Settings
from webapp.extensions import db
from webapp.models import User


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Flask]:
    """An app with a database file of its own."""
    settings = Settings(data=tmp_path)
    schema.bring_up_to_date(settings.sqlalchemy_url)
    app = create_app(settings)
    yield app
    with app.app_context():
        db.engine.dispose()


def _names(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(sa.select(User.name).order_by(User.name)))


def _join(app: Flask, name: str) -> None:
    with app.app_context():
        make_person(name)


def test_a_backup_brings_back_what_was_there(served: Flask, tmp_path: Path) -> None:
    _join(served, "Alice")
    copy = tmp_path / "copy.sqlite3"
    run = served.test_cli_runner()
    assert run.invoke(args=["backup", str(copy)]).exit_code == 0
    assert copy.stat().st_mode & 0o077 == 0, "for its owner alone"
    _join(served, "Bob")

    result = run.invoke(args=["restore", str(copy), "--yes"])

    assert result.exit_code == 0, result.output
    assert _names(served) == ["Alice"]


def test_the_database_from_before_a_restore_is_kept(served: Flask, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    run = served.test_cli_runner()
    run.invoke(args=["backup", str(copy)])
    _join(served, "Bob")
    run.invoke(args=["restore", str(copy), "--yes"])

    run.invoke(args=["restore", str(tmp_path / "backday.sqlite3.before-restore"), "--yes"])

    assert _names(served) == ["Bob"]


def test_a_backup_never_overwrites(served: Flask, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("dear")

    result = served.test_cli_runner().invoke(args=["backup", str(taken)])

    assert result.exit_code == 1
    assert "is there already" in result.output
    assert taken.read_text() == "dear"


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\x00" + b"\xff" * 4096])
def test_what_is_no_backup_is_refused_and_changes_nothing(
    served: Flask, tmp_path: Path, content: bytes
) -> None:
    _join(served, "Alice")
    wrong = tmp_path / "wrong"
    wrong.write_bytes(content)

    result = served.test_cli_runner().invoke(args=["restore", str(wrong), "--yes"])

    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert _names(served) == ["Alice"]
