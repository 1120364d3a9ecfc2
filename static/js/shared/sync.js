/**
 * Sends what waits and fetches what changed, once each, whatever becomes of the answers. Storage, network and
 * clock are arguments: tests play them.
 */

import { answered } from "./database.js";
import { MOST_OPERATIONS, takeBatch } from "./outbox.js";
import { setAside, settle } from "./settle.js";
import { SCHEMA } from "./store.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./network.js").Answer} Answer */
/**
 * synced: all is said. later: try again, after `retryAfterMs` if the server said. signed-out, other-user,
 * too-old: only a person can go on. busy: another tab is at it.
 * @typedef {"synced" | "later" | "signed-out" | "other-user" | "too-old" | "busy"} Outcome
 */
/**
 * changed: rows and dates that the server told anew. isReplanned: rows of workouts that somebody else changed are
 * among them; a page draws such a row's numbers by itself, and the rest of it from its day alone.
 * @typedef {{ outcome: Outcome, retryAfterMs?: number | null, message?: string, changed: Set<string>,
 *   isReplanned?: boolean }} Report
 */
/**
 * @typedef {object} Setting
 * @property {Store} store
 * @property {Network} network
 * @property {() => number} now
 * @property {string} device
 * @property {string} zone
 * @property {string} build
 * @property {boolean} wantsDays whether to ask for the days whose fragments are stale; a tick needn't
 * @property {Pick<LockManager, "request">} [locks]
 */

const ROWS_AT_ONCE = 1000;
const BY_STATUS = /** @type {Record<number, Outcome>} */ ({ 401: "signed-out", 409: "other-user", 426: "too-old" });

/**
 * @param {Setting} setting
 * @returns {Promise<Report>}
 */
export async function sync(setting) {
  const { locks, store } = setting;
  if (!locks) return run(setting);
  const held = await locks.request(lockOf(store.user), { ifAvailable: true }, async (lock) =>
    lock ? await run(setting) : null,
  );
  return held ?? { outcome: "busy", changed: new Set() };
}

/** @param {string} user */
const lockOf = (user) => `sync:${user}`;

/**
 * Do something while nobody sends or fetches for this person, in this tab or another. Whoever is at it may end what
 * they began, but not take longer than `patienceMs`.
 * @param {Pick<LockManager, "request"> | undefined} locks
 * @param {string} user
 * @param {number} patienceMs
 * @param {() => Promise<void>} work
 */
export async function withoutSyncs(locks, user, patienceMs, work) {
  if (!locks) return work();
  const patience = AbortSignal.timeout(patienceMs);
  let isBegun = false;
  const begin = () => {
    isBegun = true;
    return work();
  };
  try {
    await locks.request(lockOf(user), { signal: patience }, begin);
  } catch (error) {
    if (isBegun) throw error;
    await locks.request(lockOf(user), { steal: true }, begin);
  }
}

/**
 * @param {Setting} setting
 * @returns {Promise<Report>}
 */
async function run(setting) {
  const { store, network, now } = setting;
  /** @type {Set<string>} */
  const changed = new Set();
  let isReplanned = false;
  let most = MOST_OPERATIONS;
  let hasAskedWho = false;
  let hasStartedOver = false;
  for (;;) {
    const { request, batch, isLast } = await makeRequest(setting, most);
    const answer = await network("/api/sync", JSON.stringify(request));
    const verdict = judge(answer);
    if (verdict === "taken" && answer) {
      await settle(store, answer.body, now());
      for (const { eid } of answer.body.changes) changed.add(eid);
      isReplanned ||= isOthers(answer.body.changes, batch);
      for (const date of Object.keys(answer.body.days)) changed.add(date);
      most = Math.min(MOST_OPERATIONS, most * 2);
      if (answer.body.reset) {
        // It took none of them: what they rest on comes first, and is in the outbox now.
        if (hasStartedOver) return { outcome: "later", changed, isReplanned };
        hasStartedOver = true;
        continue;
      }
      const acked = new Set(answer.body.acks.map((/** @type {{ id: string }} */ { id }) => id));
      if (batch.some(({ id }) => !acked.has(id))) return { outcome: "later", changed, isReplanned };
      if (isLast && !answer.body.more) return { outcome: "synced", changed, isReplanned };
    } else if (verdict === "halve" && batch.length > 0) {
      if (batch.length === 1 && batch[0]) await setAside(store, batch[0], String(answer?.body?.message ?? ""));
      else most = Math.floor(batch.length / 2);
    } else if (verdict === "ask-who" && !hasAskedWho) {
      hasAskedWho = true;
      await network("/api/session");
    } else {
      const outcome = verdict === "ask-who" ? "signed-out" : BY_STATUS[answer?.status ?? 0] ?? "later";
      const message = answer?.body?.message ?? "";
      return { outcome, retryAfterMs: answer?.retryAfterMs ?? null, message, changed, isReplanned };
    }
  }
}

const OF_WORKOUTS = new Set(["workout", "workout_exercise", "set"]);

/**
 * Whether rows of workouts are told that weren't sent just now: by a coach, or from another phone.
 * @param {{ e: string, eid: string }[]} changes
 * @param {{ eid: string }[]} batch
 */
function isOthers(changes, batch) {
  const sent = new Set(batch.map(({ eid }) => eid));
  return changes.some(({ e, eid }) => OF_WORKOUTS.has(e) && !sent.has(eid));
}

/**
 * What an answer means for the queue; no answer, and any that isn't listed, is the network's fault.
 * @param {Answer | null} answer
 * @returns {"taken" | "halve" | "ask-who" | "stop"}
 */
export function judge(answer) {
  if (answer?.status === 200 && isReply(answer.body)) return "taken";
  if (answer?.status === 413 || answer?.status === 400) return "halve";
  return answer?.status === 403 ? "ask-who" : "stop";
}

/** @param {any} body */
function isReply(body) {
  return Array.isArray(body?.acks) && Array.isArray(body?.changes) && typeof body?.cursor === "string";
}

/**
 * @param {Setting} setting
 * @param {number} most
 */
async function makeRequest({ store, device, zone, build, now, wantsDays }, most) {
  const { pending, cursor, have } = await readAll(store, wantsDays);
  const batch = takeBatch(pending, most);
  const isLast = batch.length === pending.length;
  const request = {
    ...{ v: 1, schema: SCHEMA, build, user: store.user, device, zone, now: now(), limit: ROWS_AT_ONCE },
    cursor: cursor ?? null,
    have: wantsDays && isLast ? have : null,
    ops: batch.map(({ restores: _restores, ...operation }) => operation),
  };
  return { request, batch, isLast };
}

/**
 * Days are read with all their pages, so only where they are asked about: a tick that waits for it waits long.
 * @param {Store} store
 * @param {boolean} wantsDays
 */
async function readAll(store, wantsDays) {
  const pending = await store.pending();
  return store.database.transact(["days", "meta"], "readonly", async (stores) => {
    const [cursor, days] = await Promise.all([
      answered(stores.get("meta").get("cursor")),
      wantsDays ? answered(stores.get("days").getAll()) : [],
    ]);
    /** @type {Record<string, string>} */
    const have = Object.fromEntries(days.map(({ date, etag }) => [date, etag]));
    return { pending, cursor: /** @type {string | undefined} */ (cursor), have };
  });
}
