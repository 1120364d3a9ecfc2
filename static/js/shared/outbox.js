/** Which operations leave the outbox, and where they go: decided here, done in one transaction. */

import { newId } from "./ids.js";
import { SCHEMA } from "./store.js";

/** @typedef {import("./view.js").Operation} Operation */
/** @typedef {import("./view.js").Row} Row */
/** @typedef {import("./store.js").Rejected} Rejected */
/** @typedef {{ id: string | null, s: string, eff?: number, code?: string, msg?: string }} Ack */

export const MOST_OPERATIONS = 200;
export const KEPT_MS = 30 * 24 * 3600 * 1000;

/** The server takes 512 kB; the rest of the request needs some of it. */
const MOST_BYTES = 480_000;

const ANSWERED = new Set(["ok", "dup", "noop"]);

/** What phones may write, by kind of row; parents first. Other fields of a row are the server's. */
export const FIELDS = {
  workout: ["on", "zone", "title", "started_at", "finished_at", "readiness", "gym", "unit", "note", "deleted_at"],
  workout_exercise: ["workout", "exercise", "position", "skipped", "superset", "note", "deleted_at"],
  set: [
    ...["workout_exercise", "position", "kind", "side", "target_reps", "target_load", "load", "reps", "seconds"],
    ...["distance", "rpe", "rir", "grip", "gear", "pain", "struck", "note", "ticked_at", "deleted_at"],
  ],
  exercise_note: ["exercise", "text", "deleted_at"],
};

const PARENTS = {
  ...{ workout_exercise: ["workout", "workout"], set: ["workout_exercise", "workout_exercise"] },
  message: ["workout", "workout"],
};

/**
 * As many of the oldest operations as one request may hold; always one, if there is any.
 * @param {Operation[]} pending oldest first
 * @param {number} most how many at most, after a batch was too much for the server
 */
export function takeBatch(pending, most = MOST_OPERATIONS) {
  const encoder = new TextEncoder();
  let bytes = 0;
  const end = pending.slice(0, most).findIndex((one) => {
    bytes += encoder.encode(JSON.stringify(one)).length + 1;
    return bytes > MOST_BYTES;
  });
  return pending.slice(0, end < 0 ? most : Math.max(1, end));
}

/**
 * What becomes of operations that were sent: only an answer of the server moves one, and one without an answer
 * stays where it is.
 * @param {Operation[]} outbox
 * @param {Ack[]} acks
 * @returns {{ sent: Operation[], rejected: Rejected[], forgotten: Operation[] }} forgotten: rows offered to a
 *   server that lost them and didn't want them back
 */
export function sortAcks(outbox, acks) {
  const byId = new Map(acks.map((ack) => [ack.id, ack]));
  /** @type {{ sent: Operation[], rejected: Rejected[], forgotten: Operation[] }} */
  const sorted = { sent: [], rejected: [], forgotten: [] };
  for (const one of outbox) {
    const ack = byId.get(one.id);
    if (!ack) continue;
    if (one.restores && (ANSWERED.has(ack.s) || ack.s === "rejected")) sorted.forgotten.push(one);
    else if (ANSWERED.has(ack.s)) sorted.sent.push({ ...one, eff: ack.eff ?? one.ts });
    else if (ack.s === "rejected") sorted.rejected.push({ ...one, code: ack.code ?? "", msg: ack.msg ?? "" });
  }
  return sorted;
}

/**
 * What a phone sends again to a server that was restored from a backup: first the rows that its kept operations
 * are about, as of the beginning of time, so that they create what is missing and beat nothing; then the
 * operations of the last 30 days under their own ids.
 * @param {Operation[]} sent what the server had acknowledged
 * @param {Row[]} base what the server last said
 * @param {Operation[]} pending what it hasn't taken yet, and which rests on rows, too
 * @param {number} now
 * @returns {Operation[]}
 */
export function sendAgain(sent, base, pending, now) {
  const kept = sent.filter((one) => (one.eff ?? one.ts) >= now - KEPT_MS && !isOnlyRead(one));
  const rows = new Map(base.map((row) => [`${row.e} ${row.eid}`, row]));
  /** @type {Map<string, Row>} */
  const wanted = new Map();
  const want = (/** @type {string} */ e, /** @type {string} */ eid) => {
    const row = rows.get(`${e} ${eid}`);
    if (!row || wanted.has(`${e} ${eid}`) || row.del) return;
    const [field, parent] = PARENTS[/** @type {keyof typeof PARENTS} */ (e)] ?? [];
    if (field && parent) want(parent, String(row.f[field]));
    wanted.set(`${e} ${eid}`, row);
  };
  for (const { e, eid } of [...kept, ...pending]) want(e, eid);
  const order = Object.keys(FIELDS);
  const restoring = [...wanted.values()]
    .filter(({ e }) => order.includes(e))
    .sort((one, other) => order.indexOf(one.e) - order.indexOf(other.e))
    .map(({ e, eid, f }) => ({
      ...{ id: newId(now), ts: 0, schema: SCHEMA, e, eid, op: /** @type {"set"} */ ("set") },
      f: onlyOurs(/** @type {keyof typeof FIELDS} */ (e), f),
      restores: true,
    }));
  return [...restoring, ...kept];
}

/**
 * That a message was read is the only thing a phone writes to what somebody else wrote: without the message, which
 * isn't this phone's to bring back, it says nothing.
 * @param {Operation} one
 */
const isOnlyRead = ({ e, f }) => e === "message" && "read_at" in f;

/**
 * @param {keyof typeof FIELDS} entity
 * @param {Record<string, unknown>} fields
 */
function onlyOurs(entity, fields) {
  return Object.fromEntries(FIELDS[entity].filter((name) => name in fields).map((name) => [name, fields[name]]));
}
