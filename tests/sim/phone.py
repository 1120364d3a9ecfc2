"""A phone, modelled: what docs/sync.md asks of the client, in the fewest words that are still all of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from tests.sim.server import NAMES, Server
from webapp.domain.ids import new_id
from webapp.domain.operations import FIELDS, PARENTS, Entity

Key = tuple[str, str]
Op = dict[str, Any]
ROWS = ("workout", "workout_exercise", "set")


@dataclass
class Store:
    """One person's database on one device; survives crashes. base: rows as the server last told.

    has_more: the server said that there is more to fetch. Rows and operations are replaced, never changed in
    place: copies may share them.
    """

    outbox: list[Op] = field(default_factory=list)
    sent: list[Op] = field(default_factory=list)
    rejected: list[Op] = field(default_factory=list)
    base: dict[Key, dict[str, Any]] = field(default_factory=dict)
    staged: dict[Key, dict[str, Any]] | None = None
    cursor: str | None = None
    has_more: bool = True
    last_ts: int = 0

    def view(self) -> dict[Key, dict[str, Any]]:
        """Base and what is pending."""
        shown = dict(self.base)
        for op in self.outbox:
            key = (op["e"], op["eid"])
            shown[key] = {**shown.get(key, {}), **op["f"]}
        return shown

    def copy(self) -> Store:
        """As it is now, to be changed by itself."""
        return replace(
            self,
            outbox=list(self.outbox),
            sent=list(self.sent),
            rejected=list(self.rejected),
            base=dict(self.base),
            staged=None if self.staged is None else dict(self.staged),
        )


@dataclass
class Phone:
    """A device on which ann or bob is signed in. user: whose page is open; session: whose cookie is sent."""

    name: str
    server: Server
    bugs: frozenset[str] = frozenset()
    skew_ms: int = 0
    user: str = "ann"
    session: str | None = "ann"
    batch: int = 4
    stores: dict[str, Store] = field(default_factory=lambda: {name: Store() for name in NAMES})
    made: int = 0

    @property
    def store(self) -> Store:
        return self.stores[self.user]

    def queue(self, entity: str, entity_id: str, fields: dict[str, Any]) -> Op:
        """A change made here: durable before it is shown."""
        store = self.store
        store.last_ts = max(self._now_ms() + self.skew_ms, store.last_ts + 1)
        op = {
            "id": str(new_id(self.server.now)),
            "ts": store.last_ts,
            "schema": 1,
            "e": entity,
            "eid": entity_id,
            "op": "set",
            "f": fields,
            "user": self.user,
        }
        store.outbox.append(op)
        return op

    def request(self) -> dict[str, Any]:
        store = self.store
        ops = store.outbox[: self.batch]
        if "drop_before_ack" in self.bugs:
            del store.outbox[: self.batch]
        return {
            "v": 1,
            "schema": 1,
            "user": str(self.server.users[self.user]),
            "cursor": store.cursor,
            "limit": 6,
            "ops": [{name: value for name, value in op.items() if name != "user"} for op in ops],
        }

    def hear(self, user: str, status: int, answer: dict[str, Any]) -> None:
        """Take an answer in, in one transaction; `user` is whose request it was."""
        store = self.stores[user]
        if status in (400, 413):
            self.batch = max(1, self.batch // 2)
        if status != 200:
            return
        self._file_acks(store, answer["acks"])
        if answer["reset"]:
            store.staged = {}
            self._push_again(store)
        target = store.base if store.staged is None else store.staged
        for change in answer["changes"]:
            target[change["e"], change["eid"]] = change["f"]
        if not answer["more"] and store.staged is not None:
            store.base, store.staged = store.staged, None
        store.cursor, store.has_more = answer["cursor"], answer["more"]
        store.last_ts = max([store.last_ts, *(ack["eff"] for ack in answer["acks"])])

    def _file_acks(self, store: Store, acks: list[dict[str, Any]]) -> None:
        waiting = {op["id"]: op for op in store.outbox}
        for ack in acks:
            op = waiting.pop(ack["id"], None)
            if op is None:
                continue
            if ack["s"] == "rejected":
                store.rejected.append(op)
            elif not op.get("recreates"):
                store.sent.append(op | {"eff": ack["eff"]})
        store.outbox = list(waiting.values())

    def _push_again(self, store: Store) -> None:
        """The server forgot: rows first, which beat nothing, then every operation that is kept."""
        if "no_repush" in self.bugs:
            return
        kept = [*store.sent, *store.outbox]
        rows = [self._recreate(key, store.base[key]) for key in _with_parents(kept, store.base)]
        store.outbox = [*rows, *store.sent, *store.outbox]
        store.sent = []

    def _recreate(self, key: Key, row: dict[str, Any]) -> Op:
        entity, entity_id = key
        fields = {name: value for name, value in row.items() if not FIELDS[entity][name].server_only}  # type: ignore[index]
        return {
            "id": str(new_id(self.server.now)),
            "ts": 0,
            "schema": 1,
            "e": entity,
            "eid": entity_id,
            "op": "set",
            "f": fields,
            "user": self.user,
            "recreates": True,
        }

    def _now_ms(self) -> int:
        return round(self.server.now.timestamp() * 1000)


def _with_parents(ops: list[Op], base: dict[Key, dict[str, Any]]) -> list[Key]:
    """The rows that operations name and the rows those lie in, as far as the base has them; parents first."""
    found: dict[Key, None] = {}
    for op in ops:
        key = (op["e"], op["eid"])
        line: list[Key] = []
        while key in base:
            line.insert(0, key)
            entity: Entity = key[0]  # type: ignore[assignment]
            if entity not in PARENTS:
                break
            name, parent = PARENTS[entity]
            key = (parent, base[key][name])
        found.update(dict.fromkeys(line))
    return sorted(found, key=lambda key: ROWS.index(key[0]))
