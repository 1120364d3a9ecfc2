"""Migrations: up and down on both databases, in step with the models, and without losing a row."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests.migrations.filling import ROWS, count, fill
from webapp import schema
from webapp.models import Base

Plant = Callable[[str, str, str], Config]

REVISIONS = [
    script.revision
    for script in reversed(
        list(ScriptDirectory.from_config(schema.alembic_config("sqlite://")).walk_revisions())
    )
]
HEAD = REVISIONS[-1]


def lost(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """Rows that are missing, by table; a table that is gone has lost all of them."""
    return {name: rows - after.get(name, 0) for name, rows in before.items() if after.get(name, 0) < rows}


def differences(url: str, metadata: sa.MetaData) -> list[Any]:
    """What autogenerate would change to make the database what the metadata says."""
    with schema.migrating(url) as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return list(compare_metadata(context, metadata))


def copy_of_the_models(without: Iterable[str] = ()) -> sa.MetaData:
    copied = sa.MetaData(naming_convention=Base.metadata.naming_convention)
    for table in Base.metadata.sorted_tables:
        if table.name not in without:
            table.to_metadata(copied)
    return copied


def test_up_and_down_and_up_again(empty_database: str) -> None:
    config = schema.alembic_config(empty_database)
    for revision in REVISIONS:
        command.upgrade(config, revision)
        command.downgrade(config, "-1")
        command.upgrade(config, revision)
    fill(empty_database)

    command.downgrade(config, "base")

    assert count(empty_database) == {}
    assert schema.bring_up_to_date(empty_database)


def test_models_and_migrations_agree(empty_database: str) -> None:
    schema.bring_up_to_date(empty_database)

    assert differences(empty_database, Base.metadata) == []


@pytest.mark.parametrize(
    "forget",
    [
        lambda models: models.tables["workout"].append_column(sa.Column("mood", sa.String(8))),
        lambda models: models.tables["workout"].append_constraint(sa.UniqueConstraint("title")),
        lambda models: sa.Index("ix_forgotten", models.tables["workout"].c.title),
        lambda models: models.tables["user"].c.name.__setattr__("type", sa.String(81)),
        lambda models: models.tables["user"].c.name.__setattr__("nullable", True),
        lambda models: models.remove(models.tables["workout_set"]),
    ],
    ids=["column", "constraint", "index", "type", "null", "table"],
)
def test_a_model_changed_without_a_migration_is_noticed(
    empty_database: str, forget: Callable[[sa.MetaData], object]
) -> None:
    schema.bring_up_to_date(empty_database)
    models = copy_of_the_models()

    forget(models)

    assert differences(empty_database, models) != []


def test_no_migration_of_a_filled_database_loses_a_row(empty_database: str) -> None:
    for revision in REVISIONS:
        before = fill(empty_database)

        command.upgrade(schema.alembic_config(empty_database), revision)

        assert lost(before, count(empty_database)) == {}, revision


@pytest.mark.parametrize(
    ("body", "table"),
    [
        ("op.execute('DELETE FROM measurement WHERE n > 1')", "measurement"),
        (
            "op.execute('CREATE TABLE kept AS SELECT * FROM operation WHERE n = 1')\n"
            "op.drop_table('operation')\n"
            "op.rename_table('kept', 'operation')",
            "operation",
        ),
    ],
    ids=["deleted", "lost while copying"],
)
def test_a_migration_that_loses_rows_is_noticed(
    empty_database: str, plant: Plant, body: str, table: str
) -> None:
    config = plant(empty_database, HEAD, body)
    command.upgrade(config, HEAD)
    before = fill(empty_database)

    command.upgrade(config, "planted")

    assert lost(before, count(empty_database)) == {table: ROWS - 1}


REBUILT_PARENT = """
with op.batch_alter_table('workout', recreate='always') as table:
    table.add_column(sa.Column('mood', sa.Text()))
"""


def test_a_parent_can_be_rebuilt_without_losing_its_children(empty_database: str, plant: Plant) -> None:
    config = plant(empty_database, HEAD, REBUILT_PARENT if "sqlite" in empty_database else "pass")
    command.upgrade(config, HEAD)
    before = fill(empty_database)

    command.upgrade(config, "planted")

    assert lost(before, count(empty_database)) == {}


def test_with_foreign_keys_on_the_same_would_empty_the_children(
    tmp_path: Path, plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(connection: Any, record: object) -> None:
        careful(connection, record)
        connection.execute("PRAGMA foreign_keys=ON")

    url = f"sqlite:///{tmp_path / 'careless.sqlite3'}"
    config = plant(url, HEAD, REBUILT_PARENT)
    command.upgrade(config, HEAD)
    before = fill(url)
    careful = schema._configure_sqlite
    monkeypatch.setattr(schema, "_configure_sqlite", careless)

    command.upgrade(config, "planted")

    assert lost(before, count(url)) == dict.fromkeys(("workout_exercise", "workout_set", "message"), ROWS)


def test_a_migration_that_leaves_orphans_is_undone(tmp_path: Path, plant: Plant) -> None:
    url = f"sqlite:///{tmp_path / 'orphans.sqlite3'}"
    config = plant(url, HEAD, "op.execute('DELETE FROM workout_exercise')")
    command.upgrade(config, HEAD)
    before = fill(url)

    with pytest.raises(schema.SchemaError, match="rows of workout_set without their workout_exercise"):
        command.upgrade(config, "planted")

    assert count(url) == before
    assert schema.current_revision(url) == HEAD


def test_a_migration_that_fails_halfway_leaves_the_old_state(empty_database: str, plant: Plant) -> None:
    config = plant(
        empty_database,
        HEAD,
        "op.add_column('workout', sa.Column('mood', sa.Text()))\n"
        "op.execute('DELETE FROM workout_set')\n"
        "1 / 0",
    )
    command.upgrade(config, HEAD)
    before = fill(empty_database)

    with pytest.raises(ZeroDivisionError):
        command.upgrade(config, "planted")

    assert count(empty_database) == before
    assert schema.current_revision(empty_database) == HEAD
    assert differences(empty_database, Base.metadata) == []


def test_a_database_that_is_up_to_date_is_left_alone(empty_database: str) -> None:
    assert schema.bring_up_to_date(empty_database)

    assert not schema.bring_up_to_date(empty_database)


def test_two_servers_that_start_together_migrate_once(empty_database: str) -> None:
    starts = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                "import sys; from webapp import schema; schema.bring_up_to_date(sys.argv[1])",
                empty_database,
            ],
            cwd=schema.DIRECTORY.parent,
        )
        for _ in range(2)
    ]

    assert [start.wait(60) for start in starts] == [0, 0]
    assert schema.current_revision(empty_database) == HEAD


def test_flasks_own_commands_migrate_too(tmp_path: Path) -> None:
    env = {name: text for name, text in os.environ.items() if not name.startswith("BACKDAY_")}
    env |= {"BACKDAY_DATA": str(tmp_path)}
    env.pop("DATABASE_URL", None)

    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "webapp", "db", "upgrade"],
        cwd=schema.DIRECTORY.parent,
        env=env,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert schema.current_revision(f"sqlite:///{tmp_path / 'backday.sqlite3'}") == HEAD
