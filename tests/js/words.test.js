import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { aimOf, handsOf, lastText, meaningOf, painText, shownLoad, shownReps, summaryText, writtenText } from "../../static/js/shared/words.js";

const added = { measure: "reps", load_mode: "bodyweight_plus" };
const carry = { measure: "distance", load_mode: "per_hand" };

const { load, reps, last, aim, written, pain, summary } = JSON.parse(readFileSync(new URL("../vectors/words.json", import.meta.url), "utf8"));

for (const { why, set, before, is } of load)
  test(`the load that a row shows: ${why}`, () => assert.deepEqual(shownLoad(set, before), is));

for (const { why, set, last: before, is } of reps)
  test(`the reps that a row shows: ${why}`, () => assert.equal(shownReps(set, before ?? undefined), is));

for (const { why, exercise, set, unit, is } of last)
  test(`the last time in a few words: ${why}`, () => assert.equal(lastText(exercise, set ?? undefined, unit), is));

for (const { why, measure, reps: target, is } of aim)
  test(`what to aim for: ${why}`, () => assert.equal(aimOf({ measure }, target), is));

for (const { why, at, zone, is } of written)
  test(`when something was written: ${why}`, () => assert.equal(writtenText(Date.parse(at), zone), is));

for (const { why, pain: told, is } of pain)
  test(`pain in words: ${why}`, () => {
    const shown = { pain: String(told?.score ?? ""), pain_where: told?.where ?? "", pain_kind: told?.kind ?? "" };
    assert.equal(painText(shown), is);
  });

for (const { why, seconds, sets, volume, is } of summary)
  test(`a finished workout in a line: ${why}`, () => assert.equal(summaryText(seconds, sets, volume), is));

test("what the load is, and whose hands lift it", () => {
  assert.equal(meaningOf(added, "lb"), "lb added");
  assert.deepEqual([handsOf(carry, null), handsOf(carry, "left"), handsOf(added, null)], [2, 1, 1]);
  assert.equal(handsOf({ load_mode: "assisted" }, null), 0);
});
