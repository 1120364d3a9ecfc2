import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { counts, liftOf, readBests, recordOf, recordsAlong, recordText, withLifts } from "../../static/js/shared/records.js";

const { records, along } = JSON.parse(readFileSync(new URL("../vectors/records.json", import.meta.url), "utf8"));

const NOTHING = { amounts: new Map(), estimate: null };

const lift = (mode, body = null) => ({ load, reps, kind, is_ticked: isTicked = true, is_struck: isStruck = false }) =>
  counts({ isTicked, kind, isStruck }) ? liftOf(load, reps, mode, "reps", body) : null;

const liftsOf = (sets, mode, body) => sets.map(lift(mode, body)).filter((one) => one !== null);

for (const { why, load_mode: mode, workouts, is } of records)
  test(`records: ${why}`, () => {
    let bests = NOTHING;
    const found = workouts.map((sets) => {
      const lifts = liftsOf(sets, mode);
      const record = recordOf(lifts, bests);
      bests = withLifts(bests, lifts);
      return record && { kind: record.kind, load: record.lift.load, reps: record.lift.amount };
    });
    assert.deepEqual(found, is);
  });

for (const { why, load_mode: mode, unit, before, sets, is, body: kg = null } of along)
  test(`records along a workout: ${why}`, () => {
    const body = kg && Number(kg) * 1e6;
    const found = recordsAlong(sets.map(lift(mode, body)), withLifts({ ...NOTHING, body }, liftsOf(before, mode, body)));
    assert.deepEqual(found.map((one) => (one ? recordText(one, mode, "reps", unit) : "")), is);
  });

test("what a card tells is what was best, to the millionth of a kilogram", () => {
  const { mode, bests } = readBests('{"mode":"external","most":{"102.058283":3,"60":20},"top":"112.264112"}');

  assert.equal(mode, "external");
  assert.equal(recordOf([liftOf({ v: "225", u: "lb" }, 3, mode, "reps")], bests), null);
  assert.equal(recordOf([liftOf({ v: "225", u: "lb" }, 4, mode, "reps")], bests)?.kind, "estimate");
});
