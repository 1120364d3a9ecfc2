/** Whether the phone's own store can show a page. */

import { answered } from "../shared/database.js";
import { workoutAt } from "../shared/ids.js";
import { withStore } from "../shared/whose.js";

/** @typedef {{ who: boolean, held: boolean }} Holding who: somebody is signed in on this phone */

/** A database that doesn't open (Safari's may hang) must not keep the page waiting. */
const PATIENCE_MS = 600;

/** @type {Holding} */
const NOTHING = { who: false, held: false };

/**
 * @param {string} path of today or of a workout
 * @returns {Promise<Holding>}
 */
export async function holds(path) {
  /** @type {Promise<Holding>} */
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, NOTHING));
  return Promise.race([look(path).catch(() => NOTHING), late]);
}

/**
 * @param {string} path
 * @returns {Promise<Holding>}
 */
async function look(path) {
  const id = workoutAt(path);
  const held = await withStore((store) => (id ? holdsWorkout(store, id) : hasSynced(store)));
  return held === null ? NOTHING : { who: true, held };
}

/** @typedef {import("../shared/store.js").Store} Store */

/**
 * Whatever today is, a phone that has synced can draw it: a workout, or rest.
 * @param {Store} store
 */
async function hasSynced({ database }) {
  return database.transact(["meta"], "readonly", async (stores) => {
    return (await answered(stores.get("meta").getKey("cursor"))) !== undefined;
  });
}

/**
 * From the server, or begun on this phone and not sent yet.
 * @param {Store} store
 * @param {string} id
 */
async function holdsWorkout({ database }, id) {
  return database.transact(["base", "outbox"], "readonly", async (stores) => {
    if ((await answered(stores.get("base").getKey(["workout", id]))) !== undefined) return true;
    const waiting = await answered(stores.get("outbox").getAll());
    return waiting.some((/** @type {{ e: string, eid: string }} */ { e, eid }) => e === "workout" && eid === id);
  });
}
