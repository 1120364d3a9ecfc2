"""The command line: `flask --app webapp users …`. Every refusal is one line, and the exit code not 0."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

import click
import sqlalchemy as sa
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from webapp import clock
from webapp.accounts import actions, queries, resets
from webapp.accounts.forms import clean, parse_email, parse_name
from webapp.accounts.passwords import check_password, hash_password
from webapp.config import Settings
from webapp.extensions import db
from webapp.forgetting import forget
from webapp.models.reset import RESET_LINK_LIFETIME
from webapp.publishing import reports
from webapp.workouts import deletions
from webapp.workouts.purge import purge_one

T = TypeVar("T")

report_group = AppGroup("reports", help="What people reported of what is public.")

users = AppGroup("users", help="People who may sign in.")


def init_app(app: Flask) -> None:
    """Give the app its commands."""
    app.cli.add_command(users)
    app.cli.add_command(purge_all)
    app.cli.add_command(report_group)


@users.command("add")
@click.argument("email")
@click.option("--name", required=True, help="As others see it.")
@click.option("--coach", is_flag=True, help="Also coaches.")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of the input.")
def add_user(email: str, name: str, coach: bool, password_stdin: bool) -> None:
    """Make an account, also where sign-up is closed."""
    email, name = _checked(parse_email, email), _checked(parse_name, name)
    typed = _read_password(password_stdin)
    password = _checked(lambda text: check_password(clean(text), email=email, name=name), typed)
    password_hash, now = hash_password(password), clock.utc_now()
    with _database():
        try:
            actions.create_user(email=email, name=name, password_hash=password_hash, is_coach=coach, now=now)
        except actions.EmailTakenError:
            raise click.ClickException(f"There is already an account for {email}.") from None
        db.session.commit()
    click.echo(f"{name} can sign in as {email}.")


@users.command("reset")
@click.argument("email")
@click.option("--at", default="", help="The server's public address, like https://gym.example.")
def reset_password(email: str, at: str) -> None:
    """Print a link with which somebody sets a new password: once, within 30 minutes."""
    with _database():
        user = queries.find_user_by_email(_checked(parse_email, email))
        if user is None or user.disabled_at:
            raise click.ClickException(f"Nobody signs in as {email}.")
        token = resets.issue_link(user, clock.utc_now())
        db.session.commit()
    base = at.rstrip("/") or _address(current_app.config["SETTINGS"])
    if not base:
        click.echo("Put the server's address in front, or say it with --at.", err=True)
    minutes = int(RESET_LINK_LIFETIME.total_seconds() // 60)
    click.echo(f"For {email} alone; works once, within {minutes} minutes:", err=True)
    click.echo(f"{base}/reset/{token}")


@click.command("purge")
@with_appcontext
def purge_all() -> None:
    """Empty what was deleted more than 30 days ago; a running server does it once a day by itself."""
    with _database():
        purged = forget() + sum(purge_one(lifter_id) for lifter_id in deletions.list_lifters())
    click.echo(f"{purged} rows purged.")


@report_group.command("list")
def list_reports() -> None:
    """What people reported and nobody has looked at yet, oldest first."""
    with _database():
        waiting = reports.list_waiting()
    for one in waiting:
        click.echo(f"{one.id}  {one.reported_at:%Y-%m-%d %H:%M}  {one.why}")
        click.echo(f"    {one.what}")
    click.echo(f"{len(waiting)} waiting.")


@report_group.command("hide")
@click.argument("report_id", type=click.UUID)
def hide_reported(report_id: UUID) -> None:
    """Hide what was reported: from everybody but its author and the coach."""
    _settle(report_id, is_hidden=True)
    click.echo("Hidden. Say `reports keep` with the same id to show it again.")


@report_group.command("keep")
@click.argument("report_id", type=click.UUID)
def keep_reported(report_id: UUID) -> None:
    """Let what was reported stand, and show it again if it was hidden."""
    _settle(report_id, is_hidden=False)
    click.echo("It stands.")


def _settle(report_id: UUID, *, is_hidden: bool) -> None:
    with _database():
        if not reports.settle(report_id, is_hidden, clock.utc_now()):
            raise click.ClickException(f"There is no report {report_id}.")
        db.session.commit()


def _address(settings: Settings) -> str:
    """Where the server listens; empty behind a proxy, which has an address that we don't know."""
    if settings.is_behind_tls:
        return ""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def _read_password(from_stdin: bool) -> str:
    if not from_stdin:
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    # Bytes that make no sense become U+FFFD, which is refused with a sentence instead of a traceback.
    return io.TextIOWrapper(sys.stdin.buffer, "utf-8", "replace").readline().rstrip("\r\n")


def _checked(parse: Callable[[str], T], text: str) -> T:
    try:
        return parse(text)
    except ValueError as refusal:
        raise click.ClickException(str(refusal)) from None


@contextmanager
def _database() -> Iterator[None]:
    """Say in one line what is wrong with the database."""
    try:
        yield
    except (sa.exc.OperationalError, sa.exc.ProgrammingError) as error:
        reason = (str(error.orig).strip() or "unknown").splitlines()[0]
        raise click.ClickException(
            f"The database can't be used ({reason}). Has `make run` set it up?"
        ) from None
