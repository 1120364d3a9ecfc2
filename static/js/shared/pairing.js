/** Supersets: exercises joined and parted. webapp/workouts/pairing.py says the same. */

import { groupsOf } from "./superset.js";

/** @typedef {import("./view.js").Draft} Draft */
/** @typedef {import("./verbs.js").Part} Part */

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * A superset with the exercise behind, or with the superset of that; nothing where there is none.
 * @param {Part[]} parts of the workout, deleted ones included
 * @param {string} id
 * @returns {Draft[]}
 */
export function joinNext(parts, id) {
  const shown = parts.filter(({ isThere, f }) => isThere && !f.skipped).map(({ eid, f }) => ({ eid, letter: String(f.superset ?? "") }));
  const groups = groupsOf(shown);
  const at = shown.findIndex(({ eid }) => eid === id);
  const [mine, theirs] = [shown[at], shown[at + 1]].map((one) => (one ? groups.find((group) => group.includes(one)) : undefined));
  if (!mine || !theirs || mine === theirs) return [];
  const whose = [mine, theirs].find(({ length }) => length > 1);
  // A letter left over from a superset that fell apart would call in whoever else has it.
  const taken = new Set(parts.map(({ f }) => f.superset));
  const superset = whose?.[0]?.letter ?? [...LETTERS].find((letter) => !taken.has(letter)) ?? "AA";
  return [...mine, ...theirs]
    .filter(({ letter }) => letter !== superset)
    .map(({ eid }) => ({ e: "workout_exercise", eid, f: { superset } }));
}

/**
 * @param {string} id
 * @returns {Draft[]}
 */
export const leave = (id) => [{ e: "workout_exercise", eid: id, f: { superset: null } }];
