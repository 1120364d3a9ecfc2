import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { loadable, stepText } from "../../static/js/shared/loadable.js";
import { readKept } from "../../static/js/shared/load.js";
import { addWarmups, countAkin, ramp } from "../../static/js/shared/warmups.js";

const read = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
const LOADABLE = read("loadable");
const WARMUPS = read("warmups");
const words = (load) => load && `${load.v} ${load.u}`;

for (const { why, exercise, gym, wanted, made, steps } of LOADABLE.cases)
  test(`what a gym can make: ${why}`, () => {
    const [one, equipment] = [LOADABLE.exercises[exercise], LOADABLE.gyms[gym]];
    assert.equal(words(loadable(one, readKept(wanted), equipment)), made);
    assert.deepEqual({ kg: stepText(one, equipment, "kg"), lb: stepText(one, equipment, "lb") }, steps);
  });

for (const { why, exercise, gym, working, akin, steps, says } of WARMUPS.cases)
  test(`what to warm up with: ${why}`, () => {
    const found = ramp(readKept(working), WARMUPS.exercises[exercise], WARMUPS.gyms[gym], akin);
    assert.deepEqual(found.steps.map(({ load, reps }) => `${words(load)} × ${reps}`), steps);
    assert.equal(found.why, says);
  });

for (const { why, sets, shown, steps, is } of WARMUPS.adding)
  test(`where warm-ups stand: ${why}`, () => {
    const rows = sets.map(([eid, position]) => ({ eid, f: { position } }));
    const part = { eid: "part", f: {}, isThere: true, sets: rows, shownSets: rows.filter(({ eid }) => shown.includes(eid)) };
    const step = { load: { v: "20", u: "kg" }, reps: 5 };
    const drafts = addWarmups(part, Array(steps).fill(step), () => "new");
    assert.deepEqual(drafts.map(({ eid, f }) => [eid, f.position]), is);
    assert.deepEqual(drafts[0].f, {
      position: is[0][1], workout_exercise: "part", kind: "warmup", side: null,
      target_reps: { min: 5, max: 5 }, target_load: { v: "20", u: "kg" },
    });
  });

test("exercises are akin by movement or by a muscle they are for", () => {
  const exercise = (movement, ...muscles) => ({ movement, muscles });
  const row = exercise("horizontal_pull", "upper_back", "lats");
  assert.equal(countAkin(row, [exercise("vertical_pull", "lats"), exercise("squat", "quads")]), 1);
  assert.equal(countAkin(row, [exercise("horizontal_pull", "biceps"), exercise("vertical_pull", "lats")]), 2);
});
