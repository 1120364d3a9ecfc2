/** What this device knows whoever uses it: its own id, and who is signed in. */

import { answered, openDatabase } from "./database.js";
import { newId } from "./ids.js";

/**
 * effort: whether sets ask for `rpe` or `rir`; missing where an older version remembered.
 * @typedef {{ user: string, name: string, unit: string, effort?: string, zone: string, day_start_min: number }} Who
 */

/** @type {import("./database.js").Version[]} */
const VERSIONS = [(database) => void database.createObjectStore("device")];

/** By which this app's pages and its worker tell each other what happened. */
export const openChannel = () => new BroadcastChannel("backday");

/** @param {{ factory?: IDBFactory }} [options] */
export function openDevice(options = {}) {
  const database = openDatabase("backday", VERSIONS, options);
  return {
    /** @returns {Promise<Who | undefined>} */
    who: () => database.transact(["device"], "readonly", (stores) => answered(stores.get("device").get("who"))),

    /** @param {Who | null} who null: nobody any more, and the server knows */
    remember: (who) =>
      database.transact(["device"], "readwrite", (stores) => {
        stores.get("device").delete("leaving");
        if (who) stores.get("device").put(who, "who");
        else stores.get("device").delete("who");
      }),

    /** Nobody any more, and the server is to be told. */
    leave: () =>
      database.transact(["device"], "readwrite", (stores) => {
        stores.get("device").put(true, "leaving");
        stores.get("device").delete("who");
      }),

    /** @returns {Promise<boolean>} whether somebody signed out whose session the server may not have ended */
    isLeaving: () =>
      database.transact(["device"], "readonly", async (stores) => Boolean(await answered(stores.get("device").get("leaving")))),

    /**
     * This device's id, made at the first call.
     * @param {number} now
     * @returns {Promise<string>}
     */
    id: (now) =>
      database.transact(["device"], "readwrite", async (stores) => {
        const known = await answered(stores.get("device").get("device"));
        if (known) return known;
        const made = newId(now);
        stores.get("device").put(made, "device");
        return made;
      }),

    close: () => database.close(),
  };
}
