import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readSet } from "../../static/js/shared/set-form.js";
import { swapExercise } from "../../static/js/shared/swapping.js";
import { joinNext } from "../../static/js/shared/pairing.js";
import { takenBack } from "../../static/js/shared/taking-back.js";
import { overlay } from "../../static/js/shared/view.js";
import {
  addExercise,
  addOffered,
  addSet,
  finish,
  lastPerformed,
  moveExercise,
  partsOf,
  saveSet,
} from "../../static/js/shared/verbs.js";

const { exercises, now, tick, finish: ends, add, add_set: more, move, swap, join } = JSON.parse(
  readFileSync(new URL("../vectors/verbs.json", import.meta.url), "utf8"),
);

const exercise = (slug) => ({ slug, name: slug, ...exercises[slug] });

function minting() {
  let number = 0;
  return () => `new${++number}`;
}

for (const { why, workout, shown, form, day, is } of tick)
  test(`saving a set: ${why}`, () => {
    assert.deepEqual(saveSet({ eid: "w", f: workout }, "s1", readSet(form, shown), now, day), is);
  });

for (const { why, ticks, is } of ends)
  test(`finishing: ${why}`, () => {
    assert.deepEqual(finish("w", ticks.length > 0 ? Math.max(...ticks) : null, now), is);
  });

for (const { why, rows, exercise: slug, last, is } of add)
  test(`adding an exercise: ${why}`, () => {
    assert.deepEqual(addExercise(partsOf(rows, "w"), "w", exercise(slug), last, minting()), is);
  });

const tenLess = ({ v, u }) => ({ v: String(Number(v) - 10), u });

for (const { why, kind, rows, is } of more)
  test(`adding a set: ${why}`, () => {
    const [part] = partsOf(rows, "w");
    const lighter = kind === "drop" ? tenLess : undefined;
    assert.deepEqual(addSet(part, exercise(part.f.exercise).sides, minting(), kind, lighter), is);
  });

for (const { why, rows, part, by, is } of move)
  test(`moving an exercise: ${why}`, () => assert.deepEqual(moveExercise(partsOf(rows, "w"), part, by), is));

for (const { why, rows, part, is } of join)
  test(`joining exercises: ${why}`, () => assert.deepEqual(joinNext(partsOf(rows, "w"), part), is));

const swapped = ({ rows, part, exercise: slug, last, was }) =>
  swapExercise(partsOf(rows, "w"), "w", part, { exercise: exercise(slug), last, was }, { mint: minting(), now });

const means = () => ({ mint: minting(), now });
const doneBy = ({ rows, part }, drafts) => {
  const was = exercise(rows.find(({ eid }) => eid === part).f.exercise);
  return { drafts, before: rows, instead: { exercise: was, last: [] } };
};

for (const one of swap) {
  test(`swapping an exercise: ${one.why}`, () => assert.deepEqual(swapped(one), one.is));

  test(`taking a swap back: ${one.why}`, () => {
    const drafts = swapped(one);
    const since = overlay(one.rows, operations(drafts, 0));

    const restored = overlay(since, operations(takenBack(doneBy(one, drafts), since, means()), 100));

    assert.deepEqual(shownIn(restored), shownIn(one.rows));
  });
}

const operations = (drafts, after) => drafts.map((one, index) => ({ ...one, id: String(index), ts: after + index }));

/** What the rows show, an empty field like a missing one. */
const shownIn = (rows) =>
  partsOf(rows, "w")
    .filter(({ isThere }) => isThere)
    .map(({ eid, f, shownSets }) => [eid, filled(f), shownSets.map((one) => [one.eid, filled(one.f)])]);
const filled = (f) => Object.fromEntries(Object.entries(f).filter(([, value]) => value !== null));

test("taking a swap back keeps what was ticked meanwhile", () => {
  const one = swap.find(({ why }) => why.startsWith("something ticked"));
  const drafts = swapped(one);
  const since = overlay(one.rows, operations([...drafts, { e: "set", eid: "new2", f: { ticked_at: 1 } }], 0));

  const back = takenBack(doneBy(one, drafts), since, means());

  assert.deepEqual(back, [{ e: "set", eid: "s3", f: { deleted_at: null } }]);
});

