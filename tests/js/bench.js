/** A phone's store on a storage of its own, and a server that can be restored, restarted and fooled. */

import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { openStore } from "../../static/js/shared/store.js";
import { sync } from "../../static/js/shared/sync.js";

globalThis.IDBKeyRange ??= IDBKeyRange;

export const NOON = 1_800_000_000_000;

export function makePhone(server, { user = "alice", factory = new IDBFactory() } = {}) {
  const phone = {
    store: openStore(user, { factory }),
    factory,
    clock: NOON,
    network: server.answerTo(user),
    queue: (...drafts) => phone.store.queue(drafts, phone.clock),
    tick: (eid, reps = 5) => phone.queue({ e: "set", eid, f: { reps, ticked_at: phone.clock } }),
    sync: (more = {}) =>
      sync({
        store: phone.store,
        network: phone.network,
        now: () => phone.clock,
        device: "phone",
        zone: "UTC",
        build: "b",
        wantsDays: false,
        ...more,
      }),
    count: async (name) => (await phone.all(name)).length,
    all: (name) =>
      phone.store.database.transact([name], "readonly", (stores) => {
        const asked = stores.get(name).getAll();
        return new Promise((resolve) => (asked.onsuccess = () => resolve(asked.result)));
      }),
  };
  return phone;
}

/** As much of the server's rules as a phone can notice. */
export class Server {
  constructor() {
    this.data = { operations: new Map(), rows: new Map(), commits: [["0", "start"]] };
    this.applied = [];
    this.requests = [];
    this.poison = new Set();
    this.most = 200;
    this.now = NOON;
    this.tokens = 0;
  }

  backup() {
    return structuredClone(this.data);
  }

  restore(backup) {
    this.data = structuredClone(backup);
  }

  answerTo(session) {
    return async (path, body) => {
      if (path === "/api/session") return { status: 200, body: { user: session }, retryAfterMs: null };
      const request = JSON.parse(body);
      this.requests.push(request);
      if (request.user !== session) return error(409, "user_mismatch");
      if (request.ops.length > this.most) return error(413, "too_many");
      return { status: 200, body: this.take(request), retryAfterMs: null };
    };
  }

  take({ ops, cursor }) {
    const known = this.data.commits.some(([n, token]) => `${n}.${token}` === cursor);
    const reset = cursor !== null && !known;
    const acks = reset ? [] : ops.map((one) => this.apply(one));
    const since = known ? Number(cursor.split(".")[0]) : 0;
    const changes = [...this.data.rows.values()].filter((row) => row.n > since);
    const [n, token] = this.data.commits.at(-1);
    return { v: 1, now: this.now, acks, changes, days: {}, reset, cursor: `${n}.${token}`, more: false };
  }

  apply(one) {
    if (this.poison.has(one.eid)) return { id: one.id, s: "rejected", eff: 0, code: "bad", msg: "reps: no" };
    const known = this.data.operations.get(one.id);
    if (known !== undefined) return { id: one.id, s: "dup", eff: known };
    const eff = Math.min(one.ts, this.now);
    this.data.operations.set(one.id, eff);
    if (one.ts > 0) this.applied.push(one.id);
    const n = Number(this.data.commits.at(-1)[0]) + 1;
    this.data.commits.push([String(n), `t${++this.tokens}`]);
    const key = `${one.e} ${one.eid}`;
    const row = this.data.rows.get(key) ?? { e: one.e, eid: one.eid, f: {}, stamps: {}, del: false };
    row.n = n;
    for (const [name, value] of Object.entries(one.f)) {
      const stamp = `${String(eff).padStart(15, "0")} ${String(one.ts).padStart(15, "0")} ${one.id}`;
      if (stamp > (row.stamps[name] ?? "")) [row.f[name], row.stamps[name]] = [value, stamp];
    }
    this.data.rows.set(key, row);
    return { id: one.id, s: "ok", eff };
  }

  field(e, eid, name) {
    return this.data.rows.get(`${e} ${eid}`)?.f[name];
  }
}

export function error(status, name, retryAfterMs = null) {
  return { status, body: { error: name, message: name }, retryAfterMs };
}
