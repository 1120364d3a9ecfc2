/** The way back from a change to the exercises of a workout, as pure functions like the verbs. */

import { swapExercise } from "./swapping.js";
import { partsOf } from "./verbs.js";

/** @typedef {import("./view.js").Draft} Draft */
/** @typedef {import("./view.js").Row} Row */
/**
 * before: what was known when it was done. instead: where an exercise was swapped, what would be done again.
 * @typedef {{ drafts: Draft[], before: Row[], instead?: import("./swapping.js").Substitution }} Done
 */

/**
 * The operations that take others back: fields get what they held before, what was made goes, but nothing that was
 * ticked meanwhile. Of a card that was swapped, what is left is swapped back then.
 * @param {Done} done
 * @param {Row[]} since what is known now
 * @param {import("./swapping.js").Means} means
 * @returns {Draft[]}
 */
export function takenBack({ drafts, before, instead }, since, means) {
  const old = new Map(before.map((row) => [row.eid, row.f]));
  const made = new Set(drafts.filter(({ eid }) => !old.has(eid)).map(({ eid }) => eid));
  const isTicked = (/** @type {string} */ id) =>
    since.some(
      ({ e, eid, f }) =>
        e === "set" && f.ticked_at && !f.deleted_at && !old.get(eid)?.ticked_at && (eid === id || f.workout_exercise === id),
    );
  const card = drafts.find(({ e, eid, f }) => e === "workout_exercise" && "exercise" in f && old.has(eid));
  if (card && instead && isTicked(card.eid)) {
    const workout = String(old.get(card.eid)?.workout);
    return swapExercise(partsOf(since, workout), workout, card.eid, instead, means);
  }
  return drafts.flatMap(({ e, eid, f }) => {
    const was = old.get(eid);
    const goes = was ? "deleted_at" in f && was.deleted_at : !(e === "set" && made.has(String(f.workout_exercise)));
    if (isTicked(eid) && (goes || e === "set")) return [];
    if (was) return [{ e, eid, f: Object.fromEntries(Object.keys(f).map((name) => [name, was[name] ?? null])) }];
    return goes ? [{ e, eid, f: { deleted_at: means.now } }] : [];
  });
}
