/** What is shown: what the server said, and on top of it what hasn't reached the server yet. */

/** @typedef {Record<string, unknown>} Fields */
/** @typedef {{ e: string, eid: string, n: number, f: Fields, del?: boolean }} Row */
/**
 * What a person did, as it will be sent. eff: as of when the server counted it, where it did.
 * restores: a row sent again to a server that lost it, not anything that a person did.
 * @typedef {{ id: string, ts: number, schema: number, e: string, eid: string, op: "set", f: Fields,
 *   eff?: number, restores?: boolean }} Operation
 */
/** @typedef {{ e: string, eid: string, f: Fields }} Draft an operation before it has an id and a time */

/**
 * Rows with the pending operations laid over them; the later of two writers wins, field by field.
 * @param {Row[]} base
 * @param {Operation[]} pending in any order
 * @returns {Row[]}
 */
export function overlay(base, pending) {
  const rows = new Map(base.map((row) => [key(row), row]));
  for (const one of inOrder(pending)) {
    const row = rows.get(key(one));
    if (one.restores && row) continue;
    rows.set(key(one), { e: one.e, eid: one.eid, n: row?.n ?? 0, f: { ...row?.f, ...one.f } });
  }
  return [...rows.values()];
}

/**
 * Operations as they happened: by time, ties by id.
 * @param {Operation[]} operations
 */
export function inOrder(operations) {
  return [...operations].sort((one, other) => one.ts - other.ts || (one.id < other.id ? -1 : 1));
}

/**
 * Every string in a value made storable: without the halves of emoji that are left when a text was cut, and which
 * no server takes.
 * @param {any} value
 * @returns {any}
 */
export function wellFormed(value) {
  if (typeof value === "string") return value.replace(/\p{Surrogate}/gu, "");
  if (Array.isArray(value)) return value.map(wellFormed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, wellFormed(inner)]));
}

/** @param {{ e: string, eid: string }} one */
const key = ({ e, eid }) => `${e} ${eid}`;
