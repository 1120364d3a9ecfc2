"""The real server in a box: its own in-memory database, its own clock, backup and restore at any moment."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.pool import StaticPool

from tests.people import make_person, sign_in
from webapp import catalogue, clock, create_app
from webapp.config import Settings
from webapp.database import sqlite_module
from webapp.domain.ids import new_id
from webapp.domain.load import Load
from webapp.domain.operations import Operation
from webapp.domain.program import Program
from webapp.extensions import db
from webapp.models import Base, User
from webapp.models import Operation as OperationRow
from webapp.programs import actions as programs
from webapp.programs.forms import Taking
from webapp.workouts import actions
from webapp.workouts.rows import TABLES

BEGIN = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
NAMES = ("ann", "bob")


class Server:
    """One server for a whole run; ann and bob have just signed up, and ann follows a program.

    `begin` puts it back to where `begin_here` was said. answers: how many of each status since then.
    """

    def __init__(self) -> None:
        self.now = BEGIN
        options = {
            "SQLALCHEMY_DATABASE_URI": "sqlite://",
            "SQLALCHEMY_ENGINE_OPTIONS": {"module": sqlite_module(), "poolclass": StaticPool},
        }
        self.app: Flask = create_app(Settings(), options)
        self.users: dict[str, UUID] = {}
        self.tokens: dict[str, str] = {}
        with self._clock(), self.app.app_context():
            Base.metadata.create_all(db.engine)
            for name in NAMES:
                person = make_person(name)
                self.users[name] = person.id
                self.tokens[name] = sign_in(person)
            self._take_program("ann")
        self.begin_here()

    def begin_here(self) -> None:
        self.began_at, self.began_with = self.now, self.backup()
        self.answers, self.restores = Counter[int](), 0

    def begin(self) -> None:
        self.now = self.began_at
        self.restore(self.began_with)
        self.answers, self.restores = Counter[int](), 0

    def close(self) -> None:
        with self.app.app_context():
            db.engine.dispose()

    def pass_time(self, span: timedelta) -> None:
        self.now += span

    def sync(self, name: str | None, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Send a request with this person's cookie, nobody's for None."""
        headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
        if name:
            headers["Cookie"] = f"sid={self.tokens[name]}"
        with self._clock():
            answer = self.app.test_client(use_cookies=False).post(
                "/api/sync", data=json.dumps(body), headers=headers
            )
        assert answer.headers.get("X-Backday") == "1", answer.get_data(as_text=True)[:500]
        self.answers[answer.status_code] += 1
        return answer.status_code, answer.get_json()

    def edit_plan(self, name: str, kg: int) -> None:
        """A coach changes the target of every planned set that isn't ticked."""
        with self._clock(), self.app.app_context():
            sets, lifter = TABLES["set"], self.users[name]
            waiting = db.session.scalars(
                sa.select(sets.c.id).where(sets.c.lifter_id == lifter, sets.c.ticked_at.is_(None)).limit(4)
            ).all()
            fields = {"target_load": Load(Decimal(kg), "kg")}
            edits = [Operation(new_id(self.now), "set", one, fields) for one in waiting]
            actions.apply(lifter, edits, now=clock.utc_now(), by=self.users["bob"])
            db.session.commit()

    def backup(self) -> Any:
        """A copy of the whole database."""
        with self._raw() as source:
            copy = sqlite_module().connect(":memory:")
            source.backup(copy)
            return copy

    def restore(self, copy: Any) -> None:
        self.restores += 1
        with self._raw() as target:
            copy.backup(target)

    def operations(self) -> list[OperationRow]:
        with self.app.app_context():
            found = db.session.scalars(sa.select(OperationRow)).all()
            db.session.expunge_all()
            return list(found)

    def rows(self, name: str) -> dict[tuple[str, str], dict[str, Any]]:
        """What a fresh phone of this person would get."""
        body = {"v": 1, "schema": 1, "user": str(self.users[name]), "ops": [], "limit": 5000}
        status, answer = self.sync(name, body)
        assert status == 200, answer
        return {(one["e"], one["eid"]): one["f"] for one in answer["changes"]}

    def _take_program(self, name: str) -> None:
        lifter = db.session.get(User, self.users[name])
        if lifter is None:
            raise LookupError(name)
        program = _smaller(catalogue.programs()["heavy-and-light-back"])
        programs.take(
            lifter, Taking(program, date(2026, 11, 23), {}), new_id(self.now), self.now.date(), self.now
        )
        db.session.commit()

    @contextmanager
    def _raw(self) -> Iterator[Any]:
        with self.app.app_context():
            db.session.remove()
            connection = db.engine.raw_connection()
            yield connection.driver_connection
            connection.close()

    @contextmanager
    def _clock(self) -> Iterator[None]:
        before = clock.utc_now
        clock.utc_now = lambda: self.now
        try:
            yield
        finally:
            clock.utc_now = before


def _smaller(program: Program) -> Program:
    """One day a week of two sets: enough for planned rows, and quick."""
    block = program.blocks[0]
    prescription = replace(block.days[0].prescriptions[1], sets=block.days[0].prescriptions[1].sets[:2])
    day = replace(block.days[0], prescriptions=(prescription,))
    return replace(program, blocks=(replace(block, days=(day,)),))
