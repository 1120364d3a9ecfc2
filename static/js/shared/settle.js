/** Takes an answer of the server into the store: all of it, in one transaction, or nothing. */

import { answered } from "./database.js";
import { KEPT_MS, sendAgain, sortAcks } from "./outbox.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./database.js").Stores} Stores */
/** @typedef {import("./view.js").Row} Row */
/** @typedef {import("./view.js").Operation} Operation */
/**
 * @typedef {{ now: number, acks: import("./outbox.js").Ack[], changes: Row[], reset: boolean, cursor: string,
 *   more: boolean, days: Record<string, { etag: string, n: number, build: string, html: string } | null> }} Reply
 */

/** Rows between two breaths: a phone needs a millisecond for each, and must take a tap and paint meanwhile. */
const AT_ONCE = 25;

const STORES = ["outbox", "sent", "rejected", "base", "staged", "days", "meta"];

/**
 * @param {Store} store
 * @param {Reply} reply
 * @param {number} now
 */
export function settle(store, reply, now) {
  return store.database.transact(
    STORES,
    "readwrite",
    async (stores) => {
      await moveAnswered(stores, reply.acks);
      if (reply.reset) await startOver(stores, now);
      await takeChanges(stores, reply);
      await takeDays(stores, reply.days);
      stores.get("meta").put(reply.cursor, "cursor");
      await catchUpClock(stores, reply.acks);
      await prune(stores, now);
    },
    { strict: true },
  );
}

/**
 * An operation that no server will ever take, even by itself: its owner decides.
 * @param {Store} store
 * @param {Operation} one
 * @param {string} message
 */
export function setAside(store, one, message) {
  const acks = [{ id: one.id, s: "rejected", code: "unsendable", msg: message }];
  return store.database.transact(
    ["outbox", "sent", "rejected"],
    "readwrite",
    (stores) => moveAnswered(stores, acks),
    { strict: true },
  );
}

/**
 * @param {Stores} stores
 * @param {import("./outbox.js").Ack[]} acks
 */
async function moveAnswered(stores, acks) {
  const outbox = await answered(stores.get("outbox").getAll());
  const { sent, rejected, forgotten } = sortAcks(outbox, acks);
  for (const one of [...sent, ...rejected, ...forgotten]) stores.get("outbox").delete(one.id);
  for (const one of sent) stores.get("sent").put(one);
  for (const one of rejected) stores.get("rejected").put(one);
}

/**
 * The server doesn't know where this phone was: its rows are gathered anew, and what it may have lost is sent again.
 * @param {Stores} stores
 * @param {number} now
 */
async function startOver(stores, now) {
  const [sent = [], base = [], outbox = []] = await Promise.all(
    ["sent", "base", "outbox"].map((name) => answered(stores.get(name).getAll())),
  );
  for (const one of sendAgain(sent, base, outbox, now)) {
    stores.get("sent").delete(one.id);
    stores.get("outbox").put(one);
  }
  stores.get("staged").clear();
  stores.get("meta").put(true, "staging");
}

/**
 * @param {Stores} stores
 * @param {Reply} reply
 */
async function takeChanges(stores, { changes, more }) {
  const isStaging = await answered(stores.get("meta").get("staging"));
  const target = stores.get(isStaging ? "staged" : "base");
  await putAll(target, changes);
  if (!isStaging || more) return;
  const staged = await answered(stores.get("staged").getAll());
  stores.get("base").clear();
  await putAll(stores.get("base"), staged);
  stores.get("staged").clear();
  stores.get("meta").delete("staging");
}

/**
 * @param {IDBObjectStore} store
 * @param {Row[]} rows
 */
async function putAll(store, rows) {
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const [last] = rows.slice(at, at + AT_ONCE).map((row) => store.put(row)).slice(-1);
    if (last) await answered(last);
  }
}

/**
 * @param {Stores} stores
 * @param {Reply["days"]} days
 */
async function takeDays(stores, days) {
  for (const [date, day] of Object.entries(days)) {
    if (day) await answered(stores.get("days").put({ ...day, date, ids: workoutIds(day.html) }));
    else stores.get("days").delete(date);
  }
}

/** @param {string} html */
function workoutIds(html) {
  return [...html.matchAll(/ data-workout="([0-9a-f-]{36})"/g)].map(([, id]) => String(id));
}

/**
 * What this phone does next counts as later than all it has seen.
 * @param {Stores} stores
 * @param {import("./outbox.js").Ack[]} acks
 */
async function catchUpClock(stores, acks) {
  const last = Number((await answered(stores.get("meta").get("last_ts"))) ?? 0);
  stores.get("meta").put(Math.max(last, ...acks.map(({ eff }) => eff ?? 0)), "last_ts");
}

/**
 * @param {Stores} stores
 * @param {number} now
 */
async function prune(stores, now) {
  const old = stores.get("sent").index("eff");
  const keys = await answered(old.getAllKeys(IDBKeyRange.upperBound(now - KEPT_MS, true)));
  for (const key of keys) stores.get("sent").delete(key);
}