const tickedAs = (load) => ({ ticked_at: 1, load: { v: load, u: "kg" }, reps: 8, grip: null });

test("taking the swap of a whole card back leaves what was ticked meanwhile, and swaps the rest back", () => {
  const [one] = swap;
  const drafts = swapped(one);
  const since = overlay(one.rows, operations([...drafts, { e: "set", eid: "s3", f: tickedAs("50") }], 0));

  const back = takenBack(doneBy(one, drafts), since, means());

  const [lifted, rest] = partsOf(overlay(since, operations(back, 100)), "w");
  assert.equal(lifted.f.exercise, "seal-row");
  assert.deepEqual(lifted.shownSets.map(({ eid, f }) => [eid, f.load, f.reps]), [["s3", { v: "50", u: "kg" }, 8]]);
  assert.equal(rest.f.exercise, "barbell-row");
  assert.deepEqual(rest.shownSets.map(({ f }) => f.kind), ["warmup", "working"]);
});

test("taking a swap back changes nothing where every set was ticked meanwhile", () => {
  const [one] = swap;
  const drafts = swapped(one);
  const ticks = ["s1", "s2", "s3"].map((eid) => ({ e: "set", eid, f: tickedAs("50") }));
  const since = overlay(one.rows, operations([...drafts, ...ticks], 0));

  assert.deepEqual(takenBack(doneBy(one, drafts), since, means()), []);
});

test("an exercise that was brought back stays where a set of it was ticked meanwhile", () => {
  const removed = overlay(swap[0].rows, operations([{ e: "workout_exercise", eid: "e1", f: { deleted_at: 5 } }], 0));
  const drafts = [{ e: "workout_exercise", eid: "e1", f: { deleted_at: null } }];
  const brought = overlay(removed, operations(drafts, 100));
  const ticked = overlay(brought, operations([{ e: "set", eid: "s3", f: tickedAs("50") }], 200));

  assert.deepEqual(takenBack({ drafts, before: removed }, ticked, means()), []);
  assert.deepEqual(takenBack({ drafts, before: removed }, brought, means()), [{ ...drafts[0], f: { deleted_at: 5 } }]);
});

const day = (eid, on, f = {}) => [
  { e: "workout", eid, f: { on, ...f } },
  { e: "workout_exercise", eid: `${eid}-e`, f: { workout: eid, exercise: "seal-row", position: "1" } },
  { e: "set", eid: `${eid}-s`, f: { workout_exercise: `${eid}-e`, position: "1", ticked_at: 1, load: on } },
];

test("the last time is the newest day before, of workouts that are there, on which something was ticked", () => {
  const rows = [
    ...day("a", "2026-11-02"),
    ...day("b", "2026-11-09"),
    ...day("c", "2026-11-16", { deleted_at: 1 }),
    ...day("d", "2026-11-23"),
    ...day("e", "2026-11-17").map((row) => (row.e === "set" ? { ...row, f: { ...row.f, ticked_at: null } } : row)),
  ];

  assert.deepEqual(lastPerformed(rows, "seal-row", "2026-11-23").map(({ eid }) => eid), ["b-s"]);
  assert.deepEqual(lastPerformed(rows, "pull-up", "2026-11-23"), []);
});

test("an optional exercise of the plan comes last, and comes back as it was if it was removed", () => {
  const rows = swap[0].rows;
  const offered = [
    { e: "workout_exercise", eid: "o1", f: { workout: "w", exercise: "seal-row", position: "000100" } },
    { e: "set", eid: "o2", f: { workout_exercise: "o1", position: "000100" } },
  ];

  const added = addOffered(partsOf(rows, "w"), offered);
  assert.equal(added[0].f.position, "000200");
  assert.deepEqual(added[1], offered[1]);

  const removed = overlay(rows, operations([...added, { ...offered[0], f: { deleted_at: 5 } }], 0));
  assert.deepEqual(addOffered(partsOf(removed, "w"), offered), [{ ...offered[0], f: { deleted_at: null } }]);
});
