"""`flask --app webapp backup FILE` and `restore FILE`: the whole SQLite database, served or not.

Phones notice a restored server by themselves: the token of their last commit is unknown to it.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import click
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask.cli import with_appcontext

from webapp.config import Settings
from webapp.database import BUSY_TIMEOUT_S, sqlite_module
from webapp.schema import alembic_config


def init_app(app: Flask) -> None:
    """Give the app its commands."""
    app.cli.add_command(backup)
    app.cli.add_command(restore)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_appcontext
def backup(file: Path) -> None:
    """Write the database to FILE, whole and checked; FILE must not be there yet."""
    if file.exists():
        raise click.ClickException(f"{file} is there already. Choose another name, or move it away.")
    draft = file.with_name(f".{file.name}.part")
    try:
        _copy(_database(), draft)
        _check(draft)
        os.chmod(draft, 0o600)
        os.replace(draft, file)
    except OSError as error:
        raise click.ClickException(f"{file} can't be written: {error.strerror}.") from None
    finally:
        draft.unlink(missing_ok=True)
    click.echo(f"The database is in {file}.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--yes", is_flag=True, help="Don't ask.")
@with_appcontext
def restore(file: Path, yes: bool) -> None:
    """Put the database back as it is in FILE; what is there now is kept beside it."""
    database = _database()
    _check(file)
    if not yes:
        click.confirm(f"Replace {database} by {file}?", abort=True)
    kept = database.with_name(f"{database.name}.before-restore")
    draft = database.with_name(f".{database.name}.part")
    try:
        _copy(file, draft)  # first, because FILE may be the very one that is kept
        if database.exists():
            _copy(database, kept)
        _copy(draft, database)
    finally:
        draft.unlink(missing_ok=True)
    click.echo(f"The database is as it was in {file}. The one from before is {kept}.")


def _database() -> Path:
    settings: Settings = current_app.config["SETTINGS"]
    url = sa.make_url(settings.sqlalchemy_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise click.ClickException("This is for SQLite. With PostgreSQL, use pg_dump and pg_restore.")
    return Path(url.database)


def _copy(source: Path, target: Path) -> None:
    """Page by page in one read transaction, so a running server may go on writing."""
    module = sqlite_module()
    with (
        closing(module.connect(source, timeout=BUSY_TIMEOUT_S)) as read,
        closing(module.connect(target, timeout=BUSY_TIMEOUT_S)) as write,
    ):
        read.backup(write)


def _check(file: Path) -> None:
    """Refuse what is no database of ours, is damaged, or is newer than this code."""
    module = sqlite_module()
    try:
        with closing(module.connect(file, timeout=BUSY_TIMEOUT_S)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except module.DatabaseError as error:
        raise click.ClickException(f"{file} is no database of Backday's: {error}.") from None
    if sound != "ok":
        raise click.ClickException(f"{file} is damaged: {sound}.")
    known = {script.revision for script in ScriptDirectory.from_config(alembic_config("")).walk_revisions()}
    if revision is None or revision[0] not in known:
        raise click.ClickException(f"{file} comes from a newer version of Backday. Update first.")
