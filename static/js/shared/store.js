/**
 * What a phone keeps of one person, read and written by purpose. Each person has a database of their own, so
 * that nobody's sets can be shown to, or sent as, somebody else.
 */

import { answered, openDatabase } from "./database.js";
import { inOrder, wellFormed } from "./view.js";
import { newId } from "./ids.js";

/** @typedef {import("./database.js").Database} Database */
/** @typedef {import("./database.js").Stores} Stores */
/** @typedef {import("./view.js").Row} Row */
/** @typedef {import("./view.js").Draft} Draft */
/** @typedef {import("./view.js").Operation} Operation */
/** @typedef {Operation & { code: string, msg: string }} Rejected */
/** @typedef {{ date: string, etag: string, n: number, build: string, html: string, ids: string[] }} Day */
/** @typedef {ReturnType<typeof openStore>} Store */

/** What operations are written in; the server casts older ones up. */
export const SCHEMA = 1;

/** @type {import("./database.js").Version[]} */
const VERSIONS = [
  (database) => {
    database.createObjectStore("outbox", { keyPath: "id" });
    database.createObjectStore("sent", { keyPath: "id" }).createIndex("eff", "eff");
    database.createObjectStore("rejected", { keyPath: "id" });
    database.createObjectStore("base", { keyPath: ["e", "eid"] });
    database.createObjectStore("staged", { keyPath: ["e", "eid"] });
    database.createObjectStore("days", { keyPath: "date" });
    database.createObjectStore("meta");
  },
];

/** Stores whose loss costs nothing but a download. */
const FETCHED = ["base", "staged", "days"];

/** @param {string} user */
const databaseName = (user) => `backday-${user}`;

/**
 * @param {string} user
 * @param {{ factory?: IDBFactory }} [options]
 */
export function openStore(user, options = {}) {
  const database = openDatabase(databaseName(user), VERSIONS, options);
  const all = (/** @type {string} */ name) =>
    database.transact([name], "readonly", (stores) => answered(stores.get(name).getAll()));

  return {
    user,
    database,

    /**
     * Put what a person did into the outbox; settled when it is on the disk. What is shown is base plus outbox,
     * so an operation and the view it changes are one write.
     * @param {Draft[]} drafts
     * @param {number} now
     * @returns {Promise<Operation[]>}
     */
    queue: (drafts, now) =>
      database.transact(["outbox", "meta"], "readwrite", (stores) => queue(stores, drafts, now), { strict: true }),

    /** What the server hasn't answered yet, oldest first. */
    pending: async () => inOrder(/** @type {Operation[]} */ (await all("outbox"))),
    /** @returns {Promise<Rejected[]>} */
    rejected: () => all("rejected"),
    /** @returns {Promise<Row[]>} */
    base: () => all("base"),
    /** @returns {Promise<Day[]>} */
    days: () => all("days"),

    /**
     * @param {string} date
     * @returns {Promise<Day | undefined>}
     */
    day: (date) => database.transact(["days"], "readonly", (stores) => answered(stores.get("days").get(date))),

    /**
     * Everything that a page is drawn from, as of one moment; of the days' pages, most of what is here to read, only
     * those that are named.
     * @param {{ dates?: string[] }} [wanted]
     * @returns {Promise<{ base: Row[], pending: Operation[], days: Day[] }>}
     */
    snapshot: ({ dates = [] } = {}) =>
      database.transact(["base", "outbox", ...(dates.length > 0 ? ["days"] : [])], "readonly", async (stores) => {
        const [base = [], outbox = [], ...days] = await Promise.all([
          ...["base", "outbox"].map((name) => answered(stores.get(name).getAll())),
          ...dates.map((date) => answered(stores.get("days").get(date))),
        ]);
        return { base, pending: inOrder(outbox), days: days.filter(Boolean) };
      }),

    /**
     * The rest that runs; undefined for none.
     * @returns {Promise<import("./rest.js").Rest | undefined>}
     */
    rest: () => database.transact(["meta"], "readonly", (stores) => answered(stores.get("meta").get("rest"))),

    /** @param {import("./rest.js").Rest | null} rest null: none any more */
    keepRest: (rest) =>
      database.transact(["meta"], "readwrite", (stores) => {
        if (rest) stores.get("meta").put(rest, "rest");
        else stores.get("meta").delete("rest");
      }),

    /** How much waits, and how much was refused. */
    counts: () =>
      database.transact(["outbox", "rejected"], "readonly", async (stores) => {
        const [pending, rejected] = await Promise.all(
          ["outbox", "rejected"].map((name) => answered(stores.get(name).count())),
        );
        return { pending: pending ?? 0, rejected: rejected ?? 0 };
      }),

    /**
     * A refused operation goes back into the outbox under its own id, changed or not: it is judged afresh.
     * @param {string} id
     * @param {Record<string, unknown>} [fields] what was corrected
     */
    retry: (id, fields) =>
      database.transact(
        ["outbox", "rejected"],
        "readwrite",
        async (stores) => {
          /** @type {Rejected | undefined} */
          const found = await answered(stores.get("rejected").get(id));
          if (!found) return;
          const { code: _code, msg: _msg, ...operation } = found;
          stores.get("rejected").delete(id);
          stores.get("outbox").put({ ...operation, f: { ...operation.f, ...wellFormed(fields ?? {}) } });
        },
        { strict: true },
      ),

    /**
     * A refused operation that its owner gave up.
     * @param {string} id
     */
    discard: (id) =>
      database.transact(["rejected"], "readwrite", (stores) => void stores.get("rejected").delete(id), {
        strict: true,
      }),

    /**
     * Refused operations make way for others, all at once; nothing where one of them has been dealt with already.
     * @param {string[]} ids
     * @param {Draft[]} drafts
     * @param {number} now
     * @returns {Promise<Operation[]>}
     */
    exchange: (ids, drafts, now) =>
      database.transact(
        ["outbox", "rejected", "meta"],
        "readwrite",
        async (stores) => {
          const rejected = stores.get("rejected");
          const found = await Promise.all(ids.map((id) => answered(rejected.getKey(id))));
          if (found.includes(undefined)) return [];
          for (const id of ids) rejected.delete(id);
          return queue(stores, drafts, now);
        },
        { strict: true },
      ),

    /** Make room: what can be fetched again goes, what a person did stays. */
    dropFetched: () =>
      database.transact([...FETCHED, "meta"], "readwrite", (stores) => {
        for (const name of FETCHED) stores.get(name).clear();
        stores.get("meta").delete("cursor");
        stores.get("meta").delete("staging");
      }),

    close: () => database.close(),
    /** All of it, what the server hasn't got included. */
    erase: () => database.erase(),
  };
}

/**
 * @param {Stores} stores
 * @param {Draft[]} drafts
 * @param {number} now
 */
async function queue(stores, drafts, now) {
  const meta = stores.get("meta");
  let last = Number((await answered(meta.get("last_ts"))) ?? 0);
  const operations = drafts.map(({ e, eid, f }) => {
    last = Math.max(now, last + 1);
    return { id: newId(now), ts: last, schema: SCHEMA, e, eid, op: /** @type {"set"} */ ("set"), f: wellFormed(f) };
  });
  meta.put(last, "last_ts");
  const outbox = stores.get("outbox");
  for (const operation of operations) outbox.put(operation);
  outbox.transaction.commit?.(); // nothing follows: the disk needn't wait until this page has heard of each put
  return operations;
}
