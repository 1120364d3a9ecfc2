"""The commands for whoever runs the server."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from tests.accounts.forms import sign_in, submit
from tests.visiting import Phone, visit
from webapp import cli
from webapp.extensions import db
from webapp.models import User

NEW = "chalk on both hands"


def run(app: Flask, *arguments: str, typed: str | bytes = "") -> Result:
    db.session.remove()
    return app.test_cli_runner().invoke(cli.users, arguments, input=typed)


def test_an_account_can_be_made_from_the_command_line(app: Flask, phone: Phone) -> None:
    result = run(app, "add", "Zoe@example.com", "--name", "Zoë", "--password-stdin", typed=f"{NEW}\n")

    assert (result.exit_code, result.output) == (0, "Zoë can sign in as zoe@example.com.\n")
    sign_in(phone, "zoe@example.com", NEW)
    assert not db.session.scalars(sa.select(User.is_coach)).one()


def test_a_coach_can_be_made_from_the_command_line(app: Flask) -> None:
    run(app, "add", "zoe@example.com", "--name", "Zoë", "--coach", "--password-stdin", typed=NEW)

    assert db.session.scalars(sa.select(User.is_coach)).one()


def test_without_stdin_the_password_is_asked_for_twice(app: Flask) -> None:
    result = run(app, "add", "zoe@example.com", "--name", "Zoë", typed=f"{NEW}\n{NEW}\n")

    assert result.exit_code == 0
    assert NEW not in result.output


@pytest.mark.parametrize(
    ("email", "name", "password", "says"),
    [
        ("zoe", "Zoë", NEW, "Type your email"),
        ("zoe@example.com", " ", NEW, "Type your name"),
        ("zoe@example.com", "x" * 81, NEW, "at most 80"),
        ("zoe@example.com", "Zoë", "short", "at least 8"),
        ("zoe@example.com", "Zoë", "", "at least 8"),
        ("zoe@example.com", "Zoë", "password1", "first passwords"),
        ("zoe@example.com", "Zoë", b"\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8", "can't be read"),
        ("alice@example.com", "Alice", NEW, "already an account"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    app: Flask, alice: User, email: str, name: str, password: str | bytes, says: str
) -> None:
    result = run(app, "add", email, "--name", name, "--password-stdin", typed=password)

    assert result.exit_code == 1
    assert says in result.output
    assert len(result.output.splitlines()) == 1
    assert db.session.scalar(sa.select(sa.func.count()).select_from(User)) == 1


def test_a_reset_link_lets_somebody_set_a_password(app: Flask, phone: Phone, alice: User) -> None:
    result = run(app, "reset", "Alice@example.com")

    assert result.exit_code == 0
    link = re.search(r"^http://127\.0\.0\.1:8000(/reset/\S{43})$", result.output, re.M)
    assert link
    submit(visit(phone, link[1]), link[1], password=NEW)
    sign_in(phone, alice.email, NEW)


def test_a_reset_link_can_carry_the_servers_public_address(app: Flask, alice: User) -> None:
    result = run(app, "reset", alice.email, "--at", "https://gym.example/")

    assert "\nhttps://gym.example/reset/" in result.output


def test_behind_a_proxy_the_address_is_left_to_who_knows_it(
    app: Flask, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], proxy_hops=1))

    result = run(app, "reset", alice.email)

    assert "say it with --at" in result.output
    assert "\n/reset/" in result.output


def test_nobody_gets_a_link_who_could_not_sign_in(app: Flask, alice: User) -> None:
    alice.disabled_at = alice.created_at
    db.session.commit()

    for email in ("nobody@example.com", "alice@example.com"):
        result = run(app, "reset", email)
        assert (result.exit_code, result.output) == (1, f"Error: Nobody signs in as {email}.\n")


def test_a_database_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    environment = {**os.environ, "BACKDAY_DATA": str(tmp_path / "none")}
    command = [sys.executable, "-m", "flask", "--app", "webapp", "users", "reset", "a@example.com"]

    result = subprocess.run(
        command, env=environment, cwd=Path(__file__).parents[2], capture_output=True, text=True
    )

    assert result.returncode == 1
    assert "`make run`" in result.stderr
    assert len(result.stderr.splitlines()) == 1
