import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { aimOf, handsOf, lastText, meaningOf, shownLoad, shownReps } from "../../static/js/shared/words.js";

const reps = { measure: "reps", load_mode: "external" };
const added = { measure: "reps", load_mode: "bodyweight_plus" };
const carry = { measure: "distance", load_mode: "per_hand" };

for (const [f, last, is, why] of [
  [{ reps: 4, target_reps: { min: 5, max: 5 } }, undefined, 4, "what was told"],
  [{ reps: null, ticked_at: 1, kind: "amrap" }, { reps: 9 }, null, "a tick doesn't make reps up"],
  [{}, { reps: 9 }, 9, "with no target, last time's"],
  [{}, undefined, null, "with nothing to go by, nothing"],
  [{ kind: "amrap", target_reps: { min: 30, max: null } }, { reps: 9 }, null, "an all-out set tells itself"],
  [{ target_reps: { min: 8, max: 12 } }, undefined, 8, "a range begins at its least"],
  [{ target_reps: { min: 8, max: 12 } }, { reps: 10 }, 10, "a range goes on where it was"],
  [{ target_reps: { min: 8, max: 12 } }, { reps: 15 }, 12, "and ends at its most"],
])
  test(`the reps that a row shows: ${why}`, () => assert.equal(shownReps(f, last), is));

const { load: loads } = JSON.parse(readFileSync(new URL("../vectors/words.json", import.meta.url), "utf8"));

for (const { why, set, before, is } of loads)
  test(`the load that a row shows: ${why}`, () => assert.deepEqual(shownLoad(set, before), is));

test("the last time in a few words", () => {
  assert.equal(lastText(added, { load: { v: "42.5", u: "kg" }, reps: 5 }, "kg"), "last +42.5 × 5");
  assert.equal(lastText(carry, { load: { v: "24", u: "kg" }, distance: 40 }, "kg"), "last 24 × 40 m");
  assert.equal(lastText(reps, { load: null, reps: null }, "kg"), "");
  assert.equal(lastText(reps, undefined, "kg"), "");
});

test("what to aim for, what the load is, and whose hands lift it", () => {
  assert.deepEqual([[5, 5], [8, 12], [30, null]].map(([min, max]) => aimOf(reps, { min, max })), ["5", "8–12", "30+"]);
  assert.equal(aimOf(carry, { min: 5, max: 5 }), "");
  assert.equal(meaningOf(added, "lb"), "lb added");
  assert.deepEqual([handsOf(carry, null), handsOf(carry, "left"), handsOf(added, null)], [2, 1, 1]);
  assert.equal(handsOf({ load_mode: "assisted" }, null), 0);
});
