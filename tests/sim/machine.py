"""Two phones, two people, one server, and everything that goes wrong between them.

The invariants are those of the sync protocol: nothing is lost on the phone (I1, I2), once is once (I3),
server and phones agree with the fold of all operations after healing (I4), nothing becomes somebody else's
(I5), what is deleted stays deleted (I6), wrong clocks poison nothing (I7), restores get all back (I8).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.sim.phone import Op, Phone, Store
from tests.sim.server import NAMES, Server
from webapp.domain.ids import new_id
from webapp.domain.operations import FIELDS

PHONES = st.integers(0, 1)
PEOPLE = st.sampled_from(NAMES)
DAY = "2026-11-23"


@dataclass(frozen=True)
class Beginning:
    """Where every simulation begins: both phones have synced once, as both people.

    So they hold the same rows; else they would hardly ever touch the same set.
    """

    server: Server
    stores: dict[str, dict[str, Store]]

    @classmethod
    def make(cls) -> Beginning:
        server = Server()
        phones = [Phone(name, server) for name in "pq"]
        sync_until_agreed(server, phones)
        server.begin_here()
        return cls(server, {phone.name: phone.stores for phone in phones})

    def phones(self, bugs: frozenset[str]) -> list[Phone]:
        """The server put back to the beginning, and both phones."""
        self.server.begin()
        return [
            Phone(name, self.server, bugs, stores={who: store.copy() for who, store in stores.items()})
            for name, stores in self.stores.items()
        ]


class Machine(RuleBasedStateMachine):
    """bugs: safety rules switched off on the phones, to see that the harness notices."""

    beginning: ClassVar[Beginning]
    bugs: ClassVar[frozenset[str]] = frozenset()

    def __init__(self) -> None:
        super().__init__()
        self.server = self.beginning.server
        self.phones = self.beginning.phones(self.bugs)
        self.truth: dict[str, Op] = {}
        self.poisoned: set[str] = set()
        self.delayed: list[tuple[str | None, dict[str, Any]]] = []
        self.copies: list[Any] = []

    def _queue(self, phone: Phone, entity: str, entity_id: str, **fields: Any) -> None:
        op = phone.queue(entity, entity_id, fields)
        self.truth[op["id"]] = op

    def _known(self, phone: Phone, entity: str) -> list[str]:
        return sorted(eid for e, eid in phone.store.view() if e == entity)

    # What people do

    @rule(which=PHONES)
    def begin_a_workout(self, which: int) -> None:
        """Workout, exercise and two sets, made offline: parents and children in one queue."""
        phone = self.phones[which]
        workout, part = (str(new_id(self.server.now)) for _ in range(2))
        self._queue(phone, "workout", workout, on=DAY, zone="UTC", title="Mine")
        self._queue(phone, "workout_exercise", part, workout=workout, exercise="pull-up", position="a")
        for position in "ab":
            eid = str(new_id(self.server.now))
            self._queue(phone, "set", eid, workout_exercise=part, position=position)

    @rule(which=PHONES, nth=st.integers(0, 3), name=st.sampled_from(["reps", "rir"]), value=st.integers(0, 9))
    def change_a_set(self, which: int, nth: int, name: str, value: int) -> None:
        phone = self.phones[which]
        sets = self._known(phone, "set")
        if sets:
            self._queue(phone, "set", sets[nth % len(sets)], **{name: value})

    @rule(which=PHONES, nth=st.integers(0, 3), is_ticked=st.booleans())
    def tick(self, which: int, nth: int, is_ticked: bool) -> None:
        phone = self.phones[which]
        sets = self._known(phone, "set")
        if sets:
            at = 1_795_000_000_000 if is_ticked else None
            self._queue(
                phone, "set", sets[nth % len(sets)], ticked_at=at, load={"v": "60", "u": "kg"}, reps=5
            )

    @rule(
        which=PHONES, nth=st.integers(0, 2), is_gone=st.booleans(), entity=st.sampled_from(["workout", "set"])
    )
    def delete_or_restore(self, which: int, nth: int, is_gone: bool, entity: str) -> None:
        phone = self.phones[which]
        rows = self._known(phone, entity)
        if rows:
            at = 1_795_000_000_000 if is_gone else None
            self._queue(phone, entity, rows[nth % len(rows)], deleted_at=at)

    @rule(which=PHONES)
    def poison(self, which: int) -> None:
        """An operation that no server will ever take."""
        phone = self.phones[which]
        for eid in self._known(phone, "set")[:1]:
            op = phone.queue("set", eid, {"reps": -1})
            self.truth[op["id"]] = op
            self.poisoned.add(op["id"])

    @rule(kg=st.integers(20, 90))
    def coach_edits_the_plan(self, kg: int) -> None:
        self.server.edit_plan("ann", kg)

    # What goes wrong

    @rule(seconds=st.integers(1, 100_000))
    def time_passes(self, seconds: int) -> None:
        self.server.pass_time(timedelta(seconds=seconds))

    @rule(which=PHONES, skew_s=st.sampled_from([0, -5_000, 5_000, 2_000_000_000]))
    def clock_jumps(self, which: int, skew_s: int) -> None:
        self.phones[which].skew_ms = skew_s * 1000

    @rule(which=PHONES)
    def session_expires(self, which: int) -> None:
        self.phones[which].session = None

    @rule(which=PHONES, name=PEOPLE)
    def sign_in(self, which: int, name: str) -> None:
        self.phones[which].session = self.phones[which].user = name

    @rule(which=PHONES, name=PEOPLE)
    def another_tab_signs_in(self, which: int, name: str) -> None:
        """The cookie changes under an open page of somebody else's."""
        self.phones[which].session = name

    @rule(which=PHONES, size=st.integers(5, 9))
    def larger_batches(self, which: int, size: int) -> None:
        self.phones[which].batch = size

    @rule(which=PHONES, fault=st.sampled_from(["none", "none", "none", "request", "answer", "again_later"]))
    def sync(self, which: int, fault: str) -> None:
        phone = self.phones[which]
        user, request = phone.user, phone.request()
        if fault == "request":
            return
        status, answer = self.server.sync(phone.session, request)
        if fault == "again_later":
            self.delayed.append((phone.session, request))
        if fault != "answer":
            phone.hear(user, status, answer)

    @precondition(lambda self: self.delayed)
    @rule()
    def an_old_request_arrives_again(self) -> None:
        session, request = self.delayed.pop(0)
        self.server.sync(session, request)

    @rule()
    def back_up(self) -> None:
        self.copies.append(self.server.backup())

    @precondition(lambda self: self.copies)
    @rule(nth=st.integers(0, 5))
    def restore_a_backup(self, nth: int) -> None:
        self.server.restore(self.copies[nth % len(self.copies)])

    # What must hold

    @invariant()
    def no_operation_is_lost_or_strays(self) -> None:
        seen: list[str] = []
        for phone in self.phones:
            for name, store in phone.stores.items():
                kept = [op for op in (*store.outbox, *store.sent, *store.rejected) if not op.get("recreates")]
                assert all(op["user"] == name for op in kept), "an operation in somebody else's store"
                seen += [op["id"] for op in kept]
        assert sorted(seen) == sorted(self.truth), "an operation lost, or in two places"

    def teardown(self) -> None:
        for session, request in self.delayed:
            self.server.sync(session, request)
        sync_until_agreed(self.server, self.phones)
        for phone in self.phones:
            for name, store in phone.stores.items():
                assert not store.outbox, f"{phone.name}/{name}: not everything was sent"
                assert {op["id"] for op in store.rejected} <= self.poisoned, "a good operation was refused"
        taken = self.server.operations()
        self._assert_all_arrived_as_themselves({str(op.id): op for op in taken})
        for name in NAMES:
            self._assert_agreement(name, taken)

    def _assert_all_arrived_as_themselves(self, taken: dict[str, Any]) -> None:
        for op_id, op in self.truth.items():
            if op_id in self.poisoned:
                continue
            assert op_id in taken, "an acknowledged operation is missing on the server"
            assert taken[op_id].lifter_id == self.server.users[op["user"]], "applied as somebody else"

    def _assert_agreement(self, name: str, taken: list[Any]) -> None:
        lifter = self.server.users[name]
        expected = fold([op for op in taken if op.lifter_id == lifter])
        rows = self.server.rows(name) if expected else {}
        for key, fields in expected.items():
            assert {field: rows[key][field] for field in fields} == fields, f"server != fold: {key}"
        for phone in self.phones:
            assert phone.stores[name].base == rows, f"{phone.name}/{name} differs from the server"
        latest = round(self.server.now.timestamp() * 1000) + 60_000
        assert all(round(op.eff.timestamp() * 1000) <= latest for op in taken), "a time from the future"


def sync_until_agreed(server: Server, phones: list[Phone]) -> None:
    """A good network and valid sessions: the phones sync as each person until they hold the same commit."""
    for name in NAMES:
        for turn in range(120):
            phone = phones[turn % len(phones)]
            phone.user = phone.session = name
            server.pass_time(timedelta(milliseconds=1))
            phone.hear(name, *server.sync(name, phone.request()))
            if _are_agreed([one.stores[name] for one in phones]):
                break


def _are_agreed(stores: list[Store]) -> bool:
    is_waiting = any(store.outbox or store.has_more for store in stores)
    return not is_waiting and len({store.cursor for store in stores}) == 1


def fold(operations: list[Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """Last writer wins per field, written once more, the short way."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for op in sorted(operations, key=lambda op: (op.eff, op.ts, op.id.hex)):
        fields = {n: v for n, v in op.fields.items() if not FIELDS[op.entity][n].server_only}
        rows.setdefault((op.entity, str(op.entity_id)), {}).update(fields)
    return rows
