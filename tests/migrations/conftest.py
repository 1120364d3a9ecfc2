"""Empty databases to migrate, and folders of migrations with one planted."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.config import Config
from flask import Flask

from tests.databases import BACKENDS, is_skipped
from webapp import schema


@pytest.fixture(params=BACKENDS)
def empty_database(
    request: pytest.FixtureRequest, app_on: Callable[[str], Flask], tmp_path: Path
) -> Iterator[str]:
    """The address of a database without tables; each test runs once per kind of database."""
    backend = request.param
    if is_skipped(backend):
        pytest.skip(f"left out by SKIP={backend}")
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'migrated.sqlite3'}"
        return
    beside = sa.make_url(app_on(backend).config["SQLALCHEMY_DATABASE_URI"])
    _in_server(beside, "CREATE DATABASE migrated")
    try:
        yield beside.set(database="migrated").render_as_string(hide_password=False)
    finally:
        _in_server(beside, "DROP DATABASE migrated WITH (FORCE)")


def _in_server(url: sa.URL, statement: str) -> None:
    engine = sa.create_engine(url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)


PLANTED = """
import sqlalchemy as sa
from alembic import op

revision = "planted"
down_revision = {head!r}


def upgrade():
{body}


def downgrade():
    pass
"""


@pytest.fixture
def plant(tmp_path: Path) -> Callable[[str, str, str], Config]:
    """`plant(url, head, body)`: our migrations with one more, whose `upgrade` does what `body` says."""

    def plant(url: str, head: str, body: str) -> Config:
        folder = tmp_path / "planted"
        shutil.copytree(schema.DIRECTORY, folder, ignore=shutil.ignore_patterns("__pycache__"))
        text = PLANTED.format(head=head, body="\n".join(f"    {line}" for line in body.splitlines()))
        (folder / "versions" / "planted.py").write_text(text)
        config = schema.alembic_config(url)
        config.set_main_option("script_location", str(folder))
        return config

    return plant
