"""The ground that the other tests stand on."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from flask import Flask

from tests import databases
from tests.conftest import MONDAY_EVENING, Clock, Statements
from tests.databases import restore, snapshot
from tests.people import make_person
from tests.training import make_workout, take_program
from tests.visiting import Phone, PhoneOf, page_breaches, visit
from webapp import clock as product_clock
from webapp.extensions import db
from webapp.models import User


@pytest.mark.parametrize("time", ["first", "second"])
def test_each_test_starts_with_empty_tables(app: Flask, time: str) -> None:
    assert not any(snapshot(db.engine).values())

    make_person(time)


def test_two_people_with_a_phone_each_are_two_people(phone_of: PhoneOf, alice: User, bob: User) -> None:
    hers, his = phone_of(alice), phone_of(bob)

    names = [visit(phone, "/settings").forms for phone in (hers, his, hers)]

    held = [next(f["name"].value for f in forms.values() if "name" in f.fields) for forms in names]
    assert held == ["Alice", "Bob", "Alice"]


def test_a_test_that_reads_does_not_lock_out_a_request_that_writes(phone: Phone, alice: User) -> None:
    assert db.session.get(User, alice.id)  # leaves a transaction open

    phone.post("/logout")


def test_a_snapshot_tells_what_was_written_and_brings_it_back(app: Flask, alice: User) -> None:
    take_program(alice)
    make_workout(alice)
    before = snapshot(db.engine)

    make_person("Bob")

    assert snapshot(db.engine) != before
    restore(db.engine, before, snapshot(db.engine))
    assert snapshot(db.engine) == before


def test_statements_are_counted(
    statements: Callable[[], AbstractContextManager[Statements]], alice: User
) -> None:
    with statements() as sent:
        db.session.scalar(sa.select(User.name).where(User.id == alice.id))

    assert sent.count == 1
    assert sent.texts[0].startswith("SELECT")


def test_the_clock_stands_where_it_is_turned_to(clock: Clock) -> None:
    assert (product_clock.utc_now() - MONDAY_EVENING).total_seconds() < 1

    clock.forward(days=3)

    assert f"{product_clock.utc_now():%A}" == "Thursday"


def test_a_missing_postgresql_is_told_with_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", "")

    with pytest.raises(databases.MissingError, match=r"apt-get install .* postgresql-15"):
        databases.postgresql_programs()


def test_what_is_left_out_is_left_out_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKIP", "browser, postgresql")
    assert databases.is_skipped("postgresql")

    monkeypatch.setenv("SKIP", "browser")
    assert not databases.is_skipped("postgresql")


STARTER = """
import time
from tests.databases import throwaway_postgresql
with throwaway_postgresql() as url:
    print(url, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(databases.is_skipped("postgresql"), reason="left out by SKIP=postgresql")
def test_postgresql_goes_with_its_folder_when_the_tests_are_killed() -> None:
    run = subprocess.Popen([sys.executable, "-c", STARTER], stdout=subprocess.PIPE, text=True)
    assert run.stdout
    url = run.stdout.readline().strip()
    with psycopg.connect(url) as connection:
        row = connection.execute("show data_directory").fetchone()
    assert row
    assert Path(row[0]).exists()

    run.kill()
    run.communicate()

    deadline = time.monotonic() + 10
    while Path(row[0]).parent.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(row[0]).parent.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


PAGE = "<title>Today</title><h1>Today</h1><form action='/a'><label for='n'>N</label><input id='n'></form>"

BREACHES = [
    ("one heading", "<h1>Another</h1>"),
    ("ids are unique", "<p id='n'>"),
    ("labels", "<form action='/b'><input name='load'></form>"),
    ("a label that wraps says something", "<form action='/b'><label><input name='load'></label></form>"),
    ("labels of choices", "<select name='grip'></select>"),
    ("buttons say something", "<button><svg></svg></button>"),
    ("links say something", "<a href='/x'></a>"),
    ("a form has an action", "<form></form>"),
    ("a form stays here", "<form action='https://elsewhere.example/'></form>"),
    ("a form's method is one that browsers send", "<form action='/b' method='put'></form>"),
    ("no form in a form", "<form action='/b'><p><form action='/c'></form></p></form>"),
    ("descriptions exist", "<p aria-describedby='gone'></p>"),
    ("no inline script", "<script>go()</script>"),
    ("no inline style", "<style>p { margin: 0 }</style>"),
    ("no style attribute", "<p style='margin: 0'></p>"),
    ("no handler attribute", "<p onclick='go()'></p>"),
    ("no script address", "<a href='javascript:go()'>Go</a>"),
]


@pytest.mark.parametrize(("why", "added"), BREACHES, ids=[why for why, _ in BREACHES])
def test_the_page_contract_sees_each_breach(why: str, added: str) -> None:
    headers = {"Content-Security-Policy": "default-src 'none'"}

    assert page_breaches(PAGE, headers) == []
    assert len(page_breaches(PAGE + added, headers)) == 1, why


def test_a_template_on_a_page_may_lack_what_scripts_fill_in_but_holds_nothing_inline() -> None:
    headers = {"Content-Security-Policy": "default-src 'none'"}
    part = "<template><p id='n'></p><h1></h1><form><input name='load'></form></template>"

    assert page_breaches(PAGE + part, headers) == []
    styled = part.replace("<p ", "<p style='margin: 0' ")
    assert len(page_breaches(PAGE + styled, headers)) == 1


def test_the_page_contract_wants_a_title_that_starts_with_the_heading_and_a_policy() -> None:
    page = PAGE.replace("<title>Today", "<title>History")

    assert len(page_breaches(page, {})) == 2
